"""Outlines, in which a name stands once above its rows: what is filled from above, and what never is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from metrics.checking.checks import check_measure
from metrics.declared.framework import PublishedMeasure
from metrics.declared.source_rules import names_alone_are_filled
from metrics.issues import has_errors
from metrics.periods import period_id
from metrics.profiling.extracts import Column
from metrics.profiling.roles import no_period
from tests.given import OFFENCES, measure

HEADER = "Month,Borough,Kind,Offences\n"


def declared(fill_down: Sequence[str] = ("Month", "Borough")) -> PublishedMeasure:
    return measure(
        OFFENCES,
        source={
            "layout": "rows",
            **({"fill_down": tuple(fill_down)} if fill_down else {}),
            "period": {"column": ("Month",), "format": "MMM-YY"},
            "area": {"column": ("Borough",)},
            "dimensions": ({"id": "kind", "title": "Kind", "column": ("Kind",)},),
            "value": {"column": ("Offences",)},
            "combine": "sum",
            "absent": "zero",
            "region": "all-rows",
        },
    )


def read(text: str, fill_down: Sequence[str] = ("Month", "Borough")) -> list[tuple[object, ...]]:
    cells, issues = check_measure(declared(fill_down), {"X.csv": (HEADER + text).encode()})
    assert cells is not None and not has_errors(issues), issues
    cells["period"] = [period_id(period) for period in cells["period"]]
    return list(cells[["period", "area", "kind", "value"]].itertuples(index=False, name=None))


def errors_in(text: str, fill_down: Sequence[str] = ("Month", "Borough")) -> list[str]:
    issues = check_measure(declared(fill_down), {"X.csv": (HEADER + text).encode()})[1]
    return [str(issue) for issue in issues if issue.severity == "error"]


def test_an_empty_cell_means_what_stands_above_it() -> None:
    assert read("Jan-24,Camden,Theft,4\n,,Fraud,5\n,Brent,Theft,6\n,,Fraud,7\nFeb-24,Brent,Theft,8\n") == [
        ("2024-01", "E09000007", "Theft", 4.0),
        ("2024-01", "E09000007", "Fraud", 5.0),
        ("2024-01", "E09000005", "Theft", 6.0),
        ("2024-01", "E09000005", "Fraud", 7.0),
        ("2024-02", "E09000005", "Theft", 8.0),
    ]


FIRST = "Jan-24,Camden,Theft,4\n"
NEVER_FILLED = {
    "an area across a month": (f"{FIRST}Feb-24,,Theft,5\n", "X.csv:3:2: error: the area is empty"),
    "a row without a name, which may be a total": (f"{FIRST},,,9\n", "X.csv:3:1: error: period"),
    "a row above the first name": (f",Camden,Theft,4\n{FIRST}", "X.csv:2:1: error: period"),
    "a category that is not declared to be filled": (f"{FIRST},,,9\n", "X.csv:3:1: error: period"),
    "a number": (f"{FIRST},,Fraud,\n", "X.csv:3:4: error: the value is empty"),
}


@pytest.mark.parametrize(("text", "fault"), NEVER_FILLED.values(), ids=NEVER_FILLED)
def test_what_may_be_a_total_or_is_a_number_is_never_filled(text: str, fault: str) -> None:
    issues = errors_in(text)
    assert issues and issues[0].startswith(fault), issues


def test_without_the_key_an_empty_month_is_an_error() -> None:
    assert errors_in(f"{FIRST},Brent,Theft,6\n", ()) == [
        'X.csv:3:1: error: period "" cannot be read: it is not a month such as Jan-23'
    ]


def test_a_name_that_no_column_has_is_told_with_the_nearest() -> None:
    assert errors_in(FIRST, ("Mnth",)) == [
        'X.csv:1:1: error: no column is named "Mnth"; found "Month", "Borough", "Kind", "Offences"; did you mean '
        '"Month"?'
    ]


def test_a_proposal_says_what_empty_cells_may_mean() -> None:
    assert list(no_period([Column("Month", ("Jan-24", "Feb-24"), blanks=True)])) == [
        'the column "Month" has empty cells; where one means what stands above it, name it under "fill_down": '
        "docs/recipes.md#names-that-stand-once-above-their-rows"
    ]


def test_a_column_of_numbers_cannot_be_filled() -> None:
    assert [finding.message for finding in names_alone_are_filled(declared(("Month", "Offences")))] == [
        '"Offences" is no column of a period, an area, a category or a condition, and these alone are filled from above'
    ]
    assert list(names_alone_are_filled(declared(("month", "Kind")))) == []

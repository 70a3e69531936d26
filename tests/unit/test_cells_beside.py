"""What stands beside a value in its row: counts, ends of intervals, days; and numbers that are nearly as declared."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.reading.beside_counts import DECIMALS, TOP, UNDER
from metrics.reading.cells import read_cells
from metrics.reading.columns import resolve_columns
from metrics.reading.tables import Table, parse_table
from metrics.reading.values import Faulty, count_reader, read_value, written_decimals
from tests.given import DAYS_OF_REGION, OFFENCES, SATISFACTION, VICTIMS, measure

PERCENT = measure()
COUNTS = {"column": ("Satisfied victims",), "over": ("Victims asked",)}
OF_COUNTS = measure(SATISFACTION, reconcile={"counts": COUNTS})
WITH_ENDS = measure(
    SATISFACTION,
    source={"interval": {"lower": ("Low",), "upper": ("High",)}},
    comparison={"test": "intervals"},
)


def table_of(declared: PublishedMeasure, text: str) -> Table:
    table, shape = parse_table(text.encode(), declared.source, "X.csv")
    assert table is not None, shape
    return table


def read(declared: PublishedMeasure, table: Table) -> tuple[pd.DataFrame, list[str]]:
    columns, header = resolve_columns(declared, table)
    assert header == []
    cells, issues = read_cells(declared, table, columns)
    return cells, [str(issue) for issue in issues]


def written(declared: Mapping[str, Any], written_as: str = "number", **value: Any) -> PublishedMeasure:
    source = {
        "layout": "rows",
        "period": {"column": ("Month",), "format": "YYYYMM"},
        "value": {"column": ("Value",), "written_as": written_as, **value},
    }
    return measure(declared, source=source)


# Counts -----------------------------------------------------------------------------------------------------


def test_counts_stand_beside_a_percentage_with_the_decimals_that_it_is_written_with() -> None:
    text = "Quarter,Satisfied,Satisfied victims,Victims asked\nQ2 23-24,62.5%,5,8\nQ3 23-24,61%,[x], \n"
    cells, issues = read(OF_COUNTS, table_of(OF_COUNTS, text))
    assert issues == []
    assert str(list(cells[["value", TOP, UNDER, DECIMALS]].itertuples(index=False, name=None))) == (
        "[(62.5, 5.0, 8.0, 1), (61.0, nan, nan, 0)]"
    )


@pytest.mark.parametrize(("text", "count"), [("0", 0.0), (" 305 ", 305.0), ("3050", 3050.0)])
def test_a_count_beside_a_percentage_is_a_whole_number(text: str, count: float) -> None:
    assert count_reader(PERCENT.source)(text) == count


@pytest.mark.parametrize("text", ["", "  ", "[x]", "n/k"])
def test_a_count_that_is_not_there_is_none(text: str) -> None:
    value = {**SATISFACTION["source"]["value"], "marks": {"n/k": "x"}}
    count = count_reader(measure(source={"value": value}).source)(text)
    assert isinstance(count, float) and math.isnan(count)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        *((text, "") for text in ("-5", "5.0", "many", "\uff15", "1e3")),
        ("3,050", '; if that is thousands, declare thousands: "," under value'),
    ],
)
def test_what_is_no_count_is_told_as_it_stands(text: str, hint: str) -> None:
    message = f'"{text}" is no count of those that a percentage is of: a whole number{hint}'
    assert count_reader(PERCENT.source)(text) == Faulty("bad-count", message)


def test_a_count_has_thousands_where_their_mark_is_declared() -> None:
    declared = measure(source={"value": {**SATISFACTION["source"]["value"], "thousands": ","}})
    assert count_reader(declared.source)("3,050") == 3050.0


@pytest.mark.parametrize(
    ("written_as", "text", "decimals"),
    [
        *(("percent", "61%", 0), ("percent", "61.0%", 1), ("percent", " 61.25% [p] ", 2)),
        *(("proportion", "0.6", 0), ("proportion", "0.61", 0), ("proportion", "0.614", 1)),
        *(("percent", "[x]", 0), ("percent", "", 0)),
    ],
)
def test_decimals_are_those_of_a_percentage_as_it_is_written(
    written_as: str, text: str, decimals: int
) -> None:
    assert written_decimals(written(SATISFACTION, written_as), text) == decimals


# Ends of intervals, days, and rows that stand for others ----------------------------------------------------


def test_an_interval_may_end_at_its_value_and_rows_that_do_not_count_have_none() -> None:
    declared = WITH_ENDS.model_copy(
        update={"source": WITH_ENDS.source.model_copy(update={"where": WHERE.source.where})}
    )
    text = (
        "Quarter,Measure,Satisfied,Low,High\n"
        "Q1 23-24,Worry,40%,39%,41%\nQ2 23-24,Trust,62%,62%,64%\nQ3 23-24,Trust,61%,59%,61%\n"
        "Q4 23-24,Trust,60%,,[x]\n"
    )
    cells, issues = read(declared, table_of(declared, text))
    assert issues == []
    assert str(list(cells[["line", "value", "lower", "upper"]].itertuples(index=False, name=None))) == (
        "[(3, 62.0, 62.0, 64.0), (4, 61.0, 59.0, 61.0), (5, 60.0, nan, nan)]"
    )


WHERE = measure(source={"where": ({"column": ("Measure",), "values": ("Trust",)},)})


def test_a_row_that_stands_for_others_counts_as_many() -> None:
    declared = measure(
        VICTIMS,
        source={
            "value": {"column": ("Victims",)},
            "where": ({"column": ("Offence",), "values": ("Homicide",)},),
        },
    )
    table = table_of(
        declared,
        "Recorded,Borough,Sex,Offence,Victims\nJan-24,Camden,Male,Theft,1\nJan-24,Camden,Male,Homicide,2\n"
        "Feb-24,Brent,Female,Homicide,1\n",
    )
    cells, issues = read(declared, replace(table, counts=pd.Series({2: 9, 3: 4, 4: 3})))
    assert (issues, cells["line"].tolist(), cells["value"].tolist()) == ([], [3, 4], [8.0, 3.0])


def test_an_event_counts_in_the_first_field() -> None:
    declared = measure(VICTIMS)
    cells, _ = read(declared, table_of(declared, "Sex,Recorded,Borough\nMale,Jan-24,Camden\n"))
    assert cells[["line", "field", "value"]].to_dict("records") == [{"line": 2, "field": 1, "value": 1.0}]


def test_rows_of_days_keep_their_day_beside_their_period_and_no_others_have_one() -> None:
    declared = measure(OFFENCES, source=DAYS_OF_REGION)
    text = "Date,Count\n2024-01-31,5\n2024-02-01,6\n"
    cells, issues = read(declared, table_of(declared, text))
    days = [date(2024, 1, 31).toordinal(), date(2024, 2, 1).toordinal()]
    assert (issues, cells["day"].tolist()) == ([], days)
    assert "day" not in read(PERCENT, table_of(PERCENT, "Quarter,Satisfied\nQ3 23-24,61%\n"))[0]


# Numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("61% [c]", '"61% [c]" holds a number, and [c] stands instead of one; which is it?'),
        ("61% [X]", '"61% [X]" holds a number, and [x] stands instead of one; which is it?'),
        (
            "61% [E]",
            '"61% [E]": the mark [E] is not known beside a number; allowed: [p], [r], [u], [b]',
        ),
    ],
)
def test_a_mark_beside_a_number_is_told_by_what_it_stands_for(text: str, message: str) -> None:
    assert read_value(PERCENT, text) == Faulty("bad-mark", message)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u202f"])
def test_a_space_between_thousands_may_have_any_width(space: str) -> None:
    declared = written(OFFENCES, thousands=" ")
    assert read_value(declared, f"6{space}100") == 6100.0
    assert read_value(declared, f"1{space}006{space}100") == 1006100.0


def test_a_space_that_an_eye_cannot_tell_is_named_with_what_to_declare() -> None:
    assert read_value(measure(OFFENCES), "6\u00a0100") == Faulty(
        "bad-number",
        '"6 100" is not a plain number such as 6100; character 2 is U+00A0 (No-break space); if that is '
        'thousands, declare thousands: " "',
    )


@pytest.mark.parametrize("text", ["five", "12 days", "(five)"])
def test_what_is_no_number_in_brackets_has_no_hint_of_them(text: str) -> None:
    amount = {"subject": "strength", "noun": {"singular": "officer", "plural": "officers"}, "decimals": 1}
    declared = measure(
        {**SATISFACTION, "share": None, "unit": "number", **amount},
        source={"value": {"column": ("Satisfied",), "written_as": "number"}},
    )
    assert read_value(declared, text) == Faulty("bad-number", f'"{text}" is not a plain number such as 6100')

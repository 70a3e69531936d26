"""Which periods a figure is compared by: one or several on each side, across a break, with months missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from metrics.declared.bases import MOVING_BASES, BasisKind
from metrics.declared.framework import PublishedMeasure
from metrics.figures.change import Change, compare
from metrics.figures.change_explanation import explanation_sentences
from metrics.figures.comparison import Basis, Comparison, comparison_of, missing, sides
from metrics.figures.sentences import change_sentence
from metrics.figures.series import Observation, Series
from metrics.figures.totals import total_of_periods
from metrics.periods import parse_period_id, period_id
from tests.given import OFFENCES, SATISFACTION, VICTIMS, measure, observed, series

CONNECT: Any = {"period": "2024-03", "reason": "the recording system changed"}
LAST_YEAR: BasisKind = "same-period-last-year"
SIX_MONTHS = {
    "2022-11": 6000.0,
    "2022-12": 6100.0,
    "2023-01": 6076.0,
    "2023-11": 6322.0,
    "2023-12": 6732.0,
    "2024-01": 6100.0,
}


def compared(
    period: str,
    kind: BasisKind | None = None,
    length: int = 1,
    declared: PublishedMeasure | None = None,
) -> Comparison:
    declared = declared or measure(OFFENCES)
    comparison = comparison_of(declared, parse_period_id(period, declared.frequency), kind, length)
    assert comparison is not None
    return comparison


def periods(comparison: Comparison) -> tuple[list[str], list[str]]:
    """The earlier side and the later, by the ids of their periods."""
    return [period_id(period) for period in comparison.earlier], [period_id(p) for p in comparison.later]


def months(values: Mapping[str, float | None]) -> Series:
    return series(values, frequency="month")


def three_months(values: Mapping[str, float | None], **changes: Any) -> Change:
    """What is said of the three months to January 2024, against the same three a year before."""
    declared = measure(OFFENCES, **changes)
    change = compare(declared, months(values), compared("2024-01", LAST_YEAR, 3, declared))
    assert change is not None
    return change


# Which periods ---------------------------------------------------------------------------------------------


def test_one_period_is_compared_with_one_as_the_measure_declares() -> None:
    assert compared("2024-01") == Comparison(
        Basis("previous-month", "Change on previous month", MOVING_BASES["previous-period"]),
        later=(parse_period_id("2024-01", "month"),),
        earlier=(parse_period_id("2023-12", "month"),),
        window="single",
    )


def test_three_months_are_compared_with_the_same_three_a_year_before() -> None:
    comparison = compared("2024-01", LAST_YEAR, 3)
    assert periods(comparison) == (["2022-11", "2022-12", "2023-01"], ["2023-11", "2023-12", "2024-01"])
    assert comparison.basis == Basis(
        "same-3-months-last-year", "Change on same 3 months last year", MOVING_BASES[LAST_YEAR]
    )
    assert (comparison.overlap_months, comparison.crossed, comparison.resumes) == (0, None, None)


def test_three_months_are_compared_with_the_three_before() -> None:
    comparison = compared("2024-01", "previous-period", 3)
    assert periods(comparison) == (["2023-08", "2023-09", "2023-10"], ["2023-11", "2023-12", "2024-01"])
    assert comparison.basis == Basis(
        "previous-3-months", "Change on previous 3 months", MOVING_BASES["previous-period"]
    )


def test_twelve_months_before_are_the_same_twelve_a_year_before() -> None:
    before, last_year = compared("2024-01", "previous-period", 12), compared("2024-01", LAST_YEAR, 12)
    assert periods(before) == periods(last_year)
    assert [period_id(month) for month in (*before.earlier_months, *before.later_months)] == [
        "2022-02",
        "2023-01",
        "2023-02",
        "2024-01",
    ]


def test_several_periods_end_with_the_baseline() -> None:
    declared = measure(OFFENCES, comparison={"basis": "baseline", "baseline": "2020-01"})
    comparison = compared("2024-01", None, 3, declared)
    assert periods(comparison) == (["2019-11", "2019-12", "2020-01"], ["2023-11", "2023-12", "2024-01"])
    assert comparison.basis == Basis("baseline", "Change on November 2019 to January 2020")


@pytest.mark.parametrize("period", ["2020-01", "2019-12"])
def test_a_baseline_is_not_compared_with_itself_nor_what_lies_before_it(period: str) -> None:
    declared = measure(OFFENCES, comparison={"basis": "baseline", "baseline": "2020-01"})
    assert comparison_of(declared, parse_period_id(period, "month")) is None


def test_several_periods_of_a_running_total_are_its_single_ones() -> None:
    declared = measure(VICTIMS)
    windows = [compared("2024-01", LAST_YEAR, length, declared).window for length in (1, 3)]
    assert windows == ["calendar-year-to-date", "single"]


@pytest.mark.parametrize(("length", "overlap"), [(11, 0), (12, 0), (13, 1), (15, 3)])
def test_sides_that_reach_into_each_other_share_months(length: int, overlap: int) -> None:
    assert compared("2024-01", LAST_YEAR, length).overlap_months == overlap


def test_sides_of_quarters_share_three_months_for_each_quarter() -> None:
    assert compared("2023-Q3", LAST_YEAR, 5, measure(SATISFACTION)).overlap_months == 3


# Breaks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "resumes"), [(1, "2025-03"), (2, "2025-04"), (3, "2025-05"), (12, "2026-02")]
)
def test_a_comparison_resumes_eleven_months_and_its_length_after_the_break(length: int, resumes: str) -> None:
    declared = measure(OFFENCES, breaks=(CONNECT,))
    again = parse_period_id(resumes, "month")
    for period in (parse_period_id("2024-03", "month"), parse_period_id("2024-10", "month"), again - 1):
        comparison = compared(period_id(period), LAST_YEAR, length, declared)
        assert (comparison.crossed, comparison.resumes) == (declared.breaks[0], again)
    assert compared(resumes, LAST_YEAR, length, declared).crossed is None
    assert compared("2024-02", LAST_YEAR, length, declared).crossed is None


def test_a_break_is_crossed_wherever_it_stands_between_the_first_and_the_last_month() -> None:
    declared = measure(OFFENCES, breaks=(CONNECT,))
    crossed = [
        compared(period, LAST_YEAR, 3, declared).crossed is not None
        for period in ("2024-02", "2024-03", "2024-05", "2025-03", "2025-04", "2025-05")
    ]
    assert crossed == [False, True, True, True, True, False]


def test_a_second_break_before_comparison_resumes_puts_it_off() -> None:
    later = {"period": "2024-09", "reason": "the law changed"}
    for breaks in ((CONNECT, later), (later, CONNECT)):
        comparison = compared("2024-10", LAST_YEAR, 3, measure(OFFENCES, breaks=breaks))
        assert comparison.crossed is not None and comparison.crossed.period == "2024-03"
        assert comparison.resumes == parse_period_id("2025-11", "month")


def test_a_comparison_with_a_baseline_before_a_break_never_resumes() -> None:
    declared = measure(OFFENCES, breaks=(CONNECT,), comparison={"basis": "baseline", "baseline": "2020-01"})
    comparison = compared("2024-10", None, 3, declared)
    assert (comparison.crossed, comparison.resumes) == (declared.breaks[0], None)


# What a series has of it -----------------------------------------------------------------------------------


def test_a_side_holds_an_observation_for_each_of_its_periods() -> None:
    earlier, later = sides(months(SIX_MONTHS), compared("2024-01", LAST_YEAR, 3))
    assert [observation.value for observation in earlier] == [6000.0, 6100.0, 6076.0]
    assert [observation.value for observation in later] == [6322.0, 6732.0, 6100.0]
    assert (missing(earlier), missing(later)) == ((), ())


def test_what_a_series_lacks_is_named_whether_it_stands_empty_or_is_not_reached() -> None:
    values = {**SIX_MONTHS, "2023-12": None}
    del values["2022-11"]
    earlier, later = sides(months(values), compared("2024-01", LAST_YEAR, 3))
    assert missing(earlier) == (observed("2022-11", None, "x", frequency="month"),)
    assert missing(later) == (observed("2023-12", None, frequency="month"),)


def test_counts_of_several_periods_are_added_up_and_named_by_their_months() -> None:
    earlier, later = (
        total_of_periods(measure(OFFENCES), side)
        for side in sides(months(SIX_MONTHS), compared("2024-01", LAST_YEAR, 3))
    )
    assert (earlier.value, later.value, later.status) == (18176.0, 19154.0, "")
    assert (earlier.label, later.label) == ("November 2022 to January 2023", "November 2023 to January 2024")
    assert (later.period_id, later.dates) == ("2024-01", (date(2023, 11, 1), date(2024, 1, 31)))


@pytest.mark.parametrize(
    ("first", "second", "value", "status"),
    [
        ((5.0, ""), (7.0, ""), 12.0, ""),
        ((5.0, "p"), (7.0, ""), 12.0, "p"),
        ((5.0, "r"), (7.0, "p"), 12.0, "r"),
        ((5.0, "p"), (None, "x"), None, "x"),
        ((None, "c"), (None, "x"), None, "c"),
        ((5.0, "p"), (None, ""), None, "x"),
    ],
)
def test_a_sum_with_a_part_missing_is_missing_and_with_a_provisional_part_provisional(
    first: Any, second: Any, value: float | None, status: str
) -> None:
    parts = observed("2023-12", *first, frequency="month"), observed("2024-01", *second, frequency="month")
    total = total_of_periods(measure(OFFENCES), parts)
    assert total == Observation(parts[1].period, "single", value, status, first=parts[0].period)  # type: ignore[arg-type]


def test_percentages_of_several_periods_are_not_added_up() -> None:
    quarters = observed("2023-Q2", 64.0), observed("2023-Q3", 61.0)
    assert total_of_periods(measure(), quarters[:1]) == quarters[0]
    with pytest.raises(ValueError, match="percentages of several periods do not add up"):
        total_of_periods(measure(), quarters)


# What is said of it ----------------------------------------------------------------------------------------


def test_a_change_is_that_of_the_sums() -> None:
    change = three_months(SIX_MONTHS, comparison={"test": "counts"})
    assert (str(change.difference), change.outcome, change.verdict) == ("5.4", "higher", "worse")
    assert explanation_sentences(measure(OFFENCES, comparison={"test": "counts"}), change) == (
        "November 2023 to January 2024 (19,154) is compared with November 2022 to January 2023 (18,176). The difference, "
        "rounded, is 5.4%. For this measure, 1.0% or more is called a change. Chance alone leaves it anywhere from "
        "3.3% to 7.5% (95% interval). That leaves out no change at all, so it says higher. For this measure lower is "
        "better."
    )


@pytest.mark.parametrize(
    ("gap", "reason", "name"),
    [("2023-12", "no-value", "December 2023"), ("2022-11", "no-earlier-value", "November 2022")],
)
def test_a_month_missing_on_either_side_leaves_the_change_unknown_and_is_named(
    gap: str, reason: str, name: str
) -> None:
    change = three_months({**SIX_MONTHS, gap: None})
    assert (change.outcome, change.reason, change.difference) == ("not-known", reason, None)
    assert change.missing == (observed(gap, None, frequency="month"),)
    assert f"The change is not known: there is no figure for {name}." in explanation_sentences(
        measure(OFFENCES), change
    )


@pytest.mark.parametrize(
    ("gap", "outcome", "reason"),
    [
        ("2024-03", "not-known", "no-value"),
        ("2023-03", "not-comparable", "break"),
        (None, "not-comparable", "break"),
    ],
)
def test_a_missing_later_month_goes_before_a_break_and_a_break_before_a_missing_earlier_one(
    gap: str | None, outcome: str, reason: str
) -> None:
    declared = measure(OFFENCES, breaks=(CONNECT,))
    names = ("2023-02", "2023-03", "2023-04", "2024-02", "2024-03", "2024-04")
    values = months({name: None if name == gap else 6000.0 for name in names})
    change = compare(declared, values, compared("2024-04", LAST_YEAR, 3, declared))
    assert change is not None and (change.outcome, change.reason) == (outcome, reason)
    assert "Comparison resumes with May 2025." in explanation_sentences(declared, change)


def test_a_side_that_the_series_does_not_reach_yet_has_no_change() -> None:
    assert compare(measure(OFFENCES), months(SIX_MONTHS), compared("2024-02", LAST_YEAR, 3)) is None


def test_three_months_are_said_in_a_sentence() -> None:
    declared, change = measure(OFFENCES), three_months(SIX_MONTHS)
    assert change_sentence(declared, change.later, change) == (
        "There were 19,154 offences in November 2023 to January 2024, 5.4% more than in November 2022 to January 2023 "
        "(18,176)."
    )

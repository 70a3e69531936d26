from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.figures.change import Change, compare
from metrics.figures.comparison import basis_of, comparison_of
from metrics.figures.series import Series
from metrics.periods import Window, parse_period_id, period_id
from tests.given import OFFENCES, SATISFACTION, VICTIMS, change_between, measure, observed, series

CONNECT = {"period": "2024-03", "reason": "the recording system changed"}
ROLLING = {"window": "rolling-12-months", "source": {"window": "rolling-12-months"}}


def quarters(earlier: float | None, later: float | None, **changes: Any) -> tuple[Any, ...]:
    """What is said of two neighbouring quarters of a percentage."""
    return _verdict(measure(SATISFACTION, **changes), "2023-Q2", earlier, "2023-Q3", later)


def months(earlier: float | None, later: float | None, **changes: Any) -> tuple[Any, ...]:
    """What is said of two neighbouring months of a count."""
    return _verdict(measure(OFFENCES, **changes), "2023-12", earlier, "2024-01", later)


def victims(earlier: float | None, later: float | None, **changes: Any) -> tuple[Any, ...]:
    """What is said of two neighbouring months of a small count."""
    return _verdict(measure(VICTIMS, **changes), "2023-12", earlier, "2024-01", later)


def _verdict(
    declared: PublishedMeasure, first: str, earlier: float | None, second: str, later: float | None
) -> tuple[Any, ...]:
    change = change_between(
        declared,
        observed(first, earlier, frequency=declared.frequency),
        observed(second, later, frequency=declared.frequency),
    )
    difference = None if change.difference is None else str(change.difference)
    return difference, change.direction, change.arrow, change.outcome, change.verdict, change.reason


def test_a_percentage_changes_in_points() -> None:
    assert quarters(64.0, 61.0) == ("-3.0", "down", "down", "lower", "worse", "material")


def test_a_count_changes_in_per_cent() -> None:
    assert months(6732, 6100) == ("-9.4", "down", "down", "lower", "better", "material")


def test_a_small_count_changes_in_units() -> None:
    assert victims(7, 12) == ("5", "up", "up", "higher", "worse", "material")


def test_the_arrow_follows_the_rounded_difference() -> None:
    assert quarters(61.04, 61.0) == (
        "0.0",
        "level",
        "level",
        "little-change",
        "no-clear-change",
        "below-materiality",
    )
    assert quarters(61.0, 61.04, comparison={"materiality": 0.0})[:4] == (
        "0.0",
        "level",
        "level",
        "little-change",
    )


def test_a_change_below_materiality_is_little_change_and_level() -> None:
    expected = ("-0.8", "down", "level", "little-change", "no-clear-change", "below-materiality")
    assert months(6088, 6039) == expected


def test_a_change_of_exactly_the_materiality_is_a_change() -> None:
    assert quarters(60.0, 61.0)[3] == "higher"


def test_a_neutral_measure_is_never_judged() -> None:
    assert quarters(64.0, 61.0, polarity="neutral")[3:5] == ("lower", "not-judged")
    assert quarters(61.0, 61.0, polarity="neutral")[3:5] == ("little-change", "not-judged")


def test_a_missing_value_gives_no_number() -> None:
    assert quarters(64.0, None) == (None, "level", "level", "not-known", "no-clear-change", "no-value")
    assert quarters(None, 61.0) == (
        None,
        "level",
        "level",
        "not-known",
        "no-clear-change",
        "no-earlier-value",
    )


def test_nothing_is_a_percentage_of_zero() -> None:
    assert months(0, 5) == (None, "level", "level", "not-known", "no-clear-change", "zero-base")
    assert victims(0, 5)[0] == "5"


def test_no_change_crosses_a_break() -> None:
    declared = measure(OFFENCES, breaks=(CONNECT,))
    assert _verdict(declared, "2024-02", 5365, "2024-03", 5284) == (
        None,
        "level",
        "level",
        "not-comparable",
        "no-clear-change",
        "break",
    )
    assert _verdict(declared, "2024-03", 5365, "2024-04", 5284)[3] == "lower"
    assert _verdict(declared, "2024-01", 5365, "2024-02", 5284)[3] == "lower"


@pytest.mark.parametrize(
    ("basis", "window", "resumes"),
    [
        ("previous-period", "single", "2024-04"),
        ("same-period-last-year", "single", "2025-03"),
        ("same-period-last-year", "rolling-12-months", "2026-02"),
    ],
)
def test_a_comparison_resumes_once_it_no_longer_crosses_the_break(
    basis: str, window: Window, resumes: str
) -> None:
    declared = measure(OFFENCES, breaks=(CONNECT,), window=window, comparison={"basis": basis})
    compared = comparison_of(declared, parse_period_id("2024-03", "month"))
    assert compared is not None and compared.resumes is not None and period_id(compared.resumes) == resumes


def test_a_comparison_with_a_baseline_before_the_break_never_resumes() -> None:
    declared = measure(OFFENCES, breaks=(CONNECT,), comparison={"basis": "baseline", "baseline": "2020-01"})
    compared = comparison_of(declared, parse_period_id("2024-03", "month"))
    assert compared is not None and (compared.crossed, compared.resumes) == (declared.breaks[0], None)


def in_the_third_quarter(declared: PublishedMeasure, values: Series) -> Change:
    compared = comparison_of(declared, parse_period_id("2023-Q3", "financial-quarter"))
    assert compared is not None
    change = compare(declared, values, compared)
    assert change is not None
    return change


def test_windows_that_share_months_are_too_uncertain_to_tell_apart() -> None:
    declared = measure(SATISFACTION, **ROLLING)
    change = in_the_third_quarter(
        declared, series({"2023-Q2": 70.0, "2023-Q3": 60.0}, window="rolling-12-months")
    )
    assert (change.outcome, change.reason, change.comparison.overlap_months) == ("uncertain", "overlap", 9)
    assert (change.difference, change.direction, change.arrow) == (Decimal("-10.0"), "down", "level")


def test_rolling_years_a_year_apart_share_nothing_and_are_compared() -> None:
    declared = measure(SATISFACTION, **ROLLING, comparison={"basis": "same-period-last-year"})
    values = series({"2022-Q3": 70.0, "2023-Q3": 60.0}, window="rolling-12-months")
    change = in_the_third_quarter(declared, values)
    assert (change.outcome, change.comparison.overlap_months) == ("lower", 0)


def test_a_gap_in_the_periods_gives_no_comparison() -> None:
    values = series({"2023-Q1": 64.0, "2023-Q3": 61.0})
    change = in_the_third_quarter(measure(), values)
    assert (change.outcome, change.difference, change.earlier.period_id) == ("not-known", None, "2023-Q2")


@pytest.mark.parametrize(
    ("declaration", "comparison", "identifier", "label"),
    [
        (SATISFACTION, {"basis": "previous-period"}, "previous-quarter", "Change on previous quarter"),
        (OFFENCES, {"basis": "previous-period"}, "previous-month", "Change on previous month"),
        (
            OFFENCES,
            {"basis": "same-period-last-year"},
            "same-month-last-year",
            "Change on same month last year",
        ),
        (
            VICTIMS,
            {"basis": "same-period-last-year"},
            "same-period-last-year",
            "Change on same period last year",
        ),
        (OFFENCES, {"basis": "baseline", "baseline": "2020-01"}, "baseline", "Change on January 2020"),
    ],
)
def test_a_comparison_has_its_own_name(
    declaration: Any, comparison: Any, identifier: str, label: str
) -> None:
    basis = basis_of(measure(declaration, comparison=comparison))
    assert (basis.id, basis.label) == (identifier, label)

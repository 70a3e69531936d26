"""What a figure can be compared with: each basis once, and last year's whatever the measure's own basis is."""

from __future__ import annotations

from typing import get_args

import pytest

from metrics.declared.bases import MOVING_BASES, BasisKind
from metrics.figures.change import compare_with_last_year
from metrics.figures.comparison import basis_kinds, compared_by, compared_window
from metrics.periods import Frequency, Window, parse_period_id
from tests.given import OFFENCES, SATISFACTION, measure, series
from tests.places_of_tests import REGION

BEFORE: BasisKind = "previous-period"
LAST_YEAR: BasisKind = "same-period-last-year"


@pytest.mark.parametrize(
    ("frequency", "form", "basis", "kinds"),
    [
        ("financial-quarter", "Qn YY-YY", BEFORE, (BEFORE, LAST_YEAR)),
        ("financial-quarter", "Qn YY-YY", LAST_YEAR, (LAST_YEAR, BEFORE)),
        ("calendar-year", "YYYY", BEFORE, (BEFORE,)),
        ("calendar-year", "YYYY", LAST_YEAR, (LAST_YEAR,)),
    ],
)
def test_each_basis_is_offered_once_the_measures_own_first(
    frequency: Frequency, form: str, basis: str, kinds: tuple[str, ...]
) -> None:
    declared = measure(
        SATISFACTION,
        frequency=frequency,
        comparison={"basis": basis},
        source={"period": {"column": ("Quarter",), "format": form}},
    )
    assert basis_kinds(declared) == kinds


def test_every_basis_that_can_be_declared_moves_or_is_a_baseline() -> None:
    assert {*MOVING_BASES, "baseline"} == set(get_args(BasisKind))


def test_last_year_is_compared_with_by_a_measure_of_another_basis_too() -> None:
    declared = measure(OFFENCES, comparison={"basis": BEFORE, "materiality": 1.0})
    counts = series({"2023-01": 100, "2023-12": 500, "2024-01": 150}, frequency="month")
    change = compare_with_last_year(declared, counts, parse_period_id("2024-01", "month"))
    assert change is not None and change.difference is not None
    assert (float(change.difference), change.earlier.value) == (50.0, 100.0)


@pytest.mark.parametrize("january", [{}, {"2023-01": None}, {"2023-01": 0.0}])
def test_nothing_is_said_of_last_year_where_there_is_no_figure_to_compare_with(
    january: dict[str, float | None],
) -> None:
    declared = measure(OFFENCES, comparison={"basis": BEFORE, "materiality": 1.0})
    counts = series({**january, "2023-12": 500, "2024-01": 150}, frequency="month")
    assert compare_with_last_year(declared, counts, parse_period_id("2024-01", "month")) is None


@pytest.mark.parametrize(("area", "bases"), [(REGION, (2400, 2400)), ("E09000007", (600, 600))])
def test_last_year_is_weighed_by_those_who_were_asked_in_the_area(area: str, bases: tuple[int, int]) -> None:
    declared = measure(
        SATISFACTION, comparison={"test": "proportions"}, sample={"size": 2400, "area_size": 600}
    )
    shares = series({"2022-Q3": 64.0, "2023-Q3": 61.0})
    quarter = parse_period_id("2023-Q3", "financial-quarter")
    change = compare_with_last_year(declared, shares, quarter, area)
    assert change is not None and change.weighed is not None
    assert change.weighed.bases == bases
    if area == REGION:
        assert compare_with_last_year(declared, shares, quarter) == change


def test_a_measure_compared_by_another_basis_is_declared_so_and_without_its_baseline() -> None:
    anchored = measure(OFFENCES, comparison={"basis": "baseline", "baseline": "2023-01", "materiality": 2.0})
    assert compared_by(anchored, LAST_YEAR) == measure(
        OFFENCES, comparison={"basis": LAST_YEAR, "materiality": 2.0}
    )
    assert compared_by(anchored, None) == compared_by(anchored, "baseline") == anchored


@pytest.mark.parametrize(
    ("window", "basis", "length", "compared"),
    [
        ("rolling-12-months", BEFORE, 1, "rolling-12-months"),
        ("rolling-12-months", BEFORE, 3, "single"),
        ("calendar-year-to-date", BEFORE, 1, "single"),
        ("calendar-year-to-date", LAST_YEAR, 1, "calendar-year-to-date"),
        ("financial-year-to-date", BEFORE, 1, "single"),
        ("single", LAST_YEAR, 2, "single"),
    ],
)
def test_running_totals_against_the_period_before_and_several_periods_are_compared_by_single_ones(
    window: Window, basis: BasisKind, length: int, compared: Window
) -> None:
    declared = measure(OFFENCES, window=window)
    assert compared_window(declared, basis, length) == compared
    if length == 1:
        assert compared_window(measure(OFFENCES, window=window, comparison={"basis": basis})) == compared

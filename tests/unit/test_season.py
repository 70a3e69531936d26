"""The index of the time of year: worked by hand on small series, with breaks, gaps and quarters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from metrics.figures.season import adjust, follows_season, index_of, season_index
from metrics.figures.series import Observation, Series
from tests.given import OFFENCES, VICTIMS, measure

JANUARY = pd.Period("2018-01", freq="M")
LIKE_WITH_LIKE = {"judged": "like-with-like"}
QUARTERS: dict[str, Any] = {"frequency": "financial-quarter", "source": {"period": {"format": "Qn YY-YY"}}}
APRIL_QUARTER = pd.Period(year=2019, quarter=1, freq="Q-MAR")
# A year in which each month has its share of 1,200, so that the centred mean is 100 whatever the month.
SHAPE = [90.0, 80.0, 95.0, 90.0, 105.0, 110.0, 115.0, 105.0, 100.0, 105.0, 105.0, 100.0]
Values = Sequence[float | None]


def counts(values: Values, first: pd.Period = JANUARY) -> Series:
    return Series(tuple(Observation(first + n, "single", value) for n, value in enumerate(values)))


def index(values: Values, first: pd.Period = JANUARY, until: int | None = None, **changes: Any) -> list[Any]:
    """The index of each month, rounded to six places, up to the month of a position."""
    last = first + (len(values) - 1 if until is None else until)
    declared = measure(OFFENCES, comparison=LIKE_WITH_LIKE, **changes)
    indexes = season_index(declared, counts(values, first), last)
    return [None if value is None else round(value, 6) for value in indexes]


def test_a_month_is_divided_by_the_thirteen_around_it_with_half_weights_at_both_ends() -> None:
    values = [*range(1, 7), 20.0, *range(8, 14)]  # January 1 to January 13, but July is 20
    # (1/2 + 2 + 3 + 4 + 5 + 6 + 20 + 8 + 9 + 10 + 11 + 12 + 13/2) / 12 = 97 / 12
    assert index(values) == [*[None] * 6, round(20 / (97 / 12), 6), *[None] * 5]


def test_a_quarter_is_divided_by_the_five_around_it_with_half_weights_at_both_ends() -> None:
    # Q3 of 2019/20: 30 / ((10/2 + 20 + 30 + 40 + 50/2) / 4) = 30 / 30; Q4: 40 / ((20/2 + 30 + 40 + 50 + 60/2) / 4)
    assert index([10.0, 20.0, 30.0, 40.0, 50.0, 60.0], APRIL_QUARTER, **QUARTERS) == [None, None, 1.0, 1.0]
    # 40 / ((20/2 + 30 + 40 + 10 + 20/2) / 4) = 40 / 25
    assert index([10.0, 20.0, 30.0, 40.0, 10.0, 20.0], APRIL_QUARTER, **QUARTERS)[3] == 1.6


def test_a_series_that_repeats_its_year_has_its_shape_for_an_index() -> None:
    assert index(SHAPE * 3) == [value / 100 for value in SHAPE]


def test_a_month_that_no_half_year_surrounds_has_no_index() -> None:
    assert index(SHAPE) == [None] * 12
    # from January 2018 to June 2019: July to December 2018 alone have six months on both sides
    assert index([*SHAPE, *SHAPE[:6]]) == [*[None] * 6, *(value / 100 for value in SHAPE[6:])]


def test_the_newest_five_years_count() -> None:
    # Six Julys that have a ratio: the first is 12 in a year of 12 months of 1, the others 2
    years = [[1.0] * 6 + [july] + [1.0] * 5 for july in (12.0, 2.0, 2.0, 2.0, 2.0, 2.0)]
    values = [value for year in years for value in year] + [1.0]
    # the thirteen months about July hold July itself and ones that weigh 11
    assert index(values)[6] == round(2 / ((11 + 2) / 12), 6)
    five = [value for year in years[:5] for value in year] + [1.0]
    ratios = [12 / ((11 + 12) / 12), *[2 / ((11 + 2) / 12)] * 4]
    assert index(five)[6] == round(sum(ratios) / 5, 6)


def test_months_after_the_judged_one_are_not_known_yet() -> None:
    values = [*SHAPE * 3, *[1000.0] * 12]
    assert index(values, until=35) == [value / 100 for value in SHAPE]
    assert index(values) != index(values, until=35)


@pytest.mark.parametrize("gap", [0, 3, 6, 9, 12])
def test_a_gap_within_the_thirteen_months_leaves_no_ratio(gap: int) -> None:
    values: list[float | None] = [*SHAPE, SHAPE[0]]
    assert index(values)[6] == 1.15
    values[gap] = None
    assert index(values) == [None] * 12


@pytest.mark.parametrize(
    ("period", "july"),
    [("2018-01", 1.15), ("2018-02", None), ("2018-07", None), ("2019-01", None), ("2019-02", 1.15)],
)
def test_no_ratio_crosses_a_break(period: str, july: float | None) -> None:
    breaks = ({"period": period, "reason": "the law changed"},)
    assert index([*SHAPE, SHAPE[0]], breaks=breaks)[6] == july


def test_years_on_both_sides_of_a_break_count() -> None:
    before, after = [*SHAPE, SHAPE[0]], [1000.0] * 13
    breaks = ({"period": "2019-02", "reason": "the law changed"},)
    # July 2018 has 1.15 and August 2019, in the middle of the thirteen after the break, 1
    indexes = index([*before, *after], breaks=breaks)
    assert (indexes[6], indexes[7]) == (1.15, 1.0)
    july_twice = index([*before, *[None] * 5, *[1000.0] * 13], breaks=breaks)
    assert july_twice[0] == 1.0 and july_twice[6] == 1.15


def test_a_year_without_an_event_has_no_ratio() -> None:
    assert index([0.0] * 26) == [None] * 12


def test_the_index_of_a_period_is_that_of_its_month_or_quarter() -> None:
    months = tuple(float(n) for n in range(1, 13))
    assert index_of(months, pd.Period("2024-01", freq="M")) == 1.0
    assert index_of(months, pd.Period("1969-12", freq="M")) == 12.0
    quarters = (1.0, 2.0, 3.0, 4.0)
    indexes = [index_of(quarters, APRIL_QUARTER + n) for n in range(5)]
    assert indexes == [1.0, 2.0, 3.0, 4.0, 1.0]


def test_counts_are_divided_by_their_index_and_rounded_half_away_from_zero() -> None:
    observations = counts([90.0, None, 95.0, 101.0]).observations
    halves = (0.9, None, 0.95, 2.0, *[1.0] * 8)
    adjusted = adjust(observations, halves, 0)
    assert adjusted is not None
    assert [item.value for item in adjusted] == [100.0, None, 100.0, 51.0]
    tenths = adjust(observations, (0.7, *halves[1:]), 1)
    assert tenths is not None and [item.value for item in tenths] == [128.6, None, 100.0, 50.5]


@pytest.mark.parametrize("factor", [None, 0.0])
def test_without_the_index_of_a_month_that_has_a_figure_nothing_is_adjusted(factor: float | None) -> None:
    observations = counts([90.0, None, 95.0]).observations
    assert adjust(observations, (factor, *[1.0] * 11), 0) is None
    assert adjust(observations, (1.0, factor, *[1.0] * 10), 0) is not None


@pytest.mark.parametrize(
    ("declaration", "changes", "follows"),
    [
        (OFFENCES, {"comparison": LIKE_WITH_LIKE}, True),
        (OFFENCES, {"comparison": LIKE_WITH_LIKE, **QUARTERS}, True),
        (OFFENCES, {"comparison": {"judged": "as-compared"}}, False),
        (OFFENCES, {"comparison": {**LIKE_WITH_LIKE, "season": "none"}}, False),
        (VICTIMS, {"comparison": LIKE_WITH_LIKE}, False),
        (
            OFFENCES,
            {
                "comparison": LIKE_WITH_LIKE,
                "frequency": "calendar-year",
                "source": {"period": {"format": "YYYY"}},
            },
            False,
        ),
    ],
)
def test_a_count_of_months_or_quarters_follows_the_season_unless_it_says_otherwise(
    declaration: Any, changes: Any, follows: bool
) -> None:
    assert follows_season(measure(declaration, **changes)) is follows

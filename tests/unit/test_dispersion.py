"""How far a count moves by itself: ranges of a year's steps of the root, none across a break, and what they give."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import pandas as pd
import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.figures.dispersion import Dispersion, dispersion, known_from
from metrics.figures.series import Observation, Series
from tests.given import OFFENCES, measure

MONTHLY = measure(OFFENCES)
LAST = pd.Period("2024-01", "M")


def months(values: Sequence[float | None], last: pd.Period = LAST) -> Series:
    start = last - len(values) + 1
    return Series(
        tuple(
            Observation(start + at, "single", value, "" if value is not None else "x")
            for at, value in enumerate(values)
        )
    )


def broken(*periods: str) -> PublishedMeasure:
    return measure(OFFENCES, breaks=tuple({"period": period, "reason": "it moved"} for period in periods))


def test_a_range_is_of_two_neighbouring_steps_of_a_year() -> None:
    values = [100.0] * 12 + [121.0, 100.0, 144.0]
    # The roots rise by 1, 0 and 2, so the steps are 2, 0 and 4, and the ranges 2 and 4.
    spread = dispersion(MONTHLY, months(values), LAST)
    assert spread.phi == pytest.approx((3 / 0.954) ** 2 / 2)
    assert spread.ranges == 2


def test_a_count_that_moves_less_than_chance_would_move_it_counts_as_chance() -> None:
    assert dispersion(MONTHLY, months([100.0] * 40), LAST) == Dispersion(1.0, 27)


def test_without_two_steps_nothing_is_known() -> None:
    assert dispersion(MONTHLY, months([100.0] * 13), LAST) == Dispersion(1.0, 0)


def test_numbers_that_are_no_counts_have_no_dispersion() -> None:
    assert dispersion(measure(), months([100.0, 150.0] * 20), LAST) == Dispersion(1.0, 0)


def test_what_comes_after_the_period_that_is_judged_counts_for_nothing() -> None:
    values = [100.0] * 20 + [900.0]
    assert dispersion(MONTHLY, months(values), LAST - 1) == Dispersion(1.0, 7)


def test_a_figure_that_is_missing_takes_its_steps_and_their_ranges_with_it() -> None:
    values: list[float | None] = [100.0] * 40
    values[20] = None
    # Its own step and that of the year after are lost, and with each of them two ranges.
    assert dispersion(MONTHLY, months(values), LAST).ranges == 27 - 4


def test_no_step_and_no_range_crosses_a_break() -> None:
    halves = months([100.0] * 20 + [400.0] * 20)
    first_after = str(LAST - 19)
    assert dispersion(broken(first_after), halves, LAST) == Dispersion(1.0, 7 + 7)
    assert dispersion(MONTHLY, halves, LAST).ranges == 27


def test_ranges_of_both_sides_of_a_break_are_pooled() -> None:
    wild = [100.0 + 40 * (at % 2) for at in range(14)]
    calm = [100.0] * 30
    series = months([*wild, *calm])
    both = dispersion(broken(str(LAST - 29)), series, LAST)
    assert both.ranges == 1 + 17


def test_quarters_are_compared_with_the_same_quarter_a_year_before() -> None:
    quarterly = measure(
        OFFENCES, frequency="financial-quarter", source={"period": {"format": "YYYY Qn", "column": None}}
    )
    last = pd.Period("2023Q3", freq="Q-MAR")
    series = Series(tuple(Observation(last - back, "single", 100.0, "") for back in reversed(range(16))))
    assert dispersion(quarterly, series, last) == Dispersion(1.0, 11)


@pytest.mark.parametrize(("ranges", "is_known"), [(10, False), (11, True)])
def test_it_takes_eleven_ranges_to_say_anything(ranges: int, is_known: bool) -> None:
    assert Dispersion(1.0, ranges).is_known is is_known


@pytest.mark.parametrize(("ranges", "quantile"), [(153, 2.003), (11, 2.713), (1000, 1.966)])
def test_the_quantile_is_students(ranges: int, quantile: float) -> None:
    assert Dispersion(1.0, ranges).quantile == pytest.approx(quantile, abs=0.002)


def test_the_divisor_is_phi_widened_by_the_square_of_the_quantile() -> None:
    moves = Dispersion(5.0, 153)
    assert sqrt(moves.divisor / 5.0) * 1.959963984540054 == pytest.approx(moves.quantile)


def test_it_is_known_from_the_first_month_with_enough_behind_it() -> None:
    # Twenty-four comparable months give eleven ranges.
    assert known_from(MONTHLY, months([100.0] * 20), LAST) == LAST + 4


def test_after_a_break_earlier_ranges_still_count() -> None:
    series = months([100.0] * 23 + [400.0])
    # Before the break there are 23 months and ten ranges; after it thirteen months and the next give one.
    assert known_from(broken(str(LAST)), series, LAST) == LAST + 13

"""A public statement worked out anew from the figures of a release: both sums, their difference, what it comes to.

A side is a figure of the release, or the sum of its single periods; none crosses a break. The difference is exact,
and agrees with the statement where it comes to the same number with as many decimals as were stated, rounded half
away from zero. Two sides with a break between them, or of unequal length, agree in arithmetic at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

import pandas as pd

from metrics.areas import region_code
from metrics.declared.claim import Claim, ClaimSide, ClaimWindow, Number, StatedUnit
from metrics.declared.claim_windows import STATED_UNITS, adds_up_in_time, windows_of
from metrics.declared.framework import Break, PublishedMeasure
from metrics.declared.units import ChangeUnit
from metrics.figures.breaks import break_between
from metrics.figures.numbers import exact, rounded
from metrics.figures.series import Key, MeasureData, Observation
from metrics.figures.totals import absent, total
from metrics.periods import (
    PERIODS_IN_A_YEAR,
    Window,
    overlap_in_months,
    parse_period_id,
    window_months,
)

Finding = Literal["agrees", "does-not-agree", "not-comparable", "not-worked-out"]
Obstacle = Literal["no-measure", "no-area", "no-window", "break-inside", "no-figure", "zero-base"]
# The window of the observation that a side comes to; three months are single ones added up.
SPANS: Mapping[ClaimWindow, Window] = {
    "single": "single",
    "3-months": "single",
    "rolling-12-months": "rolling-12-months",
    "calendar-year-to-date": "calendar-year-to-date",
    "financial-year-to-date": "financial-year-to-date",
}
THREE = 3


@dataclass(frozen=True)
class Side:
    """Which figure a side is: its window, and the period that it ends in."""

    window: ClaimWindow
    period: pd.Period

    @property
    def span(self) -> Window:
        """The window of its observation."""
        return SPANS[self.window]

    @property
    def is_added_up(self) -> bool:
        """Whether no series has it, so that it is added up of single figures."""
        return self.window == "3-months"


@dataclass(frozen=True)
class ClaimSum:
    """A claim's two figures of an area (a code), and what their difference comes to, as ``stated`` in ``unit``.

    ``decimals`` are those that were stated. A figure without a value says why by its status.
    """

    measure: PublishedMeasure
    area: str
    sides: tuple[Side, Side]
    earlier: Observation
    later: Observation
    stated: Decimal
    unit: StatedUnit

    @property
    def decimals(self) -> int:
        """How many decimals were stated."""
        return max(0, -int(self.stated.as_tuple().exponent))

    @cached_property
    def difference(self) -> Decimal | None:
        """The exact difference in the stated unit; None without both figures, or in per cent of nothing."""
        return difference_of(self.earlier.value, self.later.value, self.unit)

    @property
    def agrees(self) -> bool:
        """Whether the difference is what was stated, in its digits."""
        return self.difference is not None and rounded(self.difference, self.decimals) == self.stated

    @cached_property
    def crossed(self) -> Break | None:
        """The first break between the first and the last of all months of both sides."""
        first, last = self.earlier.months[0], self.later.months[1]
        return break_between(self.measure.breaks, self.measure.frequency, first, last)

    @property
    def is_of_like(self) -> bool:
        """Whether both sides have one window, and cover as many months."""
        lengths = {last.ordinal - first.ordinal for first, last in (self.earlier.months, self.later.months)}
        return self.sides[0].window == self.sides[1].window and len(lengths) == 1

    @property
    def shared_months(self) -> int:
        """How many months both sides hold."""
        return overlap_in_months(self.earlier.months, self.later.months)

    @property
    def obstacle(self) -> Obstacle | None:
        """Why it cannot be worked out; None where it can."""
        lacking = [item for item in (self.earlier, self.later) if item.value is None]
        if any(breaks_inside(self.measure, item) is not None for item in lacking):
            return "break-inside"
        if lacking:
            return "no-figure"
        return "zero-base" if self.difference is None else None

    @property
    def finding(self) -> Finding:
        """What it comes to."""
        if self.difference is None:
            return "not-worked-out"
        if not self.agrees:
            return "does-not-agree"
        return "not-comparable" if self.crossed is not None or not self.is_of_like else "agrees"


def claim_sum(measure: PublishedMeasure, data: MeasureData, claim: Claim) -> ClaimSum | Obstacle:
    """A claim worked out from the series of its measure, or why the measure has nothing of the kind."""
    area = area_of_claim(measure, claim)
    if not area:
        return "no-area"
    earlier, later = (side_of(measure, side) for side in (claim.earlier, claim.later))
    if earlier is None or later is None:
        return "no-window"
    stated = (stated_number(claim.stated.change), claim.stated.unit)
    return sum_of(measure, data, area, (earlier, later), stated)


def area_of_claim(measure: PublishedMeasure, claim: Claim) -> str:
    """The code of the area that a claim is about; empty for one that its measure's site does not know."""
    return region_code() if claim.area is None else measure.source.area_code(claim.area)


def sum_of(
    measure: PublishedMeasure,
    data: MeasureData,
    area: str,
    sides: tuple[Side, Side],
    stated: tuple[Decimal, StatedUnit],
) -> ClaimSum:
    """The sum of two sides, held against a stated number in a unit."""
    figures = [figure_of(measure, data, area, side) for side in sides]
    return ClaimSum(measure, area, sides, figures[0], figures[1], *stated)


def side_of(measure: PublishedMeasure, side: ClaimSide) -> Side | None:
    """A side as it is declared; None where the measure has no figure of the kind."""
    if side.window not in windows_of(measure):
        return None
    try:
        return Side(side.window, parse_period_id(side.period, measure.frequency))
    except ValueError:
        return None


def figure_of(measure: PublishedMeasure, data: MeasureData, area: str, side: Side) -> Observation:
    """The figure of a side in an area (a code): as published, or added up of the single ones that it covers.

    Without a value where one of them has none, or a break stands inside.
    """
    figure = _published(data, area, side) or _added_up(measure, data, area, side)
    return figure if breaks_inside(measure, figure) is None else replace(figure, value=None, status="x")


def _published(data: MeasureData, area: str, side: Side) -> Observation | None:
    return None if side.is_added_up else data.get(Key(side.span, area)).at(side.period)


def _added_up(measure: PublishedMeasure, data: MeasureData, area: str, side: Side) -> Observation:
    if not adds_up_in_time(measure):
        return absent(side.period, side.span)
    singles = data.get(Key("single", area))
    periods = [side.period - step for step in reversed(range(_length(measure, side)))]
    parts = [singles.at(period) or absent(period, "single") for period in periods]
    first = periods[0] if side.is_added_up else None
    return total(parts, side.period, side.span, first, measure.comparison.judged)


def breaks_inside(measure: PublishedMeasure, figure: Observation) -> Break | None:
    """The first break inside what a figure covers."""
    return break_between(measure.breaks, measure.frequency, *figure.months)


def _length(measure: PublishedMeasure, side: Side) -> int:
    """How many single periods a side covers."""
    if side.is_added_up:
        return THREE
    if side.window == "single":
        return 1
    first, last = window_months(side.period, side.span)
    return int(last.ordinal - first.ordinal + 1) * PERIODS_IN_A_YEAR[measure.frequency] // 12


def difference_of(earlier: float | None, later: float | None, unit: StatedUnit) -> Decimal | None:
    """The exact difference of two figures, in per cent of the earlier or in their own unit.

    None without both, or in per cent of what is not above zero.
    """
    if earlier is None or later is None:
        return None
    difference = exact(later) - exact(earlier)
    if not STATED_UNITS[unit].is_relative or not difference:
        return difference
    return None if earlier <= 0 or later < 0 else difference / exact(earlier) * 100


def stated_number(change: Number) -> Decimal:
    """A number with the decimals that it was written with: ``-13`` has none, ``-13.0`` one."""
    return Decimal(change) if isinstance(change, int) else exact(change)


def change_unit_of(measure: PublishedMeasure, unit: StatedUnit) -> ChangeUnit:
    """The unit by which a difference is written."""
    return STATED_UNITS[unit].change or measure.form_row.change

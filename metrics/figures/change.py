"""Two sides of a comparison to a ``Change``: the one place where it is decided what may be said of a difference.

The six outcomes are decided in order of how little can be said: not known, not comparable, too uncertain to
say, little change, and only then higher or lower. Direction is arithmetic; a verdict needs a polarity. A change
that is not judged is arithmetic alone: the comparison beside it says what may be said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import pandas as pd

from metrics.areas import region_code
from metrics.declared.framework import Polarity, PublishedMeasure
from metrics.declared.units import ChangeUnit
from metrics.figures.breaks import break_between
from metrics.figures.chance import Weighed, weighed
from metrics.figures.comparison import Basis, Comparison, Side, comparison_of, missing, sides
from metrics.figures.dispersion import Dispersion
from metrics.figures.numbers import exact, rounded
from metrics.figures.series import Observation, Series
from metrics.figures.totals import total_of_periods

Direction = Literal["up", "level", "down"]
OutcomeOfChange = Literal["higher", "lower", "little-change", "uncertain", "not-comparable", "not-known"]
Verdict = Literal["better", "worse", "no-clear-change", "not-judged"]
Reason = Literal[
    "no-value",
    "no-earlier-value",
    "zero-base",
    "negative-base",
    "break",
    "unequal-periods",
    "overlap",
    "below-materiality",
    "chance",
    "too-few",
    "too-short",
    "no-base",
    "unweighed",
    "material",
    "arithmetic",
    "no-like",
    "other-force",
]


@dataclass(frozen=True)
class Change:
    """The difference between the two sides of a comparison and what may be said of it.

    ``earlier`` and ``later`` are the figures of the sides: that of their one period, or the sum of several.
    ``difference`` is rounded and in ``unit`` (percentage points, per cent or units); None when the outcome is
    not known or the two cannot be compared. ``weighed`` is the difference against chance, where a test is
    declared and could be made. ``missing`` are the observations without a value on the side that has none.
    ``is_judged`` is whether an outcome is given of it; one that is not has ``uncertain`` where there is a number,
    with the reason arithmetic. ``known_from`` is the first period from which its chance can be told, where the
    series is too short.
    """

    comparison: Comparison
    earlier: Observation
    later: Observation
    unit: ChangeUnit
    difference: Decimal | None
    outcome: OutcomeOfChange
    reason: Reason
    polarity: Polarity
    materiality: Decimal
    weighed: Weighed | None = None
    missing: Side = ()
    is_judged: bool = True
    known_from: pd.Period | None = None

    @property
    def basis(self) -> Basis:
        """What is compared with, by name."""
        return self.comparison.basis

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """How far the difference may be off by chance, rounded, in ``unit``; None where no test was made."""
        return None if self.weighed is None else self.weighed.interval

    @property
    def direction(self) -> Direction:
        """The sign of the rounded difference."""
        if not self.difference:
            return "level"
        return "up" if self.difference > 0 else "down"

    @property
    def arrow(self) -> Direction:
        """As drawn: up or down only where the outcome is higher or lower."""
        return self.direction if self.outcome in ("higher", "lower") else "level"

    @property
    def verdict(self) -> Verdict:
        """Whether it is better or worse, by the declared polarity."""
        if self.polarity == "neutral" or not self.is_judged:
            return "not-judged"
        if self.outcome not in ("higher", "lower"):
            return "no-clear-change"
        return "better" if (self.outcome == "higher") == (self.polarity == "higher-is-better") else "worse"


def compare(
    measure: PublishedMeasure,
    series: Series,
    compared: Comparison,
    area: str = "",
    dispersion: Dispersion | None = None,
    *,
    is_judged: bool = True,
) -> Change | None:
    """The change that a comparison finds in a measure's series of its window; None when the series ends before it.

    ``dispersion`` is that of the area's single counts, by which the difference of two counts is weighed.
    Raises ValueError for several percentages on a side: those are not added up.
    """
    area = area or region_code()
    if series.at(compared.later[-1]) is None:
        return None
    earlier, later = sides(series, compared)
    return change_between(measure, compared, earlier, later, area, dispersion, is_judged=is_judged)


def is_other_force(measure: PublishedMeasure, area: str) -> bool:
    """Whether an area (a code) is another police force, of whose figures nothing is judged."""
    return measure.source.level == "force" and area != region_code()


def arithmetic(
    measure: PublishedMeasure, series: Series, compared: Comparison, area: str = ""
) -> Change | None:
    """The difference that a comparison finds, with no word on what it means; None when the series ends before it.

    Raises ValueError for several percentages on a side.
    """
    area = area or region_code()
    return compare(measure, series, compared, area, is_judged=False)


def compare_with_last_year(
    measure: PublishedMeasure, series: Series, period: pd.Period, area: str = ""
) -> Change | None:
    """The change on the same period a year before, which shares no month; None when there is no such figure."""
    area = area or region_code()
    compared = comparison_of(measure, period, "same-period-last-year")
    if compared is None or compared.overlap_months:
        return None
    change = compare(measure, series, compared, area)
    return None if change is None or change.difference is None else change


def change_between(
    measure: PublishedMeasure,
    compared: Comparison,
    earlier: Side,
    later: Side,
    area: str = "",
    dispersion: Dispersion | None = None,
    *,
    is_judged: bool = True,
) -> Change:
    """What may be said of the difference between the two sides of a comparison, in one area (a code).

    The counts of a side of several periods are added up. A difference that is not judged is arithmetic alone.
    Raises ValueError for several percentages.
    """
    area = area or region_code()
    before, now = total_of_periods(measure, earlier), total_of_periods(measure, later)
    unit = measure.change_unit
    difference = _difference(before.value, now.value, unit, measure.change_decimals)
    materiality = exact(measure.comparison.materiality)
    testable = difference is not None and compared.crossed is None and not compared.overlap_months
    chance = weighed(measure, before, now, area, dispersion) if testable and is_judged else None
    outcome, reason = _decided(compared, before, now, difference, materiality, chance)
    is_known = outcome not in ("not-known", "not-comparable")
    if is_known and not is_judged:
        outcome, reason = "uncertain", _why_not_judged(measure, area)
    before, now = (_within_a_stretch(measure, side) for side in (before, now))
    return Change(
        comparison=compared,
        earlier=before,
        later=now,
        unit=unit,
        difference=difference if is_known else None,
        outcome=outcome,
        reason=reason,
        polarity=measure.polarity,
        materiality=materiality,
        weighed=chance if is_known else None,
        missing=missing({"no-value": later, "no-earlier-value": earlier}.get(reason, ())),
        is_judged=is_judged,
    )


def _why_not_judged(measure: PublishedMeasure, area: str) -> Reason:
    if is_other_force(measure, area):
        return "other-force"
    return "no-like" if measure.frequency == "week" else "arithmetic"


def _within_a_stretch(measure: PublishedMeasure, side: Observation) -> Observation:
    """A side of a comparison; a sum that would cross a break is none."""
    if side.first is None or break_between(measure.breaks, measure.frequency, *side.months) is None:
        return side
    return replace(side, value=None, status="x")


def _decided(
    compared: Comparison,
    earlier: Observation,
    later: Observation,
    difference: Decimal | None,
    materiality: Decimal,
    chance: Weighed | None,
) -> tuple[OutcomeOfChange, Reason]:
    if later.value is None:
        return "not-known", "no-value"
    if compared.crossed is not None:
        return "not-comparable", "break"
    if not compared.is_of_equal_length:
        return "not-comparable", "unequal-periods"
    if earlier.value is None:
        return "not-known", "no-earlier-value"
    if difference is None:
        return "not-known", "zero-base" if earlier.value == 0 else "negative-base"
    if compared.overlap_months:
        return "uncertain", "overlap"
    if chance is not None and chance.comes_first and chance.may_be_chance:
        return "uncertain", chance.doubt
    if difference == 0 or abs(difference) < materiality:
        return "little-change", "below-materiality"
    if chance is not None and chance.may_be_chance:
        return "uncertain", chance.doubt
    return ("higher" if difference > 0 else "lower"), "material"


def _difference(
    earlier: float | None, later: float | None, unit: ChangeUnit, decimals: int
) -> Decimal | None:
    """Rounded, last of all; None without both values, or for a share of what is not above zero.

    None against none is no change, and of a number that has fallen through zero no share of it is left.
    """
    if earlier is None or later is None:
        return None
    difference = exact(later) - exact(earlier)
    if unit == "percent" and difference:
        if earlier <= 0 or later < 0:
            return None
        difference = difference / exact(earlier) * 100
    return rounded(difference, decimals)

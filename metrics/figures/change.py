"""Two observations to a ``Change``: the one place where it is decided what may be said of a difference.

The six outcomes are decided in order of how little can be said: not known, not comparable, too uncertain to
say, little change, and only then higher or lower. Direction is arithmetic; a verdict needs a polarity.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pandas as pd

from metrics.areas import LONDON
from metrics.declared.framework import BasisKind, Break, Polarity, PublishedMeasure
from metrics.figures.chance import Weighed, weighed
from metrics.figures.numbers import CHANGE_DECIMALS, CHANGE_UNIT, ChangeUnit, exact, rounded
from metrics.figures.series import Observation, Series
from metrics.periods import (
    PERIODS_IN_A_YEAR,
    Frequency,
    Window,
    first_month,
    overlap_in_months,
    parse_period_id,
    same_period_last_year,
    window_label,
    window_months,
)

Direction = Literal["up", "level", "down"]
OutcomeOfChange = Literal["higher", "lower", "little-change", "uncertain", "not-comparable", "not-known"]
Verdict = Literal["better", "worse", "no-clear-change", "not-judged"]
Reason = Literal[
    "no-value",
    "no-earlier-value",
    "zero-base",
    "break",
    "unequal-periods",
    "overlap",
    "below-materiality",
    "chance",
    "no-base",
    "material",
]


@dataclass(frozen=True)
class Basis:
    """What a figure is compared with: its name in JSON and the words that label it."""

    id: str
    label: str


@dataclass(frozen=True)
class Change:
    """The difference between two observations and what may be said of it.

    ``difference`` is rounded and in ``unit`` (percentage points, per cent or units); None when the outcome is
    not known or the two cannot be compared. ``overlap_months`` counts the months that both windows hold, and
    ``weighed`` is the difference against chance, where a test is declared and could be made.
    """

    basis: Basis
    earlier: Observation
    later: Observation
    unit: ChangeUnit
    difference: Decimal | None
    outcome: OutcomeOfChange
    reason: Reason
    polarity: Polarity
    materiality: Decimal
    crossed: Break | None = None
    overlap_months: int = 0
    weighed: Weighed | None = None

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
        if self.polarity == "neutral":
            return "not-judged"
        if self.outcome not in ("higher", "lower"):
            return "no-clear-change"
        return "better" if (self.outcome == "higher") == (self.polarity == "higher-is-better") else "worse"


def compare(
    measure: PublishedMeasure, series: Series, period: pd.Period, area: str = LONDON
) -> Change | None:
    """The change of a measure's series up to a period, on the measure's own basis.

    A running total can only rise, so on the previous period it is compared by the single periods at its end:
    the caller passes that series (see ``compared_window``). None when the series does not reach the period,
    or when the period is a baseline or lies before it.
    """
    later = series.at(period)
    before = earlier_period(measure, period)
    if later is None or before >= period:
        return None
    earlier = series.at(before) or Observation(before, later.window, None, "x")
    return change_between(measure, earlier, later, area)


def compare_with_last_year(
    measure: PublishedMeasure, series: Series, period: pd.Period, area: str = LONDON
) -> Change | None:
    """The change on the same period a year before, which shares no month; None when there is no such figure."""
    change = compare(compared_by(measure, "same-period-last-year"), series, period, area)
    return None if change is None or change.difference is None or change.overlap_months else change


def compared_by(measure: PublishedMeasure, basis: BasisKind | None) -> PublishedMeasure:
    """A measure with another basis of comparison, all else as declared; the measure itself for its own or none."""
    if basis in (None, measure.comparison.basis):
        return measure
    comparison = measure.comparison.model_copy(update={"basis": basis, "baseline": None})
    return measure.model_copy(update={"comparison": comparison})


def comparisons(measure: PublishedMeasure) -> tuple[BasisKind, ...]:
    """What a measure's figure can be compared with, its own basis first; a baseline only where one is declared.

    The period before a year is the same period last year, so a yearly measure has one of the two.
    """
    kinds: tuple[BasisKind, ...] = (measure.comparison.basis, "previous-period", "same-period-last-year")
    by_label: dict[str, BasisKind] = {}
    for kind in kinds:
        by_label.setdefault(basis_of(compared_by(measure, kind)).label, kind)
    return tuple(by_label.values())


def compared_window(measure: PublishedMeasure) -> Window:
    """The window of the figures that a measure compares."""
    running = measure.window.endswith("year-to-date") and measure.comparison.basis == "previous-period"
    return "single" if running else measure.window


def earlier_period(measure: PublishedMeasure, period: pd.Period) -> pd.Period:
    """The period that a measure compares a period with."""
    match measure.comparison.basis:
        case "previous-period":
            return period - 1
        case "same-period-last-year":
            return same_period_last_year(period)
        case _:
            return parse_period_id(str(measure.comparison.baseline), measure.frequency)


def change_between(
    measure: PublishedMeasure, earlier: Observation, later: Observation, area: str = LONDON
) -> Change:
    """What may be said of the difference between two observations of one measure in one area (a code)."""
    crossed = crossed_break(measure.breaks, measure.frequency, earlier, later)
    overlap = overlap_in_months(earlier.period, later.period, later.window)
    unit = CHANGE_UNIT[measure.unit]
    difference = _difference(earlier.value, later.value, unit)
    materiality = exact(measure.comparison.materiality)
    testable = difference is not None and crossed is None and not overlap
    chance = weighed(measure, earlier, later, area) if testable else None
    outcome, reason = _decided(earlier, later, difference, crossed, overlap, materiality, chance)
    return Change(
        basis=basis_of(measure),
        earlier=earlier,
        later=later,
        unit=unit,
        difference=None if outcome in ("not-known", "not-comparable") else difference,
        outcome=outcome,
        reason=reason,
        polarity=measure.polarity,
        materiality=materiality,
        crossed=crossed,
        overlap_months=overlap,
        weighed=chance if outcome not in ("not-known", "not-comparable") else None,
    )


def _decided(
    earlier: Observation,
    later: Observation,
    difference: Decimal | None,
    crossed: Break | None,
    overlap: int,
    materiality: Decimal,
    chance: Weighed | None,
) -> tuple[OutcomeOfChange, Reason]:
    if later.value is None:
        return "not-known", "no-value"
    if crossed is not None:
        return "not-comparable", "break"
    if _months(earlier) != _months(later):
        return "not-comparable", "unequal-periods"
    if earlier.value is None:
        return "not-known", "no-earlier-value"
    if difference is None:
        return "not-known", "zero-base"
    if overlap:
        return "uncertain", "overlap"
    if difference == 0 or abs(difference) < materiality:
        return "little-change", "below-materiality"
    if chance is not None and chance.may_be_chance:
        return "uncertain", "chance" if chance.interval is not None else "no-base"
    return ("higher" if difference > 0 else "lower"), "material"


def _months(observation: Observation) -> int:
    first, last = window_months(observation.period, observation.window)
    return int(last.ordinal - first.ordinal) + 1


def _difference(earlier: float | None, later: float | None, unit: ChangeUnit) -> Decimal | None:
    """Rounded, last of all; None without both values, or for a share of zero. None against none is no change."""
    if earlier is None or later is None:
        return None
    difference = exact(later) - exact(earlier)
    if unit == "percent" and difference:
        if earlier == 0:
            return None
        difference = difference / exact(earlier) * 100
    return rounded(difference, CHANGE_DECIMALS[unit])


def crossed_break(
    breaks: tuple[Break, ...], frequency: Frequency, earlier: Observation, later: Observation
) -> Break | None:
    """The first break that stands between, or inside, the windows of two observations."""
    start, _ = window_months(earlier.period, earlier.window)
    _, end = window_months(later.period, later.window)
    for item in breaks:
        if start < first_month(parse_period_id(item.period, frequency)) <= end:
            return item
    return None


def comparison_resumes(measure: PublishedMeasure, crossed: Break) -> pd.Period | None:
    """The first period after a break whose comparison no longer crosses it; None when none ever will."""
    window = compared_window(measure)
    start = parse_period_id(crossed.period, measure.frequency)
    for period in pd.period_range(start, periods=3 * PERIODS_IN_A_YEAR[measure.frequency]):
        earlier = Observation(earlier_period(measure, period), window, None)
        if crossed_break((crossed,), measure.frequency, earlier, Observation(period, window, None)) is None:
            return period
    return None


BASIS_NOUNS: dict[Frequency, str] = {
    "month": "month",
    "financial-quarter": "quarter",
    "calendar-year": "year",
    "financial-year": "year",
}


def basis_of(measure: PublishedMeasure) -> Basis:
    """The name and label of a measure's comparison: ``previous-quarter``, ``Change on previous quarter``."""
    noun = BASIS_NOUNS[measure.frequency]
    match measure.comparison.basis:
        case "previous-period":
            return Basis(f"previous-{noun}", f"Change on previous {noun}")
        case "same-period-last-year" if measure.window == "single" and noun != "year":
            return Basis(f"same-{noun}-last-year", f"Change on same {noun} last year")
        case "same-period-last-year" if noun != "year":
            return Basis("same-period-last-year", "Change on same period last year")
        case "same-period-last-year":
            return Basis("previous-year", "Change on previous year")
        case _:
            baseline = parse_period_id(str(measure.comparison.baseline), measure.frequency)
            return Basis("baseline", f"Change on {window_label(baseline, measure.window)}")

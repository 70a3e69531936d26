"""Which periods a figure is compared by: one or several on the later side, as many on the earlier.

A comparison is arithmetic on periods alone. It knows of no value: those are taken out of a series by ``sides``, and
what may be said of their difference is decided elsewhere (metrics/figures/change.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

import pandas as pd

from metrics.declared.bases import MOVING_BASES, BasisKind, BasisRow
from metrics.declared.framework import Break, PublishedMeasure
from metrics.figures.breaks import break_between
from metrics.figures.series import Observation, Series
from metrics.figures.totals import absent
from metrics.figures.wording import period_noun, periods_counted
from metrics.language import say
from metrics.periods import (
    PERIOD_NOUNS,
    Window,
    months_in_words,
    overlap_in_months,
    parse_period_id,
    window_label,
    window_months,
)

Periods = tuple[pd.Period, ...]
Months = tuple[pd.Period, pd.Period]
Side = tuple[Observation, ...]


@dataclass(frozen=True)
class Basis:
    """What a figure is compared with: its name in JSON, the words that label it, and how it moves, if it does."""

    id: str
    label: str
    row: BasisRow | None = None


@dataclass(frozen=True)
class Comparison:
    """The two sides of a comparison, each of one period or of several in a row, oldest first.

    ``window`` is what one figure of either side covers. ``overlap_months`` counts the months that both sides
    hold. ``crossed`` is the first break between the first and the last of all their months, and ``lasting`` the
    one of these that stands between for the longest; ``resumes`` is then the first later period whose comparison
    crosses none, and None where there will never be one.
    """

    basis: Basis
    later: Periods
    earlier: Periods
    window: Window
    overlap_months: int = 0
    crossed: Break | None = None
    resumes: pd.Period | None = None
    lasting: Break | None = None

    @property
    def later_months(self) -> Months:
        """The first and the last month of the later side."""
        return covered_months(self.later, self.window)

    @property
    def earlier_months(self) -> Months:
        """The first and the last month of the earlier side."""
        return covered_months(self.earlier, self.window)

    @property
    def is_of_equal_length(self) -> bool:
        """Whether both sides cover the same number of months: totals of the year so far may not."""
        return _number(self.later_months) == _number(self.earlier_months)


def comparison_of(
    measure: PublishedMeasure, period: pd.Period, kind: BasisKind | None = None, length: int = 1
) -> Comparison | None:
    """How a measure's figure of a period is compared: as it declares, or on another basis.

    Each side has ``length`` periods, and the later ends in ``period``: with 3, three months against the three
    before, or against the same three a year before. None for a baseline, and for periods before it.
    """
    back = period.ordinal - earlier_period(measure, period, kind, length).ordinal
    if back <= 0:
        return None
    basis, window = basis_of(measure, kind, length), compared_window(measure, kind, length)
    compared = comparison_back(measure, basis, window, period, back, length)
    # A baseline stays where it is, and so a break after it stands between for ever.
    return replace(compared, resumes=None) if basis.row is None else compared


def comparison_back(
    measure: PublishedMeasure, basis: Basis, window: Window, period: pd.Period, back: int, length: int = 1
) -> Comparison:
    """``length`` periods up to a period, against as many that end ``back`` periods earlier (1 or more)."""
    later, earlier = (_row(period - step, length) for step in (0, back))
    overlap = overlap_in_months(covered_months(earlier, window), covered_months(later, window))
    crossed = _crossed(measure, window, earlier[0], period)
    resumes, lasting = None, crossed
    for step in count(1) if crossed is not None else ():
        still = _crossed(measure, window, earlier[0] + step, period + step)
        if still is None:
            resumes = period + step
            break
        if break_between((still,), measure.frequency, *covered_months((earlier[0], period), window)):
            lasting = still
    return Comparison(basis, later, earlier, window, overlap, crossed, resumes, lasting)


def _row(last: pd.Period, length: int) -> Periods:
    return tuple(last - step for step in reversed(range(length)))


def _crossed(measure: PublishedMeasure, window: Window, first: pd.Period, last: pd.Period) -> Break | None:
    return break_between(measure.breaks, measure.frequency, *covered_months((first, last), window))


def covered_months(periods: Periods, window: Window) -> Months:
    """The first and the last month that figures of periods in a row, oldest first, cover."""
    return window_months(periods[0], window)[0], window_months(periods[-1], window)[1]


def _number(months: Months) -> int:
    first, last = months
    return int(last.ordinal - first.ordinal) + 1


def sides(series: Series, compared: Comparison) -> tuple[Side, Side]:
    """The observations of the earlier side and of the later; ``x`` stands for what the series does not reach."""
    earlier, later = (
        tuple(series.at(period) or absent(period, compared.window) for period in periods)
        for periods in (compared.earlier, compared.later)
    )
    return earlier, later


def missing(side: Side) -> Side:
    """Those of a side that have no value: they name what is not known."""
    return tuple(observation for observation in side if observation.value is None)


# Bases -----------------------------------------------------------------------------------------------------


def earlier_period(
    measure: PublishedMeasure, period: pd.Period, kind: BasisKind | None = None, length: int = 1
) -> pd.Period:
    """The period that the earlier side ends in, where the later has ``length`` periods and ends in ``period``."""
    row = _row_of(measure, kind)
    return _baseline(measure) if row is None else period - row.periods_back(measure.frequency, length)


def compared_window(measure: PublishedMeasure, kind: BasisKind | None = None, length: int = 1) -> Window:
    """The window of the figures that a measure compares.

    A running total can only rise, so on the previous period it is compared by the single periods at its end;
    and several periods are added up of single ones.
    """
    row = _row_of(measure, kind)
    running = measure.window.endswith("year-to-date") and row is not None and row.years == 0
    return "single" if running or length > 1 else measure.window


def basis_of(measure: PublishedMeasure, kind: BasisKind | None = None, length: int = 1) -> Basis:
    """The name and label of a comparison: ``previous-quarter``, ``Change on previous quarter``."""
    row = _row_of(measure, kind)
    if row is None:
        return Basis("baseline", say("Change on {period}", period=_baseline_words(measure, length)))
    noun = PERIOD_NOUNS[measure.frequency]
    name = row.name if measure.window == "single" or length > 1 else row.of_windows
    if noun in ("year", "week") and length == 1:
        name = row.of_years if noun == "year" else row.of_weeks
    own = name.format(periods=noun if length == 1 else f"{length} {noun}s")
    periods = period_noun(measure.frequency) if length == 1 else periods_counted(measure.frequency, length)
    return Basis(own.replace(" ", "-"), say("Change on {period}", period=say(name, periods=periods)), row)


def _row_of(measure: PublishedMeasure, kind: BasisKind | None) -> BasisRow | None:
    """How a basis moves with the period; None for a baseline, which stays where it is."""
    return MOVING_BASES.get(kind or measure.comparison.basis)


def _baseline_words(measure: PublishedMeasure, length: int) -> str:
    baseline = _baseline(measure)
    if length == 1:
        return window_label(baseline, measure.window)
    return months_in_words(*covered_months(_row(baseline, length), "single"))


def _baseline(measure: PublishedMeasure) -> pd.Period:
    return parse_period_id(str(measure.comparison.baseline), measure.frequency)


def compared_by(measure: PublishedMeasure, kind: BasisKind | None) -> PublishedMeasure:
    """A measure with another basis as its own, all else as declared; the measure itself for its own or none."""
    if kind in (None, measure.comparison.basis):
        return measure
    declared = measure.comparison.model_copy(update={"basis": kind, "baseline": None})
    return measure.model_copy(update={"comparison": declared})


def basis_kinds(measure: PublishedMeasure) -> tuple[BasisKind, ...]:
    """What a measure's figure can be compared with, its own basis first; a baseline only where one is declared.

    The period before a year is the same period last year, so a yearly measure has one of the two.
    """
    kinds = (measure.comparison.basis, *MOVING_BASES)
    by_label: dict[str, BasisKind] = {}
    for kind in kinds:
        by_label.setdefault(basis_of(measure, kind).label, kind)
    return tuple(by_label.values())

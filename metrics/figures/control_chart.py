"""Whether the newest month or quarter is within its usual range: a control chart of single counts (XmR).

The method is W. A. Shewhart's, in the form for individual values: D. J. Wheeler, Understanding Variation (SPC
Press, 1993); NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2. The rules and the lengths of runs
are those of NHS England's Making Data Count programme, as its tools apply them: a point outside the limits; a
shift, seven points or more in a row on one side of the average; a trend, seven or more that rise or fall. Its
fourth rule (two of three points near a limit) is left out: each further rule gives more false alarms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, floor
from typing import Literal

import pandas as pd

from metrics.areas import LONDON
from metrics.declared.framework import PublishedMeasure
from metrics.figures.numbers import exact, rounded
from metrics.figures.series import Key, MeasureData, Observation
from metrics.periods import parse_period_id

D2 = 1.128  # the mean range of two values, in standard deviations (Shewhart; NIST, as above)
REACH = round(3 / D2, 2)  # how many mean ranges the limits stand from the mean, as it is told: 2.66
D4 = 3.267  # the upper limit of a range of two values, in mean ranges
LEAST_PERIODS = 12  # fewer give limits on trial only (NHS-R, NHSRplotthedots, "Number of points required")
LEAST_RANGES = LEAST_PERIODS // 2  # where gaps leave fewer neighbours, their mean says too little
LEAST_AVERAGE = 1  # counts that average less say little: D. J. Wheeler, "Working with rare events" (2011)
RUN = 7  # points in a row that make a shift or a trend (Making Data Count)

Kind = Literal["outside", "shift", "trend"]
Way = Literal["above", "below", "rising", "falling"]
State = Literal["told", "no-value", "too-few", "gaps", "too-rare"]


@dataclass(frozen=True)
class Limits:
    """The usual range of single counts, in the measure's unit, with the mean and limit of the moving range."""

    centre: float
    lower: float
    upper: float
    mean_range: float
    most_range: float

    @property
    def usual_range(self) -> tuple[float, float]:
        """The usual range as readers see it: the counts within the limits, which are whole, first and last.

        Where no whole number lies between them, the limits themselves to a tenth.
        """
        first, last = ceil(self.lower), floor(self.upper)
        if first <= last:
            return first, last
        return float(rounded(exact(self.lower), 1)), float(rounded(exact(self.upper), 1))

    @property
    def average(self) -> float:
        """The average as it is shown, which is also what a run lies above or below: a tenth under a hundred."""
        return float(rounded(exact(self.centre), 0 if self.centre >= 100 else 1))

    def side(self, value: float) -> Way | None:
        """Whether a value lies outside the limits, and where."""
        if value > self.upper:
            return "above"
        return "below" if value < self.lower else None


@dataclass(frozen=True)
class Signal:
    """What would seldom come by chance: one point outside the limits, or a run, from its first to its last."""

    kind: Kind
    way: Way
    first: Observation
    last: Observation
    length: int


@dataclass(frozen=True)
class XmrChart:
    """The control chart of a measure's single periods in one area, and whether the newest is usual.

    ``observations`` are the periods that the limits are taken from, oldest first and without a period left out.
    ``limits`` is None unless ``state`` is told; ``limits_from`` is then the first period for which there may be
    limits, where it is too few periods that are missing. ``since`` is the period of the break that they begin
    with, where one cuts them short.
    """

    state: State
    latest: Observation
    observations: tuple[Observation, ...]
    limits: Limits | None = None
    signals: tuple[Signal, ...] = ()
    average: float | None = None
    limits_from: pd.Period | None = None
    since: pd.Period | None = None

    @property
    def periods_known(self) -> int:
        """How many of the periods have a figure."""
        return sum(observation.value is not None for observation in self.observations)

    @property
    def way(self) -> Way | None:
        """Where the newest period lies outside the limits; None within them, and where there are none."""
        if self.limits is None or self.latest.value is None:
            return None
        return self.limits.side(self.latest.value)

    @property
    def current(self) -> tuple[Signal, ...]:
        """The runs that the newest period belongs to."""
        return tuple(
            signal for signal in self.signals if signal.last == self.latest and signal.kind != "outside"
        )


def limits_of(values: Sequence[float | None]) -> Limits:
    """The limits of single values in the order of time: the mean, and three deviations to either side.

    A deviation is the mean moving range over d2 = 1.128, so that the limits stand 2.66 mean moving ranges from
    the mean, and never below zero, as a count cannot; the limit of the moving range is 3.267 times its mean.
    A missing value counts for nothing, and no range is taken across it. Raises ZeroDivisionError without two
    neighbouring values.
    """
    numbers = [value for value in values if value is not None]
    ranges = moving_ranges(values)
    centre, mean_range = sum(numbers) / len(numbers), sum(ranges) / len(ranges)
    reach = 3 * mean_range / D2
    return Limits(centre, max(0.0, centre - reach), centre + reach, mean_range, D4 * mean_range)


def moving_ranges(values: Sequence[float | None]) -> list[float]:
    """How far each value is from the one before, where both are there."""
    return [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]


def control_chart(measure: PublishedMeasure, data: MeasureData, area: str = LONDON) -> XmrChart | None:
    """Whether the newest single period in an area (a code) is usual; None where no control chart is declared.

    The limits are recalculated at each declared break: only periods from the last one on count, and of those
    the newest, as many as are declared.
    """
    every = data.get(Key("single", area)).observations
    if measure.control_chart is None or not every:
        return None
    latest = every[-1]
    since = _last_break(measure, latest.period)
    alike = tuple(observation for observation in every if since is None or observation.period >= since)
    chosen = alike[-measure.control_chart.periods :]
    cut = since if len(alike) < measure.control_chart.periods else None
    if latest.value is None:
        return XmrChart("no-value", latest, chosen, since=cut)
    if sum(observation.value is not None for observation in chosen) < LEAST_PERIODS:
        limits_from = _limits_from(alike, measure.control_chart.periods)
        return XmrChart("too-few", latest, chosen, limits_from=limits_from, since=cut)
    if len(moving_ranges([observation.value for observation in chosen])) < LEAST_RANGES:
        return XmrChart("gaps", latest, chosen, since=cut)
    return _with_limits(latest, chosen, cut)


def _with_limits(latest: Observation, chosen: tuple[Observation, ...], since: pd.Period | None) -> XmrChart:
    limits = limits_of([observation.value for observation in chosen])
    if limits.centre < LEAST_AVERAGE:
        return XmrChart("too-rare", latest, chosen, average=limits.average, since=since)
    return XmrChart("told", latest, chosen, limits, signals(chosen, limits), limits.average, since=since)


def _last_break(measure: PublishedMeasure, newest: pd.Period) -> pd.Period | None:
    periods = [parse_period_id(item.period, measure.frequency) for item in measure.breaks]
    return max((period for period in periods if period <= newest), default=None)


def _limits_from(alike: tuple[Observation, ...], periods: int) -> pd.Period:
    """The first period with enough figures behind it, if from now on none is missing.

    The newest has a figure, so it takes no more than eleven others; limits are taken from twelve at the least.
    """
    has_figure = [observation.value is not None for observation in alike]
    return alike[-1].period + next(
        ahead
        for ahead in range(1, LEAST_PERIODS)
        if sum(has_figure[ahead - periods :]) + ahead >= LEAST_PERIODS
    )


# Signals ---------------------------------------------------------------------------------------------------


def signals(observations: Sequence[Observation], limits: Limits) -> tuple[Signal, ...]:
    """Every point outside the limits, every shift and every trend, in the order in which they end.

    A missing value ends a run, and so does a value that is the average, or the same as the one before.
    """
    collected = [*_outside(observations, limits), *_shifts(observations, limits), *_trends(observations)]
    return tuple(sorted(collected, key=lambda signal: signal.last.period))


def _outside(observations: Sequence[Observation], limits: Limits) -> list[Signal]:
    sides = [
        (observation, None if observation.value is None else limits.side(observation.value))
        for observation in observations
    ]
    return [
        Signal("outside", side, observation, observation, 1)
        for observation, side in sides
        if side is not None
    ]


def _shifts(observations: Sequence[Observation], limits: Limits) -> list[Signal]:
    ways = [_way(observation.value, limits.average, "above", "below") for observation in observations]
    runs = [run for run in _runs(ways) if run[2] >= RUN]
    return [Signal("shift", way, observations[at], observations[at + n - 1], n) for way, at, n in runs]


def _trends(observations: Sequence[Observation]) -> list[Signal]:
    """A trend of seven points is made of six steps, each in the same direction."""
    steps = [_way(b.value, a.value, "rising", "falling") for a, b in pairwise(observations)]
    runs = [run for run in _runs(steps) if run[2] + 1 >= RUN]
    return [Signal("trend", way, observations[at], observations[at + n], n + 1) for way, at, n in runs]


def _way(value: float | None, other: float | None, more: Way, less: Way) -> Way | None:
    if value is None or other is None or value == other:
        return None
    return more if value > other else less


def _runs(ways: Sequence[Way | None]) -> list[tuple[Way, int, int]]:
    """Each stretch of the same way: the way, where it starts, and how many there are."""
    runs, at = [], 0
    for way, stretch in groupby(ways):
        length = len(list(stretch))
        if way is not None:
            runs.append((way, at, length))
        at += length
    return runs

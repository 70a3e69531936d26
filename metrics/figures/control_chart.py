"""Whether the newest month or quarter is within its usual range: a control chart of single counts (XmR).

The method is W. A. Shewhart's, in the form for individual values: D. J. Wheeler, Understanding Variation (SPC
Press, 1993); NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2. The rules and the lengths of runs
are those of NHS England's Making Data Count programme, as its tools apply them: a point outside the limits; a
shift, seven points or more in a row on one side of the average; a trend, seven or more that rise or fall. Its
fourth rule (two of three points near a limit) is left out: each further rule gives more false alarms.

A count that follows the season is judged with the time of year allowed for: each month is divided by its index
(season.py), and the limits are those of what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

import pandas as pd

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.breaks import break_starts
from metrics.figures.control_limits import Limits, Way, average_decimals, limits_of, moving_ranges
from metrics.figures.season import Index, adjust, follows_season, season_index
from metrics.figures.series import Key, MeasureData, Observation, Series

LEAST_PERIODS = 12  # fewer give limits on trial only (NHS-R, NHSRplotthedots, "Number of points required")
LEAST_RANGES = LEAST_PERIODS // 2  # where gaps leave fewer neighbours, their mean says too little
LEAST_AVERAGE = 1  # counts that average less say little: D. J. Wheeler, "Working with rare events" (2011)
RUN = 7  # points in a row that make a shift or a trend (Making Data Count)

Kind = Literal["outside", "shift", "trend"]
State = Literal["told", "no-value", "too-few", "gaps", "too-rare"]
TimeOfYear = Literal["not-allowed-for", "allowed-for", "not-known"]


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

    Where the ``time_of_year`` is allowed for, ``adjusted`` are the same periods with each count divided by the
    ``index`` of its month: these the limits, the average and the signals are of. Else both are empty, and the time
    of year of a count that has a season is ``not-known``: the index of a month cannot be told.
    """

    state: State
    latest: Observation
    observations: tuple[Observation, ...]
    limits: Limits | None = None
    signals: tuple[Signal, ...] = ()
    average: float | None = None
    limits_from: pd.Period | None = None
    since: pd.Period | None = None
    time_of_year: TimeOfYear = "not-allowed-for"
    adjusted: tuple[Observation, ...] = ()
    index: Index = ()

    @property
    def judged(self) -> tuple[Observation, ...]:
        """What the limits and the signals are of: the adjusted figures, or the observations themselves."""
        return self.adjusted or self.observations

    @property
    def periods_known(self) -> int:
        """How many of the periods have a figure."""
        return sum(observation.value is not None for observation in self.observations)

    @property
    def way(self) -> Way | None:
        """Where the newest period lies outside the limits; None within them, and where there are none."""
        newest = self.judged[-1].value
        return None if self.limits is None or newest is None else self.limits.side(newest)

    @property
    def current(self) -> tuple[Signal, ...]:
        """The runs that the newest period belongs to."""
        return tuple(
            signal
            for signal in self.signals
            if signal.last.period == self.latest.period and signal.kind != "outside"
        )


def control_chart(measure: PublishedMeasure, data: MeasureData, area: str = "") -> XmrChart | None:
    """Whether the newest single period in an area (a code) is usual; None where no control chart is declared.

    The limits are recalculated at each declared break: only periods from the last one on count, and of those
    the newest, as many as are declared.
    """
    area = area or region_code()
    singles = data.get(Key("single", area))
    every = singles.observations
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
    return _with_limits(measure, singles, XmrChart("told", latest, chosen, since=cut))


def _with_limits(measure: PublishedMeasure, singles: Series, chart: XmrChart) -> XmrChart:
    counted = limits_of([observation.value for observation in chart.observations])
    if counted.centre < LEAST_AVERAGE:
        return replace(chart, state="too-rare", average=counted.average)
    if not follows_season(measure):
        return _judged(chart, counted)
    index, decimals = season_index(measure, singles, chart.latest.period), average_decimals(counted.centre)
    levels = adjust(chart.observations, index, decimals)
    if levels is None:
        return _judged(replace(chart, time_of_year="not-known"), counted)
    allowed_for = replace(chart, time_of_year="allowed-for", adjusted=levels, index=index)
    return _judged(allowed_for, limits_of([level.value for level in levels], decimals))


def _judged(chart: XmrChart, limits: Limits) -> XmrChart:
    return replace(chart, limits=limits, signals=signals(chart.judged, limits), average=limits.average)


def _last_break(measure: PublishedMeasure, newest: pd.Period) -> pd.Period | None:
    return max((start for start in break_starts(measure) if start <= newest), default=None)


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

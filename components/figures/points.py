"""The figures of a measure as the points of a chart, with their intervals, and the breaks between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from charts.time_axis import year_tick
from charts.values import BreakMark, Point
from charts.words import HEAD
from components.basics.words import status_in_words
from components.figures.words import BREAK_FROM, ZERO_LINES
from metrics.declared.framework import PublishedMeasure
from metrics.figures.breaks import break_starts
from metrics.figures.intervals import interval_of, interval_text
from metrics.figures.sentences import observation_text
from metrics.figures.series import Observation, Series
from metrics.figures.statistics import Interval
from metrics.language import say
from metrics.periods import Frequency, label
from metrics.statuses import Status

# How many of the newest figures stand where a series is not shown in full.
RECENT: Mapping[Frequency, int] = {
    "week": 53,
    "month": 25,
    "financial-quarter": 13,
    "calendar-quarter": 13,
    "calendar-year": 12,
    "financial-year": 12,
    "academic-year": 12,
}
Intervals = Mapping[pd.Period, Interval]
NO_INTERVALS: Intervals = {}


def with_values(observations: Iterable[Observation]) -> list[Observation]:
    """The observations that have a value, in the order given."""
    return [observation for observation in observations if observation.value is not None]


def is_zero(observations: Iterable[Observation]) -> bool:
    """Whether every figure is known, and is zero: that is told in words, and not drawn."""
    values = [observation.value for observation in observations]
    return bool(values) and not any(value is None or value for value in values)


def zero_note(lines: Mapping[str, Iterable[Observation]]) -> str:
    """Which of some lines (by name) are not drawn, because they are zero throughout; empty where all are."""
    names = [name for name, observations in lines.items() if is_zero(observations)]
    return say(ZERO_LINES, names=", ".join(names)) if names else ""


def recent(measure: PublishedMeasure, series: Series) -> tuple[Observation, ...]:
    """The newest figures of a series: a year of weeks, about two of months, twelve of years."""
    return series.observations[-RECENT[measure.frequency] :]


def intervals_of(
    measure: PublishedMeasure, observations: Sequence[Observation], area: str, category: str = ""
) -> Intervals:
    """The interval of each period that has one, for an area (a code) or a part of the measure."""
    intervals = {
        observation.period: interval_of(measure, observation, area, category) for observation in observations
    }
    return {period: interval for period, interval in intervals.items() if interval is not None}


def points(
    measure: PublishedMeasure, observations: Sequence[Observation], intervals: Intervals
) -> tuple[Point, ...]:
    """Figures as a chart draws them, in the order given."""
    return tuple(
        _point(measure, observation, intervals.get(observation.period)) for observation in observations
    )


def _point(measure: PublishedMeasure, observation: Observation, interval: Interval | None) -> Point:
    low, high = interval or (None, None)
    status = status_in_words(observation.status)
    within = "" if interval is None else f"{say(HEAD)} {interval_text(measure, interval, observation.value)}"
    return Point(
        label=observation.period_label,
        value=observation.value,
        text=observation_text(measure, observation),
        tick=year_tick(observation, measure.frequency),
        status=observation.status,
        low=low,
        high=high,
        note=", ".join(part for part in (status, within) if part),
    )


def break_marks(measure: PublishedMeasure, observations: Sequence[Observation]) -> tuple[BreakMark, ...]:
    """The declared breaks that fall between two of the figures."""
    places = {observation.period: index for index, observation in enumerate(observations)}
    starts = break_starts(measure)
    return tuple(
        BreakMark(places[start], say(BREAK_FROM, period=label(start)))
        for start in starts
        if places.get(start, 0) > 0
    )


def end_status(newest: Observation) -> Status:
    """The status by which a line's end is drawn; none where the newest period has no figure to mark."""
    return newest.status if newest.value is not None else ""

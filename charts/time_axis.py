"""Where periods stand on a shared time axis, and which years are named below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from charts.values import Run, runs
from metrics.declared.framework import PublishedMeasure
from metrics.figures.breaks import break_starts
from metrics.figures.series import Observation, Series
from metrics.periods import PERIODS_IN_A_YEAR, Frequency, frequency_of, label, last_day, last_month, year_of

Ticks = tuple[tuple[float, str], ...]


def at(period: pd.Period) -> float:
    """The place of a period in months: that of its last month, or of a week's last day between two of them."""
    if frequency_of(period) == "week":
        end = last_day(period)
        month = pd.Period(end.isoformat(), freq="M")
        return float(month.ordinal - 1 + end.day / month.days_in_month)
    return float(last_month(period).ordinal)


def years_between(first: float, last: float) -> Ticks:
    """Each January between two places, with its year."""
    months = (pd.Period(ordinal=place, freq="M") for place in range(int(first), int(last) + 1))
    return tuple((float(month.ordinal), str(month.year)) for month in months if month.month == 1)


def year_tick(observation: Observation, frequency: Frequency) -> str:
    """The year, where a month or a quarter starts one; else empty."""
    match frequency:
        case "week":
            return (
                str(observation.period.year) if last_day(observation.period).timetuple().tm_yday <= 7 else ""
            )
        case "month":
            return str(observation.period.year) if observation.period.month == 1 else ""
        case "calendar-quarter":
            return str(observation.period.year) if observation.period.quarter == 1 else ""
        case "financial-quarter":
            if observation.period.quarter > 1:
                return ""
            return label(year_of(observation.period, "financial-year-to-date"))
        case _:
            return label(observation.period).rpartition(" ")[
                2
            ]  # an academic year is named with words before it


def once_a_year(measure: PublishedMeasure, series: Series) -> Series:
    """Of a running total the figures at the same point of each year, which can be compared; else all of them."""
    if not measure.window.endswith("to-date"):
        return series
    return Series(series.observations[:: -PERIODS_IN_A_YEAR[measure.frequency]][::-1])


def cuts(measure: PublishedMeasure, observations: Sequence[Observation]) -> tuple[int, ...]:
    """The positions of figures that a break keeps apart from the one before."""
    starts = break_starts(measure)
    return tuple(
        index
        for index in range(1, len(observations))
        if any(observations[index - 1].period < start <= observations[index].period for start in starts)
    )


def strokes(measure: PublishedMeasure, series: Series) -> tuple[Run, ...]:
    """A series as strokes on the time axis: none across a gap or a break."""
    observations = series.observations
    apart = [at(observations[index].period) for index in cuts(measure, observations)]
    return runs(((at(observation.period), observation.value) for observation in observations), apart)


def periods_with_figures(series: Iterable[Series]) -> list[pd.Period]:
    """Every period of which one of the series knows something, oldest first."""
    periods = dict.fromkeys(
        observation.period for line in series for observation in line if observation.value is not None
    )
    return sorted(periods, key=at)

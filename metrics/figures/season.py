"""How much of a count is the time of year: the index of each month or quarter, by the ratio to the moving average.

A month's index is the mean, over up to five years, of its count divided by the mean of the twelve months around it.
Those twelve are centred on the month by two means of twelve, one of which begins a month later (2 x 12): thirteen
months, the first and the last with half a weight. This is the classical method: F. R. Macaulay, The Smoothing of
Time Series (National Bureau of Economic Research, 1931); R. J. Hyndman and G. Athanasopoulos, Forecasting:
Principles and Practice (3rd edition, 2021), sections 3.3 and 3.4. Unlike there, the indices need not average 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.figures.breaks import break_ordinals, same_side
from metrics.figures.numbers import exact, rounded
from metrics.figures.series import Observation, Series
from metrics.periods import PARTS_OF_A_YEAR, PERIODS_IN_A_YEAR

MOST_YEARS = 5

Index = tuple[float | None, ...]  # of each month or quarter of the year; None where it is not known


def has_season(measure: PublishedMeasure) -> bool:
    """Whether single counts of a measure move with the time of year; not of weeks, nor of few."""
    row, has_parts = measure.unit_row, measure.frequency in PARTS_OF_A_YEAR
    return row.is_count and not row.is_few and has_parts and measure.comparison.season == "yearly"


def follows_season(measure: PublishedMeasure) -> bool:
    """Whether single counts of a measure are judged with the time of year allowed for.

    Not those of a release that was judged before there was an index.
    """
    return has_season(measure) and measure.comparison.judged == "like-with-like"


def season_index(measure: PublishedMeasure, singles: Series, until: pd.Period) -> Index:
    """The index of each month or quarter of the year, from a series of single counts up to a period.

    1.1 is a tenth above the year around it. Each ratio needs every count from half a year before to half a year
    after, on one side of all breaks; of each month the newest five count. None where a month has no ratio.
    """
    year, starts = PERIODS_IN_A_YEAR[measure.frequency], break_ordinals(measure)
    counts = singles.values_until(until)
    ratios: list[list[float]] = [[] for _ in range(year)]
    for at in sorted(counts):
        around = _centred_mean(counts, at, year, starts)
        if around:
            ratios[at % year].append(counts[at] / around)
    return tuple(_mean(of_place[-MOST_YEARS:]) for of_place in ratios)


def index_of(index: Index, period: pd.Period) -> float | None:
    """The index of the month or quarter that a period is."""
    return index[period.ordinal % len(index)]


def adjust(
    observations: Sequence[Observation], index: Index, decimals: int
) -> tuple[Observation, ...] | None:
    """Observations with each count divided by the index of its month, and rounded to the digits that are shown.

    What is judged of them is so judged as it is shown. None where the index of a month is not known, or is zero.
    """
    values = [observation.value for observation in observations]
    factors = [index_of(index, observation.period) for observation in observations]
    if any(value is not None and not factor for value, factor in zip(values, factors, strict=True)):
        return None
    return tuple(
        observation
        if observation.value is None or not factor
        else replace(observation, value=float(rounded(exact(observation.value / factor), decimals)))
        for observation, factor in zip(observations, factors, strict=True)
    )


def _centred_mean(counts: Mapping[int, float], at: int, year: int, starts: list[int]) -> float | None:
    """The 2 x 12 mean about a month (2 x 4 about a quarter); None where one is missing or a break lies within."""
    first, last = at - year // 2, at + year // 2
    if first not in counts or last not in counts or not same_side(starts, first, last):
        return None
    inner = [counts[n] for n in range(first + 1, last) if n in counts]
    if len(inner) < year - 1:
        return None
    return (sum(inner) + (counts[first] + counts[last]) / 2) / year


def _mean(ratios: Sequence[float]) -> float | None:
    return sum(ratios) / len(ratios) if ratios else None

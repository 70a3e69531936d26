"""Breaks in a measure's series: what lies before one is neither compared with nor added to what lies after it."""

from __future__ import annotations

from bisect import bisect
from functools import cache

import pandas as pd

from metrics.declared.framework import Break, PublishedMeasure
from metrics.periods import Frequency, Window, first_month, parse_period_id, window_months


def break_between(
    breaks: tuple[Break, ...], frequency: Frequency, first: pd.Period, last: pd.Period
) -> Break | None:
    """The earliest of the breaks that a stretch of months crosses, from ``first`` to ``last``, both included.

    It is crossed where the first period after it begins after the first month: one that begins with the stretch
    has nothing of the stretch before it. ``frequency`` is that in which the breaks are named.
    """
    starts = ((first_month(_start(item.period, frequency)), item) for item in breaks)
    crossed = [(start, item) for start, item in starts if first < start <= last]
    return min(crossed, key=lambda pair: pair[0].ordinal)[1] if crossed else None


def break_inside(measure: PublishedMeasure, period: pd.Period, window: Window) -> Break | None:
    """The earliest break that stands inside the window of a figure of the measure, which ends in a period."""
    return break_between(measure.breaks, measure.frequency, *window_months(period, window))


def break_starts(measure: PublishedMeasure) -> list[pd.Period]:
    """The first period after each break, in the order in which the breaks are declared."""
    return [_start(item.period, measure.frequency) for item in measure.breaks]


@cache
def _start(period: str, frequency: Frequency) -> pd.Period:
    """The first period after a break, by its identifier: asked for every figure beside every other."""
    return parse_period_id(period, frequency)


def break_ordinals(measure: PublishedMeasure) -> list[int]:
    """The ordinals of the first periods after each break, in order."""
    return sorted(start.ordinal for start in break_starts(measure))


def same_side(starts: list[int], first: int, second: int) -> bool:
    """Whether two periods, by their ordinals, lie on the same side of all breaks (``break_ordinals``)."""
    return not starts or bisect(starts, first) == bisect(starts, second)

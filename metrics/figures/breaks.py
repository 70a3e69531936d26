"""Breaks in a measure's series: what lies before one is neither compared with nor added to what lies after it."""

from __future__ import annotations

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
    starts = ((first_month(parse_period_id(item.period, frequency)), item) for item in breaks)
    crossed = [(start, item) for start, item in starts if first < start <= last]
    return min(crossed, key=lambda pair: pair[0].ordinal)[1] if crossed else None


def break_inside(measure: PublishedMeasure, period: pd.Period, window: Window) -> Break | None:
    """The earliest break that stands inside the window of a figure of the measure, which ends in a period."""
    return break_between(measure.breaks, measure.frequency, *window_months(period, window))


def break_ordinals(measure: PublishedMeasure) -> list[int]:
    """The ordinals of the first periods after each break, in order; two periods lie on the same side of all breaks
    where as many of these are at or before the one as the other (``bisect``).
    """
    return sorted(parse_period_id(item.period, measure.frequency).ordinal for item in measure.breaks)

"""Observations added up, over areas or over time: with a part missing, the total is missing too."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from metrics.declared.comparing import Judged
from metrics.declared.framework import PublishedMeasure
from metrics.figures.series import Observation, Series
from metrics.periods import Window
from metrics.statuses import Status, of_a_sum, strongest


def total(
    parts: Sequence[Observation],
    period: pd.Period,
    window: Window,
    first: pd.Period | None = None,
    judged: Judged = "like-with-like",
) -> Observation:
    """The sum of counts, as the observation of a period, from the period ``first`` on where it holds several.

    A total with a part that is withheld or not known is withheld or not known itself; else it has the strongest
    status of its parts, so that one provisional part makes it provisional. An earlier month that was revised makes
    no total revised that ends in a new one (metrics/statuses.py); where changes are ``judged`` as-compared, which
    stands in releases of before that rule, it does.
    """
    values = [part.value for part in parts if part.value is not None]
    complete = len(values) == len(parts)
    lacking = (part.status or "x" for part in parts if part.value is None)
    status = _status(parts, judged) if complete else strongest(lacking)
    return Observation(period, window, sum(values) if complete else None, status, first=first)


def _status(parts: Sequence[Observation], judged: Judged) -> Status:
    if not any(part.status for part in parts):
        return ""
    if judged == "as-compared":
        return strongest(part.status for part in parts)
    newest = max((part.period for part in parts), default=None)
    return of_a_sum(
        (part.status for part in parts if part.period != newest),
        (part.status for part in parts if part.period == newest),
    )


def total_of_periods(measure: PublishedMeasure, parts: Sequence[Observation]) -> Observation:
    """Single periods in a row, oldest first, as one figure; one alone is that figure.

    Raises ValueError for several figures of a unit that does not add up, such as percentages.
    """
    if len(parts) == 1:
        return parts[0]
    if not measure.unit_row.adds_up:
        raise ValueError(f"{measure.id}: {measure.unit_row.several} of several periods do not add up")
    first, last = parts[0], parts[-1]
    return total(parts, last.period, last.window, first.period, measure.comparison.judged)


def total_of_series(parts: Sequence[Series]) -> Series:
    """The sum of several series, period by period; of a period that one does not reach nothing is known."""
    longest = max(parts, key=len)
    return Series(tuple(_total_at(observation, parts) for observation in longest))


def _total_at(observation: Observation, parts: Sequence[Series]) -> Observation:
    period, window = observation.period, observation.window
    return total([part.at(period) or absent(period, window) for part in parts], period, window)


def absent(period: pd.Period, window: Window) -> Observation:
    """What stands for a period that a series does not reach: no value, not available."""
    return Observation(period, window, None, "x")

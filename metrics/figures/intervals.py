"""How sure one figure is: the interval around it, by the measure's declared test, and the words for it."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.units import Form
from metrics.figures.chance import sample_size, share_interval
from metrics.figures.numbers import exact, rounded, written
from metrics.figures.series import Observation
from metrics.figures.statistics import Interval, byar
from metrics.language import say


def interval_of(
    measure: PublishedMeasure, observation: Observation, area: str = "", category: str = ""
) -> Interval | None:
    """The 95% interval around a figure, in the measure's unit: 0 to 100 for a percentage, events for a count.

    ``area`` is a code; ``category`` names the part where the figure is one of a breakdown. A share of people has
    Wilson's interval, with as many people as were asked, fewer by the design effect; a count has Byar's, a
    running or rolling count that of its total (both in metrics/figures/statistics.py, with their sources). Where
    the test goes by published intervals, a figure has its own. None where no test is declared, where there is no
    figure, and where nobody says how many were asked.
    """
    area = area or region_code()
    if observation.value is None:
        return None
    match measure.comparison.test:
        case "proportions":
            return _of_share(measure, observation.value, sample_size(measure, observation, area, category))
        case "counts":
            return byar(observation.value)
        case "intervals":
            return observation.interval
        case _:
            return None


def _of_share(measure: PublishedMeasure, value: float, base: int | None) -> Interval | None:
    return None if base is None else share_interval(measure, value, base)


def interval_ends(
    measure: PublishedMeasure, interval: Interval, value: float | None
) -> tuple[Decimal, Decimal]:
    """The two ends as readers see them: a percentage to a tenth at least, a count in whole numbers.

    They hold the ``value``, as it is and as it is written: an end that rounding would put past it is widened.
    """
    return _ends(measure.form, measure.decimals, interval_decimals(measure), interval, value)


@lru_cache(maxsize=4096)  # the same few small counts stand in many rows
def _ends(
    form: Form, own_decimals: int, decimals: int, interval: Interval, value: float | None
) -> tuple[Decimal, Decimal]:
    low, high = (rounded(exact(end), decimals) for end in interval)
    if value is None:
        return low, high
    held = (exact(value), written(value, form, own_decimals))
    if low > min(held):
        low = _outwards(min(held), decimals, ROUND_FLOOR)
    if high < max(held):
        high = _outwards(max(held), decimals, ROUND_CEILING)
    return low, high


def _outwards(end: Decimal, decimals: int, way: str) -> Decimal:
    return end.quantize(Decimal(1).scaleb(-decimals), rounding=way)


def interval_text(measure: PublishedMeasure, interval: Interval, value: float | None) -> str:
    """``58.9% to 63.0%`` or ``5,948 to 6,255``, around a value."""
    low, high = interval_ends(measure, interval, value)
    return span_text(*map(measure.form_row.writing.text, (low, high)))


def span_text(low: str, high: str) -> str:
    """Two ends, written: ``58.9% to 63.0%``."""
    return say("{low} to {high}", low=low, high=high)


def interval_decimals(measure: PublishedMeasure) -> int:
    """One decimal more than nothing: an interval of a percentage is told to a tenth even where it is not."""
    return max(1, measure.decimals) if measure.unit_row.is_share else measure.decimals

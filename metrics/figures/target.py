"""How a measure stands by its target: reached, on a straight line to it, short of that line, or not to be told yet.

The straight line runs from the figure of the baseline to the target's value; where the baseline has reached the
target already, it stays there. A figure is called beyond the line, or short of it, where its whole 95% interval is:
a figure whose interval holds the line cannot be told from it. A full count that declares that chance has no part in
it (``test: none``, ``judged: as-compared``) is compared as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import pandas as pd

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.target import Target
from metrics.declared.target_rules import direction_of
from metrics.figures.breaks import break_between
from metrics.figures.dispersion import dispersion
from metrics.figures.intervals import interval_of
from metrics.figures.numbers import exact
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.statistics import Interval, byar
from metrics.periods import first_month, last_month, parse_period_id

Standing = Literal["met", "not-met", "on-course", "not-on-course", "too-early", "too-close", "not-known"]
Obstacle = Literal["baseline", "due", "break", "chance"]
EARLY = 4  # of as many parts of the time, the first is too early


@dataclass(frozen=True)
class Progress:
    """A target, and how the newest figure stands by it.

    ``expected`` is the value of the straight line in the period of ``latest``, in the measure's unit, and
    ``interval`` the 95% interval around that figure. ``obstacle`` is why nothing can be said.
    """

    target: Target
    standing: Standing
    baseline: Observation | None = None
    latest: Observation | None = None
    expected: Decimal | None = None
    interval: Interval | None = None
    obstacle: Obstacle | None = None
    is_due: bool = False


def progress(measure: PublishedMeasure, data: MeasureData, target: Target) -> Progress:
    """How the region's newest figure stands by a target, or that of the period by which it was to be reached."""
    series = data.get(Key(measure.window, region_code()))
    start, end = (parse_period_id(text, measure.frequency) for text in (target.baseline, target.by))
    baseline, latest = series.at(start), _latest(series, end)
    if baseline is None or baseline.value is None:
        return Progress(target, "not-known", obstacle="baseline")
    if _has_passed_without(series, end):
        return Progress(target, "not-known", baseline, latest, obstacle="due")
    if latest is None or latest.value is None or latest.period.ordinal <= start.ordinal:
        return Progress(target, "too-early", baseline, latest)
    if break_between(measure.breaks, measure.frequency, _first(measure, start), last_month(latest.period)):
        return Progress(target, "not-known", baseline, latest, obstacle="break")
    steps = (latest.period.ordinal - start.ordinal, end.ordinal - start.ordinal)
    expected = _expected(measure, target, exact(baseline.value), steps)
    interval = _interval(measure, data, latest)
    plain = Progress(target, "not-known", baseline, latest, expected, interval, is_due=steps[0] >= steps[1])
    return _judged(measure, plain, is_early=steps[0] * EARLY < steps[1])


def has_reached(measure: PublishedMeasure, target: Target, value: float) -> bool:
    """Whether a figure is at a target's value or beyond it, on the side that is sought, whatever chance may do."""
    return _side(measure, target, exact(value), exact(target.value)) >= 0


def _latest(series: Series, end: pd.Period) -> Observation | None:
    """The newest figure with a value, no later than the period by which the target is to be reached."""
    present = [item for item in series if item.value is not None and item.period.ordinal <= end.ordinal]
    return present[-1] if present else None


def _has_passed_without(series: Series, end: pd.Period) -> bool:
    """Whether there are figures after a period, and none of it: nor is one to come, as a rule."""
    due = series.at(end)
    later = any(item.value is not None and item.period.ordinal > end.ordinal for item in series)
    return later and (due is None or due.value is None)


def _interval(measure: PublishedMeasure, data: MeasureData, latest: Observation) -> Interval | None:
    """The 95% interval around a figure; that of a count as wide as its own series makes it, if that is known."""
    interval, value = interval_of(measure, latest), latest.value
    if interval is None or value is None or not measure.unit_row.is_count or measure.unit_row.is_few:
        return interval
    moves = dispersion(measure, data.get(Key("single", region_code())), latest.period)
    if not moves.is_known:
        return None
    low, high = byar(value / moves.divisor)
    return low * moves.divisor, high * moves.divisor


def _first(measure: PublishedMeasure, start: pd.Period) -> pd.Period:
    """The first month that the figure of the baseline covers."""
    months = 12 if measure.window == "rolling-12-months" else 0
    return last_month(start) - (months - 1) if months else first_month(start)


def _expected(
    measure: PublishedMeasure, target: Target, baseline: Decimal, steps: tuple[int, int]
) -> Decimal:
    value = exact(target.value)
    if _side(measure, target, baseline, value) >= 0:
        return value
    return baseline + (value - baseline) * steps[0] / steps[1]


def _side(measure: PublishedMeasure, target: Target, value: Decimal, line: Decimal) -> int:
    """1 where a value is beyond a line on the side that is sought, 0 on it, -1 short of it."""
    above = (value > line) - (value < line)
    return above if direction_of(measure, target) == "at-least" else -above


def _judged(measure: PublishedMeasure, plain: Progress, *, is_early: bool) -> Progress:
    target = plain.target
    if plain.interval is None and not _is_full_count(measure):
        return _with(plain, "not-known", "chance")
    reached = _place(measure, plain, exact(target.value))
    if reached == 1:
        return _with(plain, "met")
    if plain.is_due:
        return _with(plain, "not-met" if reached == -1 else "too-close")
    if is_early:
        return _with(plain, "too-early")
    assert plain.expected is not None  # there is a figure after the baseline
    by_line = _place(measure, plain, plain.expected)
    return _with(plain, "on-course" if by_line == 1 else "not-on-course" if by_line == -1 else "too-close")


def _place(measure: PublishedMeasure, plain: Progress, line: Decimal) -> int:
    """1 where a figure with all of its interval is on a line or beyond it, -1 where all is short of it, 0 else."""
    assert plain.latest is not None and plain.latest.value is not None
    values = [exact(plain.latest.value)]
    values += [] if plain.interval is None else [exact(end) for end in plain.interval]
    sides = [_side(measure, plain.target, value, line) for value in values]
    return 1 if min(sides) >= 0 else -1 if max(sides) < 0 else 0


def _is_full_count(measure: PublishedMeasure) -> bool:
    return measure.comparison.test == "none" and measure.comparison.judged == "as-compared"


def _with(plain: Progress, standing: Standing, obstacle: Obstacle | None = None) -> Progress:
    return replace(plain, standing=standing, obstacle=obstacle)

"""The scale of a chart: rounded ticks that hold every value and do not make small changes look big."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from metrics.declared.units import FORMS, Form

LEAST_SPAN_PCT = 30  # a narrower scale would make small changes look big
MARGIN = 4  # points between a percentage and the edge
LEAST_SPAN = 1e-6  # of a scale from zero: less is nothing that can be told apart
NEARLY = 1e-9  # parts of a step by which a value on a tick may miss it


@dataclass(frozen=True)
class Axis:
    """A scale from ``low`` to ``high`` with a tick at each ``step``. Whole numbers are written as such."""

    low: int | float
    high: int | float
    step: int | float

    @property
    def from_zero(self) -> bool:
        """Whether it starts at zero or below: else a drawing says at its foot where it does."""
        return self.low <= 0

    def ticks(self) -> list[float]:
        """The values that are labelled, lowest first."""
        number = math.floor((self.high - self.low) / self.step + NEARLY) + 1
        return [_neat(self.low + self.step * n) for n in range(number)]


def tick_text(value: float, unit: Form) -> str:
    """A value as a scale shows it: ``60%``, ``6,000``, ``-£0.5m``."""
    return FORMS[unit].tick.text(Decimal(f"{Decimal(repr(_neat(value))).normalize():f}"))


def axis_for(values: Iterable[float | None], unit: Form, ends: Iterable[float | None] = ()) -> Axis:
    """From zero for counts and amounts, below it too where some are; for percentages, and for an index, the tens
    around them, and never fewer than thirty points.

    ``ends`` are those of the intervals, which it holds as well.
    """
    present = [value for value in values if value is not None] or [0.0]
    around = [*present, *(end for end in ends if end is not None)]
    row = FORMS[unit].row
    lowest, highest = min(min(present) - MARGIN, *around), max(max(present) + MARGIN, *around)
    if row.scale == "share":
        return _percent_axis(lowest, highest)
    if row.scale == "around":
        return _axis_around(lowest, highest)
    return _count_axis(max(around)) if row.is_count else _axis_from_zero(min(around), max(around))


def joined(axes: Sequence[Axis]) -> Axis:
    """The scale of percentages that holds each of some such scales."""
    low, high = min(axis.low for axis in axes), max(axis.high for axis in axes)
    return Axis(low, high, _percent_step(low, high))


def _count_axis(highest: float) -> Axis:
    highest = max(highest, 1)
    size = 10 ** math.floor(math.log10(highest / 4))
    step = max(1, next(size * n for n in (1, 2, 5, 10) if size * n >= highest / 4))
    return Axis(0, step * math.ceil(highest / step), step)


def _axis_from_zero(lowest: float, highest: float) -> Axis:
    """Zero, and what lies above and below it, in steps that may be parts of one."""
    lowest, highest = min(lowest, 0.0), max(highest, 0.0)
    highest = highest if highest > lowest else 1.0
    span = max(highest - lowest, LEAST_SPAN)
    size = 10.0 ** math.floor(math.log10(span / 4))
    step = _neat(next(size * n for n in (1, 2, 5, 10) if size * n >= span / 4 * (1 - NEARLY)))
    low, high = (
        step * math.floor(lowest / step + NEARLY),
        step * math.ceil(highest / step - NEARLY),
    )
    return Axis(_neat(low), _neat(high), step)


def _axis_around(lowest: float, highest: float) -> Axis:
    """Tenths of a hundred around figures that stand near it, three at the least; of a thousand where they do."""
    size = 10.0 ** (round(math.log10(max(highest, 1))) - 1)
    low, high = math.floor(lowest / size) * size, math.ceil(highest / size) * size
    while high - low < LEAST_SPAN_PCT / 10 * size:
        low, high = low - size, high + size
    step = size
    while high - low > 5 * step:
        step *= 2
    return Axis(_neat(max(0.0, low)), _neat(high), _neat(step))


def _neat(value: float) -> float:
    """A number of a scale without what binary fractions add to it."""
    rounded = round(value, 9)
    return int(rounded) if rounded == int(rounded) else rounded


def _percent_axis(lowest: float, highest: float) -> Axis:
    low = max(0, math.floor(lowest / 10) * 10)
    high = min(100, math.ceil(highest / 10) * 10)
    while high - low < LEAST_SPAN_PCT:
        low, high = max(0, low - 10), high + 10 if high < 100 else high
    return Axis(low, high, _percent_step(low, high))


def _percent_step(low: float, high: float) -> int:
    return 10 if high - low <= 50 else 20

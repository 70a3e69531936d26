"""Where things stand in a drawing: its frame, axes, ticks and strokes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from charts.scale import Axis
from charts.trend_values import Spec
from metrics.declared.framework import Unit

ROOM_FOR_MARKERS = 9.0
LETTER_WIDTH = 7.4


@dataclass(frozen=True)
class Frame:
    """The drawing's size and the box inside it that holds the line, with the scale of the box."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    points: int

    def x(self, index: float) -> float:
        """Where a point stands from left to right."""
        if self.points == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * index / (self.points - 1)

    @property
    def crowded(self) -> bool:
        """Whether neighbours stand so close that their markers would touch."""
        return (self.right - self.left) / max(self.points - 1, 1) < ROOM_FOR_MARKERS

    def y(self, value: float) -> float:
        """Where a value stands from top to bottom."""
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return self.bottom - (self.bottom - self.top) * share


def tick_text(value: float, unit: Unit) -> str:
    """A value on the axis: ``60%``, ``6,000``."""
    return f"{value:,.0f}%" if unit == "percent" else f"{value:,.0f}"


def axis_labels(spec: Spec) -> list[tuple[int, str]]:
    """The years that start in a chart, with their places; its first and last period where fewer than two do."""
    starts = [(index, point.tick) for index, point in enumerate(spec.points) if point.tick]
    ends = [(index, spec.points[index].label) for index in sorted({0, len(spec.points) - 1})]
    return starts if len(starts) > 1 else ends


def roomy(labels: list[tuple[int, str]], frame: Frame) -> list[tuple[int, str]]:
    """Every n-th label, counted back from the newest, so that none touches its neighbour."""
    if len(labels) < 2:
        return labels
    apart = min(frame.x(b) - frame.x(a) for (a, _), (b, _) in pairwise(labels))
    need = LETTER_WIDTH * max(len(text) for _, text in labels) + 12
    every = math.ceil(need / apart)
    return labels[::-1][::every][::-1]


def unbroken(spec: Spec) -> Iterator[list[tuple[int, float]]]:
    """The runs of neighbouring points that one line may join: no gap and no break inside."""
    starts = {mark.index for mark in spec.breaks}
    run: list[tuple[int, float]] = []
    for index, point in enumerate(spec.points):
        if run and (point.value is None or index in starts):
            yield run
            run = []
        if point.value is not None:
            run.append((index, point.value))
    if run:
        yield run


def stroke(places: Sequence[tuple[float, float]], parts: int = 10) -> str:
    """A path through places, each as a step from the one before, in tenths: steps repeat, and pack well.

    The places are rounded and not the steps, so that no rounding adds up. ``parts`` are those of a unit.
    """
    whole = [(round(x * parts), round(y * parts)) for x, y in places]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    first, *rest = (f"{_n(x / parts)} {_n(y / parts)}" for x, y in [whole[0], *steps])
    return f"M{first}l{' '.join(rest)}" if rest else f"M{first}"


def _n(number: float) -> str:
    """A coordinate, to a tenth."""
    return f"{number:.1f}".removesuffix(".0")

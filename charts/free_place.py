"""Where a name stands in a drawing so that no line runs through it and no other name lies under it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from charts.geometry import LETTER_WIDTH, Frame, Places

HEIGHT = 15.0  # of a line of text
STEP = HEIGHT / 3  # along a stroke, smaller than any box
ABOVE, BELOW, FAR_BELOW = -15.0, 18.0, 34.0  # the middle of a name, from the end of its line


@dataclass(frozen=True)
class Box:
    """The place of a name; ``anchor`` is the end of it that stands at the end of its line."""

    left: float
    middle: float
    width: float
    anchor: str

    @property
    def anchor_x(self) -> float:
        """Where the end of the name stands that is held."""
        return self.left if self.anchor == "start" else self.left + self.width

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within it."""
        return self.left <= x <= self.left + self.width and abs(y - self.middle) <= HEIGHT / 2

    def touches(self, other: Box) -> bool:
        """Whether two names lie on each other."""
        sideways = self.left < other.left + other.width and other.left < self.left + self.width
        return sideways and abs(self.middle - other.middle) < HEIGHT


def free_place(
    label: str, end: tuple[float, float], frame: Frame, strokes: Sequence[Places], taken: Sequence[Box]
) -> Box:
    """The first place near the ``end`` of a line that no stroke crosses and no name has taken; else above it."""
    boxes = list(_boxes(label, end, frame))
    return next((box for box in boxes if not _is_taken(box, strokes, taken)), boxes[0])


def _boxes(label: str, end: tuple[float, float], frame: Frame) -> Iterator[Box]:
    """Above the end on the side that has more room, above on the other, then below it."""
    x, y = end
    width = LETTER_WIDTH * len(label)
    starts, ends = ("start", x), ("end", x - width)
    sides = (starts, ends) if x < frame.middle else (ends, starts)
    for step in (ABOVE, BELOW, FAR_BELOW):
        for anchor, left in sides:
            inside = left >= frame.left and left + width <= frame.width and y + step < frame.bottom
            if inside or (step, anchor) == (ABOVE, sides[0][0]):
                yield Box(left, y + step, width, anchor)


def _is_taken(box: Box, strokes: Sequence[Places], taken: Sequence[Box]) -> bool:
    crossed = any(
        box.holds(*point) for stroke in strokes for a, b in pairwise(stroke) for point in _along(a, b)
    )
    return crossed or any(map(box.touches, taken))


def _along(start: tuple[float, float], end: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Points of a straight stroke from end to end."""
    steps = max(1, math.ceil(math.dist(start, end) / STEP))
    for n in range(steps + 1):
        share = n / steps
        yield start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share

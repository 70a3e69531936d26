"""What the drawing of a usual range holds: a line, the range that it usually stays in, and what leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pages._parts.scale import Axis


@dataclass(frozen=True)
class Control:
    """Values oldest first, None for a gap, with the ends of the usual range and the average between them.

    ``ticks`` are labels by the place of their value. ``outside`` are the places of the values that leave the range.
    ``text`` is the newest value's, which is ``hollow`` while it is not quite sure.
    """

    id: str
    title: str
    description: str
    axis: Axis
    values: tuple[float | None, ...]
    ticks: tuple[tuple[int, str], ...]
    lower: float
    average: float
    upper: float
    labels: tuple[str, str]
    outside: tuple[int, ...]
    text: str
    hollow: bool = False
    kind: Literal["control"] = "control"

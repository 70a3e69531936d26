"""The place of a drawing that is not one measure's trend: several lines, bars, small lines side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from charts.scale import Axis
from metrics.declared.framework import Unit


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


# How a line is drawn: by its weight and its dashes, not by colour alone.
Look = Literal[
    "strong", "single", "second", "third", "fourth", "quiet", "dashed", "dotted", "sparse", "mixed"
]
Run = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Line:
    """One line: neighbouring points that one stroke may join, run by run, and the label at its end."""

    label: str
    runs: tuple[Run, ...]
    look: Look = "strong"
    provisional: bool = False


@dataclass(frozen=True)
class Panel:
    """Lines on one scale of values. ``breaks`` are places with what stands there."""

    unit: Unit
    axis: Axis
    lines: tuple[Line, ...]
    title: str = ""
    breaks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Lines:
    """Panels, one above the other, that share the axis from ``first`` to ``last`` with its labelled ``ticks``."""

    id: str
    title: str
    description: str
    first: float
    last: float
    ticks: tuple[tuple[float, str], ...]
    panels: tuple[Panel, ...]
    kind: Literal["lines"] = "lines"


@dataclass(frozen=True)
class Bar:
    """One value as a bar, and as a mark what it was before; None where it is not known."""

    label: str
    value: float | None
    text: str
    before: float | None = None


@dataclass(frozen=True)
class Bars:
    """Bars from zero to ``high``, one below the other."""

    id: str
    title: str
    description: str
    high: float
    bars: tuple[Bar, ...]
    kind: Literal["bars"] = "bars"


@dataclass(frozen=True)
class Small:
    """A small line, one of many on the same scale. ``behind`` is the id of a line that is drawn once for all.

    ``cuts`` are the places of points that no stroke joins to the one before. With an ``id`` it is that line.
    """

    low: float
    high: float
    values: tuple[float | None, ...]
    cuts: tuple[int, ...] = ()
    behind: str = ""
    id: str = ""
    kind: Literal["small"] = "small"


Drawing = Lines | Bars | Small | Control
_READ: TypeAdapter[Drawing] = TypeAdapter(Annotated[Drawing, Field(discriminator="kind")])


def parse_drawing(text: str) -> Drawing:
    """What ``place`` has written, read back."""
    return _READ.validate_json(text)


def runs(points: Iterable[tuple[float, float | None]], cuts: Iterable[float] = ()) -> tuple[Run, ...]:
    """Points as the strokes that may join them: none across a missing value, or to a point that is cut off."""
    starts, strokes = set(cuts), [list[tuple[float, float]]()]
    for x, value in points:
        if value is None or x in starts:
            strokes.append([])
        if value is not None:
            strokes[-1].append((x, value))
    return tuple(tuple(run) for run in strokes if run)

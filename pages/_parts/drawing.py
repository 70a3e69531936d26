"""The place of a drawing that is not one measure's trend: several lines, bars, small lines side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from dash import html
from pydantic import Field, TypeAdapter

from metrics.declared.framework import Unit
from pages._parts.control_drawing import Control
from pages._parts.scale import Axis
from pages._parts.sections import marks

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


def place(drawing: Drawing) -> html.Div:
    """The place where a drawing stands, carrying what to draw."""
    values = json.dumps(asdict(drawing), ensure_ascii=False, separators=(",", ":"))
    return html.Div(className=f"chart {drawing.kind}", **marks(data_drawing=values))


def parse_drawing(text: str) -> Drawing:
    """What ``place`` has written, read back."""
    return _READ.validate_json(text)


def runs(points: Iterable[tuple[float, float | None]], cuts: Iterable[float] = ()) -> tuple[Run, ...]:
    """Points as the strokes that may join them: none across a missing value, or to a point that is cut off."""
    starts, found = set(cuts), [list[tuple[float, float]]()]
    for x, value in points:
        if value is None or x in starts:
            found.append([])
        if value is not None:
            found[-1].append((x, value))
    return tuple(tuple(run) for run in found if run)

"""The place of a chart: what it is to draw, as plain values that the server draws and Dash could draw too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from charts.scale import Axis
from metrics.declared.framework import Unit
from metrics.statuses import HOLLOW, Status

Kind = Literal["spark", "trend"]

INTERVAL = "interval"  # the name by which the band of the intervals is shown or hidden


@dataclass(frozen=True)
class Point:
    """One value in its period, with the ends of its interval where it has one.

    ``tick`` is its label on the axis where it starts a year, else empty; ``note`` says more of it in words.
    """

    label: str
    value: float | None
    text: str
    tick: str = ""
    status: Status = ""
    low: float | None = None
    high: float | None = None
    note: str = ""

    @property
    def hollow(self) -> bool:
        """Whether it is drawn as one that is not quite sure."""
        return self.value is not None and self.status in HOLLOW


@dataclass(frozen=True)
class BreakMark:
    """A break in the series: ``index`` is the first point after it."""

    index: int
    label: str


@dataclass(frozen=True)
class Beside:
    """A line that a reader can put beside the measure's own, at the same periods: ``visible`` at first, or not."""

    id: str
    name: str
    points: tuple[Point, ...]
    visible: bool = False


@dataclass(frozen=True)
class Spec:
    """Everything that a drawing needs, oldest point first. ``id`` stands once on a page.

    ``beside`` are lines for the interactive chart alone, and ``name`` is that of its own line among them.
    """

    kind: Kind
    id: str
    title: str
    description: str
    unit: Unit
    axis: Axis
    points: tuple[Point, ...]
    breaks: tuple[BreakMark, ...] = ()
    name: str = ""
    beside: tuple[Beside, ...] = ()


def parse_spec(text: str) -> Spec:
    """What ``chart`` has written, read back."""
    values: dict[str, Any] = json.loads(text)
    breaks = tuple(BreakMark(**mark) for mark in values.pop("breaks"))
    beside = tuple(Beside(**{**line, "points": _points(line["points"])}) for line in values.pop("beside"))
    axis, points = Axis(**values.pop("axis")), _points(values.pop("points"))
    return Spec(axis=axis, points=points, breaks=breaks, beside=beside, **values)


def _points(values: list[dict[str, Any]]) -> tuple[Point, ...]:
    return tuple(Point(**point) for point in values)

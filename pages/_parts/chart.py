"""The place of a chart: what it is to draw, as plain values that the server draws and Dash could draw too."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from dash import html

from metrics.declared.framework import Unit
from pages._parts.scale import Axis
from pages._parts.sections import marks

Kind = Literal["spark", "trend"]


@dataclass(frozen=True)
class Point:
    """One value in its period. ``tick`` is its label on the axis where it starts a year, else empty."""

    label: str
    value: float | None
    text: str
    tick: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class BreakMark:
    """A break in the series: ``index`` is the first point after it."""

    index: int
    label: str


@dataclass(frozen=True)
class Spec:
    """Everything that a drawing needs, oldest point first. ``id`` stands once on a page."""

    kind: Kind
    id: str
    title: str
    description: str
    unit: Unit
    axis: Axis
    points: tuple[Point, ...]
    breaks: tuple[BreakMark, ...] = ()


def chart(spec: Spec) -> html.Div:
    """The place where a chart stands, carrying what to draw."""
    values = json.dumps(asdict(spec), ensure_ascii=False, separators=(",", ":"))
    return html.Div(id=spec.id, className=f"chart {spec.kind}", **marks(data_chart=values))


def parse_spec(text: str) -> Spec:
    """What ``chart`` has written, read back."""
    values: dict[str, Any] = json.loads(text)
    points = tuple(Point(**point) for point in values.pop("points"))
    breaks = tuple(BreakMark(**mark) for mark in values.pop("breaks"))
    return Spec(axis=Axis(**values.pop("axis")), points=points, breaks=breaks, **values)

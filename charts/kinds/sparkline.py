"""The small line on a tile. It says nothing that the tile does not say in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from charts.geometry import Frame, line_path, number, torn, unseen
from charts.kinds.trend import newest_mark
from charts.scale import Axis
from charts.values import BreakMark, Point, unbroken


@dataclass(frozen=True)
class Sparkline:
    """The small line on a tile, oldest point first. ``id`` stands once on a page."""

    id: str
    axis: Axis
    points: tuple[Point, ...]
    breaks: tuple[BreakMark, ...] = ()
    kind: Literal["spark"] = "spark"


WIDTH, HEIGHT = 140, 48


def sparkline(chart: Sparkline) -> str:
    """The drawing; nothing where no point has a value, or all are zero: the tile says so."""
    if not any(point.value for point in chart.points):
        return ""
    frame = Frame(WIDTH, 4, 134, 5, 43, chart.axis, 0, len(chart.points) - 1)
    line = line_path(frame, unbroken(chart.points, chart.breaks))
    foot = number(frame.y(0)) if chart.axis.low < 0 else "46"  # the line at zero, where some are below it
    rule = f'<path class="rule" d="M4 {foot}H134"/>' + ("" if chart.axis.from_zero else torn(6, 46))
    return unseen(WIDTH, HEIGHT, f"{rule}{line}{newest_mark(chart.points, frame, 4)}", name="spark")

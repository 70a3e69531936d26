"""A usual range as SVG: the band, the average through it, the line, and squares for what leaves the band.

Shape tells what colour tells: the ends of the band are dashed, and what lies outside is a square among dots.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from charts.geometry import (
    WIDTHS,
    Frame,
    dots,
    end_mark,
    end_text,
    line_path,
    lone_points,
    number,
    origin,
    period_axis,
    picture,
    placed,
    single_frame,
    text_at,
    value_axis,
)
from charts.scale import Axis
from charts.values import runs
from metrics.declared.units import Form
from metrics.statuses import HOLLOW, Status


@dataclass(frozen=True)
class ControlChart:
    """Values oldest first, None for a gap, with the ends of the usual range and the average between them.

    ``ticks`` are labels by the place of their value. ``outside`` are the places of the values that leave the range.
    ``text`` and ``status`` are the newest value's.
    """

    id: str
    title: str
    description: str
    unit: Form
    axis: Axis
    values: tuple[float | None, ...]
    ticks: tuple[tuple[int, str], ...]
    lower: float
    average: float
    upper: float
    labels: tuple[str, str]
    outside: tuple[int, ...]
    text: str
    status: Status = ""
    kind: Literal["control"] = "control"


ROOM_FOR_LABEL = 20.0


def control_chart(chart: ControlChart) -> str:
    """The drawing, for phones and for wide screens."""
    return "".join(_drawing(chart, size) for size in WIDTHS)


def _drawing(chart: ControlChart, size: str) -> str:
    frame = single_frame(size, (chart.axis, chart.unit), len(chart.values), chart.text, top=18)
    parts = (
        _band(chart, frame),
        value_axis(frame, chart.unit),
        _limits(chart, frame),
        period_axis(frame, chart.ticks),
        origin(frame, chart.unit),
        _line(chart, frame),
        _newest(chart, frame),
    )
    return picture(chart, size, frame.height, "".join(parts))


def _band(chart: ControlChart, frame: Frame) -> str:
    left, right = number(frame.left), number(frame.right)
    low, high = number(frame.y(chart.lower)), number(frame.y(chart.upper))
    return f'<path class="spread" d="M{left} {high}H{right}V{low}H{left}z"/>'


def _limits(chart: ControlChart, frame: Frame) -> str:
    """The ends of the band with their names, and the average."""
    low, middle, high = (frame.y(value) for value in (chart.lower, chart.average, chart.upper))
    left, across = number(frame.left), f"H{number(frame.right)}"
    ends = f"M{left} {number(high)}{across}" + f"M{left} {number(low)}{across}" * (chart.lower > 0)
    below = _label(frame, low + 16, chart.labels[0]) if frame.bottom - low > ROOM_FOR_LABEL else ""
    return (
        f'<path class="limit" d="{ends}"/><path class="middle" d="M{left} {number(middle)}{across}"/>'
        f"{_label(frame, high - 6, chart.labels[1])}{below}"
    )


def _label(frame: Frame, y: float, text: str) -> str:
    return text_at(frame.left + 4, y, text, name="edge")


def _line(chart: ControlChart, frame: Frame) -> str:
    """The line without its gaps, a dot for each value within the band, a square for each outside it."""
    within = [n for n, value in enumerate(chart.values) if value is not None][:-1]
    filled = _dots(chart, frame, (n for n in within if n not in chart.outside))
    strokes = runs(enumerate(chart.values))
    return (
        f'{line_path(frame, strokes)}{lone_points(frame, strokes)}<path class="dots" d="{filled}"/>'
        f'<path class="outside" d="{_dots(chart, frame, chart.outside)}"/>'
    )


def _newest(chart: ControlChart, frame: Frame) -> str:
    """The newest value with its number: a circle, or its square, hollow while it is not quite sure."""
    last = len(chart.values) - 1
    point = (last, chart.values[last] or 0)
    text = end_text(frame, point, chart.text)
    if last not in chart.outside:
        return end_mark(frame, point, 4.5, chart.status) + text
    return (
        f'<path class="holes" d="{_dots(chart, frame, [last])}"/>{text}' if chart.status in HOLLOW else text
    )


def _dots(chart: ControlChart, frame: Frame, indexes: Iterable[int]) -> str:
    return dots(placed(frame, ((n, chart.values[n] or 0) for n in indexes)))

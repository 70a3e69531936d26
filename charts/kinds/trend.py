"""A measure over time as SVG: its line, its intervals, its breaks, and its newest value in words.

Colours and line styles are classes in assets/site.css, so that dark mode, forced colours and print hold. A line
never crosses a missing value or a break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from charts.geometry import (
    WIDTHS,
    Frame,
    break_line,
    dots,
    end_mark,
    end_text,
    line_path,
    lone_points,
    origin,
    period_axis,
    picture,
    placed,
    single_frame,
    stroke,
    target_line,
    value_axis,
)
from charts.scale import Axis
from charts.values import BreakMark, Point, newest, unbroken
from metrics.declared.units import Form


@dataclass(frozen=True)
class Beside:
    """A line that a reader can put beside the measure's own, at the same periods: ``visible`` at first, or not."""

    id: str
    name: str
    points: tuple[Point, ...]
    visible: bool = False


@dataclass(frozen=True)
class TargetMark:
    """A value that is to be reached: a line across the chart, with its name."""

    value: float
    label: str


@dataclass(frozen=True)
class Trend:
    """A measure over time, oldest point first. ``id`` stands once on a page.

    ``beside`` are lines for the interactive chart alone, and ``name`` is that of its own line among them.
    """

    id: str
    title: str
    description: str
    unit: Form
    axis: Axis
    points: tuple[Point, ...]
    breaks: tuple[BreakMark, ...] = ()
    name: str = ""
    beside: tuple[Beside, ...] = ()
    targets: tuple[TargetMark, ...] = ()
    kind: Literal["trend"] = "trend"


def trend(chart: Trend) -> str:
    """The drawing for phones and for wide screens; nothing where no point has a value."""
    if all(point.value is None for point in chart.points):
        return ""
    return "".join(_drawing(chart, size) for size in WIDTHS)


def _drawing(chart: Trend, size: str) -> str:
    frame, (index, point) = trend_frame(chart, size), newest(chart.points)
    parts = (
        value_axis(frame, chart.unit),
        period_axis(frame, axis_labels(chart)),
        origin(frame, chart.unit),
        *(break_line(frame, mark.index - 0.5, mark.label) for mark in chart.breaks),
        _band(chart, frame),
        *(target_line(frame, mark.value, mark.label) for mark in chart.targets),
        line_path(frame, unbroken(chart.points, chart.breaks)),
        lone_points(frame, unbroken(chart.points, chart.breaks)),
        _markers(chart, frame),
        newest_mark(chart.points, frame, 4.5),
        end_text(frame, (index, point.value or 0), point.text),
    )
    return picture(chart, size, frame.height, "".join(parts))


def trend_frame(chart: Trend, size: str) -> Frame:
    """Where a trend is drawn: ``narrow`` for phones, ``wide`` for others."""
    text = newest(chart.points)[1].text
    return single_frame(size, (chart.axis, chart.unit), len(chart.points), text, top=14)


def axis_labels(chart: Trend) -> list[tuple[int, str]]:
    """The years that start in a chart, with their places; its first and last period where fewer than two do."""
    starts = [(index, point.tick) for index, point in enumerate(chart.points) if point.tick]
    ends = [(index, chart.points[index].label) for index in sorted({0, len(chart.points) - 1})]
    return starts if len(starts) > 1 else ends


def _band(chart: Trend, frame: Frame) -> str:
    """The intervals behind the line: one area for each run of neighbours, a bar for what stands alone."""
    areas = bars = ""
    for piece in bands(chart):
        upper = placed(frame, ((index, high) for index, _, high in piece))
        lower = placed(frame, ((index, low) for index, low, _ in reversed(piece)))
        if len(piece) > 1:
            areas += stroke(upper + lower, 1 if frame.crowded else 10) + "z"
        else:
            bars += stroke(upper + lower)
    area = f'<path class="spread" d="{areas}"/>' if areas else ""
    return area + (f'<path class="spread alone" d="{bars}"/>' if bars else "")


def bands(chart: Trend) -> Iterator[list[tuple[int, float, float]]]:
    """Neighbouring intervals that one area may join, as place, lower and upper end: no gap and no break inside."""
    for run in unbroken(chart.points, chart.breaks):
        piece: list[tuple[int, float, float]] = []
        for index, _ in run:
            point = chart.points[index]
            if point.low is not None and point.high is not None:
                piece.append((index, point.low, point.high))
            elif piece:
                yield piece
                piece = []
        if piece:
            yield piece


def _markers(chart: Trend, frame: Frame) -> str:
    """A dot for each value where there is room, and always where it stands alone or is not quite sure: hollow."""
    end, _ = newest(chart.points)
    marked = [
        (index, value)
        for run in unbroken(chart.points, chart.breaks)
        for index, value in run
        if index != end and (len(run) == 1 or not frame.crowded or chart.points[index].hollow)
    ]
    hollow = [(index, value) for index, value in marked if chart.points[index].hollow]
    filled = [(index, value) for index, value in marked if not chart.points[index].hollow]
    looks = (("dots", filled), ("dots rings", hollow), ("holes", hollow))
    return "".join(
        f'<path class="{look}" d="{dots(placed(frame, points))}"/>' for look, points in looks if points
    )


def newest_mark(points: Sequence[Point], frame: Frame, radius: float) -> str:
    """The newest value: filled, or hollow where it is not quite sure."""
    index, point = newest(points)
    return end_mark(frame, (index, point.value or 0), radius, point.status)

"""A measure over time as SVG: its line, its intervals, its breaks, and its newest value in words.

Colours and line styles are classes in assets/site.css, so that dark mode, forced colours and print hold. A line
never crosses a missing value or a break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charts.svg.geometry import (
    LETTER_WIDTH,
    TO_BASELINE,
    WIDTHS,
    Frame,
    break_line,
    dots,
    end_mark,
    line_path,
    period_axis,
    picture,
    placed,
    room_for_scale,
    roomy,
    stroke,
    text_at,
    value_axis,
)
from charts.values import Point, Trend, newest, unbroken
from metrics.statuses import HOLLOW

HEIGHTS = {"narrow": 210, "wide": 240}


def trend(chart: Trend) -> str:
    """The drawing for phones and for wide screens; nothing where no point has a value."""
    if all(point.value is None for point in chart.points):
        return ""
    return "".join(_drawing(chart, size) for size in WIDTHS)


def _drawing(chart: Trend, size: str) -> str:
    frame = trend_frame(chart, size)
    parts = (
        value_axis(frame, chart.unit),
        period_axis(frame, roomy(axis_labels(chart), frame)),
        *(break_line(frame, mark.index - 0.5, mark.label) for mark in chart.breaks),
        _band(chart, frame),
        line_path(frame, unbroken(chart.points, chart.breaks)),
        _markers(chart, frame),
        newest_mark(chart.points, frame, 4.5),
        _newest_text(chart, frame),
    )
    return picture(chart, size, HEIGHTS[size], "".join(parts))


def trend_frame(chart: Trend, size: str) -> Frame:
    """Where a trend is drawn: ``narrow`` for phones, ``wide`` for others."""
    return Frame(
        width=WIDTHS[size],
        left=room_for_scale([(chart.axis, chart.unit)]),
        right=WIDTHS[size] - 12 - LETTER_WIDTH * len(newest(chart.points)[1].text),
        top=14,
        bottom=HEIGHTS[size] - 26,
        axis=chart.axis,
        first=0,
        last=len(chart.points) - 1,
    )


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
    return end_mark(
        frame, (index, point.value or 0), radius, HOLLOW[point.status].look if point.hollow else ""
    )


def _newest_text(chart: Trend, frame: Frame) -> str:
    index, point = newest(chart.points)
    return text_at(frame.x(index) + 9, frame.y(point.value or 0) + TO_BASELINE, point.text, name="now")

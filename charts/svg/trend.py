"""Charts as readers see them before any script runs: SVG drawn from plain values.

Colours and line styles are classes in assets/site.css, so that dark mode, forced colours and print hold. A
line never crosses a missing value or a break. A trend is drawn twice, for phones and for wide screens, so
that its text keeps its size; the stylesheet shows one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from charts.svg.geometry import LETTER_WIDTH, Frame, _n, axis_labels, roomy, stroke, tick_text, unbroken
from charts.trend_values import Point, Spec
from metrics.declared.framework import Unit
from metrics.statuses import HOLLOW


def svg(spec: Spec) -> str:
    """The drawing of a chart; nothing where no point has a value."""
    if all(point.value is None for point in spec.points):
        return ""
    return _spark(spec) if spec.kind == "spark" else _trend(spec, "narrow") + _trend(spec, "wide")


def _spark(spec: Spec) -> str:
    frame = Frame(140, 48, 4, 134, 5, 43, spec.axis, len(spec.points))
    rule = '<path class="rule" d="M4 46H134"/>'
    inside = rule + _lines(spec, frame) + _end(spec, frame, 4)
    return f'<svg class="spark" viewBox="0 0 140 48" aria-hidden="true" focusable="false">{inside}</svg>'


def _trend(spec: Spec, size: str) -> str:
    frame = trend_frame(spec, size)
    name, told = f"{spec.id}-{size}-title", f"{spec.id}-{size}-text"
    parts = (
        f'<title id="{name}">{escape(spec.title)}</title><desc id="{told}">{escape(spec.description)}</desc>',
        _grid(frame, spec.unit),
        _years(spec, frame),
        _breaks(spec, frame),
        _band(spec, frame),
        _lines(spec, frame),
        _markers(spec, frame),
        _end(spec, frame, 4.5),
        _end_label(spec, frame),
    )
    return (
        f'<svg class="{size}" viewBox="0 0 {_n(frame.width)} {_n(frame.height)}" role="img" '
        f'aria-labelledby="{escape(name)} {escape(told)}">{"".join(parts)}</svg>'
    )


def trend_frame(spec: Spec, size: str) -> Frame:
    """Where a trend is drawn: ``narrow`` for phones, ``wide`` for others."""
    width, height = (320, 210) if size == "narrow" else (600, 240)
    left = 10 + LETTER_WIDTH * max(len(tick_text(tick, spec.unit)) for tick in spec.axis.ticks())
    right = width - 12 - LETTER_WIDTH * len(_last(spec.points)[1].text)
    return Frame(width, height, left, right, 14, height - 26, spec.axis, len(spec.points))


def _last(points: Sequence[Point]) -> tuple[int, Point]:
    """The newest point that has a value, with its place."""
    return next((n, points[n]) for n in reversed(range(len(points))) if points[n].value is not None)


def _grid(frame: Frame, unit: Unit) -> str:
    ticks = frame.axis.ticks()
    lines = "".join(f"M{_n(frame.left)} {_n(frame.y(tick))}H{_n(frame.right)}" for tick in ticks)
    labels = (
        f'<text x="{_n(frame.left - 6)}" y="{_n(frame.y(tick) + 4.5)}" text-anchor="end">'
        f"{tick_text(tick, unit)}</text>"
        for tick in ticks
    )
    return f'<path class="grid" d="{lines}"/>{"".join(labels)}'


def _years(spec: Spec, frame: Frame) -> str:
    """Labels of years, as many as there is room for; the first and last period where no year starts."""
    return "".join(_year(frame, index, text) for index, text in roomy(axis_labels(spec), frame))


def _year(frame: Frame, index: int, text: str) -> str:
    x, half = frame.x(index), LETTER_WIDTH * len(text) / 2
    x = min(max(x, half), frame.width - half)
    tick = f'<path class="grid" d="M{_n(frame.x(index))} {_n(frame.bottom)}v5"/>'
    return f'{tick}<text x="{_n(x)}" y="{_n(frame.bottom + 19)}" text-anchor="middle">{escape(text)}</text>'


def _breaks(spec: Spec, frame: Frame) -> str:
    return "".join(_break(frame, mark.index, mark.label) for mark in spec.breaks)


def _break(frame: Frame, index: int, label: str) -> str:
    x = frame.x(index - 0.5)
    side, shift = ("end", -5) if x > frame.width / 2 else ("start", 5)
    rule = f'<path class="break" d="M{_n(x)} {_n(frame.top - 8)}V{_n(frame.bottom)}"/>'
    return f'{rule}<text x="{_n(x + shift)}" y="{_n(frame.top)}" text-anchor="{side}">{escape(label)}</text>'


def _lines(spec: Spec, frame: Frame) -> str:
    runs = [run for run in unbroken(spec) if len(run) > 1]
    path = "".join(stroke([(frame.x(index), frame.y(value)) for index, value in run]) for run in runs)
    return f'<path class="line" d="{path}"/>' if path else ""


def _band(spec: Spec, frame: Frame) -> str:
    """The intervals behind the line: one area for each run of neighbours, a bar for what stands alone."""
    areas = bars = ""
    for piece in bands(spec):
        upper = [(frame.x(index), frame.y(high)) for index, _, high in piece]
        lower = [(frame.x(index), frame.y(low)) for index, low, _ in reversed(piece)]
        if len(piece) > 1:
            areas += stroke(upper + lower, 1 if frame.crowded else 10) + "z"
        else:
            bars += stroke(upper + lower)
    area = f'<path class="spread" d="{areas}"/>' if areas else ""
    return area + (f'<path class="spread alone" d="{bars}"/>' if bars else "")


def bands(spec: Spec) -> Iterator[list[tuple[int, float, float]]]:
    """Neighbouring intervals that one area may join, as place, lower and upper end: no gap and no break inside."""
    for run in unbroken(spec):
        piece: list[tuple[int, float, float]] = []
        for index, _ in run:
            point = spec.points[index]
            if point.low is not None and point.high is not None:
                piece.append((index, point.low, point.high))
            elif piece:
                yield piece
                piece = []
        if piece:
            yield piece


def _markers(spec: Spec, frame: Frame) -> str:
    """A dot for each value where there is room, and always where it stands alone or is not quite sure: hollow."""
    end, _ = _last(spec.points)
    known = [(len(run) == 1, *place) for run in unbroken(spec) for place in run if place[0] != end]
    hollow = {index for _, index, _ in known if spec.points[index].hollow}
    shown = [place for alone, *place in known if alone or not frame.crowded or place[0] in hollow]
    rings = [each for each in shown if each[0] in hollow]
    dots = [each for each in shown if each[0] not in hollow]
    return _dots(frame, "dots", dots) + _dots(frame, "dots rings", rings) + _dots(frame, "holes", rings)


def _dots(frame: Frame, name: str, places: Sequence[Sequence[float]]) -> str:
    path = "".join(f"M{_place(frame, index, value)}h0" for index, value in places)
    return f'<path class="{name}" d="{path}"/>' if path else ""


def _end(spec: Spec, frame: Frame, radius: float) -> str:
    """The newest value: filled, or hollow where it is not quite sure."""
    index, point = _last(spec.points)
    look = f"end {HOLLOW[point.status].look}" if point.hollow else "end"
    x, y = frame.x(index), frame.y(point.value or 0)
    return f'<circle class="{look}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'


def _end_label(spec: Spec, frame: Frame) -> str:
    index, point = _last(spec.points)
    x, y = frame.x(index) + 9, frame.y(point.value or 0) + 4.5
    return f'<text class="now" x="{_n(x)}" y="{_n(y)}">{escape(point.text)}</text>'


def _place(frame: Frame, index: float, value: float) -> str:
    return f"{_n(frame.x(index))} {_n(frame.y(value))}"

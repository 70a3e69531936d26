"""Charts as readers see them before any script runs: SVG drawn from plain values.

Colours and line styles are classes in assets/site.css, so that dark mode, forced colours and print hold. A
line never crosses a missing value or a break. A trend is drawn twice, for phones and for wide screens, so
that its text keeps its size; the stylesheet shows one of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from metrics.declared.framework import Unit
from pages._parts.chart import Point, Spec
from pages._parts.scale import Axis

ROOM_FOR_MARKERS = 9.0
LETTER_WIDTH = 7.4
ENDS = {"p": "provisional", "u": "unreliable"}  # how the newest value is drawn, by its status


@dataclass(frozen=True)
class Frame:
    """The drawing's size and the box inside it that holds the line, with the scale of the box."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    points: int

    def x(self, index: float) -> float:
        """Where a point stands from left to right."""
        if self.points == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * index / (self.points - 1)

    @property
    def crowded(self) -> bool:
        """Whether neighbours stand so close that their markers would touch."""
        return (self.right - self.left) / max(self.points - 1, 1) < ROOM_FOR_MARKERS

    def y(self, value: float) -> float:
        """Where a value stands from top to bottom."""
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return self.bottom - (self.bottom - self.top) * share


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


def tick_text(value: float, unit: Unit) -> str:
    """A value on the axis: ``60%``, ``6,000``."""
    return f"{value:,.0f}%" if unit == "percent" else f"{value:,.0f}"


def _years(spec: Spec, frame: Frame) -> str:
    """Labels of years, as many as there is room for; the first and last period where no year starts."""
    return "".join(_year(frame, index, text) for index, text in roomy(axis_labels(spec), frame))


def axis_labels(spec: Spec) -> list[tuple[int, str]]:
    """The years that start in a chart, with their places; its first and last period where fewer than two do."""
    starts = [(index, point.tick) for index, point in enumerate(spec.points) if point.tick]
    ends = [(index, spec.points[index].label) for index in sorted({0, len(spec.points) - 1})]
    return starts if len(starts) > 1 else ends


def roomy(labels: list[tuple[int, str]], frame: Frame) -> list[tuple[int, str]]:
    """Every n-th label, counted back from the newest, so that none touches its neighbour."""
    if len(labels) < 2:
        return labels
    apart = min(frame.x(b) - frame.x(a) for (a, _), (b, _) in pairwise(labels))
    need = LETTER_WIDTH * max(len(text) for _, text in labels) + 12
    every = math.ceil(need / apart)
    return labels[::-1][::every][::-1]


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


def unbroken(spec: Spec) -> Iterator[list[tuple[int, float]]]:
    """The runs of neighbouring points that one line may join: no gap and no break inside."""
    starts = {mark.index for mark in spec.breaks}
    run: list[tuple[int, float]] = []
    for index, point in enumerate(spec.points):
        if run and (point.value is None or index in starts):
            yield run
            run = []
        if point.value is not None:
            run.append((index, point.value))
    if run:
        yield run


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
    look = f"end {ENDS[point.status]}" if point.hollow else "end"
    x, y = frame.x(index), frame.y(point.value or 0)
    return f'<circle class="{look}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'


def _end_label(spec: Spec, frame: Frame) -> str:
    index, point = _last(spec.points)
    x, y = frame.x(index) + 9, frame.y(point.value or 0) + 4.5
    return f'<text class="now" x="{_n(x)}" y="{_n(y)}">{escape(point.text)}</text>'


def stroke(places: Sequence[tuple[float, float]], parts: int = 10) -> str:
    """A path through places, each as a step from the one before, in tenths: steps repeat, and pack well.

    The places are rounded and not the steps, so that no rounding adds up. ``parts`` are those of a unit.
    """
    whole = [(round(x * parts), round(y * parts)) for x, y in places]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    first, *rest = (f"{_n(x / parts)} {_n(y / parts)}" for x, y in [whole[0], *steps])
    return f"M{first}l{' '.join(rest)}" if rest else f"M{first}"


def _place(frame: Frame, index: float, value: float) -> str:
    return f"{_n(frame.x(index))} {_n(frame.y(value))}"


def _n(number: float) -> str:
    """A coordinate, to a tenth."""
    return f"{number:.1f}".removesuffix(".0")

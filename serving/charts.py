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
from typing import Any

from metrics.declared.framework import Unit
from pages._parts.chart import BreakMark, Point, Spec
from pages._parts.scale import Axis

ROOM_FOR_MARKERS = 9.0
LETTER_WIDTH = 7.4


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
    frame = _trend_frame(spec, size)
    name, told = f"{spec.id}-{size}-title", f"{spec.id}-{size}-text"
    parts = (
        f'<title id="{name}">{escape(spec.title)}</title><desc id="{told}">{escape(spec.description)}</desc>',
        _grid(frame, spec.unit),
        _years(spec, frame),
        _breaks(spec, frame),
        _lines(spec, frame),
        _markers(spec, frame),
        _end(spec, frame, 4.5),
        _end_label(spec, frame),
    )
    return (
        f'<svg class="{size}" viewBox="0 0 {_n(frame.width)} {_n(frame.height)}" role="img" '
        f'aria-labelledby="{escape(name)} {escape(told)}">{"".join(parts)}</svg>'
    )


def _trend_frame(spec: Spec, size: str) -> Frame:
    width, height = (320, 210) if size == "narrow" else (600, 240)
    left = 10 + LETTER_WIDTH * max(len(_tick_text(tick, spec.unit)) for tick in spec.axis.ticks())
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
        f"{_tick_text(tick, unit)}</text>"
        for tick in ticks
    )
    return f'<path class="grid" d="{lines}"/>{"".join(labels)}'


def _tick_text(value: float, unit: Unit) -> str:
    return f"{value:,.0f}%" if unit == "percent" else f"{value:,.0f}"


def _years(spec: Spec, frame: Frame) -> str:
    """Labels of years, as many as there is room for; the first and last period where no year starts."""
    return "".join(_year(frame, index, text) for index, text in _roomy(_axis_labels(spec), frame))


def _axis_labels(spec: Spec) -> list[tuple[int, str]]:
    starts = [(index, point.tick) for index, point in enumerate(spec.points) if point.tick]
    ends = [(index, spec.points[index].label) for index in sorted({0, len(spec.points) - 1})]
    return starts if len(starts) > 1 else ends


def _roomy(labels: list[tuple[int, str]], frame: Frame) -> list[tuple[int, str]]:
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
    path = "".join("M" + "L".join(_place(frame, *point) for point in run) for run in runs)
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


def _markers(spec: Spec, frame: Frame) -> str:
    """A dot for each value where there is room, and always where a value stands alone."""
    crowded = (frame.right - frame.left) / max(frame.points - 1, 1) < ROOM_FOR_MARKERS
    end, _ = _last(spec.points)
    runs = [run for run in unbroken(spec) if len(run) == 1 or not crowded]
    dots = "".join(f"M{_place(frame, *point)}h0" for run in runs for point in run if point[0] != end)
    return f'<path class="dots" d="{dots}"/>' if dots else ""


def _end(spec: Spec, frame: Frame, radius: float) -> str:
    """The newest value: filled, or hollow while it is provisional."""
    index, point = _last(spec.points)
    look = "end provisional" if point.provisional else "end"
    x, y = frame.x(index), frame.y(point.value or 0)
    return f'<circle class="{look}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'


def _end_label(spec: Spec, frame: Frame) -> str:
    index, point = _last(spec.points)
    x, y = frame.x(index) + 9, frame.y(point.value or 0) + 4.5
    return f'<text class="now" x="{_n(x)}" y="{_n(y)}">{escape(point.text)}</text>'


def _place(frame: Frame, index: int, value: float) -> str:
    return f"{_n(frame.x(index))} {_n(frame.y(value))}"


def _n(number: float) -> str:
    """A coordinate, to a tenth."""
    return f"{number:.1f}".removesuffix(".0")


# The same, as plotly draws it when a reader asks for it -----------------------------------------------------


def figure(spec: Spec) -> dict[str, Any]:
    """A plotly figure of a chart. Its colours are the page's: the page's own script fills them in."""
    return {
        "data": [_trace(spec, run) for run in unbroken(spec)],
        "layout": {
            "margin": {"l": 52, "r": 16, "t": 16, "b": 34},
            "font": {"size": 13},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": "x",
            "dragmode": "pan",
            "xaxis": _years_axis(spec),
            "yaxis": _value_axis(spec),
            "shapes": [_break_shape(mark) for mark in spec.breaks],
            "annotations": [_break_note(mark) for mark in spec.breaks],
        },
    }


def _trace(spec: Spec, run: Sequence[tuple[int, float]]) -> dict[str, Any]:
    points = [spec.points[index] for index, _ in run]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [index for index, _ in run],
        "y": [value for _, value in run],
        "text": [f"{point.label}: {point.text}" for point in points],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"width": 2.5},
        "marker": {
            "size": [9 if point.provisional else 5 for point in points],
            "symbol": ["circle-open" if point.provisional else "circle" for point in points],
        },
    }


def _years_axis(spec: Spec) -> dict[str, Any]:
    labels = _roomy(_axis_labels(spec), _trend_frame(spec, "narrow"))
    return {
        "range": [-0.5, len(spec.points) - 0.5],
        "tickvals": [index for index, _ in labels],
        "ticktext": [text for _, text in labels],
        "showgrid": False,
        "zeroline": False,
    }


def _value_axis(spec: Spec) -> dict[str, Any]:
    return {
        "range": [spec.axis.low, spec.axis.high],
        "tickvals": spec.axis.ticks(),
        "ticktext": [_tick_text(tick, spec.unit) for tick in spec.axis.ticks()],
        "fixedrange": True,
        "zeroline": False,
    }


def _break_shape(mark: BreakMark) -> dict[str, Any]:
    where = {"x0": mark.index - 0.5, "x1": mark.index - 0.5, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", **where, "line": {"dash": "dash", "width": 1.5}}


def _break_note(mark: BreakMark) -> dict[str, Any]:
    where = {"x": mark.index - 0.5, "y": 1, "yref": "paper", "xanchor": "right", "yanchor": "top"}
    return {"text": mark.label, **where, "showarrow": False}

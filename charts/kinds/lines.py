"""Several lines on one axis, each named at its end; or facets of them, one above the other on a shared axis.

What belongs together is told apart by weight and dashes, which are classes in assets/site.css.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Literal

from charts.free_place import Box, free_place
from charts.geometry import (
    BELOW,
    LETTER_WIDTH,
    TO_BASELINE,
    WIDTHS,
    Frame,
    break_line,
    end_mark,
    line_path,
    number,
    origin,
    period_axis,
    picture,
    placed,
    room_for_scale,
    text_at,
    value_axis,
)
from charts.scale import Axis
from charts.values import Run
from metrics.declared.units import Form
from metrics.statuses import Status

# How a line is drawn: by its weight and its dashes, not by colour alone.
Look = Literal[
    "strong", "single", "second", "third", "fourth", "quiet", "dashed", "dotted", "sparse", "mixed"
]
# Those of lines that weigh the same, in the order in which they are taken.
EQUAL_LOOKS: tuple[Look, ...] = ("strong", "second", "third", "fourth")


@dataclass(frozen=True)
class Line:
    """One line: neighbouring points that one stroke may join, run by run; the label and the status of its end."""

    label: str
    runs: tuple[Run, ...]
    look: Look = "strong"
    status: Status = ""


@dataclass(frozen=True)
class Facet:
    """Lines on one scale of values. ``breaks`` are places with what stands there."""

    unit: Form
    axis: Axis
    lines: tuple[Line, ...]
    title: str = ""
    breaks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Lines:
    """Facets, one above the other, that share the axis from ``first`` to ``last`` with its labelled ``ticks``."""

    id: str
    title: str
    description: str
    first: float
    last: float
    ticks: tuple[tuple[float, str], ...]
    facets: tuple[Facet, ...]
    kind: Literal["lines"] = "lines"


LINE_OF_TEXT = 15.0
ROOM_TO_NAMES = 16.0
FAR_FROM_END = 9.0  # a name that stands farther from its line's end is led to it by a thin line
NEAR_THE_END = 60.0  # a line that stops this close to the end still has its name beside the frame
Ended = tuple[Line, tuple[float, float]]  # a line, and where its newest point stands


@dataclass(frozen=True)
class Size:
    """How big a drawing is, and how long a line of a name may be there, in letters."""

    name: str
    alone: float
    stacked: float
    letters: int


SIZES = (Size("narrow", 220, 150, 14), Size("wide", 260, 150, 22))


def lines(chart: Lines) -> str:
    """The drawing, for phones and for wide screens."""
    return "".join(_drawing(chart, size) for size in SIZES)


def _drawing(chart: Lines, size: Size) -> str:
    frames = _frames(chart, size)
    facets = (_facet(frame, facet, size) for frame, facet in zip(frames, chart.facets, strict=True))
    # The periods stand below the last facet alone.
    origins = "".join(
        origin(frame, facet.unit, BELOW if frame is frames[-1] else 3)
        for frame, facet in zip(frames, chart.facets, strict=True)
    )
    # The labels stand once, and their ticks go up through all facets, where there are several.
    ticks = period_axis(frames[-1], chart.ticks, frames[0].top if len(frames) > 1 else None)
    return picture(chart, size.name, frames[-1].height, "".join(facets) + ticks + origins)


def _frames(chart: Lines, size: Size) -> list[Frame]:
    """Those of the facets from top to bottom, all as far from the sides."""
    width = WIDTHS[size.name]
    tall = size.alone if len(chart.facets) == 1 else size.stacked
    names = [
        part for facet in chart.facets for line in facet.lines for part in wrap(line.label, size.letters)
    ]
    left = room_for_scale((facet.axis, facet.unit) for facet in chart.facets)
    right = width - ROOM_TO_NAMES - 2 - LETTER_WIDTH * max(map(len, names), default=0)
    frames, top = list[Frame](), 0.0
    for facet in chart.facets:
        top += 34 if facet.title else 14
        frames.append(Frame(width, left, right, top, top + tall - 14, facet.axis, chart.first, chart.last))
        top = frames[-1].bottom + (14 if len(chart.facets) > 1 else 0)
    return frames


def _facet(frame: Frame, facet: Facet, size: Size) -> str:
    return (
        (text_at(0, frame.top - 16, facet.title, name="name") if facet.title else "")
        + value_axis(frame, facet.unit)
        + "".join(break_line(frame, place, label) for place, label in facet.breaks)
        + "".join(_line(frame, line) for line in reversed(facet.lines))
        + _names(frame, facet.lines, size)
    )


def _line(frame: Frame, line: Line) -> str:
    path = line_path(frame, line.runs, f"line {line.look}", alone=True)
    return path + (_end(frame, line) if _stands_out(line) else "")


def _end(frame: Frame, line: Line) -> str:
    return end_mark(frame, _newest(line), 4, line.status)


def _newest(line: Line) -> tuple[float, float]:
    return line.runs[-1][-1]


def _stands_out(line: Line) -> bool:
    return line.look in ("strong", "single", "second", "third", "fourth")


# Names ------------------------------------------------------------------------------------------------------


def _names(frame: Frame, lines: Sequence[Line], size: Size) -> str:
    """Each line's name: beside the frame where it runs to the end or nearly, else above its end."""
    ended = [(line, placed(frame, [_newest(line)])[0]) for line in lines]
    near = [(line, end) for line, end in ended if end[0] >= frame.right - NEAR_THE_END]
    early = [(line, end) for line, end in ended if end[0] < frame.right - NEAR_THE_END]
    return _beside(frame, near, size) + _above(frame, lines, early)


def spread(wishes: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Where names of some heights stand so that none touches another: as near as can be to where they wish.

    All are middles. They keep their order; what would fall out at the bottom is pushed up again.
    """
    order = sorted(range(len(wishes)), key=lambda n: wishes[n])
    places, edge = list(wishes), top
    for n in order:
        places[n] = max(wishes[n], edge + heights[n] / 2)
        edge = places[n] + heights[n] / 2
    edge = bottom
    for n in reversed(order):
        places[n] = min(places[n], edge - heights[n] / 2)
        edge = places[n] - heights[n] / 2
    return places


def _beside(frame: Frame, ended: Sequence[Ended], size: Size) -> str:
    """Names beside the frame, each as near to its line's end as can be, and none on another."""
    parts = [wrap(line.label, size.letters) for line, _ in ended]
    heights = [LINE_OF_TEXT * len(part) for part in parts]
    middles = spread([y for _, (_, y) in ended], heights, frame.top - 8, frame.bottom + 4)
    return "".join(_name(frame, pair, part, y) for pair, part, y in zip(ended, parts, middles, strict=True))


def _name(frame: Frame, ended: Ended, parts: Sequence[str], y: float) -> str:
    """A name in as many lines of text as it needs, with a thin line to its line's end where that is far."""
    line, (end_x, end_y) = ended
    x, first = frame.right + ROOM_TO_NAMES, y - LINE_OF_TEXT * (len(parts) - 1) / 2 + TO_BASELINE
    text = "".join(
        f'<tspan x="{number(x)}" y="{number(first + LINE_OF_TEXT * n)}">{escape(part)}</tspan>'
        for n, part in enumerate(parts)
    )
    far = abs(y - end_y) > FAR_FROM_END or end_x < frame.right - FAR_FROM_END
    lead = f"M{number(end_x + 6)} {number(end_y)}L{number(x - 3)} {number(y)}"
    led = f'<path class="led" d="{lead}"/>' if far else ""
    return f'{led}<text class="{_weight(line)}">{text}</text>'


def _above(frame: Frame, lines: Sequence[Line], ended: Sequence[Ended]) -> str:
    """Names of lines that stop before the end of the frame, near their ends, where no line and no name is."""
    strokes = [placed(frame, run) for line in lines for run in line.runs]
    texts, taken = "", list[Box]()
    for line, end in ended:
        box = free_place(line.label, end, frame, strokes, taken)
        taken.append(box)
        name = f"{_weight(line)} over"
        texts += text_at(box.anchor_x, box.middle + TO_BASELINE, line.label, anchor=box.anchor, name=name)
    return texts


def _weight(line: Line) -> str:
    return "now" if _stands_out(line) else "past"

"""Several lines on one axis, each named at its end; or panels of them, one above the other on a shared axis.

What belongs together is told apart by weight and dashes, which are classes in assets/site.css.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from charts.svg.geometry import LETTER_WIDTH
from charts.values import Line, Lines, Panel
from metrics.declared.framework import Unit

LINE_OF_TEXT = 15.0
ROOM_TO_NAMES = 16.0
MOVED_FAR = 9.0  # a name that stands farther from its line's end is led to it by a thin line
NEAR_THE_END = 60.0  # a line that stops this close to the end still has its name beside the box


@dataclass(frozen=True)
class Size:
    """How big a drawing is, and how long a line of a name may be there, in letters."""

    name: str
    width: float
    alone: float
    stacked: float
    letters: int


SIZES = (Size("narrow", 320, 220, 150, 14), Size("wide", 600, 260, 150, 22))


@dataclass(frozen=True)
class Box:
    """Where the lines of one panel stand, and its scales."""

    left: float
    right: float
    top: float
    bottom: float
    spec: Lines
    panel: Panel

    def x(self, at: float) -> float:
        """Where a place on the shared axis stands from left to right."""
        span = self.spec.last - self.spec.first
        share = (at - self.spec.first) / span if span else 0.5
        return self.left + (self.right - self.left) * share

    def y(self, value: float) -> float:
        """Where a value stands from top to bottom."""
        axis = self.panel.axis
        return self.bottom - (self.bottom - self.top) * (value - axis.low) / (axis.high - axis.low)


def lines(spec: Lines) -> str:
    """The drawing, for phones and for wide screens; the stylesheet shows one of them."""
    return "".join(_drawing(spec, size) for size in SIZES)


def _drawing(spec: Lines, size: Size) -> str:
    boxes, height = _boxes(spec, size)
    name, told = f"{spec.id}-{size.name}-title", f"{spec.id}-{size.name}-text"
    said = f'<title id="{escape(name)}">{escape(spec.title)}</title>'
    said += f'<desc id="{escape(told)}">{escape(spec.description)}</desc>'
    inside = "".join(_panel(box, size) for box in boxes) + _ticks(boxes)
    return (
        f'<svg class="{size.name}" viewBox="0 0 {_n(size.width)} {_n(height)}" role="img" '
        f'aria-labelledby="{escape(name)} {escape(told)}">{said}{inside}</svg>'
    )


def _boxes(spec: Lines, size: Size) -> tuple[list[Box], float]:
    """The panels from top to bottom, all as far from the sides, and the height of the whole."""
    tall = size.alone if len(spec.panels) == 1 else size.stacked
    scale = max(len(tick_text(tick, panel.unit)) for panel in spec.panels for tick in panel.axis.ticks())
    names = [part for panel in spec.panels for line in panel.lines for part in wrap(line.label, size.letters)]
    left = 10 + LETTER_WIDTH * scale
    right = size.width - ROOM_TO_NAMES - 2 - LETTER_WIDTH * max(map(len, names), default=0)
    boxes, top = [], 0.0
    for panel in spec.panels:
        top += 34 if panel.title else 14
        boxes.append(Box(left, right, top, top + tall - 14, spec, panel))
        top = boxes[-1].bottom + (14 if len(spec.panels) > 1 else 0)
    return boxes, boxes[-1].bottom + 26


def _panel(box: Box, size: Size) -> str:
    title = f'<text class="name" x="0" y="{_n(box.top - 16)}">{escape(box.panel.title)}</text>'
    return (
        (title if box.panel.title else "")
        + _grid(box)
        + "".join(_break(box, *found) for found in box.panel.breaks)
        + "".join(_line(box, line) for line in reversed(box.panel.lines))
        + _names(box, size)
    )


def tick_text(value: float, unit: Unit) -> str:
    """A value as a scale shows it."""
    return f"{value:,.0f}%" if unit == "percent" else f"{value:,.0f}"


def _grid(box: Box) -> str:
    ticks = box.panel.axis.ticks()
    rules = "".join(f"M{_n(box.left)} {_n(box.y(tick))}H{_n(box.right)}" for tick in ticks)
    labels = (
        f'<text x="{_n(box.left - 6)}" y="{_n(box.y(tick) + 4.5)}" text-anchor="end">'
        f"{tick_text(tick, box.panel.unit)}</text>"
        for tick in ticks
    )
    return f'<path class="grid" d="{rules}"/>{"".join(labels)}'


def _ticks(boxes: Sequence[Box]) -> str:
    """The labels of the shared axis, as many as there is room for, with a thin rule through every panel."""
    box, top = boxes[-1], boxes[0].top
    ticks = box.spec.ticks
    room = (box.right - box.left) / (LETTER_WIDTH * max((len(text) for _, text in ticks), default=1) + 10)
    every = max(1, -(-len(ticks) // max(1, int(room))))
    shown = ticks[::-1][::every][::-1]
    start = top if len(boxes) > 1 else box.bottom
    rules = "".join(f"M{_n(box.x(at))} {_n(start)}V{_n(box.bottom + 5)}" for at, _ in shown)
    labels = (
        f'<text x="{_n(box.x(at))}" y="{_n(box.bottom + 19)}" text-anchor="middle">{escape(text)}</text>'
        for at, text in shown
    )
    return f'<path class="grid" d="{rules}"/>{"".join(labels)}'


def _break(box: Box, at: float, label: str) -> str:
    x = box.x(at)
    side, shift = ("end", -5) if x > (box.left + box.right) / 2 else ("start", 5)
    rule = f'<path class="break" d="M{_n(x)} {_n(box.top - 6)}V{_n(box.bottom)}"/>'
    return (
        f'{rule}<text x="{_n(x + shift)}" y="{_n(box.top + 2)}" text-anchor="{side}">{escape(label)}</text>'
    )


def _line(box: Box, line: Line) -> str:
    strokes = ("M" + "L".join(f"{_n(box.x(x))} {_n(box.y(value))}" for x, value in run) for run in line.runs)
    path = "".join(stroke if "L" in stroke else f"{stroke}h0" for stroke in strokes)
    return f'<path class="line {line.look}" d="{path}"/>{_end(box, line) if _stands_out(line) else ""}'


def _end(box: Box, line: Line) -> str:
    """The newest value: filled, or hollow while it is provisional."""
    x, value = line.runs[-1][-1]
    look = "end provisional" if line.provisional else "end"
    return f'<circle class="{look}" cx="{_n(box.x(x))}" cy="{_n(box.y(value))}" r="4"/>'


def _stands_out(line: Line) -> bool:
    return line.look in ("strong", "single", "second", "third", "fourth")


# Names ------------------------------------------------------------------------------------------------------


def _names(box: Box, size: Size) -> str:
    """Each line's name: beside the box where it runs to the end or nearly, above its end where it stops before."""
    at_end = [line for line in box.panel.lines if box.x(line.runs[-1][-1][0]) >= box.right - NEAR_THE_END]
    parts = [wrap(line.label, size.letters) for line in at_end]
    wanted = [box.y(line.runs[-1][-1][1]) for line in at_end]
    places = spread(wanted, [LINE_OF_TEXT * len(part) for part in parts], box.top - 8, box.bottom + 4)
    beside = (
        _name(box, line, part, want, y)
        for line, part, want, y in zip(at_end, parts, wanted, places, strict=True)
    )
    return "".join(beside) + _above(box, [line for line in box.panel.lines if line not in at_end])


def spread(wanted: Sequence[float], tall: Sequence[float], top: float, bottom: float) -> list[float]:
    """Where names of some heights stand so that none touches another: as near as can be to where they want.

    All are middles. They keep their order; what would fall out at the bottom is pushed up again.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    places, edge = list(wanted), top
    for n in order:
        places[n] = max(wanted[n], edge + tall[n] / 2)
        edge = places[n] + tall[n] / 2
    edge = bottom
    for n in reversed(order):
        places[n] = min(places[n], edge - tall[n] / 2)
        edge = places[n] - tall[n] / 2
    return places


def _name(box: Box, line: Line, parts: Sequence[str], wanted: float, y: float) -> str:
    x = box.right + ROOM_TO_NAMES
    first = y - LINE_OF_TEXT * (len(parts) - 1) / 2 + 4.5
    told = "".join(
        f'<tspan x="{_n(x)}" y="{_n(first + LINE_OF_TEXT * n)}">{escape(part)}</tspan>'
        for n, part in enumerate(parts)
    )
    end = box.x(line.runs[-1][-1][0])
    far = abs(y - wanted) > MOVED_FAR or end < box.right - MOVED_FAR
    led = f'<path class="led" d="M{_n(end + 6)} {_n(wanted)}L{_n(x - 3)} {_n(y)}"/>' if far else ""
    return f'{led}<text class="{_weight(line)}">{told}</text>'


def _above(box: Box, lines: Sequence[Line]) -> str:
    """Names of lines that stop before the end of the box, each above its end and none on another."""
    wanted = [box.y(line.runs[-1][-1][1]) - 15 for line in lines]
    places = spread(wanted, [LINE_OF_TEXT] * len(lines), box.top - 8, box.bottom)
    return "".join(_above_end(box, line, y) for line, y in zip(lines, places, strict=True))


def _above_end(box: Box, line: Line, y: float) -> str:
    x = box.x(line.runs[-1][-1][0])
    side = "start" if x < (box.left + box.right) / 2 else "end"
    place = f'x="{_n(x)}" y="{_n(y + 4)}" text-anchor="{side}"'
    return f'<text class="{_weight(line)} over" {place}>{escape(line.label)}</text>'


def _weight(line: Line) -> str:
    return "now" if _stands_out(line) else "past"


def _n(number: float) -> str:
    """A coordinate, to a tenth."""
    return f"{number:.1f}".removesuffix(".0")

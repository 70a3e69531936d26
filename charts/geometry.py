"""Where things stand in a drawing, and what all charts are made of: scales, ticks, breaks, strokes, markers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from charts.scale import Axis, tick_text
from charts.values import Titled
from charts.words import STARTS_AT
from metrics.declared.units import Form
from metrics.language import say
from metrics.statuses import HOLLOW, Status

# Each chart is drawn twice, for phones and for wide screens, so that its text keeps its size: the page shows one.
WIDTHS = {"narrow": 320, "wide": 600}
BOTTOMS = {"narrow": 184, "wide": 214}  # of a frame that stands alone
LETTER_WIDTH = 7.4
ROOM_FOR_MARKERS = 9.0
BELOW = 26.0  # what stands below a frame: ticks and the labels of the periods
ORIGIN = 16.0  # and below those where its scale starts, if that is not zero
TO_BASELINE = 4.5  # from the middle of a line of text down to where its letters stand

Places = Sequence[tuple[float, float]]
Labels = Sequence[tuple[float, str]]


@dataclass(frozen=True)
class Frame:
    """The box that holds lines, in a drawing of some ``width``, with its scales.

    From left to right stand the places from ``first`` to ``last``, from bottom to top the values of ``axis``.
    """

    width: float
    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    first: float
    last: float

    def x(self, place: float) -> float:
        """Where a place stands from left to right."""
        span = self.last - self.first
        if not span:
            return self.middle
        return self.left + (self.right - self.left) * (place - self.first) / span

    def y(self, value: float) -> float:
        """Where a value stands from top to bottom."""
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return self.bottom - (self.bottom - self.top) * share

    @property
    def middle(self) -> float:
        """Half way from left to right."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """How high the drawing is that ends with this frame and the labels below it."""
        return self.bottom + BELOW + (0 if self.axis.from_zero else ORIGIN)

    @property
    def crowded(self) -> bool:
        """Whether neighbours, one place apart, stand so close that their markers would touch."""
        return (self.right - self.left) / max(self.last - self.first, 1) < ROOM_FOR_MARKERS


def picture(chart: Titled, size: str, height: float, inside: str) -> str:
    """A whole drawing in one of the sizes, with its title and its description."""
    name, text = escape(f"{chart.id}-{size}-title"), escape(f"{chart.id}-{size}-text")
    return (
        f'<svg class="{size}" viewBox="0 0 {WIDTHS[size]} {number(height)}" role="img" '
        f'aria-labelledby="{name} {text}"><title id="{name}">{escape(chart.title)}</title>'
        f'<desc id="{text}">{escape(chart.description)}</desc>{inside}</svg>'
    )


def unseen(width: int, height: int, inside: str, name: str = "") -> str:
    """A whole drawing that says nothing which does not stand beside it in words; ``name`` is its class."""
    look = f' class="{name}"' if name else ""
    return f'<svg{look} viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">{inside}</svg>'


def single_frame(size: str, scale: tuple[Axis, Form], points: int, text: str, top: float) -> Frame:
    """The frame of one line of some ``points``, with its scale at the left and its newest value at the right."""
    right = WIDTHS[size] - 12 - LETTER_WIDTH * len(text)
    return Frame(WIDTHS[size], room_for_scale([scale]), right, top, BOTTOMS[size], scale[0], 0, points - 1)


# Scales and ticks ------------------------------------------------------------------------------------------


def room_for_scale(scales: Iterable[tuple[Axis, Form]]) -> float:
    """How far from the left a frame starts, so that the labels of all its scales stand beside it."""
    return 10 + LETTER_WIDTH * max(
        len(tick_text(tick, unit)) for axis, unit in scales for tick in axis.ticks()
    )


def value_axis(frame: Frame, unit: Form) -> str:
    """A line across the frame at each tick of its scale, with its label beside the frame."""
    ticks = frame.axis.ticks()
    rules = "".join(f"M{number(frame.left)} {number(frame.y(tick))}H{number(frame.right)}" for tick in ticks)
    labels = (
        text_at(frame.left - 6, frame.y(tick) + TO_BASELINE, tick_text(tick, unit), anchor="end")
        for tick in ticks
    )
    return f'<path class="grid" d="{rules}"/>{"".join(labels)}{_torn(frame)}{_zero(frame)}'


def _zero(frame: Frame) -> str:
    """The line at zero where a scale goes below it: it stands out, so that what is negative is seen."""
    if frame.axis.low >= 0:
        return ""
    return f'<path class="zero" d="M{number(frame.left)} {number(frame.y(0))}H{number(frame.right)}"/>'


def _torn(frame: Frame) -> str:
    """The foot of a scale that does not start at zero: torn, by two strokes across its lowest line."""
    return "" if frame.axis.from_zero else torn(frame.left + 3, frame.bottom)


def torn(x: float, y: float) -> str:
    """Two strokes across a line at a place, where what lies below it is left out."""
    strokes = "".join(f"M{number(x + step)} {number(y + 5)}l5-10" for step in (0, 5))
    return f'<path class="torn" d="{strokes}"/>'


def origin(frame: Frame, unit: Form, below: float = BELOW) -> str:
    """Where a scale starts that does not start at zero, in words so far below its frame; nothing else."""
    if frame.axis.from_zero:
        return ""
    text = say(STARTS_AT, low=tick_text(frame.axis.low, unit))
    return text_at(0, frame.bottom + below + 10, text, name="origin")


def roomy(labels: Labels, frame: Frame) -> Labels:
    """Every n-th label, counted back from the newest, so that none touches its neighbour."""
    if len(labels) < 2:
        return labels
    apart = min(frame.x(b) - frame.x(a) for (a, _), (b, _) in pairwise(labels))
    need = LETTER_WIDTH * max(len(text) for _, text in labels) + 12
    return labels[::-1][:: math.ceil(need / apart)][::-1]


def period_axis(frame: Frame, labels: Labels, start: float | None = None) -> str:
    """The labels of some places below the frame, as many as there is room for, and none outside the drawing.

    Each has its tick, which begins below the frame, or as far up as ``start``.
    """
    labels, top = roomy(labels, frame), number(frame.bottom if start is None else start)
    ticks = "".join(f"M{number(frame.x(place))} {top}V{number(frame.bottom + 5)}" for place, _ in labels)
    names = (
        text_at(_inside(frame, place, text), frame.bottom + 19, text, anchor="middle")
        for place, text in labels
    )
    return f'<path class="grid" d="{ticks}"/>{"".join(names)}'


def _inside(frame: Frame, place: float, text: str) -> float:
    half = LETTER_WIDTH * len(text) / 2
    return min(max(frame.x(place), half), frame.width - half)


def break_line(frame: Frame, place: float, label: str) -> str:
    """A break as a line through the frame that rises above it, named on the side that has more room."""
    x = frame.x(place)
    side, shift = ("end", -5) if x > frame.middle else ("start", 5)
    rule = f'<path class="break" d="M{number(x)} {number(frame.top - 8)}V{number(frame.bottom)}"/>'
    return f"{rule}{text_at(x + shift, frame.top, label, anchor=side)}"


def target_line(frame: Frame, value: float, label: str) -> str:
    """A value as a line across the frame, named at its start, on the side that has more room."""
    y, start = frame.y(value), frame.left
    shift = 15 if y - frame.top < 22 else -6
    rule = f'<path class="target" d="M{number(start)} {number(y)}H{number(frame.right)}"/>'
    return f"{rule}{text_at(start + 4, y + shift, label, name='over')}"


# Lines and markers -----------------------------------------------------------------------------------------


def placed(frame: Frame, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Where points (a place and a value) stand in a frame."""
    return [(frame.x(place), frame.y(value)) for place, value in points]


def stroke(places: Places, parts: int = 10) -> str:
    """A path through places, each as a step from the one before, in tenths: steps repeat, and pack well.

    The places are rounded and not the steps, so that no rounding adds up. ``parts`` are those of a unit.
    """
    rounded = [(round(x * parts), round(y * parts)) for x, y in places]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(rounded)]
    first, *rest = (f"{number(x / parts)} {number(y / parts)}" for x, y in [rounded[0], *steps])
    return f"M{first}l{' '.join(rest)}".replace(" -", "-") if rest else f"M{first}"


def line_path(frame: Frame, runs: Iterable[Places], name: str = "line", *, alone: bool = False) -> str:
    """A line without its gaps; a point that stands ``alone`` is a dot, or is left to its marker."""
    strokes = (placed(frame, run) for run in runs if alone or len(run) > 1)
    path = "".join(stroke(places) if len(places) > 1 else dots(places) for places in strokes)
    return f'<path class="{name}" d="{path}"/>' if path else ""


def lone_points(frame: Frame, runs: Iterable[Places]) -> str:
    """Where points stand that no stroke joins to another: not seen, for who reads the line (assets/readout.js)."""
    places = [place for run in runs if len(run) == 1 for place in placed(frame, run)]
    return f'<path class="base" d="{dots(places)}"/>' if places else ""


def dots(places: Places) -> str:
    """A path that marks places: strokes of no length, which have round or square ends."""
    return "".join(f"M{number(x)} {number(y)}h0" for x, y in places)


def end_mark(frame: Frame, point: tuple[float, float], radius: float, status: Status) -> str:
    """The newest value as a circle: filled, or hollow as its status is drawn where it is not quite sure."""
    place, value = point
    name = "end hollow" if status in HOLLOW else "end"
    x, y = number(frame.x(place)), number(frame.y(value))
    return f'<circle class="{name}" cx="{x}" cy="{y}" r="{number(radius)}"/>'


def end_text(frame: Frame, point: tuple[float, float], text: str) -> str:
    """The newest value in words, beside its circle."""
    place, value = point
    return text_at(frame.x(place) + 9, frame.y(value) + TO_BASELINE, text, name="now")


def text_at(x: float, y: float, text: str, *, anchor: str = "", name: str = "") -> str:
    """A text that starts at a place, or has its middle or its end there; ``name`` is its class."""
    look = f' class="{name}"' if name else ""
    side = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text{look} x="{number(x)}" y="{number(y)}"{side}>{escape(text)}</text>'


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")

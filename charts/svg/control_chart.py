"""A usual range as SVG: the band, the average through it, the line, and squares for what leaves the band.

Shape tells what colour tells: the ends of the band are dashed, and what lies outside is a square among dots.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from charts.svg.geometry import LETTER_WIDTH, Frame
from charts.values import Control, runs

SIZES = (("narrow", 320, 210), ("wide", 600, 240))
ROOM_FOR_LABEL = 20.0


def control(spec: Control) -> str:
    """The drawing, for phones and for wide screens; the stylesheet shows one of them."""
    return "".join(_drawing(spec, *size) for size in SIZES)


def _drawing(spec: Control, size: str, width: int, height: int) -> str:
    scale = max(len(f"{tick:,.0f}") for tick in spec.axis.ticks())
    left, right = 10 + LETTER_WIDTH * scale, width - 14 - LETTER_WIDTH * len(spec.text)
    frame = Frame(width, height, left, right, 18, height - 26, spec.axis, len(spec.values))
    name, told = f"{spec.id}-{size}-title", f"{spec.id}-{size}-text"
    parts = (
        f'<title id="{escape(name)}">{escape(spec.title)}</title>',
        f'<desc id="{escape(told)}">{escape(spec.description)}</desc>',
        _band(spec, frame),
        _grid(frame),
        _limits(spec, frame),
        _years(spec, frame),
        _line(spec, frame),
        _newest(spec, frame),
    )
    return (
        f'<svg class="{size}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{escape(name)} {escape(told)}">{"".join(parts)}</svg>'
    )


def _band(spec: Control, frame: Frame) -> str:
    low, high = _n(frame.y(spec.lower)), _n(frame.y(spec.upper))
    return f'<path class="spread" d="M{_n(frame.left)} {high}H{_n(frame.right)}V{low}H{_n(frame.left)}z"/>'


def _grid(frame: Frame) -> str:
    ticks = frame.axis.ticks()
    rules = "".join(f"M{_n(frame.left)} {_n(frame.y(tick))}H{_n(frame.right)}" for tick in ticks)
    labels = (
        f'<text x="{_n(frame.left - 6)}" y="{_n(frame.y(tick) + 4.5)}" text-anchor="end">{tick:,.0f}</text>'
        for tick in ticks
    )
    return f'<path class="grid" d="{rules}"/>{"".join(labels)}'


def _limits(spec: Control, frame: Frame) -> str:
    """The ends of the band with their names, and the average."""
    low, middle, high = (frame.y(value) for value in (spec.lower, spec.average, spec.upper))
    across = f"H{_n(frame.right)}"
    ends = f"M{_n(frame.left)} {_n(high)}{across}" + f"M{_n(frame.left)} {_n(low)}{across}" * (spec.lower > 0)
    below = _label(frame, low + 16, spec.labels[0]) if frame.bottom - low > ROOM_FOR_LABEL else ""
    return (
        f'<path class="limit" d="{ends}"/><path class="middle" d="M{_n(frame.left)} {_n(middle)}{across}"/>'
        f"{_label(frame, high - 6, spec.labels[1])}{below}"
    )


def _label(frame: Frame, y: float, text: str) -> str:
    return f'<text class="edge" x="{_n(frame.left + 4)}" y="{_n(y)}">{escape(text)}</text>'


def _years(spec: Control, frame: Frame) -> str:
    """The labels of the axis, every n-th where there is no room for all, counted back from the newest."""
    apart = min((frame.x(b) - frame.x(a) for (a, _), (b, _) in pairwise(spec.ticks)), default=frame.width)
    need = LETTER_WIDTH * max(len(text) for _, text in spec.ticks) + 12
    every = max(1, -int(-need // apart))
    return "".join(_year(frame, at, text) for at, text in spec.ticks[::-1][::every])


def _year(frame: Frame, at: int, text: str) -> str:
    half = LETTER_WIDTH * len(text) / 2
    x = min(max(frame.x(at), half), frame.width - half)
    rule = f'<path class="grid" d="M{_n(frame.x(at))} {_n(frame.bottom)}v5"/>'
    return f'{rule}<text x="{_n(x)}" y="{_n(frame.bottom + 19)}" text-anchor="middle">{escape(text)}</text>'


def _line(spec: Control, frame: Frame) -> str:
    """The line without its gaps, a dot for each value within the band, a square for each outside it."""
    strokes = (
        "M" + "L".join(f"{_n(frame.x(at))} {_n(frame.y(value))}" for at, value in run)
        for run in runs((float(n), value) for n, value in enumerate(spec.values))
        if len(run) > 1
    )
    known = [n for n, value in enumerate(spec.values) if value is not None]
    dots = _spots(spec, frame, [n for n in known[:-1] if n not in spec.outside])
    squares = _spots(spec, frame, spec.outside)
    return (
        f'<path class="line" d="{"".join(strokes)}"/><path class="dots" d="{dots}"/>'
        f'<path class="outside" d="{squares}"/>'
    )


def _newest(spec: Control, frame: Frame) -> str:
    """The newest value with its number: a circle, or its square, hollow while it is not quite sure."""
    last = len(spec.values) - 1
    x, y = _n(frame.x(last)), _n(frame.y(spec.values[last] or 0))
    text = (
        f'<text class="now" x="{_n(frame.x(last) + 10)}" y="{_n(float(y) + 4.5)}">{escape(spec.text)}</text>'
    )
    if last not in spec.outside:
        return f'<circle class="end{" provisional" * spec.hollow}" cx="{x}" cy="{y}" r="4.5"/>{text}'
    return f'<path class="holes" d="{_spots(spec, frame, [last])}"/>{text}' if spec.hollow else text


def _spots(spec: Control, frame: Frame, places: Sequence[int]) -> str:
    return "".join(f"M{_n(frame.x(n))} {_n(frame.y(spec.values[n] or 0))}h0" for n in places)


def _n(number: float) -> str:
    """A coordinate, to a tenth."""
    return f"{number:.1f}".removesuffix(".0")

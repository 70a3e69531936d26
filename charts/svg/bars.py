"""Bars from zero, one below the other, each with its name, its value, and a mark where it stood before."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from charts.svg.geometry import LETTER_WIDTH
from charts.values import Bar, Bars

THICK = 13
Row = Callable[[Bars, Bar, int], str]


def bars(spec: Bars) -> str:
    """The drawing, for phones with each name above its bar, for wide screens beside it."""
    return _drawing(spec, "narrow", 320, 44, _stacked) + _drawing(spec, "wide", 600, 30, _beside)


def _drawing(spec: Bars, size: str, width: int, step: int, row: Row) -> str:
    name, told = f"{spec.id}-{size}-title", f"{spec.id}-{size}-text"
    said = f'<title id="{escape(name)}">{escape(spec.title)}</title>'
    said += f'<desc id="{escape(told)}">{escape(spec.description)}</desc>'
    rows = "".join(row(spec, bar, index * step) for index, bar in enumerate(spec.bars))
    height = len(spec.bars) * step
    return (
        f'<svg class="{size}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{escape(name)} {escape(told)}">{said}{rows}</svg>'
    )


def _stacked(spec: Bars, bar: Bar, top: int) -> str:
    label = f'<text class="name" x="0" y="{top + 16}">{escape(bar.label)}</text>'
    return label + _bar(spec, bar, 0, 320 - _room(spec), top + 23)


def _beside(spec: Bars, bar: Bar, top: int) -> str:
    left = min(260, round(12 + LETTER_WIDTH * max(len(one.label) for one in spec.bars)))
    label = f'<text class="name" x="{left - 10}" y="{top + 19}" text-anchor="end">{escape(bar.label)}</text>'
    return label + _bar(spec, bar, left, 600 - _room(spec), top + 8)


def _room(spec: Bars) -> int:
    """The width that values take behind their bars."""
    return round(14 + LETTER_WIDTH * max(len(bar.text) for bar in spec.bars))


def _bar(spec: Bars, bar: Bar, left: int, right: int, top: int) -> str:
    value = _x(spec, bar.value, left, right)
    before = None if bar.before is None else _x(spec, bar.before, left, right)
    shape = f'<path class="bar" d="M{left} {top}H{value}v{THICK}H{left}z"/>' if bar.value else ""
    mark = "" if before is None else f'<path class="mark" d="M{before} {top - 3}v{THICK + 6}"/>'
    axis = f'<path class="grid" d="M{left} {top - 4}v{THICK + 8}"/>'
    text = f'<text class="now" x="{max(value, before or 0) + 8}" y="{top + 11}">{escape(bar.text)}</text>'
    return axis + shape + mark + text


def _x(spec: Bars, value: float | None, left: int, right: int) -> int:
    return round(left + (right - left) * (value or 0) / spec.high)

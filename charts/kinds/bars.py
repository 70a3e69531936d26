"""Bars from zero, one below the other, each with its name, its value, and a mark where it stood before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from charts.geometry import LETTER_WIDTH, WIDTHS, picture, text_at
from charts.words import WAS
from metrics.language import say


@dataclass(frozen=True)
class Bar:
    """One value as a bar, and as a mark what it was before, each with its text; None where it is not known.

    A bar ``begins`` at zero, or at a value from which it leads to its own.
    """

    label: str
    value: float | None
    text: str
    before: float | None = None
    before_text: str = ""
    begins: float = 0.0


@dataclass(frozen=True)
class Bars:
    """Bars from zero, one below the other, on a scale from ``low``, zero or below it, to ``high``."""

    id: str
    title: str
    description: str
    high: float
    bars: tuple[Bar, ...]
    low: float = 0.0
    kind: Literal["bars"] = "bars"


THICK = 13
Row = Callable[[Bars, Bar, int], str]


def bars(chart: Bars) -> str:
    """The drawing, for phones with each name above its bar, for wide screens beside it."""
    return _drawing(chart, "narrow", 44, _stacked) + _drawing(chart, "wide", 30, _beside)


def _drawing(chart: Bars, size: str, step: int, row: Row) -> str:
    rows = "".join(row(chart, bar, index * step) for index, bar in enumerate(chart.bars))
    return picture(chart, size, len(chart.bars) * step, rows)


def _stacked(chart: Bars, bar: Bar, top: int) -> str:
    label = text_at(0, top + 16, bar.label, name="name")
    return label + _bar(chart, bar, 0, WIDTHS["narrow"] - _room(chart), top + 23)


def _beside(chart: Bars, bar: Bar, top: int) -> str:
    left = min(260, round(12 + LETTER_WIDTH * max(len(bar.label) for bar in chart.bars)))
    label = text_at(left - 10, top + 19, bar.label, anchor="end", name="name")
    return label + _bar(chart, bar, left, WIDTHS["wide"] - _room(chart), top + 8)


def _room(chart: Bars) -> int:
    """The width that values take behind their bars."""
    return round(14 + LETTER_WIDTH * max(len(f"{bar.text} {_was(bar)}") for bar in chart.bars))


def _bar(chart: Bars, bar: Bar, left: int, right: int, top: int) -> str:
    zero, value = _x(chart, 0, left, right), _x(chart, bar.value, left, right)
    start = _x(chart, bar.begins, left, right)
    before = None if bar.before is None else _x(chart, bar.before, left, right)
    shape = f'<path class="bar" d="M{start} {top}H{value}v{THICK}H{start}z"/>' if bar.value else ""
    mark = "" if before is None else _mark(f"M{before} {top - 3}v{THICK + 6}")
    name = "grid" if bar.value is None else "grid base"
    axis = f'<path class="{name}" d="M{zero} {top - 4}v{THICK + 8}"/>'
    return axis + shape + mark + _texts(bar, max(value, start), before or 0, top + 11)


def _mark(path: str) -> str:
    """An upright stroke that stands out on its bar as well."""
    return f'<path class="holes" d="{path}"/><path class="mark" d="{path}"/>'


def _texts(bar: Bar, value: int, before: int, y: int) -> str:
    """The number at the end of its bar, and what it was at its mark: one behind the other where those are close."""
    was, width = _was(bar), round(LETTER_WIDTH * (len(bar.text) + 1))
    apart = before > value + width + 8
    first = (value if apart else max(value, before)) + 8
    second = before + 8 if apart else first + width
    return text_at(first, y, bar.text, name="now") + (text_at(second, y, was, name="was") if was else "")


def _was(bar: Bar) -> str:
    return say(WAS, before=bar.before_text) if bar.before_text else ""


def _x(chart: Bars, value: float | None, left: int, right: int) -> int:
    return round(left + (right - left) * ((value or 0) - chart.low) / (chart.high - chart.low))

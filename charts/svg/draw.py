"""Drawings of several values at once, as SVG: which kind is drawn by whom."""

from __future__ import annotations

from charts.svg.bars import bars
from charts.svg.control_chart import control
from charts.svg.lines import lines
from charts.svg.sparkline import small
from charts.values import Bars, Control, Lines, Small, parse_drawing


def drawn(text: str) -> str:
    """The SVG of a drawing, from the values that its place carries."""
    match parse_drawing(text):
        case Lines() as found:
            return lines(found)
        case Bars() as found:
            return bars(found)
        case Small() as found:
            return small(found)
        case Control() as found:
            return control(found)

"""Drawings of several values at once, as SVG: which kind is drawn by whom."""

from __future__ import annotations

from pages._parts.control_drawing import Control
from pages._parts.drawing import Bars, Lines, Small, parse_drawing
from serving.bars_chart import bars
from serving.control_chart import control
from serving.lines_chart import lines
from serving.small_chart import small


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

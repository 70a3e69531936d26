"""A chart as readers see it before any script runs: which kind is drawn by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from charts.svg.bars import bars
from charts.svg.control_chart import control_chart
from charts.svg.lines import lines
from charts.svg.small_line import small_line
from charts.svg.sparkline import sparkline
from charts.svg.trend import trend
from charts.values import parse

DRAWERS: Mapping[str, Callable[[Any], str]] = {
    "trend": trend,
    "spark": sparkline,
    "control": control_chart,
    "lines": lines,
    "small": small_line,
    "bars": bars,
}


def draw(text: str) -> str:
    """The SVG of a chart, from the text that its place in a page carries."""
    chart = parse(text)
    return DRAWERS[chart.kind](chart)

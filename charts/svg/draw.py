"""A chart as readers see it before any script runs: which kind is drawn by whom."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from charts.svg.bars import Bars, bars
from charts.svg.control_chart import ControlChart, control_chart
from charts.svg.lines import Lines, lines
from charts.svg.small_line import SmallLine, small_line
from charts.svg.sparkline import Sparkline, sparkline
from charts.svg.trend import Trend, trend
from charts.values import Chart

DRAWERS: Mapping[Any, Callable[[Any], str]] = {
    Trend: trend,
    Sparkline: sparkline,
    ControlChart: control_chart,
    Lines: lines,
    SmallLine: small_line,
    Bars: bars,
}
_KINDS: Any = Annotated[reduce(operator.or_, DRAWERS), Field(discriminator="kind")]
_CHART: TypeAdapter[Any] = TypeAdapter(_KINDS)


def parse(text: str) -> Chart:
    """What ``spec`` has written, read back. A ValidationError for anything else."""
    chart: Chart = _CHART.validate_json(text)
    return chart


def draw(text: str) -> str:
    """The SVG of a chart, from the text that its place in a page carries."""
    chart = parse(text)
    return DRAWERS[type(chart)](chart)

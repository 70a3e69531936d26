"""The place of a chart in a page: it carries the values that are drawn there."""

from __future__ import annotations

from typing import Any

from dash import html

from charts.kinds.sparkline import Sparkline
from charts.kinds.trend import Trend
from charts.values import Chart, spec

CARRIES_CHART = "data-chart"


def chart_div(chart: Chart) -> html.Div:
    """The place where a chart stands, carrying what to draw; that of a measure over time can be linked to."""
    attributes: dict[str, Any] = {"className": f"chart {chart.kind}", CARRIES_CHART: spec(chart)}
    if isinstance(chart, Trend | Sparkline):
        attributes["id"] = chart.id
    return html.Div(**attributes)

"""The place of a chart in a page: it carries the values that are drawn there."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from charts.kinds.sparkline import Sparkline
from charts.kinds.trend import Trend
from charts.values import Chart, spec

CARRIES_CHART = "data-chart"


def chart_div(chart: Chart, over: Component | None = None, **more: Any) -> html.Div:
    """The place where a chart stands, carrying what to draw; that of a measure over time can be linked to.

    ``over`` lies over the drawing, and ``more`` are attributes of the place.
    """
    attributes: dict[str, Any] = {"className": f"chart {chart.kind}", CARRIES_CHART: spec(chart)}
    if isinstance(chart, Trend | Sparkline):
        attributes["id"] = chart.id
    return html.Div(over, **attributes, **more)

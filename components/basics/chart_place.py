"""The place of a chart in a page: it carries the values that are drawn there."""

from __future__ import annotations

import json
from dataclasses import asdict

from dash import html

from charts.trend_values import Spec
from charts.values import Drawing
from components.basics.blocks import marks


def chart(spec: Spec) -> html.Div:
    """The place where a chart stands, carrying what to draw."""
    values = json.dumps(asdict(spec), ensure_ascii=False, separators=(",", ":"))
    return html.Div(id=spec.id, className=f"chart {spec.kind}", **marks(data_chart=values))


def place(drawing: Drawing) -> html.Div:
    """The place where a drawing stands, carrying what to draw."""
    values = json.dumps(asdict(drawing), ensure_ascii=False, separators=(",", ":"))
    return html.Div(className=f"chart {drawing.kind}", **marks(data_drawing=values))

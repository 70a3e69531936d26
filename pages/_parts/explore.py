"""The way into the interactive chart, and the controls that stand in it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import Input, html
from dash.development.base_component import Component

from metrics.periods import PERIODS_IN_A_YEAR, Frequency
from pages._parts.chart import Spec, chart
from pages._parts.sections import marks

EXPLORE = "Explore this chart"
GRAPH = "explore-graph"
# The controls, with the years that each shows; None for all of them.
CONTROLS: tuple[tuple[str, str, int | None], ...] = (
    ("explore-all", "All years", None),
    ("explore-five", "Last 5 years", 5),
    ("explore-two", "Last 2 years", 2),
)
CLICKS = tuple(Input(identifier, "n_clicks") for identifier, _, _ in CONTROLS)


def stage(drawing: Component, address: str) -> Component:
    """A chart with the button that makes it interactive. ``address`` is where its parts are asked for."""
    status = html.Span(role="status", className="aside")
    row = html.Div(
        [html.Button(EXPLORE, type="button", **marks(data_interactive="")), status],
        className="explore",
        **marks(data_explore=address),
    )
    return html.Div([drawing, row], className="stage")


def explored(spec: Spec, frequency: Frequency) -> Component:
    """The interactive chart and its controls: what Dash draws over the still one."""
    return html.Div([chart(spec), html.Div(_controls(len(spec.points), frequency), className="controls")])


def _controls(points: int, frequency: Frequency) -> Sequence[Component]:
    return [
        html.Button(
            words,
            id=identifier,
            type="button",
            **marks(data_all=str(points), data_points=str(_points(years, points, frequency))),
        )
        for identifier, words, years in CONTROLS
    ]


def _points(years: int | None, points: int, frequency: Frequency) -> int:
    return points if years is None else min(points, years * PERIODS_IN_A_YEAR[frequency])

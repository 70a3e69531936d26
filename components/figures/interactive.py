"""The way into the interactive chart, and the controls that stand in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import Input, html
from dash.development.base_component import Component

from charts.kinds.trend import Trend
from charts.values import INTERVAL
from charts.words import HEAD
from components.basics.blocks import marks
from components.basics.chart_place import chart_div
from components.figures import words
from metrics.language import say, say_count
from metrics.periods import PERIODS_IN_A_YEAR, Frequency

GRAPH = "explore-graph"
CONTROLS = "explore-controls"
# The newest years that a button shows; None for all of them.
RANGES: tuple[tuple[str, int | None], ...] = (("explore-all", None), ("explore-five", 5), ("explore-two", 2))
# What the chart's own script fills in.
BLANKS = {name: f"{{{name}}}" for name in ("first", "last", "span", "name", "file", "low")}
# Any press on a control; the page's script keeps what the controls stand at, and draws by that.
PRESSED = Input(CONTROLS, "n_clicks")


@dataclass(frozen=True)
class ChartText:
    """What a chart says of itself where it stands alone, in a saved picture.

    ``sure`` is said while the intervals are shown; ``file`` has no ending.
    """

    heading: str
    notes: str
    sure: str
    source: str
    file: str


def stage(drawing: Component, address: str, span: tuple[str, str] | None = None) -> Component:
    """A chart with the button that makes it interactive. ``address`` is where its parts are asked for.

    ``span`` names the first and the last period of a chart that does not show them all.
    """
    status = html.Span(role="status", className="aside")
    row = html.Div(
        [html.Button(say(words.EXPLORE), type="button", **marks(data_interactive="")), status],
        className="explore",
        **marks(data_explore=address),
    )
    ends = {} if span is None else marks(data_from=span[0], data_to=span[1])
    return html.Div([drawing, row], className="stage", **ends)


def explored(trend: Trend, frequency: Frequency, text: ChartText, periods: Sequence[str] = ()) -> Component:
    """The interactive chart and its controls: what Dash draws over the still one.

    ``periods`` are the ids of its points, by which an address tells the span that is shown.
    """
    more = html.Details(
        [
            html.Summary([say(words.MORE), html.Span(say(words.MORE_HINT))]),
            html.Div([*_lines(trend), *_steps(), *_saves(), _seen()], className="panel"),
        ]
    )
    controls = html.Div(
        [*_ranges(len(trend.points), frequency), more],
        id=CONTROLS,
        className="controls",
        n_clicks=0,
        **marks(
            data_said=json.dumps(_announcements()),
            data_heading=text.heading,
            data_notes=text.notes,
            data_sure=text.sure,
            data_source=text.source,
            data_file=text.file,
            data_periods=" ".join(periods),
        ),
    )
    return html.Div([chart_div(trend), controls])


def _announcements() -> dict[str, str]:
    """What the chart's own script says of each event, with blanks for it to fill in."""
    return {event: say(text, **BLANKS) for event, text in words.ANNOUNCEMENTS.items()}


def _ranges(points: int, frequency: Frequency) -> list[Component]:
    return [
        _button(_years_back(years), identifier, data_points=str(_points(years, points, frequency)))
        for identifier, years in RANGES
    ]


def _years_back(years: int | None) -> str:
    return say(words.ALL_YEARS) if years is None else say_count(*words.YEARS_BACK, years, number=years)


def _points(years: int | None, points: int, frequency: Frequency) -> int:
    return points if years is None else min(points, years * PERIODS_IN_A_YEAR[frequency])


def _lines(trend: Trend) -> list[Component]:
    """A button for each line beside the measure's own, pressed while it is shown."""
    sure = any(point.low is not None for point in trend.points)
    lines = [(INTERVAL, say(HEAD), True)] if sure else []
    lines += [(line.id, line.name, line.visible) for line in trend.beside]
    pressed = {True: "true", False: "false"}
    buttons = [
        _button(name, data_line=line_id, aria_pressed=pressed[visible]) for line_id, name, visible in lines
    ]
    return [_group(say(words.LINES), buttons)] if buttons else []


def _steps() -> list[Component]:
    return [
        _group(say(words.TIME), [_button(say(label), data_step=step) for step, label in words.TIME_STEPS])
    ]


def _saves() -> list[Component]:
    return [_group(say(words.SAVE), [_button(say(label), data_save=kind) for kind, label in words.SAVES])]


def _seen() -> Component:
    """What was announced last, for who sees it: the place that announces it is not seen."""
    return html.P(className="told aside", **marks(aria_hidden="true"))


def _group(title: str, buttons: Sequence[Component]) -> Component:
    return html.Fieldset([html.Legend(title), *buttons])


def _button(label: str, identifier: str = "", **attributes: str) -> Component:
    named: dict[str, Any] = {"id": identifier} if identifier else {}
    return html.Button(label, type="button", **named, **marks(**attributes))

"""The dashboard behind one outcome: its measures in short, each with its way here, and its declared panels."""

from __future__ import annotations

from collections.abc import Sequence

import dash
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import note
from components.basics.words import ALL_FIGURES
from components.figures.trend import trend
from components.measure.words import RETIRED_MEASURES
from components.outcome.panels import panels
from components.outcome.summary import around, in_short
from components.release.corrections import correction_notices
from components.site.age import age_sentences
from components.site.breadcrumbs import crumbs
from components.site.context import View, current_view
from components.site.lookup import find_outcome
from components.site.urls import OUTCOME, measure_address
from components.tile.tile import tile_card
from metrics.declared.framework import PublishedMeasure, RetiredMeasure
from metrics.declared.taxonomy import Outcome
from metrics.figures.tiles import Tile
from metrics.language import say


def title(outcome_id: str = "") -> str:
    return find_outcome(current_view(), outcome_id).title


def description(outcome_id: str = "") -> str:
    return find_outcome(current_view(), outcome_id).description


def layout(outcome_id: str = "", **_query: object) -> Component:
    view = current_view()
    outcome = find_outcome(view, outcome_id)
    ids = [measure.id for measure in view.release.config.measures_of(outcome.id)]
    tiles = [view.release.tile(measure_id, view.today) for measure_id in ids]
    panel_measures = dict.fromkeys(name for panel in outcome.dashboard for name in panel.measures)
    retired = [measure for measure in view.release.config.retired() if measure.outcome == outcome.id]
    content = [
        _opening(view, outcome, tiles),
        *(_measure(view, tile) for tile in tiles),
        *panels(view, outcome.dashboard),
        *_retired(retired),
        *around(view, tiles, [name for name in panel_measures if name not in ids]),
    ]
    return html.Div(content, className="band page")


def _retired(measures: Sequence[RetiredMeasure]) -> list[Component]:
    """The way to the outcome's measures that are retired."""
    links = [html.Li(html.A(measure.title, href=measure_address(measure.id))) for measure in measures]
    return [note("retired", say(RETIRED_MEASURES), [html.Ul(links)])] if links else []


def _opening(view: View, outcome: Outcome, tiles: list[Tile]) -> Component:
    """The outcome, and in short where it stands."""
    head = [crumbs(view.release.config, outcome), html.H1(outcome.title)]
    head.append(html.P(outcome.description, className="lead"))
    head += correction_notices(view, [tile.measure.id for tile in tiles])
    return html.Div([*head, *([in_short(tiles)] if tiles else [])], className="head")


def _measure(view: View, tile: Tile) -> Component:
    measure = tile.measure
    card = tile_card(tile, html.H2, age=age_sentences(view, measure), with_line=False)
    if not isinstance(measure, PublishedMeasure) or not len(tile.trend):
        return html.Div(card, className="measure")
    name = view.area_name(measure.id)
    figure = trend(measure, tile, view.release.data[measure.id], name)
    more = html.P(html.A(say(ALL_FIGURES, measure=measure.title), href=measure_address(measure.id)))
    return html.Div([card, html.Div([figure, more])], className="measure")


dash.register_page(__name__, path_template=OUTCOME, title=title, description=description)

"""The dashboard behind one outcome: each of its measures with its figure and its way here."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from metrics.areas import LONDON, area_name
from metrics.declared.framework import PublishedMeasure
from pages._parts.addresses import find_outcome, measure_address
from pages._parts.context import View, current_view
from pages._parts.corrections import correction_notices
from pages._parts.crumbs import crumbs
from pages._parts.tile import tile_card
from pages._parts.trend import trend


def title(outcome_id: str = "") -> str:
    return find_outcome(current_view().release.config, outcome_id).title


def description(outcome_id: str = "") -> str:
    return find_outcome(current_view().release.config, outcome_id).description


def layout(outcome_id: str = "", **_query: object) -> Component:
    view = current_view()
    config = view.release.config
    outcome = find_outcome(config, outcome_id)
    opening = [crumbs(config, outcome), html.H1(outcome.title), html.P(outcome.description, className="lead")]
    ids = [measure.id for measure in config.measures_of(outcome.id)]
    opening += correction_notices(view, ids)
    measures = [_measure(view, measure_id) for measure_id in ids]
    return html.Div([html.Div(opening, className="head"), *measures], className="band page")


def _measure(view: View, measure_id: str) -> Component:
    tile = view.release.tile(measure_id, view.today)
    card = tile_card(tile, html.H2, with_line=False)
    if not isinstance(tile.measure, PublishedMeasure) or not len(tile.trend):
        return html.Div(card, className="measure")
    name = area_name(LONDON, city_included=view.release.city_included(measure_id))
    figure = trend(tile.measure, tile, view.release.data[measure_id], name)
    more = html.P(html.A(f"{tile.measure.title}: all figures and notes", href=measure_address(measure_id)))
    return html.Div([card, html.Div([figure, more])], className="measure")


dash.register_page(
    __name__, path_template="/outcomes/<outcome_id>", name="Outcome", title=title, description=description
)

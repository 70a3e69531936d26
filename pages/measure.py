"""One measure: its figure for London or a borough, its way here, its parts, and what it means."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from metrics.areas import area_name
from metrics.declared.framework import PublishedMeasure
from metrics.figures.series import MeasureData
from metrics.figures.tiles import Tile
from pages._parts.addresses import explore_address, find_area, find_measure
from pages._parts.area_choice import area_choice, boroughs_table
from pages._parts.breakdowns import breakdowns
from pages._parts.context import UnknownAddress, View, current_view
from pages._parts.corrections import correction_notices
from pages._parts.crumbs import crumbs
from pages._parts.explore import CLICKS, GRAPH, explored
from pages._parts.notes import notes, what_it_measures
from pages._parts.sections import marks, section
from pages._parts.tile import facts
from pages._parts.trend import trend, whole_trend


def title(measure_id: str = "") -> str:
    return find_measure(current_view().release.config, measure_id).title


def description(measure_id: str = "") -> str:
    return find_measure(current_view().release.config, measure_id).description


def layout(measure_id: str = "", area: str = "", **_query: object) -> Component:
    view = current_view()
    config = view.release.config
    measure = find_measure(config, measure_id)
    data = view.release.data.get(measure_id, MeasureData({}))
    tile = view.release.tile(measure_id, view.today, find_area(measure_id, area, data.areas()))
    head = [crumbs(config, config.outcome(measure.outcome), measure.title), html.H1(measure.title)]
    head += correction_notices(view, [measure.id])
    parts = [html.Div(head, className="head"), _now(view, tile, data), what_it_measures(measure)]
    if isinstance(measure, PublishedMeasure):
        parts[2:2] = _history(view, measure, tile, data)
        parts += notes(measure, config.site, tile.area)
    return html.Div(parts, className="band page")


def _now(view: View, tile: Tile, data: MeasureData) -> Component:
    """The newest figure, and the choice of a borough where there are any."""
    where = html.H2(_area(view, tile) if tile.latest else "Where this stands", id="now")
    said = html.P(tile.sentence, className="sentence") if tile.sentence else None
    choice = area_choice(tile, data.areas()) if data.areas() else None
    card = html.Div([where, said, *facts(tile)], className="tile")
    measure = tile.measure
    named = marks(data_measure=measure.id, data_status=measure.status, aria_labelledby="now")
    return html.Section([card, choice], className="standing", **named)


def _area(view: View, tile: Tile) -> str:
    return area_name(tile.area, city_included=view.release.city_included(tile.measure.id))


def _history(view: View, measure: PublishedMeasure, tile: Tile, data: MeasureData) -> list[Component]:
    if not any(observation.value is not None for observation in tile.trend):
        return []
    # What is interactive is of now: a frozen page has its chart and its table alone.
    explore = "" if view.kind == "as-at" else explore_address(view.release.id, measure.id, tile.area)
    figure = trend(measure, tile, data, _area(view, tile), whole=True, explore=explore)
    over_time = section("over-time", "Over time", [figure])
    return [over_time, *breakdowns(measure, tile, data), *boroughs_table(measure, tile, data)]


def interactive(measure_id: str, area: str) -> Component:
    """What Dash draws in the chart's place, once it is asked for."""
    view = current_view()
    measure = find_measure(view.release.config, measure_id)
    data = view.release.data.get(measure_id, MeasureData({}))
    tile = view.release.tile(measure_id, view.today, find_area(measure_id, area, data.areas()))
    if not isinstance(measure, PublishedMeasure) or not tile.trend:
        raise UnknownAddress("There is no chart of this measure.")
    return explored(whole_trend(measure, tile, _area(view, tile)), measure.frequency)


dash.register_page(
    __name__,
    path_template="/measures/<measure_id>",
    name="Measure",
    title=title,
    description=description,
    interactive=interactive,
)
dash.clientside_callback(
    dash.ClientsideFunction("explore", "show"),
    dash.Output(GRAPH, "figure"),
    *CLICKS,
    dash.State(GRAPH, "figure"),
)

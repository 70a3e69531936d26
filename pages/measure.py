"""One measure: its figure for London or a borough, its way here, its parts, and what it means."""

from __future__ import annotations

from collections.abc import Mapping

import dash
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.figures.interactive import GRAPH, PRESSED, explored
from components.figures.interactive_lines import explored_trend, told
from components.measure.downloads import take_away
from components.measure.history import history
from components.measure.notes import as_data, how_it_is_made, notes, what_it_measures, what_may_move
from components.measure.selection_form import view_form
from components.measure.selection_notices import notices, resumes
from components.release.corrections import correction_notices
from components.site.breadcrumbs import crumbs
from components.site.context import UnknownAddress, View, current_view
from components.site.lookup import find_area, find_measure
from components.site.selection import Asked, asked
from components.site.words import NO_CHART
from components.tile.tile import facts
from metrics.areas import area_name
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import NO_DATA
from metrics.figures.series import MeasureData
from metrics.figures.tiles import Tile


def title(measure_id: str = "") -> str:
    return find_measure(current_view().release.config, measure_id).title


def description(measure_id: str = "") -> str:
    return find_measure(current_view().release.config, measure_id).description


def layout(
    measure_id: str = "",
    area: str = "",
    from_: str = "",
    to: str = "",
    comparison: str = "",
    dimension: str = "",
    view: str = "",
    **_query: object,
) -> Component:
    query = {"area": area, "from": from_, "to": to, "comparison": comparison}
    return _page(current_view(), measure_id, {**query, "dimension": dimension, "view": view})


def _page(view: View, measure_id: str, query: Mapping[str, str]) -> Component:
    config = view.release.config
    data = view.release.data.get(measure_id, NO_DATA)
    shown = asked(find_measure(config, measure_id), data, query)
    tile = view.release.tile(measure_id, view.today, shown.area, shown.comparison, shown.last)
    head = [crumbs(config, config.outcome(tile.measure.outcome), tile.measure.title)]
    head += [html.H1(tile.measure.title), *correction_notices(view, [measure_id])]
    parts = [html.Div(head, className="head"), _now(view, shown, tile, data)]
    if not isinstance(tile.measure, PublishedMeasure):
        return html.Div([*parts, what_it_measures(tile.measure)], className="band page")
    parts += history(view, shown, tile, data.until(shown.last))
    return html.Div([*parts, *_notes(view, shown, tile.measure)], className="band page")


def _notes(view: View, shown: Asked, measure: PublishedMeasure) -> list[Component]:
    """What must be known before the figures are quoted, and how to take them away."""
    return [
        what_it_measures(measure),
        how_it_is_made(measure, shown.area),
        *notes(measure, view.release.config.site),
        what_may_move(view, measure, shown.area),
        as_data(measure, shown.area, shown.query),
        take_away(view, measure, shown.area, **shown.query),
    ]


def _now(view: View, shown: Asked, tile: Tile, data: MeasureData) -> Component:
    """The figure, the newest unless another is asked for, and the choice of a view."""
    measure = tile.measure
    where = html.H2(_area(view, tile) if tile.latest else "Where this stands", id="now")
    said = html.P(tile.sentence, className="sentence") if tile.sentence else None
    choice = view_form(shown, data) if isinstance(measure, PublishedMeasure) else None
    card = html.Div([where, *notices(shown), said, *resumes(tile), *facts(tile)], className="tile")
    named = marks(data_measure=measure.id, data_status=measure.status, aria_labelledby="now")
    return html.Section([card, choice], className="standing", **named)


def _area(view: View, tile: Tile) -> str:
    return area_name(tile.area, city_included=view.release.city_included(tile.measure.id))


def interactive(measure_id: str, area: str) -> Component:
    """What Dash draws in the chart's place, once it is asked for."""
    view = current_view()
    measure = find_measure(view.release.config, measure_id)
    data = view.release.data.get(measure_id, MeasureData({}))
    tile = view.release.tile(measure_id, view.today, find_area(measure_id, area, data.areas()))
    if not isinstance(measure, PublishedMeasure) or not tile.trend:
        raise UnknownAddress(NO_CHART)
    area = _area(view, tile)
    spec = explored_trend(measure, tile, data, area)
    return explored(spec, measure.frequency, told(view.release, measure, tile, area, spec))


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
    PRESSED,
    dash.State(GRAPH, "figure"),
)

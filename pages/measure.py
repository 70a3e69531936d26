"""One measure: its figure for London or a borough, its way here, its parts, and what it means."""

from __future__ import annotations

from collections.abc import Mapping

import dash
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.figures.interactive import GRAPH, PRESSED, explored
from components.figures.interactive_lines import chart_text, explored_trend
from components.measure.downloads import downloads
from components.measure.history import history
from components.measure.notes import data_note, definition_note, lineage_note, notes, revisions_note
from components.measure.selection_form import selection_form
from components.measure.selection_notices import notices, resumes
from components.measure.words import WHERE_IT_STANDS
from components.release.corrections import correction_notices
from components.site.breadcrumbs import crumbs
from components.site.context import UnknownAddress, View, current_view
from components.site.lookup import find_area, find_measure
from components.site.selection import Selection, parse_selection
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
    selection = parse_selection(find_measure(config, measure_id), data, query)
    tile = view.release.tile(measure_id, view.today, selection.area, selection.comparison, selection.last)
    head = [crumbs(config, config.outcome(tile.measure.outcome), tile.measure.title)]
    head += [html.H1(tile.measure.title), *correction_notices(view, [measure_id])]
    parts = [html.Div(head, className="head"), _now(view, selection, tile, data)]
    if not isinstance(tile.measure, PublishedMeasure):
        return html.Div([*parts, definition_note(tile.measure)], className="band page")
    parts += history(view, selection, tile, data.until(selection.last))
    return html.Div([*parts, *_notes(view, selection, tile.measure)], className="band page")


def _notes(view: View, selection: Selection, measure: PublishedMeasure) -> list[Component]:
    """What must be known before the figures are quoted, and how to take them away."""
    return [
        definition_note(measure),
        lineage_note(measure, selection.area),
        *notes(measure, view.release.config.site),
        revisions_note(view, measure, selection.area),
        data_note(measure, selection.area, selection.query),
        downloads(view, measure, selection.area, **selection.query),
    ]


def _now(view: View, selection: Selection, tile: Tile, data: MeasureData) -> Component:
    """The figure, the newest unless another is asked for, and the choice of a view."""
    measure = tile.measure
    where = html.H2(_area(view, tile) if tile.latest else WHERE_IT_STANDS, id="now")
    sentence = html.P(tile.sentence, className="sentence") if tile.sentence else None
    choice = selection_form(selection, data) if isinstance(measure, PublishedMeasure) else None
    card = html.Div([where, *notices(selection), sentence, *resumes(tile), *facts(tile)], className="tile")
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
    return explored(spec, measure.frequency, chart_text(view.release, measure, tile, area, spec))


dash.register_page(
    __name__,
    path_template="/measures/<measure_id>",
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

"""One measure: its figure for the region or a district, its way here, its parts, and what it means."""

from __future__ import annotations

from functools import wraps

import dash
from dash import html
from dash.development.base_component import Component

from components.about.claims import claims_about
from components.about.other_figures import other_figures
from components.about.staff_page import pages_about
from components.basics.blocks import marks
from components.figures.interactive import GRAPH, PRESSED, explored
from components.figures.interactive_lines import chart_text, explored_trend
from components.measure.content import MeasurePage, measure_page, selection_title
from components.measure.downloads import downloads
from components.measure.history import history
from components.measure.notes import (
    data_note,
    definition_note,
    discrepancies_note,
    lineage_note,
    notes,
    revisions_note,
)
from components.measure.retired import left_of
from components.measure.selection_form import selection_form
from components.measure.selection_notices import notices, resumes
from components.measure.words import WHERE_IT_STANDS
from components.release.corrections import absence_notice, correction_notices
from components.site.age import age_sentences, coming
from components.site.breadcrumbs import crumbs, other_places
from components.site.context import UnknownAddress, current_view
from components.site.urls import MEASURE
from components.site.words import NO_CHART
from components.tile.tile import facts
from metrics.declared.framework import PublishedMeasure, RetiredMeasure
from metrics.figures.release import NO_DATA
from metrics.language import say
from metrics.periods import period_id


def _page(
    measure_id: str = "",
    area: str = "",
    from_: str = "",
    to: str = "",
    comparison: str = "",
    dimension: str = "",
    view: str = "",
    **_query: object,
) -> MeasurePage:
    query = {"area": area, "from": from_, "to": to, "comparison": comparison}
    query |= {"dimension": dimension, "view": view}
    return measure_page(current_view(), measure_id, query)


@wraps(_page)
def title(*variables: str, **query: str) -> str:
    page = _page(*variables, **query)
    return selection_title(page.view, page.selection)


@wraps(_page)
def description(*variables: str, **query: str) -> str:
    return _page(*variables, **query).description


@wraps(_page)
def layout(*variables: str, **query: str) -> Component:
    return _content(_page(*variables, **query))


def _content(page: MeasurePage) -> Component:
    config, measure = page.view.release.config, page.measure
    head = [crumbs(config, config.outcome(measure.outcome), measure.title)]
    head += [html.H1(measure.title), *correction_notices(page.view, [measure.id]), *absence_notice(measure)]
    head += other_places(config, measure)
    parts = [html.Div(head, className="head"), _now(page)]
    if not isinstance(measure, PublishedMeasure):
        notes_on = [definition_note(measure), *pages_about(page.view, measure)]
        return html.Div([*parts, *notes_on], className="band page")
    return html.Div([*parts, *history(page), *_notes(page, measure)], className="band page")


def _notes(page: MeasurePage, measure: PublishedMeasure) -> list[Component]:
    """What must be known before the figures are quoted, and how to take them away."""
    view, area = page.view, page.selection.area
    return [
        definition_note(measure),
        *pages_about(view, measure),
        lineage_note(measure, area, view.release.data.get(measure.id, NO_DATA)),
        *notes(measure, view.release, coming(view, measure), view.past),
        *discrepancies_note(measure, view.release),
        *other_figures(view, measure),
        *claims_about(view, measure),
        revisions_note(view, measure, area),
        data_note(page.selection),
        downloads(view, measure, page.selection),
    ]


def _now(page: MeasurePage) -> Component:
    """The figure, the newest unless another is asked for, and the choice of a view."""
    measure, tile, selection = page.measure, page.tile, page.selection
    where = html.H2(page.area if tile.latest else say(WHERE_IT_STANDS), id="now")
    sentence = html.P(tile.says, className="sentence") if tile.latest else None
    choice = selection_form(selection, page.data) if isinstance(measure, PublishedMeasure) else None
    age = age_sentences(page.view, measure) if selection.last is None else []
    parts = [where, *notices(selection), sentence, *resumes(tile), *facts(tile, age=age)]
    parts += left_of(page.view, measure) if isinstance(measure, RetiredMeasure) else []
    card = html.Div(parts, className="tile")
    named = marks(data_measure=measure.id, data_status=measure.status, aria_labelledby="now")
    return html.Section([card, choice], className="standing", **named)


def interactive(measure_id: str, area: str) -> Component:
    """What Dash draws in the chart's place, once it is asked for."""
    page = measure_page(current_view(), measure_id, {"area": area})
    measure, tile = page.measure, page.tile
    if not isinstance(measure, PublishedMeasure) or not tile.trend:
        raise UnknownAddress(say(NO_CHART))
    spec = explored_trend(measure, tile, page.data, page.area)
    text = chart_text(page.view.release, measure, tile, page.area, spec)
    periods = [period_id(observation.period) for observation in tile.trend]
    return explored(spec, measure.frequency, text, periods)


dash.register_page(
    __name__,
    path_template=MEASURE,
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

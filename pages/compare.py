"""Up to four areas side by side, with London: each measure's figures in a table and its lines on one scale."""

from __future__ import annotations

import dash
import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.compared import asked_for
from components.area.forms import compare_form
from components.area.profile import cautions, measured_in, places_of
from components.area.tables import places_table
from components.basics.blocks import bullets, marks, note, section
from components.figures.area_lines import lines_figure
from components.site.context import View, current_view
from components.site.urls import AREAS
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import area_comparison
from metrics.figures.area_sentences import heading_words, short_name
from metrics.figures.release import NO_DATA


def layout(area: str = "", **_query: object) -> Component:
    view, asked = current_view(), asked_for(area)
    said = [html.H1(words.COMPARE_TITLE), html.P(words.COMPARE_LEAD, className="lead")]
    trail = dbc.Breadcrumb(
        items=[{"label": words.AREAS_TITLE, "href": AREAS}, {"label": words.COMPARE_TITLE, "active": True}]
    )
    notice = (
        [html.Div(list(asked.problems), className="notice found", **marks(role="status"))]
        if asked.problems
        else []
    )
    head = html.Div([trail, *said, *notice], className="head")
    parts = _compared(view, asked.areas) if asked.areas else [html.P(words.CHOOSE)]
    return html.Div([head, compare_form(asked.areas), *parts], className="band page")


def _compared(view: View, codes: tuple[str, ...]) -> list[Component]:
    sections = [_measure(view, one, codes) for one in measured_in(view.release)]
    known = [one for code in codes for one in places_of(view.release, code).values()]
    said = [*cautions(known), words.NOT_AGAINST_EACH_OTHER]
    return [*sections, note("notes", words.NOTES_TITLE, [bullets(said)])]


def _measure(view: View, measure: PublishedMeasure, codes: tuple[str, ...]) -> Component:
    data = view.release.data.get(measure.id, NO_DATA)
    found = [one for code in codes if (one := area_comparison(measure, data, code)) is not None]
    lacking = [
        html.P(words.HAS_NONE.format(name=short_name(code)))
        for code in codes
        if area_comparison(measure, data, code) is None
    ]
    if not found:
        return section(measure.id, measure.title, lacking)
    when = found[0].london.observation.label
    figures = places_table(found, f"{heading_words(measure)}, {when}")
    drawing = lines_figure(measure, data, [one.figure.area for one in found], measure.title)
    both = html.Div([part for part in (figures, drawing) if part is not None], className="side-by-side")
    return section(measure.id, measure.title, [both, *lacking])


dash.register_page(
    __name__,
    path="/areas/compare",
    name=words.COMPARE_TITLE,
    title=words.COMPARE_TITLE,
    description=words.COMPARE_LEAD,
    repeated=("area",),
)

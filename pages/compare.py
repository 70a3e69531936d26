"""Up to four areas side by side, with the region: each measure's figures in a table and its lines on one scale."""

from __future__ import annotations

import dash
import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.compared import parse_compared_areas
from components.area.forms import compare_form
from components.area.profile import area_comparisons, cautions, measured_in
from components.area.tables import areas_table
from components.basics.blocks import bullets, marks, note, section
from components.figures.area_lines import area_lines
from components.site.context import View, current_view
from components.site.urls import AREAS, COMPARE
from components.site.words import NAV_ABOUT
from metrics.areas import area_words, divisions
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import alike, beside_region
from metrics.figures.area_sentences import heading_words, one_period_sentence, short_name
from metrics.figures.release import NO_DATA
from metrics.language import say


def description(**_path: object) -> str:
    if not divisions():
        return say(words.COMPARE_LEAD)
    return say(
        words.COMPARE_LEAD_IN_FULL if area_words().divisions_in_full else words.COMPARE_LEAD_WITH_GROUPS
    )


def layout(area: str = "", **_query: object) -> Component:
    view, compared = current_view(), parse_compared_areas(area)
    opening = [html.H1(say(words.COMPARE_TITLE)), html.P(description(), className="lead")]
    trail = dbc.Breadcrumb(
        items=[
            {"label": say(words.AREAS_TITLE), "href": AREAS},
            {"label": say(words.COMPARE_TITLE), "active": True},
        ]
    )
    notice = (
        [html.Div(list(compared.problems), className="notice found", **marks(role="status"))]
        if compared.problems
        else []
    )
    head = html.Div([trail, *opening, *notice], className="head")
    parts = _compared(view, compared.areas) if compared.areas else [html.P(say(words.CHOOSE))]
    return html.Div([head, compare_form(compared.areas), *parts], className="band page")


def title(area: str = "") -> str:
    names = ", ".join(map(short_name, parse_compared_areas(area).areas))
    return say(words.COMPARE_TITLE_OF, names=names) if names else say(words.COMPARE_TITLE)


def _compared(view: View, codes: tuple[str, ...]) -> list[Component]:
    sections = [_measure(view, measure, codes) for measure in measured_in(view.release)]
    comparisons = [row for code in codes for row in area_comparisons(view.release, code).values()]
    rules = dict.fromkeys(comparison.measure.comparison.judged for comparison in comparisons)
    texts = [
        *cautions(view.release, comparisons),
        *(say(words.REGION_ALONE_COMPARED[rule]) for rule in rules),
    ]
    return [*sections, note("notes", say(NAV_ABOUT), [bullets(texts)])]


def _measure(view: View, measure: PublishedMeasure, codes: tuple[str, ...]) -> Component:
    data = view.release.data.get(measure.id, NO_DATA)
    comparisons = alike(beside_region(measure, data, codes))
    with_figures = {comparison.figure.area for comparison in comparisons}
    lacking = [
        html.P(say(words.NO_FIGURES_OF, name=short_name(code))) for code in codes if code not in with_figures
    ]
    if not comparisons:
        return section(measure.id, measure.title, lacking)
    when = comparisons[0].region.observation.label
    figures = areas_table(comparisons, f"{heading_words(measure)}, {when}")
    compared = [comparison.figure.area for comparison in comparisons]
    drawing = area_lines(measure, data, compared, measure.title, comparisons[0].figure.decimals)
    alone = [html.P(text)] if (text := one_period_sentence(comparisons[0])) else []
    both = html.Div([part for part in (figures, drawing) if part is not None], className="side-by-side")
    return section(measure.id, measure.title, [*alone, both, *lacking])


dash.register_page(
    __name__,
    path=COMPARE,
    title=title,
    description=description,
    repeated=("area",),
)

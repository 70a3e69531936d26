"""The region's districts on a map of tiles, each beside the region as a whole, and the way to one's own."""

from __future__ import annotations

import difflib

import dash
from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.forms import measure_choice
from components.area.profile import AreaComparisons, cautions, district_comparisons, measured_in
from components.area.search import finder, search_notice
from components.area.tables import districts_table
from components.area.tile_map import legend, tile_map
from components.basics.blocks import bullets, note, section
from components.basics.words import EVERY_DISTRICT, lower_first, upper_first
from components.site.context import UnknownAddress, current_view
from components.site.urls import AREAS, COMPARE, area_address, areas_address
from components.site.words import NAV_ABOUT, NAV_AREAS
from metrics.areas import areas, divisions
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_sentences import heading_words, number_text, one_period_sentence, short_name
from metrics.figures.release import Release
from metrics.issues import shortened
from metrics.language import say
from metrics.statuses import STATUS_WORDS


def title(measure: str = "") -> str:
    measures = measured_in(current_view().release)
    if not (measures and measure):
        return say(words.AREAS_TITLE)
    return say(words.AREAS_TITLE_OF, measure=lower_first(_chosen(measures, measure).title))


def description(**_path: object) -> str:
    return say(words.AREAS_LEAD)


def layout(measure: str = "", find: str = "", **_query: object) -> Component:
    release = current_view().release
    measures = measured_in(release)
    opening = [
        html.H1(say(words.AREAS_TITLE)),
        html.P(say(words.AREAS_LEAD), className="lead"),
        search_notice(find),
    ]
    head = html.Div(opening, className="head")
    if not measures:
        return html.Div([head, html.P(say(words.NO_AREAS))], className="band page")
    chosen = _chosen(measures, measure)
    comparisons = district_comparisons(release, chosen)
    forms = html.Div([finder(), measure_choice(measures, chosen)], className="choices")
    parts = [
        _map(chosen, comparisons, "" if chosen is measures[0] else chosen.id),
        _table(chosen, comparisons),
    ]
    return html.Div([head, forms, *parts, _notes(release, comparisons), _groups()], className="band page")


def _chosen(measures: list[PublishedMeasure], measure_id: str) -> PublishedMeasure:
    """The measure that the map shows: the first unless another is named. Raises UnknownAddress."""
    by_id = {measure.id: measure for measure in measures}
    if measure_id in by_id or not measure_id:
        return by_id.get(measure_id, measures[0])
    near = difflib.get_close_matches(measure_id.casefold(), by_id, n=1, cutoff=0.5)
    problem = say(words.NO_SUCH_MEASURE, text=shortened(measure_id))
    raise UnknownAddress(problem, areas_address(*near))


def _map(measure: PublishedMeasure, comparisons: AreaComparisons, anchor: str) -> Component:
    comparison = next(iter(comparisons.values()))
    region, alone = comparison.region, one_period_sentence(comparison)
    period = html.P([heading_words(measure), f", {region.observation.label}. "], className="lead")
    beside = say(words.REGIONS_FIGURE, figure=number_text(measure, region))
    status = STATUS_WORDS.get(region.observation.status)
    figure = html.P(f"{beside} {upper_first(status)}." if status else beside)
    compare = html.P(html.A(words.COMPARE_TITLE, href=COMPARE), className="compare")
    parts = [period, *([html.P(alone)] if alone else []), figure, legend(comparisons), compare]
    summary = html.Div(parts, className="told")
    drawing = html.Div([summary, tile_map(comparisons, anchor)], className="mapped")
    return section("map", measure.title, [drawing])


def _table(measure: PublishedMeasure, comparisons: AreaComparisons) -> Component:
    title = f"{measure.title}, {next(iter(comparisons.values())).region.observation.label}"
    figures = districts_table(list(comparisons.values()), title)
    return section(
        "by-name", say(EVERY_DISTRICT), [html.P(say(words.NOT_RANKED), className="before"), figures]
    )


def _notes(release: Release, comparisons: AreaComparisons) -> Component:
    return note("notes", NAV_ABOUT, [bullets(cautions(release, comparisons.values()))])


def _groups() -> Component:
    """The divisions with their districts."""
    rows = [
        html.Div([html.Dt(_link(code)), html.Dd(", ".join(map(short_name, divisions()[code].parts)))])
        for code in divisions()
    ]
    introduction = html.P(say(words.GROUPS_DESCRIPTION), className="before")
    return note("groups", say(words.GROUPS), [introduction, html.Dl(rows, className="terms")])


def _link(code: str) -> Component:
    return html.A(areas()[code].name, href=area_address(code))


dash.register_page(
    __name__,
    path=AREAS,
    title=title,
    name=NAV_AREAS,
    place_in_navigation=20,
    description=description,
)

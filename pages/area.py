"""One district, or one group of districts: every measure that has figures of it, with the region beside it."""

from __future__ import annotations

import dash
import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.profile import (
    AreaComparisons,
    area_comparisons,
    area_description,
    cautions,
    glance,
    outcome_sections,
    without,
    without_divisions,
)
from components.area.search import match_notice
from components.basics.blocks import bullets, note
from components.release.area_revisions import revisions_of
from components.release.corrections import correction_notices
from components.site.context import Elsewhere, View, current_view
from components.site.lookup import find_place, place_of_further
from components.site.urls import AREA, AREAS, HOME, area_address, compare_address
from components.site.words import NAV_ABOUT, WAYS
from metrics.areas import area_words, areas, divisions, in_full, outside_codes, region_code, residents
from metrics.declared.among import gazetteer_of
from metrics.figures.area_sentences import short_name
from metrics.figures.release import Release
from metrics.language import say


def title(area_id: str = "") -> str:
    return short_name(_place(area_id))


def description(area_id: str = "") -> str:
    return area_description(_place(area_id))


def layout(area_id: str = "", find: str = "", **_query: object) -> Component:
    view = current_view()
    area = _place(area_id)
    comparisons = area_comparisons(view.release, area)
    head = [_trail(area), html.H1(short_name(area)), *_lead(view, area), match_notice(find, area)]
    head += correction_notices(view, comparisons)
    if not comparisons:
        return html.Div([html.Div(head, className="head"), *_nothing(area)], className="band page")
    parts = [
        *glance(comparisons),
        *outcome_sections(view, comparisons),
        *revisions_of(view, area),
        _notes(view.release, comparisons),
        *without(view, comparisons),
    ]
    return html.Div([html.Div(head, className="head close"), *parts, _ways(area)], className="band page")


def _place(area_id: str) -> str:
    """The code of an area that has a page. Raises Elsewhere for a ward or a force, and UnknownAddress."""
    if elsewhere := place_of_further(current_view().release, area_id):
        raise Elsewhere(elsewhere)
    return find_place(area_id)


def _trail(area: str) -> Component:
    items = [{"label": say(words.AREAS_TITLE), "href": AREAS}]
    if division := areas()[area].division:
        items.append({"label": short_name(division), "href": area_address(division)})
    trail: Component = dbc.Breadcrumb(items=[*items, {"label": short_name(area), "active": True}])
    return trail


def _lead(view: View, area: str) -> list[Component]:
    """What kind of area it is, how many people live there, and what it belongs to or is made of."""
    division = areas()[area].division
    if area == region_code():
        more = html.P(html.A(say(words.REGION_MORE), href=HOME))
        lead = _people(view, area, words.REGION_LEAD, words.REGION_LEAD_BY_YEAR)
        return [html.P(lead, className="lead"), more]
    if area in outside_codes() or not (division or area in divisions()):
        return [html.P(_people(view, area, words.PEOPLE, words.PEOPLE_BY_YEAR), className="lead")]
    if not division:
        districts = html.P([f"{say(words.ITS_DISTRICTS)}: ", *_listed(areas()[area].parts), "."])
        lead = _people(view, area, words.GROUP_LEAD, words.GROUP_LEAD_BY_YEAR)
        return [html.P(lead, className="lead"), *_division_in_full(), districts]
    group = html.A(short_name(division), href=area_address(division))
    sentence: list[str | Component] = [
        f"{_people(view, area, words.PEOPLE, words.PEOPLE_BY_YEAR)}{say(words.BELONGS_BEFORE)}",
        group,
        say(words.BELONGS_AFTER),
    ]
    return [html.P(sentence, className="lead"), *_division_in_full()]


def _people(view: View, area: str, by_census: str, by_year: str) -> str:
    """How many people live in an area, by the newest numbers that there are on the day of the view."""
    living = gazetteer_of(view.release.config).population(area, view.today.year)
    if living is None and not residents(area):
        return ""
    if living is None or living.year is None:
        return say(by_census, people=f"{residents(area):,}")
    return say(by_year, people=f"{living.people:,}", year=living.year)


def _division_in_full() -> list[Component]:
    """What the letters stand for, where a division is called by some."""
    return [html.P(say(words.DIVISION_IN_FULL), className="aside")] if area_words().divisions_in_full else []


def _listed(codes: tuple[str, ...]) -> list[str | Component]:
    links = [html.A(short_name(code), href=area_address(code)) for code in codes]
    between: list[str | Component] = []
    for n, link in enumerate(links):
        between += [", ", link] if n else [link]
    return between


def _nothing(area: str) -> list[Component]:
    """Why there are no figures."""
    if area not in outside_codes():
        return [html.P(say(words.NO_AREAS))]
    own = areas()[area]
    police = [html.P(html.A(own.link_text, href=own.link))] if own.link else []
    why = html.P(f"{own.note} {say(words.OUTSIDE_WHY)}".strip())
    return [note("why", say(words.OUTSIDE_LEAD, name=in_full(area)), [why, *police]), _ways(area)]


def _notes(release: Release, comparisons: AreaComparisons) -> Component:
    texts = cautions(release, comparisons.values())
    lacking = without_divisions([item.measure for item in comparisons.values()])
    return note("notes", say(NAV_ABOUT), [bullets([*texts, *lacking])])


def _ways(area: str) -> Component:
    compare = html.A(say(words.COMPARE_WITH, name=short_name(area)), href=compare_address(area))
    every = html.A(say(words.ALL_AREAS), href=AREAS)
    links = [every] if area in (region_code(), *outside_codes()) else [compare, every]
    return note("ways", say(WAYS), [html.Ul([html.Li(link) for link in links])])


dash.register_page(
    __name__,
    path_template=AREA,
    title=title,
    description=description,
)

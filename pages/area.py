"""One district, or one group of districts: every measure that has figures of it, with the region beside it."""

from __future__ import annotations

import dash
import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.pack_words import PACK_LINK
from components.area.people import people_sentence
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
from components.site.urls import AREA, AREAS, HOME, area_address, area_pack_address, compare_address
from components.site.words import NAV_ABOUT, WAYS
from metrics.areas import area_words, areas, divisions, in_full, outside_codes, region_code
from metrics.figures.area_sentences import short_name
from metrics.figures.release import Release
from metrics.language import say
from metrics.territory import territory


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
    head.append(html.P(html.A(say(PACK_LINK, name=short_name(area)), href=area_pack_address(area))))
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
    division, people = areas()[area].division, people_sentence(view, area)
    if area == region_code():
        more = html.P(html.A(say(words.REGION_MORE), href=HOME))
        lead = f"{say(words.REGION_LEAD)} {people}".strip()
        return [html.P(lead, className="lead"), more]
    if area in outside_codes() or not (division or area in divisions()):
        return [html.P(people, className="lead")] if people else []
    if not division:
        parts = areas()[area].parts
        its = say(words.ITS_DISTRICTS) if len(parts) > 1 else say(words.ITS_DISTRICT)
        lead = f"{_of_group(parts)} {people}".strip()
        districts = html.P([f"{its}: ", *_listed(parts), "."])
        return [html.P(lead, className="lead"), *_division_in_full(), districts]
    group = html.A(short_name(division), href=area_address(division))
    sentence: list[str | Component] = [
        f"{people}{say(words.BELONGS_BEFORE)}",
        group,
        say(words.BELONGS_AFTER) if area_words().divisions_in_full else say(words.BELONGS_AFTER_NAMED),
    ]
    return [html.P(sentence, className="lead"), *_division_in_full()]


def _of_group(parts: tuple[str, ...]) -> str:
    """What a division is: of one district, of several, or of several and called by letters that are told below."""
    if len(parts) == 1:
        return say(words.GROUP_LEAD_OF_ONE)
    return say(words.GROUP_LEAD) if area_words().divisions_in_full else say(words.GROUP_LEAD_NAMED)


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
    every = html.A(say(words.ALL_AREAS if territory().has_tiles else words.ALL_AREAS_BY_NAME), href=AREAS)
    links = [every] if area in (region_code(), *outside_codes()) else [compare, every]
    return note("ways", say(WAYS), [html.Ul([html.Li(link) for link in links])])


dash.register_page(
    __name__,
    path_template=AREA,
    title=title,
    description=description,
)

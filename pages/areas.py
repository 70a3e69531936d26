"""The districts on a map, each beside the region as a whole or as it has changed, and the way to one's own."""

from __future__ import annotations

import difflib

import dash
from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.forms import measure_choice
from components.area.map_view import BOUNDARIES, CHANGE, MapView
from components.area.profile import AreaComparisons, cautions, district_comparisons, measured_in
from components.area.search import finder, search_notice
from components.area.states import States, beside_kinds, beside_states, change_kinds, change_states
from components.area.tables import changes_table, districts_table
from components.area.tile_map import legend
from components.basics.blocks import bullets, note, section
from components.basics.words import EVERY_DISTRICT, lower_first, status_in_words, upper_first
from components.site.context import UnknownAddress, current_view
from components.site.urls import AREAS, COMPARE, area_address, areas_address
from components.site.words import NAV_ABOUT, NAV_AREAS
from metrics.areas import area_words, areas, districts, divisions, police_districts
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_changes import area_changes, labels_of
from metrics.figures.area_sentences import (
    heading_words,
    number_text,
    one_period_sentence,
    short_name,
)
from metrics.figures.change_explanation import break_sentences
from metrics.figures.release import NO_DATA
from metrics.figures.wording import what_words
from metrics.issues import shortened
from metrics.language import say


def title(measure: str = "") -> str:
    measures = measured_in(current_view().release)
    if not (measures and measure):
        return say(words.AREAS_TITLE)
    return say(words.AREAS_TITLE_OF, measure=lower_first(_chosen(measures, measure).title))


def description(**_path: object) -> str:
    return say(words.AREAS_LEAD)


def layout(measure: str = "", find: str = "", map: str = "", show: str = "", **_query: object) -> Component:
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
    own = "" if chosen is measures[0] else chosen.id
    kept = {"map": _allowed(map, BOUNDARIES, own), "show": _allowed(show, CHANGE, own)}
    form = measure_choice(measures, chosen, {name: text for name, text in kept.items() if text})
    forms = html.Div([finder(), form], className="choices")
    parts = (_changed if kept["show"] else _beside)(chosen, MapView(own, kept["map"], kept["show"], release))
    return html.Div([head, forms, *parts, *_groups()], className="band page")


def _allowed(text: str, value: str, own: str) -> str:
    """What an address asks for, of what it can ask for. Raises UnknownAddress."""
    if text in ("", value):
        return text
    raise UnknownAddress(say(words.NO_SUCH_MAP, text=shortened(text)), areas_address(own))


def _chosen(measures: list[PublishedMeasure], measure_id: str) -> PublishedMeasure:
    """The measure that the map shows: the first unless another is named. Raises UnknownAddress."""
    by_id = {measure.id: measure for measure in measures}
    if measure_id in by_id or not measure_id:
        return by_id.get(measure_id, measures[0])
    near = difflib.get_close_matches(measure_id.casefold(), by_id, n=1, cutoff=0.5)
    problem = say(words.NO_SUCH_MEASURE, text=shortened(measure_id))
    raise UnknownAddress(problem, areas_address(*near))


def _beside(measure: PublishedMeasure, map_view: MapView) -> list[Component]:
    """How districts stand beside the region: the map, the table, and what to know of it."""
    release = current_view().release
    comparisons = district_comparisons(release, measure)
    states = beside_states(comparisons.values())
    summary = [*_region(measure, comparisons), legend(beside_kinds(), states)]
    title = f"{measure.title}, {next(iter(comparisons.values())).region.observation.label}"
    table = districts_table(list(comparisons.values()), title)
    cautioned = cautions(release, comparisons.values())
    return [_mapped(measure, summary, states, map_view), _by_name(table), _notes(cautioned)]


def _region(measure: PublishedMeasure, comparisons: AreaComparisons) -> list[Component]:
    """What is counted when, and the region's own figure."""
    comparison = next(iter(comparisons.values()))
    region, alone = comparison.region, one_period_sentence(comparison)
    period = html.P([heading_words(measure), f", {region.observation.label}. "], className="lead")
    beside = say(words.REGIONS_FIGURE, figure=number_text(measure, region))
    status = status_in_words(region.observation.status)
    figure = html.P(f"{beside} {upper_first(status)}." if status else beside)
    return [period, *([html.P(alone)] if alone else []), figure]


def _changed(measure: PublishedMeasure, map_view: MapView) -> list[Component]:
    """How districts have changed, each in the words of its own page: the map, the table, and what to know of it."""
    view = current_view()
    data = view.release.data.get(measure.id, NO_DATA)
    changes = area_changes(measure, data, view.today, sorted(districts(), key=short_name))
    states, (earlier, later) = change_states(changes), labels_of(changes)
    compared = say(words.CHANGE_OF, earlier=earlier, later=later) if later else say(words.NO_CHANGES)
    counted = upper_first(what_words(measure))
    lead = [] if counted == measure.title else [html.P(f"{counted}.", className="lead")]
    broken = [item.change for item in changes if item.change is not None and item.change.reason == "break"]
    why = [html.P(" ".join(filter(None, break_sentences(measure, broken[0]))))] if broken else []
    summary = [*lead, html.P(compared), *why, legend(change_kinds(states), states)]
    table = changes_table(changes, f"{measure.title}, {lower_first(say(words.AS_CHANGE))}")
    notes = [say(words.CHANGES_APART), *([_by_chance(len(police_districts()))] if later else [])]
    return [_mapped(measure, summary, states, map_view), _by_name(table), _notes(notes)]


def _by_chance(number: int) -> str:
    """How many of so many districts in which nothing changes are called higher or lower: one in twenty."""
    few = number // 20
    if few == 0:
        called = say(words.ONE_CALLED_BY_CHANCE, number=number)
    else:
        called = say(words.CALLED_BY_CHANCE, number=number, few=few, more=few + 1)
    return f"{say(words.CHANGE_BY_CHANCE)} {called}"


def _mapped(
    measure: PublishedMeasure, summary: list[Component], states: States, map_view: MapView
) -> Component:
    compare = html.P(html.A(say(words.COMPARE_TITLE), href=COMPARE), className="compare")
    summed = html.Div([*summary, map_view.ways(), compare], className="told")
    drawing = html.Div([part for part in (summed, map_view.drawing(states)) if part], className="mapped")
    return section("map", measure.title, [drawing])


def _by_name(figures: Component) -> Component:
    ranks = [html.P(say(words.NOT_RANKED), className="before")] if len(districts()) > 1 else []
    return section("by-name", say(EVERY_DISTRICT), [*ranks, figures])


def _notes(texts: list[str]) -> Component:
    return note("notes", say(NAV_ABOUT), [bullets(texts)])


def _groups() -> list[Component]:
    """The divisions with their districts, where there are any."""
    if not divisions():
        return []
    rows = [
        html.Div([html.Dt(_link(code)), html.Dd(", ".join(map(short_name, divisions()[code].parts)))])
        for code in divisions()
    ]
    in_full = area_words().divisions_in_full and len(rows) > 1
    sentence = words.GROUPS_DESCRIPTION_IN_FULL if in_full else words.GROUPS_DESCRIPTION
    introduction = html.P(say(sentence, number=len(rows)), className="before")
    return [note("groups", say(words.GROUPS), [introduction, html.Dl(rows, className="terms")])]


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

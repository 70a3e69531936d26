"""One area, measure by measure: its figure with London and its BCU beside it, its change, and its way here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.tables import beside_table
from components.area.tile_map import MARKED, standing_mark
from components.basics.blocks import marks, note, section
from components.basics.words import upper_first
from components.figures.area_lines import lines_figure
from components.site.context import View
from components.site.urls import measure_address
from components.tile.tile import moved
from metrics.areas import LONDON, areas, boroughs
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.figures.area_comparison import AreaComparison, area_comparison, area_data
from metrics.figures.area_sentences import (
    CHANCE,
    STANDING_WORDS,
    area_sentence,
    compared_words,
    number_text,
    short_name,
    standing_explanation,
)
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import STATUS_WORDS, MeasureData
from metrics.figures.tiles import tile

Places = Mapping[str, AreaComparison]


def places_of(release: Release, area: str) -> dict[str, AreaComparison]:
    """Each measure (by id) that has figures of an area (a code), in the order declared, beside London."""
    found = (
        (one.id, area_comparison(one, release.data.get(one.id, NO_DATA), area))
        for one in release.config.published()
    )
    return {measure_id: one for measure_id, one in found if one is not None}


def measured_in(release: Release) -> list[PublishedMeasure]:
    """The measures that have figures of boroughs, in the order declared."""
    return [places.measure for places in places_of(release, LONDON).values()]


def every_borough(release: Release, measure: PublishedMeasure) -> Places:
    """Each borough (by code) that has figures of a measure, in the order of their names."""
    data = release.data.get(measure.id, NO_DATA)
    found = ((code, area_comparison(measure, data, code)) for code in sorted(boroughs(), key=short_name))
    return {code: one for code, one in found if one is not None}


# At a glance -----------------------------------------------------------------------------------------------


def glance(places: Places) -> list[Component]:
    """Which measures are higher, similar or lower than London's, each with the way to it on the page."""
    rows = []
    for standing in MARKED:
        among = [one for one in places.values() if one.standing == standing and one.figure.area != LONDON]
        if among:
            links = [html.Dd(html.A(one.measure.title, href=f"#{one.measure.id}")) for one in among]
            rows.append(html.Div([html.Dt(standing_mark(standing)), *links]))
    return (
        [section("beside-london", words.AT_A_GLANCE, [html.Dl(rows, className="beside-london")])]
        if rows
        else []
    )


# One measure -----------------------------------------------------------------------------------------------


def outcome_sections(view: View, places: Places) -> Iterator[Component]:
    """The measures of an area under their outcomes."""
    config = view.release.config
    for outcome in config.outcomes:
        if among := [places[one.id] for one in config.measures_of(outcome.id) if one.id in places]:
            parts = [_measure(view, one) for one in among]
            yield section(f"outcome-{outcome.id}", outcome.title, parts)


def _measure(view: View, found: AreaComparison) -> Component:
    measure, area = found.measure, found.figure.area
    data = view.release.data.get(measure.id, NO_DATA)
    drawing = lines_figure(measure, data, _drawn(found), f"{measure.title}, {short_name(area)}")
    more = html.A(words.ABOUT_MEASURE.format(title=measure.title), href=_address(measure, data, area))
    beside = [part for part in (drawing, _table(view.release, found), html.P(more)) if part is not None]
    return html.Div([_card(view, found), html.Div(beside)], className="measure")


def _drawn(found: AreaComparison) -> list[str]:
    """The areas whose lines stand beside London's: the area and its BCU, or the boroughs of a BCU without a sum."""
    area = found.figure.area
    if area == LONDON:
        return []
    if found.reason == "no-sum":
        return list(areas()[area].parts)
    return [area, *([found.bcu.area] if found.bcu and found.measure.unit != "percent" else [])]


def _address(measure: PublishedMeasure, data: MeasureData, area: str) -> str:
    return measure_address(measure.id, area if area in data.areas() else LONDON)


def _card(view: View, found: AreaComparison) -> Component:
    title = html.H3(found.measure.title, id=found.measure.id)
    parts = [title, *_figure(found), _why(found), *_change(view, found)]
    return html.Article(parts, className="tile", **marks(data_measure=found.measure.id))


def _figure(found: AreaComparison) -> list[Component]:
    """The number that is compared, what it counts and when, and how it stands beside London."""
    if found.figure.compared is None:
        return [html.P(area_sentence(found))]
    period: list[str | Component] = [html.Span(found.figure.observation.label)]
    if status := STATUS_WORDS.get(found.figure.observation.status):
        period += [" ", html.Span(upper_first(status), className="flag")]
    said = [
        html.P(number_text(found.measure, found.figure), className="value"),
        html.P(compared_words(found.measure), className="counted"),
        html.P(period, className="period"),
    ]
    mark = [] if found.figure.area == LONDON else [html.P(standing_mark(found.standing))]
    return [html.Div(said, className="now"), *mark]


def _why(found: AreaComparison) -> Component | None:
    if not (why := standing_explanation(found)):
        return None
    asked = words.WHY_STANDING.format(standing=STANDING_WORDS[found.standing])
    which = html.Span(f" ({found.measure.title})", className="unseen")
    said = [html.P(area_sentence(found)), html.P(why)]
    return html.Details([html.Summary([asked, which]), *said], className="why")


def _table(release: Release, found: AreaComparison) -> Component:
    """The area with its BCU, or a BCU with its boroughs, and London."""
    measure, area = found.measure, found.figure.area
    data = release.data.get(measure.id, NO_DATA)
    inside = [area_comparison(measure, data, code) for code in areas()[area].parts] if area != LONDON else []
    own = [] if found.reason == "no-sum" or area == LONDON else [found.figure]
    group = [found.bcu] if found.bcu is not None and measure.unit != "percent" else []
    figures = [*own, *(one.figure for one in inside if one is not None), *group, found.london]
    return beside_table(measure, figures, f"{measure.title}, {found.figure.observation.label}", area)


def _change(view: View, found: AreaComparison) -> list[Component]:
    """The newest figure against the one before, in a sentence and as the tile of the measure says it."""
    measure, area = found.measure, found.figure.area
    data = area_data(measure, view.release.data.get(measure.id, NO_DATA), area)
    newest = tile(measure, data, view.today, area)
    if newest.latest is None or newest.change is None:
        return []
    return [html.P(newest.sentence, className="newest"), moved(measure, newest)]


# What is not there -----------------------------------------------------------------------------------------


def without(view: View, places: Places) -> list[Component]:
    """The measures that have no figures of areas, each with the reason."""
    config = view.release.config
    lacking = [one for one in config.measures if one.id not in places]
    rows = [html.Div([html.Dt(_link(one)), html.Dd(_reason(one))]) for one in lacking]
    return [note("without", words.WITHOUT_TITLE, [html.Dl(rows, className="terms")])] if rows else []


def _link(measure: AnyMeasure) -> Component:
    return html.A(measure.title, href=measure_address(measure.id))


def _reason(measure: AnyMeasure) -> str:
    return words.LONDON_ALONE if isinstance(measure, PublishedMeasure) else measure.reason


def cautions(places: Iterable[AreaComparison]) -> list[str]:
    """What must be known before areas are compared: chance, who lives where, what London holds."""
    rated = [one.measure for one in places if one.measure.rate is not None and one.measure.noun is not None]
    nouns = {one.noun.plural for one in rated if one.noun is not None}
    return [
        CHANCE,
        *([words.RESIDENTS.format(noun=" or ".join(sorted(nouns))), words.LONDONS_RATE] if nouns else []),
    ]

"""One area, measure by measure: its figure beside the region's and its division's, its change, and its way here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.people import rate_sentences, regions_rate
from components.area.states import MARKED
from components.area.tables import beside_table
from components.area.tile_map import standing_mark
from components.basics.blocks import marks, note, section
from components.basics.words import ALL_FIGURES, any_of, status_in_words, upper_first
from components.figures.area_lines import area_lines
from components.figures.further_areas import wards_table
from components.site.age import age_sentences
from components.site.context import View
from components.site.urls import measure_address
from components.tile.tile import age_lines, change_block
from metrics.areas import areas, districts, divisions, in_full, outside_codes, region_code
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.figures.area_comparison import AreaComparison, Standing, alike, area_comparison, beside_region
from metrics.figures.area_figures import area_data
from metrics.figures.area_sentences import (
    CHANCE,
    STANDING_WORDS,
    area_sentence,
    by_chance,
    compared_words,
    number_text,
    one_period_sentence,
    short_name,
    standing_explanation,
)
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import MeasureData
from metrics.figures.tiles import Tile, tile
from metrics.language import say

AreaComparisons = Mapping[str, AreaComparison]


def area_description(area: str) -> str:
    """What the page of an area (a code) has; of the City of the region, that it has no figures."""
    of_few = {
        region_code(): say(words.REGION_DESCRIPTION),
        **{code: say(words.OUTSIDE_LEAD, name=in_full(code)) for code in outside_codes()},
    }
    return of_few.get(area) or say(words.AREA_DESCRIPTION, name=short_name(area))


def area_comparisons(release: Release, area: str) -> dict[str, AreaComparison]:
    """Each measure (by id) that has figures of an area (a code), in the order declared, beside the region."""
    comparisons = (
        (measure.id, area_comparison(measure, release.data.get(measure.id, NO_DATA), area))
        for measure in release.config.published()
    )
    return {measure_id: comparison for measure_id, comparison in comparisons if comparison is not None}


def measured_in(release: Release) -> list[PublishedMeasure]:
    """The measures that have figures of districts, in the order declared."""
    return [comparison.measure for comparison in area_comparisons(release, region_code()).values()]


def district_comparisons(release: Release, measure: PublishedMeasure) -> AreaComparisons:
    """Each district (by code) that has figures of a measure, in the order of their names, with equal decimals."""
    data = release.data.get(measure.id, NO_DATA)
    present = alike(beside_region(measure, data, sorted(districts(), key=short_name)))
    return {comparison.figure.area: comparison for comparison in present}


# At a glance -----------------------------------------------------------------------------------------------


def glance(comparisons: AreaComparisons) -> list[Component]:
    """Which measures are higher, similar or lower than the region's, each with the way to it on the page."""
    rows = []
    for standing, among in standings(comparisons).items():
        links = [
            html.Dd(html.A(comparison.measure.title, href=f"#{comparison.measure.id}"))
            for comparison in among
        ]
        rows.append(html.Div([html.Dt(standing_mark(standing)), *links]))
    return (
        [section("beside-region", say(words.BESIDE_REGION), [html.Dl(rows, className="beside-region")])]
        if rows
        else []
    )


def standings(comparisons: AreaComparisons) -> dict[Standing, list[AreaComparison]]:
    """The measures of an area by how they stand beside the region; none for the region itself."""
    beside = [comparison for comparison in comparisons.values() if comparison.figure.area != region_code()]
    among = {
        standing: [comparison for comparison in beside if comparison.standing == standing]
        for standing in MARKED
    }
    return {standing: group for standing, group in among.items() if group}


# One measure -----------------------------------------------------------------------------------------------


def outcome_sections(view: View, comparisons: AreaComparisons) -> Iterator[Component]:
    """The measures of an area under their outcomes."""
    config = view.release.config
    for outcome in config.outcomes:
        measures = [measure for measure in config.own_measures(outcome.id) if measure.id in comparisons]
        if measures:
            parts = [_measure(view, comparisons[measure.id]) for measure in measures]
            yield section(f"outcome-{outcome.id}", outcome.title, parts)


def _measure(view: View, comparison: AreaComparison) -> Component:
    measure, area = comparison.measure, comparison.figure.area
    data = view.release.data.get(measure.id, NO_DATA)
    title, decimals = f"{measure.title}, {short_name(area)}", comparison.figure.decimals
    drawing = area_lines(measure, data, _line_areas(comparison), title, decimals)
    more = html.A(say(ALL_FIGURES, measure=measure.title), href=_address(measure, data, area))
    wards = wards_table(comparison, data)
    beside = [
        part for part in (drawing, _table(view.release, comparison), *wards, html.P(more)) if part is not None
    ]
    return html.Div([_card(view, comparison), html.Div(beside)], className="measure")


def _line_areas(comparison: AreaComparison) -> list[str]:
    """Areas whose lines stand beside the region's: an area and its division, or districts of one without a sum."""
    area = comparison.figure.area
    if area == region_code():
        return []
    if comparison.reason == "no-sum":
        return list(areas()[area].parts)
    return [
        area,
        *([comparison.division.area] if comparison.division and comparison.measure.unit_row.adds_up else []),
    ]


def _address(measure: PublishedMeasure, data: MeasureData, area: str) -> str:
    return measure_address(measure.id, area if area in data.every_area() else region_code())


def _card(view: View, comparison: AreaComparison) -> Component:
    title = html.H3(comparison.measure.title, id=comparison.measure.id)
    age = age_lines(age_sentences(view, comparison.measure))
    parts = [title, *_figure(comparison), *age, _why(comparison), *_change(view, comparison)]
    return html.Article(parts, className="tile", **marks(data_measure=comparison.measure.id))


def _figure(comparison: AreaComparison) -> list[Component]:
    """The number that is compared, what it counts and when, and how it stands beside the region."""
    if comparison.figure.compared is None:
        return [html.P(area_sentence(comparison))]
    period: list[str | Component] = [html.Span(comparison.figure.observation.label)]
    if status := status_in_words(comparison.figure.observation.status):
        period += [" ", html.Span(upper_first(status), className="flag")]
    lines = [
        html.P(number_text(comparison.measure, comparison.figure), className="value"),
        html.P(compared_words(comparison.measure), className="counted"),
        html.P(period, className="period"),
    ]
    if alone := one_period_sentence(comparison):
        lines.append(html.P(alone, className="basis"))
    mark = [] if comparison.figure.area == region_code() else [html.P(standing_mark(comparison.standing))]
    return [html.Div(lines, className="now"), *mark]


def _why(comparison: AreaComparison) -> Component | None:
    if not (why := standing_explanation(comparison)):
        return None
    question = say(words.WHY_STANDING, standing=say(STANDING_WORDS[comparison.standing]))
    which = html.Span(f" ({comparison.measure.title})", className="unseen")
    paragraphs = [html.P(area_sentence(comparison)), html.P(why)]
    return html.Details([html.Summary([question, which]), *paragraphs], className="why")


def _table(release: Release, comparison: AreaComparison) -> Component:
    """The area with its division, or a division with its districts, and the region."""
    measure, area = comparison.measure, comparison.figure.area
    data = release.data.get(measure.id, NO_DATA)
    parts = () if area == region_code() else areas()[area].parts
    inside = beside_region(measure, data, parts)
    beside, *inside = alike([comparison, *inside])
    own = [] if comparison.reason == "no-sum" or area == region_code() else [beside.figure]
    group = [beside.division] if beside.division is not None and measure.unit_row.adds_up else []
    figures = [*own, *(part.figure for part in inside), *group, beside.region]
    return beside_table(measure, figures, f"{measure.title}, {comparison.figure.observation.label}", area)


def _change(view: View, comparison: AreaComparison) -> list[Component]:
    """The newest figure against the one before, in a sentence and as the tile of the measure says it."""
    measure, newest = comparison.measure, newest_of(view, comparison)
    if newest.latest is None or (newest.judged is None and newest.change is None):
        return []
    lead = (
        [] if newest.judged is None or _says_it_below(newest) else [html.P(newest.says, className="newest")]
    )
    return [*lead, change_block(measure, newest, with_sums=not lead)]


def newest_of(view: View, comparison: AreaComparison) -> Tile:
    """What the tile of a measure says of an area: its newest figure, and how that has changed."""
    measure, area = comparison.measure, comparison.figure.area
    data = area_data(measure, view.release.data.get(measure.id, NO_DATA), area)
    return tile(measure, data, view.today, area)


def _says_it_below(newest: Tile) -> bool:
    """Whether a verdict has no figures to add to what its own line says: that there is nothing to compare."""
    return newest.verdict is not None and newest.verdict.difference is None


# What is not there -----------------------------------------------------------------------------------------


def without(view: View, comparisons: AreaComparisons) -> list[Component]:
    """The measures that have no figures of areas, each with the reason."""
    rows = [
        html.Div([html.Dt(_link(measure)), html.Dd(reason)])
        for measure, reason in measures_without(view.release, comparisons)
    ]
    return [note("without", say(words.WITHOUT_TITLE), [html.Dl(rows, className="terms")])] if rows else []


def measures_without(release: Release, comparisons: AreaComparisons) -> list[tuple[AnyMeasure, str]]:
    """The measures that have no figures of an area, in the order declared, each with the reason in a sentence."""
    measures = (measure for measure in release.config.measures if measure.id not in comparisons)
    return [(measure, _reason(measure)) for measure in measures]


def _link(measure: AnyMeasure) -> Component:
    return html.A(measure.title, href=measure_address(measure.id))


def _reason(measure: AnyMeasure) -> str:
    if not isinstance(measure, PublishedMeasure):
        return measure.reason
    return say(words.FIGURES_OF_LEVEL[measure.source.level])


def cautions(release: Release, comparisons: Iterable[AreaComparison]) -> list[str]:
    """What must be known before areas are compared: chance, who lives where, what the region holds."""
    comparisons = list(comparisons)
    measures = [comparison.measure for comparison in comparisons]
    rates = {item.measure.id: item for item in comparisons if item.measure.rate is not None}.values()
    judged = dict.fromkeys(measure.comparison.judged for measure in measures)
    nouns = {
        measure.noun.plural for measure in measures if measure.rate is not None and measure.noun is not None
    }
    return [
        *(say(CHANCE[rule], **by_chance()) for rule in judged),
        *([rate_sentences(release.config, comparisons, any_of(sorted(nouns)))] if nouns else []),
        *([regions_rate(release, rates)] if rates else []),
    ]


def without_divisions(measures: Iterable[PublishedMeasure]) -> list[str]:
    """What divisions have no figures of, as districts' do not add up: of a whole kind, or of each measure."""
    measures = [measure for measure in measures if measure.source.level != "force" and divisions()]
    lacking = [
        measure
        for measure in measures
        if measure.source.level != "division" and (measure.unit_row.is_share or not measure.unit_row.adds_up)
    ]
    others = [measure for measure in measures if measure not in lacking]
    are_counts = all(measure.unit_row.is_count for measure in others)
    have_rates = any(measure.rate is not None for measure in others)
    texts = []
    for several in dict.fromkeys(measure.unit_row.several for measure in lacking):
        of_kind = [measure for measure in lacking if measure.unit_row.several == several]
        if are_counts and of_kind[0].unit_row.is_share:
            texts.append(say(words.GROUP_PERCENTAGES))
        elif are_counts and not have_rates:
            texts.append(say(words.GROUP_NO_SUMS, several=several))
        else:
            titles = ", ".join(f"“{measure.title}”" for measure in of_kind)
            texts.append(say(words.GROUP_NONE_OF, measures=titles, several=several))
    return texts

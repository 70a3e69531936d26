"""What must be known before a figure is quoted: how it is compared, its limits, its source."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.account.words import DOES_NOT_ADD_UP
from components.basics.blocks import bullets, note
from components.basics.words import (
    FREQUENCY,
    SEVERAL,
    WINDOW,
    all_of,
    lower_first,
    materiality,
    next_update,
    upper_first,
)
from components.measure import words
from components.measure.words import STEP_BY_STEP
from components.release.acknowledged import gaps_of
from components.release.revisions import beside
from components.release.words import FIRST_RELEASE, MISSING_OR_UNUSUAL, UNREADABLE_BEFORE
from components.site.context import View, current_view
from components.site.downloads_words import LICENCE_LINKS, LICENCES, SOURCE
from components.site.selection import Selection
from components.site.urls import (
    ABOUT,
    CHECKS,
    RELEASES,
    lineage_address,
    measure_address,
    measure_json_address,
)
from metrics.areas import districts, outside_codes, region_code
from metrics.declared.derivation import part_names, parts_of
from metrics.declared.framework import AnyMeasure, PublishedMeasure
from metrics.declared.ratio import is_ratio
from metrics.explaining.derived_words import derived_words
from metrics.figures.comparison import basis_of
from metrics.figures.discrepancies import discrepancies_in
from metrics.figures.outside import outside_counts
from metrics.figures.release import NO_DATA, Release
from metrics.figures.sentences import POLARITY_WORDS, WEEKS_NOT_JUDGED
from metrics.figures.series import MeasureData
from metrics.figures.verdict import verdict_basis, verdict_length
from metrics.figures.wording import base_noun, how_many
from metrics.language import say
from metrics.periods import in_words, label, parse_period_id
from metrics.releasing.news import NEW_ON_THIS_SITE, revised_sentences
from metrics.releasing.published import Past


def notes(measure: PublishedMeasure, release: Release, coming: str = "", past: Past = ()) -> list[Component]:
    """How a measure is compared, what is missing, what limits it, where it comes from and when it comes again.

    ``coming`` says when, where more is known of that than the measure declares; ``past`` are the releases that
    readers may know of.
    """
    coming = coming or next_update(measure.next_update, release.config.site.update_schedule)
    gaps = gaps_of(release, measure, past)
    return [
        note("compared", say(words.COMPARED), [bullets(_compared(measure))]),
        *([note("gaps", say(MISSING_OR_UNUSUAL), [bullets(gaps)])] if gaps else []),
        *_limits(measure),
        note("source", say(SOURCE), [source(measure), html.P(coming)]),
    ]


def discrepancies_note(measure: PublishedMeasure, release: Release) -> list[Component]:
    """What does not add up in the measure's files, in words; nothing where all does."""
    texts = [item.text for item in discrepancies_in(release, measure)]
    every = html.P(html.A(say(words.ALL_THAT_IS_OFF), href=CHECKS))
    return [note("adds-up", say(DOES_NOT_ADD_UP), [bullets(texts), every])] if texts else []


def definition_note(measure: AnyMeasure) -> Component:
    """The measure's definition."""
    return note("definition", say(words.DEFINITION), [html.P(measure.description)])


def _compared(measure: PublishedMeasure) -> list[str]:
    is_judged = measure.frequency != "week"
    return [
        *_judged(measure),
        *([say(POLARITY_WORDS[measure.polarity])] if is_judged else []),
        say(WINDOW[measure.window], period=say(FREQUENCY[measure.frequency])),
        *_sample(measure),
        *([materiality(measure)] if is_judged else []),
        *(_break(measure, item.period, item.reason) for item in measure.breaks),
    ]


def _judged(measure: PublishedMeasure) -> list[str]:
    """What is judged better or worse, of the region and its districts, and the change that is shown beside it."""
    change = basis_of(measure).label
    if measure.comparison.judged == "as-compared":
        return [f"{change}."]
    if measure.frequency == "week":
        return [f"{change}.", say(WEEKS_NOT_JUDGED)]
    basis, lengths = (
        verdict_basis(measure),
        (verdict_length(measure), verdict_length(measure, next(iter(districts())))),
    )
    region, area = (lower_first(basis_of(measure, basis, length).label) for length in lengths)
    differs = measure.source.area is not None and area != region
    judged = say(words.JUDGED_BY_AREA if differs else words.JUDGED, region=region, area=area)
    return [f"{change}.", judged]


def _sample(measure: PublishedMeasure) -> list[str]:
    if measure.source.has_bases:
        return [say(words.SAMPLE_IN_TABLE, how_many=how_many(measure))]
    if measure.sample is None or measure.sample.size is None:
        return []
    return [say(words.SAMPLE_SIZE, size=f"{measure.sample.size[-1].value:,}")]


def _break(measure: PublishedMeasure, period: str, reason: str) -> str:
    first = in_words(parse_period_id(period, measure.frequency))
    return say(words.BREAK_NOTE, first=first, reason=reason)


def _limits(measure: PublishedMeasure) -> list[Component]:
    limits = [*measure.caveats, *_withheld(measure)]
    return [note("limits", say(words.BEFORE_QUOTING), [bullets(limits)])] if limits else []


def _withheld(measure: PublishedMeasure) -> list[str]:
    if measure.suppression is None:
        return []
    text = words.WITHHELD_SHARE if measure.unit_row.is_share else words.WITHHELD_COUNT
    text = words.WITHHELD_RATIO if is_ratio(measure) else text
    few = base_noun(measure) or say(words.PEOPLE_IN_FEW)
    return [say(text, threshold=f"{measure.suppression.threshold:,}", few=few)]


def source(measure: PublishedMeasure) -> Component:
    """The publisher, the data set with its link, and the licence."""
    if measure.derived is not None:
        return _of_others(measure)
    licence = measure.source.licence
    return html.P(
        [
            f"{upper_first(measure.source.publisher)}: ",
            html.A(measure.source.title, href=measure.source.link),
            ". ",
            html.A(say(LICENCES[licence]), href=LICENCE_LINKS[licence]),
            ".",
        ]
    )


def _of_others(measure: PublishedMeasure) -> Component:
    """The measures that a derived one is made of, on whose pages their sources stand."""
    parts = {own.id: own.title for _, own in parts_of(current_view().release.config, measure)}
    links = [html.Li(html.A(title, href=measure_address(name))) for name, title in parts.items()]
    return html.Div([html.P(say(words.MADE_OF_MEASURES)), html.Ul(links)])


def data_note(selection: Selection) -> Component:
    """The tile as a program gets it, compared and dated as it is selected."""
    query = selection.query
    compared = {name: query[name] for name in ("comparison", "to") if name in query}
    figure = html.A(
        say(words.JSON), href=measure_json_address(selection.measure.id, selection.area, **compared)
    )
    ways = html.Ul([html.Li(figure), html.Li(html.A(say(words.HOW_TO_READ_WORDS), href=ABOUT))])
    return note("data", say(words.AS_DATA), [ways])


def lineage_note(measure: PublishedMeasure, area: str = "", data: MeasureData = NO_DATA) -> Component:
    """How the region's figure is made from the rows of its source, of which ``data`` are the figures."""
    area = area or region_code()
    return note(
        "made",
        say(words.LINEAGE_OF_REGION),
        [bullets(_lineage_texts(measure, data)), html.P(_step_by_step(measure, area))],
    )


def revisions_note(view: View, measure: PublishedMeasure, area: str = "") -> Component:
    """What may still move and, on the region's own page, what this release has revised of the measure."""
    area = area or region_code()
    more = html.A(say(words.ALL_REVISIONS), href=f"{RELEASES}#revised")
    revised = _revised(view, measure) if area == region_code() else []
    lines: list[str | Component] = [*_may_move(measure), *revised, more]
    return note("revisions", say(words.REVISIONS_OF_MEASURE), [html.P(line) for line in lines])


def _step_by_step(measure: PublishedMeasure, area: str) -> Component:
    return html.A(say(STEP_BY_STEP), href=lineage_address(measure.id, area))


def _lineage_texts(measure: PublishedMeasure, data: MeasureData) -> list[str]:
    source = measure.source
    if measure.derived is not None:
        way = derived_words(measure, part_names(current_view().release.config, measure))
        ratios = [say(words.RATIO_OF_RATIOS)] if measure.derived.of_ratios else []
        return [say(words.MADE_AS, way=way), say(words.SAME_PERIOD_AND_AREA), *ratios]
    from_divisions = source.level == "division" and source.region == "sum-of-areas"
    region = (
        say(words.REGION_FROM_DIVISIONS) if from_divisions else say(words.REGION_FROM_ROWS[source.region])
    )
    texts = [region, *([say(words.OF_OTHERS_POLICE[source.outside])] if outside_codes() else [])]
    if source.area is not None and source.area.no_area and source.region == "all-rows":
        texts.insert(1, _outside(measure, data, _listed(source.area.no_area)))
    if source.absent == "zero":
        texts.append(say(words.ABSENT_IS_ZERO))
    if source.over is not None:
        texts.insert(0, say(words.BOTH_COUNTS, noun=source.over.noun))
    return texts


def _outside(measure: PublishedMeasure, data: MeasureData, names: str) -> str:
    """What is said of rows of no district: that they count, or that the source has none any more."""
    counts = outside_counts(measure, data)
    if not counts or counts[max(counts)]:
        return say(words.NO_AREA_NAMES, names=names)
    last = max((period for period, count in counts.items() if count), default=None)
    if last is None:
        return say(words.NO_AREA_NEVER, names=names)
    return say(words.NO_AREA_ENDED, names=names, last=label(last))


def _listed(names: tuple[str, ...]) -> str:
    quoted = [f"“{name}”" if name else say(words.NO_NAME) for name in names]
    return all_of(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)


def _may_move(measure: PublishedMeasure) -> list[str]:
    count, noun = measure.source.provisional_periods, FREQUENCY[measure.frequency]
    if count == 0:
        return [say(words.NOT_PROVISIONAL)]
    provisional = words.NEWEST_PROVISIONAL if count == 1 else words.NEWEST_FEW_PROVISIONAL
    return [say(provisional, count=count, noun=say(FREQUENCY[measure.frequency]), several=say(SEVERAL[noun]))]


def _revised(view: View, measure: PublishedMeasure) -> list[str]:
    diff = beside(view, view.release, [measure.id])
    if diff is None:
        return [say(UNREADABLE_BEFORE)]
    if diff.earlier is None:
        return [say(FIRST_RELEASE)]
    (measure_diff,) = diff.measures
    return revised_sentences(measure_diff) or [
        say(words.NOT_REVISED) if measure_diff.before else say(NEW_ON_THIS_SITE)
    ]

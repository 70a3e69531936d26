"""What must be known before a figure is quoted: how it is compared, its limits, its source."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from metrics.declared.framework import AnyMeasure, PublishedMeasure, Site
from metrics.figures.change import basis_of
from metrics.figures.sentences import POLARITY_WORDS
from metrics.periods import label, parse_period_id
from pages._parts import notes_words as words
from pages._parts.addresses import ABOUT, measure_json_address
from pages._parts.data_words import LICENCES
from pages._parts.sections import bullets, note
from pages._parts.words import FREQUENCY, WINDOW, materiality, next_update, upper_first


def notes(measure: PublishedMeasure, site: Site) -> list[Component]:
    """How a measure is compared, what limits it, where it comes from and when it comes again."""
    coming = next_update(measure.next_update, site.update_schedule)
    return [
        note("compared", words.COMPARED, [bullets(_compared(measure))]),
        *_limits(measure),
        note("source", words.SOURCE, [source(measure), html.P(coming)]),
    ]


def what_it_measures(measure: AnyMeasure) -> Component:
    """The measure's definition."""
    return note("definition", words.DEFINITION, [html.P(measure.description)])


def _compared(measure: PublishedMeasure) -> list[str]:
    return [
        f"{basis_of(measure).label}.",
        POLARITY_WORDS[measure.polarity],
        WINDOW[measure.window].format(period=FREQUENCY[measure.frequency]),
        *_sample(measure),
        materiality(measure),
        *(_break(measure, item.period, item.reason) for item in measure.breaks),
    ]


def _sample(measure: PublishedMeasure) -> list[str]:
    if measure.source.base is not None:
        return [words.ASKED_IN_TABLE]
    if measure.sample is None or measure.sample.size is None:
        return []
    return [words.ASKED.format(size=f"{measure.sample.size:,}")]


def _break(measure: PublishedMeasure, period: str, reason: str) -> str:
    first = label(parse_period_id(period, measure.frequency))
    return words.BREAK.format(first=first, reason=reason)


def _limits(measure: PublishedMeasure) -> list[Component]:
    limits = [*measure.caveats, *_withheld(measure)]
    return [note("limits", words.LIMITS, [bullets(limits)])] if limits else []


def _withheld(measure: PublishedMeasure) -> list[str]:
    if measure.suppression is None:
        return []
    told = words.WITHHELD_SHARE if measure.unit == "percent" else words.WITHHELD_COUNT
    return [told.format(threshold=f"{measure.suppression.threshold:,}")]


def source(measure: PublishedMeasure) -> Component:
    """The publisher, the data set with its link, and the licence."""
    name, link = LICENCES[measure.source.licence]
    return html.P(
        [
            f"{upper_first(measure.source.publisher)}: ",
            html.A(measure.source.title, href=measure.source.link),
            ". ",
            html.A(name, href=link),
            ".",
        ]
    )


def as_data(measure: PublishedMeasure, area: str, query: Mapping[str, str]) -> Component:
    """The tile as a program gets it, compared and dated as on a page that was asked for a ``query``."""
    asked = {name: query[name] for name in ("comparison", "to") if name in query}
    figure = html.A(words.JSON, href=measure_json_address(measure.id, area, **asked))
    ways = html.Ul([html.Li(figure), html.Li(html.A(words.HOW_TO_READ, href=ABOUT))])
    return note("data", words.AS_DATA, [ways])

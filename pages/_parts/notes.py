"""What must be known before a figure is quoted: how it is compared, its limits, its source."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from metrics.areas import LONDON
from metrics.declared.framework import AnyMeasure, PublishedMeasure, Site
from metrics.figures.change import basis_of
from metrics.periods import label, parse_period_id
from pages._parts.addresses import ABOUT, measure_json_address
from pages._parts.sections import bullets, note
from pages._parts.words import FREQUENCY, POLARITY, WINDOW, materiality, next_update, upper_first

LICENCE_LINK = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def notes(measure: PublishedMeasure, site: Site, area: str) -> list[Component]:
    """The sections below the figures of a measure's page."""
    coming = next_update(measure.next_update, site.update_schedule)
    return [
        note("compared", "How it is compared", [bullets(_compared(measure))]),
        *_limits(measure),
        note("source", "Source", [source(measure), html.P(coming)]),
        note("data", "The figures as data", [_data(measure, area)]),
    ]


def what_it_measures(measure: AnyMeasure) -> Component:
    """The measure's definition."""
    return note("definition", "What it measures", [html.P(measure.description)])


def _compared(measure: PublishedMeasure) -> list[str]:
    return [
        f"{basis_of(measure).label}.",
        POLARITY[measure.polarity],
        WINDOW[measure.window].format(period=FREQUENCY[measure.frequency]),
        *_sample(measure),
        materiality(measure),
        *(_break(measure, item.period, item.reason) for item in measure.breaks),
    ]


def _sample(measure: PublishedMeasure) -> list[str]:
    if measure.sample is None:
        return []
    return [f"The survey asks about {measure.sample.size:,} people for each London figure."]


def _break(measure: PublishedMeasure, period: str, reason: str) -> str:
    first = label(parse_period_id(period, measure.frequency))
    return (
        f"There is a break: figures from {first} on cannot be compared with earlier ones, because {reason}."
    )


def _limits(measure: PublishedMeasure) -> list[Component]:
    if not measure.caveats:
        return []
    return [note("limits", "What to know before you quote it", [bullets(measure.caveats)])]


def source(measure: PublishedMeasure) -> Component:
    """The publisher, the data set with its link, and the licence."""
    return html.P(
        [
            f"{upper_first(measure.source.publisher)}: ",
            html.A(measure.source.title, href=measure.source.link),
            ". ",
            html.A("Open Government Licence v3.0", href=LICENCE_LINK),
            ".",
        ]
    )


def _data(measure: PublishedMeasure, area: str) -> Component:
    whose = "London" if area == LONDON else "this borough"
    figure = html.A("The newest figure and its change (JSON)", href=measure_json_address(measure.id, area))
    every = measure_json_address(measure.id, area, observations=True)
    links = [html.Li(figure), html.Li(html.A(f"Every figure for {whose} (JSON)", href=every))]
    return html.Ul([*links, html.Li(html.A("How to read the words and arrows", href=ABOUT))])

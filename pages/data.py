"""The figures to take away: every download in one table, the API, the licence, how to cite, what tells of news."""

from __future__ import annotations

from collections.abc import Iterator

import dash
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import bullets, note, section
from components.basics.table import table
from components.site import downloads_words as words
from components.site.citation import citation, cited
from components.site.context import View, current_view
from components.site.embedding import embedding
from components.site.urls import (
    ALL_DATA,
    CALENDAR,
    DATA,
    FEED,
    download_address,
    measure_address,
)
from components.site.words import NAV_DATA
from metrics.areas import example_area
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import NO_DATA
from metrics.language import say
from metrics.periods import label
from metrics.statuses import STATUS_MEANINGS


def layout(**_query: object) -> Component:
    view = current_view()
    head = [html.H1(NAV_DATA), html.P(words.DATA_DESCRIPTION, className="lead"), _everything(view)]
    parts = [
        html.Div(head, className="head"),
        *_downloads(view),
        *_programs(view),
        *_rights(view),
        *_news(view),
    ]
    return html.Div(parts, className="band page")


def _everything(view: View) -> Component:
    link = html.A(words.EVERYTHING, href=ALL_DATA)
    return html.P([link, ": ", words.EVERYTHING_DESCRIPTION.format(release=view.release.title)])


# The files -------------------------------------------------------------------------------------------------


def _downloads(view: View) -> list[Component]:
    config = view.release.config
    rows = [_row(view, measure) for measure in config.published()]
    caption = words.DOWNLOADS_CAPTION.format(release=view.release.title)
    without = [measure.title for measure in config.measures if not isinstance(measure, PublishedMeasure)]
    rest = [html.P(words.NO_FIGURES.format(titles=", ".join(without)), className="aside")] if without else []
    every = section("files", words.EVERY_MEASURE, [table(caption, words.DOWNLOAD_HEADS, rows, 2), *rest])
    statuses = [(f"[{status}]", meaning, f"status-{status}") for status, meaning in STATUS_MEANINGS.items()]
    columns = [(name, meaning, f"column-{name}") for name, (_, meaning) in words.COLUMNS.items()]
    notes = [say(text, area=example_area()) for text in words.FILES_NOTES]
    return [
        every,
        note("made", words.FILES, [bullets(notes)]),
        note("columns", words.COLUMNS_HEADING, [_terms(columns)]),
        note("statuses", words.STATUSES_HEADING, [_terms(statuses)]),
    ]


def _row(view: View, measure: PublishedMeasure) -> tuple[Component, str, Component]:
    data = view.release.data.get(measure.id, NO_DATA)
    count = sum(len(series) for series in data.series.values())
    name = html.A(measure.title, href=measure_address(measure.id))
    holds = [html.Div(line, className="aside") for line in _holds(view, measure)]
    return html.Div([name, *holds]), f"{count:,}", _files(view, measure)


def _holds(view: View, measure: PublishedMeasure) -> Iterator[str]:
    """From when to when, for which areas, by what."""
    data = view.release.data.get(measure.id, NO_DATA)
    periods = sorted({observation.period for series in data.series.values() for observation in series})
    if periods:
        yield f"{label(periods[0])} to {label(periods[-1])}"
    areas = len(data.every_area())
    yield say(words.HOLDS_AREAS, number=areas) if areas else say(words.HOLDS_REGION)
    if measure.source.dimensions:
        titles = ", ".join(item.title.lower() for item in measure.source.dimensions)
        yield words.BY.format(dimensions=titles)


def _files(view: View, measure: PublishedMeasure) -> Component:
    links = [
        (f"{file.short_name}{_size(file.size(view.release, measure))}", file.ending) for file in view.formats
    ]
    # Each link says of which measure, for who hears it alone.
    of = html.Span(f" ({measure.title})", className="unseen")
    items = [html.Li(html.A([text, of], href=download_address(measure.id, end))) for text, end in links]
    return html.Ul(items, className="files")


def _size(size: int | None) -> str:
    """`` (1.4 MB)``; nothing where nobody has weighed the file."""
    if size is None:
        return ""
    return f" ({size / 1e6:.1f} MB)" if size >= 1e6 else f" ({max(1, round(size / 1e3))} kB)"


def _terms(terms: list[tuple[str, str, str]]) -> Component:
    items = [html.Div([html.Dt(term, id=name), html.Dd(meaning)]) for term, meaning, name in terms]
    return html.Dl(items, className="terms")


# Programs, rights, news ------------------------------------------------------------------------------------


def _programs(view: View) -> list[Component]:
    published = view.release.config.published()
    if not published:
        return []
    most = max(published, key=lambda measure: len(view.release.data.get(measure.id, NO_DATA).areas()))
    area = example_area()
    examples = [
        (address.format(measure=most.id, area=area), say(description))
        for address, description in words.API_EXAMPLES
    ]
    items = [
        html.Li([html.A(html.Code(address), href=address), f": {description}."])
        for address, description in examples
    ]
    return [note("api", words.API, [html.P(words.API_DESCRIPTION), html.Ul(items)])]


def _rights(view: View) -> list[Component]:
    name, link = words.LICENCES["OGL-3.0"]
    before, after = words.LICENCE_TERMS.split("{licence}")
    permission = html.P([before, html.A(name, href=link), after])
    sentence = citation(view.release, words.ALL_MEASURES)
    attribution = html.P(view.release.config.site.attribution, className="cite")
    return [
        note("licence", words.LICENCE, [permission, attribution]),
        note("citing", words.CITING, [html.P(words.CITING_HINT), *cited(view, sentence, DATA)]),
    ]


def _news(view: View) -> list[Component]:
    links = [html.Li(html.A(words.FEED_LINK, href=FEED)), html.Li(html.A(words.CALENDAR_LINK, href=CALENDAR))]
    return [note("follow", words.FOLLOW, [html.Ul(links)]), *_embedding(view)]


def _embedding(view: View) -> list[Component]:
    published = view.release.config.published()
    if not published:
        return []
    content = [*embedding(view, published[0]), html.P(say(words.EMBED_OTHERS))]
    return [note("embed", words.EMBED, content)]


dash.register_page(
    __name__,
    path=DATA,
    title=NAV_DATA,
    name=NAV_DATA,
    place_in_navigation=40,
    description=words.DATA_DESCRIPTION,
)

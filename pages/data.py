"""The figures to take away: every download in one table, the API, the licence, how to cite, what tells of news."""

from __future__ import annotations

from collections.abc import Iterator

import dash
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import bullets, note, section
from components.basics.table import table
from components.basics.words import span
from components.site import downloads_words as words
from components.site.citation import citation, cited
from components.site.context import View, current_view
from components.site.embedding import embedding
from components.site.urls import (
    ALL_DATA,
    API_PAGE,
    CALENDAR,
    DATA,
    DATA_PACKAGE,
    FEED,
    download_address,
    measure_address,
)
from components.site.words import NAV_DATA
from metrics.areas import example_area, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import NO_DATA
from metrics.language import say
from metrics.periods import label
from metrics.statuses import STATUS_MEANINGS


def layout(**_query: object) -> Component:
    view = current_view()
    head = [html.H1(say(NAV_DATA)), html.P(say(words.DATA_DESCRIPTION), className="lead"), *_everything(view)]
    parts = [
        html.Div(head, className="head"),
        *_downloads(view),
        *_programs(view),
        *_rights(view),
        *_news(view),
    ]
    return html.Div(parts, className="band page")


def _everything(view: View) -> list[Component]:
    files = {
        ALL_DATA: (say(words.EVERYTHING), say(words.EVERYTHING_DESCRIPTION, release=view.release.title)),
        DATA_PACKAGE: (say(words.PACKAGE), say(words.PACKAGE_DESCRIPTION)),
    }
    return [html.P([html.A(name, href=link), ": ", text]) for link, (name, text) in files.items()]


# The files -------------------------------------------------------------------------------------------------


def _downloads(view: View) -> list[Component]:
    config = view.release.config
    rows = [_row(view, measure) for measure in config.published()]
    caption = say(words.DOWNLOADS_CAPTION, release=view.release.title)
    without = [measure.title for measure in config.measures if not isinstance(measure, PublishedMeasure)]
    rest = [html.P(say(words.NO_FIGURES, titles=", ".join(without)), className="aside")] if without else []
    heads = [*map(say, words.DOWNLOAD_HEADS)]
    every = section("files", say(words.EVERY_MEASURE), [table(caption, heads, rows, 2), *rest])
    statuses = [
        (f"[{status}]", say(meaning), f"status-{status}") for status, meaning in STATUS_MEANINGS.items()
    ]
    columns = [(name, say(meaning), f"column-{name}") for name, (_, meaning) in words.COLUMNS.items()]
    notes = [say(text, area=example_area()) for text in words.FILES_NOTES]
    return [
        every,
        note("made", say(words.FILES), [bullets(notes)]),
        note("columns", say(words.COLUMNS_HEADING), [_terms(columns)]),
        note("statuses", say(words.STATUSES_HEADING), [_terms(statuses)]),
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
        yield span(label(periods[0]), label(periods[-1]))
    areas = len(data.every_area())
    yield say(words.HOLDS_AREAS, number=areas) if areas else say(words.HOLDS_REGION)
    if measure.source.dimensions:
        titles = ", ".join(item.title.lower() for item in measure.source.dimensions)
        yield say(words.BY, dimensions=titles)


def _files(view: View, measure: PublishedMeasure) -> Component:
    links = [
        (f"{say(file.short_name)}{_size(file.size(view.release, measure))}", file.ending)
        for file in view.formats
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
    most = _most_areas(view)
    if most is None:
        return []
    area = example_area()
    examples = [
        (address.format(measure=most.id, area=area), say(description))
        for address, description in words.API_EXAMPLES
    ]
    items = [
        html.Li([html.A(html.Code(address), href=address), f": {description}."])
        for address, description in examples
    ]
    more = html.P(html.A(say(words.API_MORE), href=API_PAGE))
    return [
        note("examples", say(words.EXAMPLES), _examples(view, most)),
        note("api", say(words.API), [html.P(say(words.API_DESCRIPTION)), html.Ul(items), more]),
    ]


def _most_areas(view: View) -> PublishedMeasure | None:
    """The measure that has figures of the most areas; None where none has figures."""
    published = view.release.config.published()
    return max(
        published,
        key=lambda measure: len(view.release.data.get(measure.id, NO_DATA).areas()),
        default=None,
    )


def _examples(view: View, measure: PublishedMeasure) -> list[Component]:
    """A few lines in each language that read a file of all of a measure and show the region's newest figures."""
    site = view.site_address or say(words.WHERE_THIS_SITE_IS)
    address = f"{site}{view.prefix}{download_address(measure.id, '.csv')}"
    samples = [
        sample.format(address=address, area=region_code(), window=measure.window)
        for sample in (words.PYTHON_SAMPLE, words.R_SAMPLE)
    ]
    python, r = (html.Pre(html.Code(sample)) for sample in samples)
    return [
        html.P(say(words.EXAMPLES_DESCRIPTION)),
        *(html.P(say(words.PYTHON_HEADING)), python),
        *(html.P(say(words.R_HEADING)), r),
        html.P(say(words.WITH_PARQUET)),
    ]


def _rights(view: View) -> list[Component]:
    licence = html.A(say(words.LICENCES["OGL-3.0"]), href=words.LICENCE_LINKS["OGL-3.0"])
    before, after = say(words.LICENCE_TERMS, licence="|").split("|")
    permission = html.P([before, licence, after])
    sentence = citation(view.release, say(words.ALL_MEASURES))
    attribution = html.P(view.release.config.site.attribution, className="cite")
    return [
        note("licence", say(words.LICENCE), [permission, attribution]),
        note("citing", say(words.CITING), [html.P(say(words.CITING_HINT)), *cited(view, sentence, DATA)]),
    ]


def _news(view: View) -> list[Component]:
    links = [
        html.Li(html.A(say(words.FEED_LINK), href=FEED)),
        html.Li(html.A(say(words.CALENDAR_LINK), href=CALENDAR)),
    ]
    return [note("follow", say(words.FOLLOW), [html.Ul(links)]), *_embedding(view)]


def _embedding(view: View) -> list[Component]:
    published = view.release.config.published()
    if not published:
        return []
    content = [*embedding(view, published[0]), html.P(say(words.EMBED_OTHERS))]
    return [note("embed", say(words.EMBED), content)]


dash.register_page(
    __name__,
    path=DATA,
    title=NAV_DATA,
    name=NAV_DATA,
    place_in_navigation=40,
    description=words.DATA_DESCRIPTION,
)

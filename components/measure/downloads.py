"""The figures to take away: files of exactly what a page shows, and a sentence to cite it by."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import note
from components.basics.table import folded
from components.basics.words import span
from components.measure import words
from components.site import downloads_words
from components.site.citation import citation, cited
from components.site.context import View
from components.site.embedding import embedding
from components.site.selection import Selection
from components.site.urls import DATA, download_address
from metrics.areas import area_slug
from metrics.declared.framework import PublishedMeasure
from metrics.language import say
from metrics.periods import label

FILTERS = ("dimension", "from", "to")


def downloads(view: View, measure: PublishedMeasure, selection: Selection) -> Component:
    """The last part of a measure's page: files of what is selected and of all, and how to cite it."""
    # Of a span that ends before it starts nothing can be shown.
    selection = selection.but(first=None, last=None) if selection.is_backwards else selection
    what = _in_words(view, selection)
    sentence = citation(view.release, f"{measure.title}, {what}", measure)
    content = [
        html.P(say(words.FILES_OF_PAGE, what=what)),
        _files(view, measure, _filters(measure, selection), explained=True),
        html.P(say(words.FILES_OF_MEASURE)),
        _files(view, measure, {}, explained=False),
        html.P(html.A(say(words.MORE_DATA), href=DATA)),
        html.H3(say(words.CITE)),
        *cited(view, sentence, selection.address),
        folded(say(downloads_words.EMBED), html.Div(embedding(view, measure, selection.area))),
    ]
    return note("take-away", say(words.TAKE_AWAY), content)


def _filters(measure: PublishedMeasure, selection: Selection) -> dict[str, str]:
    """What a download is asked for, so that it holds what the page shows."""
    query = selection.query
    area = {"area": "all" if selection.districts else area_slug(selection.area)}
    chosen = {name: query[name] for name in FILTERS if name in query}
    windows = {"window": "all"} if measure.window != measure.source.window else {}
    return {**({} if "dimension" in chosen else area), **chosen, **windows}


def _files(
    view: View, measure: PublishedMeasure, filters: Mapping[str, str], *, explained: bool
) -> Component:
    """Links to the files of one choice; ``explained`` adds what they mean, and the same for programs."""
    links = [
        (say(file_format.name), download_address(measure.id, file_format.ending, **filters))
        for file_format in view.formats
        if explained or not file_format.is_description
    ]
    if explained:
        address = f"/api/v1/measures/{measure.id}/observations?{urlencode(filters)}"
        links.append((say(words.JSON_FILE), address))
    items = [html.Li(html.A(text, href=link)) for text, link in links]
    return html.Ul(items, className="files")


def _in_words(view: View, selection: Selection) -> str:
    """``Camden, by sex, January 2023 to December 2023``."""
    area = view.area_name(selection.measure.id, selection.area)
    parts = [say(words.EVERY_AREA) if selection.districts else area]
    if selection.dimension is not None:
        parts.append(say(downloads_words.BY, dimensions=selection.dimension.title.lower()))
    return ", ".join([*parts, _span(selection)])


def _span(selection: Selection) -> str:
    first, last = selection.first, selection.last
    if first is None:
        return say(words.EVERY_PERIOD) if last is None else say(words.TITLE_TO, period=label(last))
    return say(words.TITLE_FROM, period=label(first)) if last is None else span(label(first), label(last))

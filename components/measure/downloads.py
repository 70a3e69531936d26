"""The figures to take away: files of exactly what a page shows, and a sentence to cite it by."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import note
from components.measure import words
from components.site import downloads_words
from components.site.citation import citation, cited
from components.site.context import View
from components.site.urls import DATA, download_address, measure_address
from metrics.areas import LONDON, area_name, areas
from metrics.declared.framework import PublishedMeasure
from metrics.periods import label, parse_period_id

FILTERS = ("dimension", "from", "to")
Query = Mapping[str, str]


def downloads(view: View, /, measure: PublishedMeasure, area: str = LONDON, **view_query: str) -> Component:
    """The last part of a measure's page. ``area`` is a code, and ``view_query`` the rest of what was asked.

    What is empty in the query was not asked. ``from_`` may stand for ``from``.
    """
    query = _forwards(measure, {name.rstrip("_"): text for name, text in view_query.items() if text})
    what = _in_words(view, measure, area, query)
    sentence = citation(view.release, f"{measure.title}, {what}", measure)
    content = [
        html.P(words.FILES_OF_PAGE.format(what=what)),
        _files(view, measure, _filters(measure, area, query), explained=True),
        html.P(words.FILES_OF_MEASURE),
        _files(view, measure, {}, explained=False),
        html.P(html.A(words.MORE_DATA, href=DATA)),
        html.H3(words.CITE),
        *cited(view, sentence, _own_address(measure, area, query)),
    ]
    return note("take-away", words.TAKE_AWAY, content)


def _forwards(measure: PublishedMeasure, query: Query) -> Query:
    """A query without a span that ends before it starts: nothing of it can be shown."""
    ends = [parse_period_id(query[name], measure.frequency) for name in ("from", "to") if name in query]
    if ends == sorted(ends):
        return query
    return {name: text for name, text in query.items() if name not in ("from", "to")}


def _filters(measure: PublishedMeasure, area: str, query: Query) -> dict[str, str]:
    """What a download is asked for, so that it holds what the page shows."""
    place = {"area": "all"} if "view" in query else {"area": areas()[area].slug}
    chosen = {name: query[name] for name in FILTERS if name in query}
    windows = {"window": "all"} if measure.window != measure.source.window else {}
    return {**({} if "dimension" in chosen else place), **chosen, **windows}


def _files(view: View, measure: PublishedMeasure, filters: Query, *, explained: bool) -> Component:
    """Links to the files of one choice; ``explained`` adds what they mean, and the same for programs."""
    links = [
        (file_format.name, download_address(measure.id, file_format.ending, **filters))
        for file_format in view.formats
        if explained or not file_format.is_description
    ]
    if explained:
        address = f"/api/v1/measures/{measure.id}/observations?{urlencode(filters)}"
        links.append((words.JSON_FILE, address))
    items = [html.Li(html.A(text, href=link)) for text, link in links]
    return html.Ul(items, className="files")


def _in_words(view: View, measure: PublishedMeasure, area: str, query: Query) -> str:
    """``London (Metropolitan Police area), by sex, January 2023 to December 2023``."""
    place = area_name(area, city_included=view.release.city_included(measure.id))
    titles = {item.id: item.title for item in measure.source.dimensions}
    parted = (
        [downloads_words.BY.format(dimensions=titles[query["dimension"]].lower())]
        if "dimension" in query
        else []
    )
    where = words.EVERY_AREA if "view" in query else place
    return ", ".join([where, *parted, _span(measure, query)])


def _span(measure: PublishedMeasure, query: Query) -> str:
    ends = {
        name: label(parse_period_id(query[name], measure.frequency))
        for name in ("from", "to")
        if name in query
    }
    match ends:
        case {"from": first, "to": last}:
            return f"{first} to {last}"
        case {"from": first}:
            return f"from {first}"
        case {"to": last}:
            return f"to {last}"
        case _:
            return words.EVERY_PERIOD


def _own_address(measure: PublishedMeasure, area: str, query: Query) -> str:
    """This view among the pages of its release."""
    parameters = {**({} if area == LONDON else {"area": areas()[area].slug}), **query}
    return measure_address(measure.id) + (f"?{urlencode(parameters)}" if parameters else "")

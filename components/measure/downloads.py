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


def take_away(view: View, /, measure: PublishedMeasure, area: str = LONDON, **view_query: str) -> Component:
    """The last part of a measure's page. ``area`` is a code, and ``view_query`` the rest of what was asked.

    What is empty in the query was not asked. ``from_`` may stand for ``from``.
    """
    asked = _forwards(measure, {name.rstrip("_"): text for name, text in view_query.items() if text})
    what = _in_words(view, measure, area, asked)
    sentence = citation(view.release, f"{measure.title}, {what}", measure)
    content = [
        html.P(words.SHOWN.format(what=what)),
        _files(measure, _filters(measure, area, asked), explained=True),
        html.P(words.WHOLE),
        _files(measure, {}, explained=False),
        html.P(html.A(words.MORE_DATA, href=DATA)),
        html.H3(words.CITE),
        *cited(view, sentence, _own_address(measure, area, asked)),
    ]
    return note("take-away", words.TAKE_AWAY, content)


def _forwards(measure: PublishedMeasure, asked: Query) -> Query:
    """A query without a span that ends before it starts: nothing of it can be shown."""
    ends = [parse_period_id(asked[name], measure.frequency) for name in ("from", "to") if name in asked]
    if ends == sorted(ends):
        return asked
    return {name: text for name, text in asked.items() if name not in ("from", "to")}


def _filters(measure: PublishedMeasure, area: str, asked: Query) -> dict[str, str]:
    """What a download is asked for, so that it holds what the page shows."""
    place = {"area": "all"} if "view" in asked else {"area": areas()[area].slug}
    shown = {name: asked[name] for name in FILTERS if name in asked}
    windows = {"window": "all"} if measure.window != measure.source.window else {}
    return {**({} if "dimension" in shown else place), **shown, **windows}


def _files(measure: PublishedMeasure, filters: Query, *, explained: bool) -> Component:
    """Links to the files of one choice; ``explained`` adds what they mean, and the same for programs."""
    observations = f"/api/v1/measures/{measure.id}/observations"
    links = [
        (words.CSV, download_address(measure.id, ".csv", **filters)),
        (words.SPREADSHEET, download_address(measure.id, ".xlsx", **filters)),
        (words.COLUMNS_TOLD, download_address(measure.id, ".csv-metadata.json", **filters)),
        (words.JSON_TOLD, f"{observations}?{urlencode(filters)}"),
    ]
    shown = [html.Li(html.A(text, href=link)) for text, link in links[: 4 if explained else 2]]
    return html.Ul(shown, className="files")


def _in_words(view: View, measure: PublishedMeasure, area: str, asked: Query) -> str:
    """``London (Metropolitan Police area), by sex, January 2023 to December 2023``."""
    place = area_name(area, city_included=view.release.city_included(measure.id))
    titles = {item.id: item.title for item in measure.source.dimensions}
    parted = (
        [downloads_words.BY.format(dimensions=titles[asked["dimension"]].lower())]
        if "dimension" in asked
        else []
    )
    where = words.EVERY_AREA if "view" in asked else place
    return ", ".join([where, *parted, _span(measure, asked)])


def _span(measure: PublishedMeasure, asked: Query) -> str:
    ends = {
        name: label(parse_period_id(asked[name], measure.frequency))
        for name in ("from", "to")
        if name in asked
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


def _own_address(measure: PublishedMeasure, area: str, asked: Query) -> str:
    """This view among the pages of its release."""
    query = {**({} if area == LONDON else {"area": areas()[area].slug}), **asked}
    return measure_address(measure.id) + (f"?{urlencode(query)}" if query else "")

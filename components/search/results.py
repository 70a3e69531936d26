"""What a search comes upon, as a list: each with what it is, and the words for which it is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.area import words as area_words
from components.basics.blocks import marks
from components.basics.words import EVERY_DISTRICT
from components.search import words
from components.search.entries import entries, in_area
from components.search.ranking import LONGEST_QUERY, Entry, Hit, ranked
from components.site.context import View
from components.site.urls import AREAS, SEARCH, area_address
from metrics.areas import areas, police_districts
from metrics.figures.area_sentences import short_name
from metrics.issues import shortened
from metrics.language import say
from metrics.places import Whereabouts, locate, outcode
from metrics.spelling import words_of
from metrics.territory import territory

MOST = 20
MOST_AREAS = 3  # whose measures are listed beside them


def search_form(query: str) -> Component:
    """The form that asks what to search for; it works without any script."""
    field = dbc.Input(
        type="search",
        id="query",
        name="q",
        value=public_query(query),
        maxlength=LONGEST_QUERY,
        autocomplete="off",
        required=True,
    )
    hint = html.Span(f" {say(words.SEARCH_HINT, place=_example())}", className="hint")
    label = html.Label([say(words.SEARCH), hint], htmlFor="query")
    row = html.Div([field, html.Button(say(words.SEARCH_BUTTON), type="submit")], className="row")
    return html.Form([label, row], action=SEARCH, method="get", className="choice finder", role="search")


def _example() -> str:
    """A place of the site as an example: one that lies in a district, else a district."""
    names = [place.name for place in territory().places if place.areas]
    return next(iter(names), areas()[police_districts()[0]].name)


def public_query(query: str) -> str:
    """A query as a page may repeat it: of a postcode no more than its district."""
    return outcode(query) or shortened(query, LONGEST_QUERY)


def results(view: View, query: str) -> list[Component]:
    """All that a query comes upon, or that it comes upon nothing."""
    where = locate(query, view.postcodes)
    hits = () if where.outcode else _hits(view, query)
    is_guess = where.area is None and not where.exact and not where.outcode
    places = [] if is_guess and hits else list(_places(where))
    typed = public_query(query)
    addresses = {place.entry.address for place in places}
    items = [*places, *(hit for hit in hits if hit.entry.address not in addresses)]
    if not items:
        return [html.P(say(words.NO_RESULT, query=typed), **marks(role="status"))]
    number = say(words.RESULT) if len(items) == 1 else say(words.RESULTS, number=len(items))
    heading = html.P(say(words.COUNT_OF_RESULTS, count=number, query=typed), **marks(role="status"))
    more = [html.P(say(words.MOST_ARE_LISTED, most=MOST), className="aside")] if len(items) > MOST else []
    every = html.A(say(EVERY_DISTRICT), href=AREAS)
    more += (
        [html.P([f"{say(area_words.OUTCODE_OTHERS)} ", every], className="aside")]
        if where.outcode and not where.is_complete
        else []
    )
    return [heading, html.Ol([_item(hit) for hit in items[:MOST]], className="results"), *more]


def _hits(view: View, query: str) -> tuple[Hit, ...]:
    """What a query comes upon; where areas are among it, their measures too."""
    everything = entries(view)
    hits = ranked(query, everything)
    named = [hit.entry.address for hit in hits if hit.entry.kind == say(words.KIND_AREA)][:MOST_AREAS]
    codes = [code for code in areas() if area_address(code) in named]
    measures = [entry for code in codes for entry in in_area(view, code)]
    return ranked(query, [*everything, *measures]) if measures else hits


def _places(where: Whereabouts) -> Iterator[Hit]:
    """The areas of a place or postcode, where that is what a query is."""
    for place in where.places:
        sentence = area_words.PLACE_PARTLY if place.is_across else area_words.PLACE
        if where.area is None and not where.exact:
            sentence = area_words.PLACE_MEANT
        text = say(sentence, place=place.name, area=areas()[place.area].name)
        yield _place(short_name(place.area), area_address(place.area), text)
    if where.outcode:
        for code in where.near or filter(None, [where.area]):
            yield _place(
                short_name(code), area_address(code), say(area_words.OUTCODE_IN, outcode=where.outcode)
            )


def _place(title: str, address: str, text: str) -> Hit:
    return Hit(Entry(say(words.KIND_AREA), title, address, (("", text),)), frozenset())


def _item(hit: Hit) -> Component:
    entry = hit.entry
    link = html.A(entry.title, href=entry.address)
    kind = html.Span(entry.kind, className="state")
    return html.Li([html.P([link, " ", kind]), *_why(hit)])


def _why(hit: Hit) -> list[Component]:
    """What of an entry has the words that were looked for, as it stands there."""
    if not hit.words:
        return [html.P(text, className="aside") for _, text in hit.entry.texts]
    passage = hit.passage
    if passage is None:
        return [html.P(say(words.BY_A_NEAR_TITLE if hit.is_near else words.BY_ITS_TITLE), className="aside")]
    name, sentence = passage
    return [html.P([f"{name}: ", *_marked(sentence, hit.words)], className="aside")]


def _marked(sentence: str, looked_for: Collection[str]) -> list[str | Component]:
    """A sentence whose words that were looked for are marked."""
    pieces = re.split(r"([\w'\u2019]+)", sentence)
    return [
        html.Mark(piece) if set(words_of(piece)) & set(looked_for) else piece for piece in pieces if piece
    ]

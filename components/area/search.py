"""The search for a district by its name, a place in it or a postcode, and what is said where it leads to none."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.area import words
from components.basics.blocks import marks
from components.site.context import Elsewhere, current_view
from components.site.urls import AREAS, area_address
from metrics.areas import areas
from metrics.issues import shortened
from metrics.language import say
from metrics.places import LONGEST_NAME, Place, Whereabouts, locate
from metrics.spelling import words_of
from metrics.territory import territory


def finder(field_id: str = "find") -> Component:
    """A form that asks for the area whose name is typed, however it is spelled."""
    field = dbc.Input(
        type="text", id=field_id, name="find", maxlength=LONGEST_NAME, autocomplete="off", required=True
    )
    hint = html.Span(f" {find_hint()}", className="hint")
    label = html.Label([say(words.FIND), hint], htmlFor=field_id)
    row = html.Div([field, html.Button(say(words.FIND_BUTTON), type="submit")], className="row")
    return html.Form([label, row], action=AREAS, method="get", className="choice finder", role="search")


def find_hint() -> str:
    """What may be typed: places and postcodes only where the site has any."""
    places = territory().places
    has_places = any(place.areas for place in places)
    if current_view().postcodes or any(place.areas and place.outcodes for place in places):
        return say(words.FIND_HINT) if has_places else say(words.FIND_BY_POSTCODE)
    return say(words.FIND_BY_PLACE) if has_places else say(words.FIND_BY_NAME)


def search_notice(text: str) -> Component | None:
    """What is said of a search. Raises Elsewhere where one area is clearly meant, with its page's address."""
    if not text.strip():
        return None
    where = locate(text, current_view().postcodes)
    if where.area is not None:
        raise Elsewhere(area_address(where.area, "" if where.exact else text))
    if where.outcode:
        return _outcode_notice(where)
    typed = shortened(text, LONGEST_NAME)
    if not (where.near or where.places):
        has_places = any(place.areas for place in territory().places)
        unknown = say(words.NOT_FOUND if has_places else words.NO_DISTRICT_CALLED, text=typed)
        return _notice([html.P(f"{unknown} {_all_below()}")])
    return _notice([html.P(say(_asked_back(where), text=typed)), _links(where.near, where.places)])


def _asked_back(where: Whereabouts) -> str:
    """What is said above the areas and places that a name may mean."""
    if where.exact and not where.near:
        return words.PLACES_ACROSS if all(place.is_across for place in where.places) else words.PLACES
    return words.NOT_CLEAR if len(where.near) + len(where.places) > 1 else words.NOT_KNOWN_HERE


def match_notice(text: str, area: str) -> Component | None:
    """On the page of an area (a code): what was typed by who was led there, and what else it may have meant."""
    where = locate(text, current_view().postcodes)
    if not text.strip() or where.outcode or where.area != area:
        return None
    if where.places:
        sentence = say(words.PLACE, place=where.places[0].name, area=areas()[area].name)
        sentence = " ".join([sentence, *counted_apart(where.places[0].name)])
    else:
        sentence = say(words.MATCH, text=shortened(text, LONGEST_NAME))
    if not where.near:
        return html.P(sentence, className="aside")
    return _notice([html.P(f"{sentence}{say(words.MATCH_OTHERS)}"), _links(where.near)])


def counted_apart(name: str) -> list[str]:
    """That figures have a name of no district in which a place stands, such as an airport; nothing for others."""
    measures = current_view().release.config.published()
    apart = {text for item in measures if item.source.area is not None for text in item.source.area.no_area}
    own = set(words_of(name)) - {"airport"}
    return [say(words.COUNTED_APART, name=text) for text in sorted(apart) if own <= set(words_of(text))]


def _outcode_notice(where: Whereabouts) -> Component:
    """The districts that a outcode is known to lie in. The rest of the postcode is not repeated."""
    council = html.P(html.A(say(words.WHICH_COUNCIL), href=words.WHICH_COUNCIL_LINK))
    if not where.near:
        unknown = say(words.OUTCODE_UNKNOWN, outcode=where.outcode)
        return _notice([html.P(f"{unknown} {_all_below()}"), council])
    sentence = say(words.OUTCODE, outcode=where.outcode)
    others = [] if where.is_complete else [html.P(f"{say(words.OUTCODE_OTHERS)} {_all_below()}")]
    return _notice([html.P(sentence), _links(where.near), *others, council])


def _all_below() -> str:
    """Where all districts stand on the page of areas."""
    outlines = current_view().release.outlines
    return say(words.ALL_IN_TABLE if outlines is None and not territory().has_tiles else words.ALL_BELOW)


def _links(codes: Sequence[str], places: Sequence[Place] = ()) -> Component:
    named = [html.Li(html.A(areas()[code].name, href=area_address(code))) for code in codes]
    in_areas = [
        html.Li(
            [place.name, say(words.PLACE_IN), html.A(areas()[place.area].name, href=area_address(place.area))]
        )
        for place in places
    ]
    return html.Ul([*named, *in_areas])


def _notice(content: Sequence[Component]) -> Component:
    return html.Div(list(content), className="notice found", **marks(role="status"))

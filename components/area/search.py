"""The search for a borough by its name, and what is said where it leads to no one borough."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.area import words
from components.basics.blocks import marks
from components.site.context import Elsewhere
from components.site.urls import AREAS, area_address
from metrics.areas import areas
from metrics.finder import search
from metrics.issues import shortened

LONGEST_NAME = 60


def finder(field_id: str = "find") -> Component:
    """A form that asks for the area whose name is typed, however it is spelled."""
    field = dbc.Input(
        type="text", id=field_id, name="find", maxlength=LONGEST_NAME, autocomplete="off", required=True
    )
    hint = html.Span(f" {words.FIND_HINT}", className="hint")
    label = html.Label([words.FIND, hint], htmlFor=field_id)
    row = html.Div([field, html.Button(words.FIND_BUTTON, type="submit")], className="row")
    return html.Form([label, row], action=AREAS, method="get", className="choice finder", role="search")


def search_notice(text: str) -> Component | None:
    """What is said of a search. Raises Elsewhere where one area is clearly meant, with its page's address."""
    if not text.strip():
        return None
    match = search(text)
    if match.clear is not None:
        raise Elsewhere(area_address(match.clear, "" if match.exact else text))
    typed = shortened(text, LONGEST_NAME)
    if match.near:
        return _notice([html.P(words.NOT_CLEAR.format(text=typed)), _links(match.near)])
    if match.postcode:
        council = html.A(words.WHICH_COUNCIL, href=words.WHICH_COUNCIL_LINK)
        return _notice([html.P(words.POSTCODE.format(text=typed)), html.P(council)])
    return _notice([html.P(words.NOT_FOUND.format(text=typed))])


def match_notice(text: str, area: str) -> Component | None:
    """On the page of an area (a code): what was typed by who was led there, and what else it may have meant."""
    if not text.strip() or (match := search(text)).clear != area:
        return None
    sentence = words.MATCH.format(text=shortened(text, LONGEST_NAME))
    if not match.near:
        return html.P(sentence, className="aside")
    return _notice([html.P(f"{sentence}{words.MATCH_OTHERS}"), _links(match.near)])


def _links(codes: Sequence[str]) -> Component:
    return html.Ul([html.Li(html.A(areas()[code].name, href=area_address(code))) for code in codes])


def _notice(content: Sequence[Component]) -> Component:
    return html.Div(list(content), className="notice found", **marks(role="status"))

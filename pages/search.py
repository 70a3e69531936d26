"""The search: what has the words that a reader looks for, and why it is listed."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.search import words
from components.search.results import public_query, results, search_form
from components.site.context import current_view
from components.site.urls import SEARCH
from metrics.language import say


def title(q: str = "") -> str:
    return say(words.TITLE_OF, query=public_query(q)) if q else say(words.SEARCH)


def description(**_path: object) -> str:
    return say(words.SEARCH_LEAD)


def layout(q: str = "", **_query: object) -> Component:
    query = q.strip()
    head = html.Div(
        [html.H1(say(words.SEARCH)), html.P(say(words.SEARCH_LEAD), className="lead"), search_form(query)],
        className="head",
    )
    return html.Div([head, *(results(current_view(), query) if query else [])], className="band page")


dash.register_page(
    __name__,
    path=SEARCH,
    title=title,
    name=words.SEARCH,
    place_in_navigation=70,
    description=description,
)

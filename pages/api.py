"""How programs ask for the figures: examples that run, every address of the API, and what each refusal means."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.about.api_page import api_page
from components.about.api_page_words import API_PAGE_DESCRIPTION, API_TITLE
from components.site.context import current_view
from components.site.urls import API_PAGE
from metrics.language import say


def layout(**_query: object) -> Component:
    head = html.Div(
        [html.H1(say(API_TITLE)), html.P(say(API_PAGE_DESCRIPTION), className="lead")], className="head"
    )
    return html.Div([head, *api_page(current_view())], className="band page")


dash.register_page(__name__, path=API_PAGE, title=API_TITLE, description=API_PAGE_DESCRIPTION)

"""All frameworks: the taxonomy of outcomes and measures, and where each of them stands"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.outcome import words
from components.outcome.every_framework import every_framework
from components.site.context import current_view
from components.site.urls import FRAMEWORKS
from metrics.language import say


def layout(**_query: object) -> Component:
    lead = html.P(say(words.FRAMEWORKS_DESCRIPTION), className="lead")
    head = html.Div([html.H1(say(words.FRAMEWORKS_TITLE)), lead], className="head")
    return html.Div([head, *every_framework(current_view())], className="band page")


dash.register_page(
    __name__,
    path=FRAMEWORKS,
    title=words.FRAMEWORKS_TITLE,
    name=words.FRAMEWORKS_TITLE,
    place_in_navigation=15,
    description=words.FRAMEWORKS_DESCRIPTION,
)

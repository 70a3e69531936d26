"""Every measure, under its outcome, with its newest figure and word; retired ones too"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.measure import words
from components.measure.every import every_measure
from components.site.context import current_view
from components.site.urls import MEASURES
from components.site.words import MEASURES_TITLE
from metrics.language import say


def layout(**_query: object) -> Component:
    lead = html.P(say(words.EVERY_DESCRIPTION), className="lead")
    head = html.Div([html.H1(say(MEASURES_TITLE)), lead], className="head")
    return html.Div([head, *every_measure(current_view())], className="band page")


dash.register_page(__name__, path=MEASURES, title=MEASURES_TITLE, description=words.EVERY_DESCRIPTION)

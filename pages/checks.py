"""What does not add up in the figures that publishers gave, gathered in one place"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.account import words
from components.account.every import every_discrepancy
from components.site.context import current_view
from components.site.urls import CHECKS
from metrics.language import say


def layout(**_query: object) -> Component:
    lead = html.P(say(words.CHECKS_DESCRIPTION), className="lead")
    head = html.Div([html.H1(say(words.DOES_NOT_ADD_UP)), lead], className="head")
    return html.Div([head, *every_discrepancy(current_view())], className="band page")


dash.register_page(
    __name__,
    path=CHECKS,
    title=words.DOES_NOT_ADD_UP,
    name=words.DOES_NOT_ADD_UP,
    description=words.CHECKS_DESCRIPTION,
)

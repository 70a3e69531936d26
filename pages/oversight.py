"""Who holds whom to account, what is evidence of each duty to publish, and where something is lacking"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.oversight import words
from components.oversight.content import oversight_content
from components.site.context import current_view
from components.site.page import page_of
from components.site.urls import OVERSIGHT
from metrics.language import say


def layout(**_query: object) -> Component:
    lead = html.P(say(words.OVERSIGHT_LEAD), className="lead")
    head = html.Div([html.H1(say(words.OVERSIGHT_TITLE)), lead], className="head")
    view = current_view()
    return page_of(view, [head, *oversight_content(view)])


dash.register_page(
    __name__,
    path=OVERSIGHT,
    title=words.OVERSIGHT_TITLE,
    name=words.OVERSIGHT_TITLE,
    description=words.OVERSIGHT_LEAD,
)

"""What the law has published, item by item: where it stands, and what has been checked of that"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.oversight import words
from components.oversight.duties import duties_content
from components.site.context import current_view
from components.site.page import page_of
from components.site.urls import DUTIES
from metrics.language import say


def layout(**_query: object) -> Component:
    lead = html.P(say(words.DUTIES_LEAD), className="lead")
    head = html.Div([html.H1(say(words.DUTIES_TITLE)), lead], className="head")
    view = current_view()
    return page_of(view, [head, *duties_content(view)])


dash.register_page(
    __name__,
    path=DUTIES,
    title=words.DUTIES_TITLE,
    name=words.DUTIES_TITLE,
    description=words.DUTIES_LEAD,
)

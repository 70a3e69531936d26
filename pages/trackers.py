"""What was promised: every tracker of every framework, with where each stands"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.site.context import current_view
from components.site.page import page_of
from components.site.urls import TRACKERS
from components.tracker import words
from components.tracker.every import every_tracker
from metrics.language import say


def layout(**_query: object) -> Component:
    lead = html.P(say(words.TRACKERS_DESCRIPTION), className="lead")
    head = html.Div([html.H1(say(words.TRACKERS_TITLE)), lead], className="head")
    view = current_view()
    return page_of(view, [head, *every_tracker(view)])


dash.register_page(
    __name__,
    path=TRACKERS,
    title=words.TRACKERS_TITLE,
    name=words.TRACKERS_TITLE,
    description=words.TRACKERS_DESCRIPTION,
)

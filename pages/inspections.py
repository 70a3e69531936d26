"""Inspections: every report, by when an answer is due, whether it came in time, and every clock"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.inspection import words
from components.inspection.content import every_inspection
from components.site.context import current_view
from components.site.page import page_of
from components.site.urls import INSPECTIONS
from metrics.language import say


def layout(**_query: object) -> Component:
    lead = html.P(say(words.INSPECTIONS_DESCRIPTION), className="lead")
    head = html.Div([html.H1(say(words.INSPECTIONS_TITLE)), lead], className="head")
    view = current_view()
    return page_of(view, [head, *every_inspection(view)])


dash.register_page(
    __name__,
    path=INSPECTIONS,
    title=words.INSPECTIONS_TITLE,
    name=words.INSPECTIONS_TITLE,
    description=words.INSPECTIONS_DESCRIPTION,
)

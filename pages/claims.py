"""Claims: what was said in public of the figures, each worked out anew"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.about import claims_words as words
from components.about.claims import claims_content
from components.site.context import current_view
from components.site.urls import CLAIMS
from metrics.language import say


def layout(**_query: object) -> Component:
    head = [html.H1(say(words.CLAIMS_TITLE)), html.P(say(words.CLAIMS_LEAD), className="lead")]
    return html.Div(
        [html.Div(head, className="head"), *claims_content(current_view())], className="band page"
    )


dash.register_page(
    __name__,
    path=CLAIMS,
    title=words.CLAIMS_TITLE,
    name=words.CLAIMS_TITLE,
    description=words.CLAIMS_LEAD,
)

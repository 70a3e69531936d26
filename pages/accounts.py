"""Money: every account of every framework, with where each stands"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.account import words
from components.account.every import every_account
from components.site.context import current_view
from components.site.urls import ACCOUNTS
from metrics.language import say


def layout(**_query: object) -> Component:
    lead = html.P(say(words.ACCOUNTS_DESCRIPTION), className="lead")
    head = html.Div([html.H1(say(words.ACCOUNTS_TITLE)), lead], className="head")
    return html.Div([head, *every_account(current_view())], className="band page")


dash.register_page(
    __name__,
    path=ACCOUNTS,
    title=words.ACCOUNTS_TITLE,
    name=words.ACCOUNTS_TITLE,
    description=words.ACCOUNTS_DESCRIPTION,
)

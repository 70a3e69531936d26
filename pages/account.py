"""One account of one year: budget, forecast and outturn, its way through the year, and what does not add up"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.account.content import account_content, account_title
from components.site.context import current_view
from components.site.lookup import find_account
from components.site.urls import ACCOUNT
from metrics.money.sentences import account_sentences


def title(account_id: str = "") -> str:
    return account_title(find_account(current_view(), account_id))


def description(account_id: str = "") -> str:
    view = current_view()
    account = find_account(view, account_id)
    sentences = account_sentences(view.release.accounts[account.id])
    return " ".join([*sentences[:1], account.description])


def layout(account_id: str = "", **_query: object) -> Component:
    view = current_view()
    return html.Div(account_content(view, find_account(view, account_id)), className="band page")


dash.register_page(__name__, path_template=ACCOUNT, title=title, description=description)

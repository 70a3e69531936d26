"""A page in words that staff have written, with what it informs and when it was looked over"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.about.staff_page import staff_page_content
from components.site.context import current_view
from components.site.lookup import find_staff_page
from components.site.urls import STAFF_PAGE


def title(page_id: str = "") -> str:
    return find_staff_page(current_view(), page_id).title


def description(page_id: str = "") -> str:
    return find_staff_page(current_view(), page_id).description


def layout(page_id: str = "", **_query: object) -> Component:
    view = current_view()
    return html.Div(staff_page_content(view, find_staff_page(view, page_id)), className="band page written")


dash.register_page(__name__, path_template=STAFF_PAGE, title=title, description=description)

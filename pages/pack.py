"""The pack for a body's meeting on a day: what changed since the last one, newest words, money, what is overdue"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.oversight.pack import pack_content, pack_title
from components.oversight.pack_day import pack_of
from components.oversight.pack_words import MEETING_PACK_DESCRIPTION
from components.site.context import current_view
from components.site.lookup import find_meeting
from components.site.urls import PACK
from metrics.language import say


def title(pack_id: str = "") -> str:
    view = current_view()
    return pack_title(pack_of(view, *find_meeting(view, pack_id)))


def description(pack_id: str = "") -> str:
    find_meeting(current_view(), pack_id)
    return say(MEETING_PACK_DESCRIPTION)


def layout(pack_id: str = "", **_query: object) -> Component:
    view = current_view()
    pack = pack_of(view, *find_meeting(view, pack_id))
    return html.Div(pack_content(pack), className="band page pack")


dash.register_page(__name__, path_template=PACK, title=title, description=description)

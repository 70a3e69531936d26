"""One tracker: how many stand where, what moved, which dates slipped, and its items, those that are asked for"""

from __future__ import annotations

import dash
from dash.development.base_component import Component

from components.site.context import current_view
from components.site.lookup import find_tracker
from components.site.page import page_of
from components.site.urls import TRACKER
from components.tracker.choice import Choice
from components.tracker.content import tracker_content
from metrics.promises.sentences import tracker_sentences


def title(tracker_id: str = "") -> str:
    return find_tracker(current_view(), tracker_id).tracker.title


def description(tracker_id: str = "") -> str:
    tracked = find_tracker(current_view(), tracker_id)
    return " ".join([*tracker_sentences(tracked)[:1], tracked.tracker.description])


def layout(
    tracker_id: str = "",
    status: str = "",
    area: str = "",
    owner: str = "",
    overdue: str = "",
    words: str = "",
    **_query: object,
) -> Component:
    view = current_view()
    choice = Choice(status, area, owner, overdue, words.strip())
    return page_of(view, tracker_content(view, find_tracker(view, tracker_id), choice))


dash.register_page(__name__, path_template=TRACKER, title=title, description=description)

"""One item of a tracker: what was promised, where it stands, and the line of its dates"""

from __future__ import annotations

import dash
from dash.development.base_component import Component

from components.site.context import current_view
from components.site.lookup import find_tracker_item
from components.site.page import page_of
from components.site.urls import TRACKER_ITEM
from components.tracker.item import item_content, item_title
from metrics.promises.date_sentences import item_sentences


def title(tracker_id: str = "", item_name: str = "") -> str:
    _, item = find_tracker_item(current_view(), tracker_id, item_name)
    return item_title(item)


def description(tracker_id: str = "", item_name: str = "") -> str:
    view = current_view()
    tracked, item = find_tracker_item(view, tracker_id, item_name)
    return " ".join(item_sentences(tracked, item, view.today))


def layout(tracker_id: str = "", item_name: str = "", **_query: object) -> Component:
    view = current_view()
    tracked, item = find_tracker_item(view, tracker_id, item_name)
    return page_of(view, item_content(view, tracked, item))


dash.register_page(__name__, path_template=TRACKER_ITEM, title=title, description=description)

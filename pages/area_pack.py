"""An area on two printed pages for the meeting of a board: the figures in words, and what can be done with them"""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.area import pack_words as words
from components.area.pack import pack_sheets
from components.site.context import Elsewhere, current_view
from components.site.lookup import find_place, place_of_further
from components.site.urls import AREA_PACK
from metrics.figures.area_sentences import short_name
from metrics.language import say


def title(area_id: str = "") -> str:
    return say(words.PACK_TITLE, name=short_name(_place(area_id)))


def description(area_id: str = "") -> str:
    return say(words.PACK_DESCRIPTION, name=short_name(_place(area_id)))


def layout(area_id: str = "", **_query: object) -> Component:
    return html.Div(pack_sheets(current_view(), _place(area_id)), className="band page pack")


def _place(area_id: str) -> str:
    """The code of an area that has a page. Raises Elsewhere for a ward or a force, and UnknownAddress."""
    if elsewhere := place_of_further(current_view().release, area_id):
        raise Elsewhere(elsewhere)
    return find_place(area_id)


dash.register_page(__name__, path_template=AREA_PACK, title=title, description=description)

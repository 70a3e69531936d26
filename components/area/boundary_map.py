"""Areas in their real shapes, each the way to its page: the same figures, marks and words as on the tiles."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.kinds.area_map import AreaMap, Shape
from components.area import words
from components.area.states import States, place_address, spoken
from components.basics.chart_place import chart_div
from metrics.areas import districts
from metrics.language import say
from metrics.outlines import Outlines


def boundary_map(outlines: Outlines, states: States, source: str = "", anchor: str = "") -> Component:
    """The map of what each district (by code) shows, in the order of the tiles, and whose boundaries they are."""
    in_rows = sorted(districts().values(), key=lambda area: area.tile)
    codes = [area.code for area in in_rows if area.code in outlines.areas]
    shapes = tuple(_shape(code, outlines, states, anchor) for code in codes)
    chart = AreaMap(say(words.BOUNDARIES_LABEL), outlines.width, outlines.height, shapes)
    below = [html.P(source, className="aside")] if source else []
    return html.Div([chart_div(chart), *below])


def _shape(code: str, outlines: Outlines, states: States, anchor: str) -> Shape:
    outline, state = outlines.areas[code], states.get(code)
    address = place_address(code, state, anchor)
    look, mark = ("none", "") if state is None else (state.look, state.mark)
    text = spoken(districts()[code].name, state)
    return Shape(outline.path, outline.x, outline.y, look, mark or words.NO_MARK, text, address)

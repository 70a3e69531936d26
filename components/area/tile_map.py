"""The districts as tiles, roughly where they lie: each with its figure and how it stands beside the region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.area import words
from components.area.states import State, States, counted, place_address
from components.basics.blocks import marks
from metrics.areas import districts, outside_codes
from metrics.figures.area_comparison import Standing
from metrics.figures.area_sentences import STANDING_WORDS, short_name
from metrics.language import say


def tile_map(states: States, anchor: str = "") -> Component:
    """The map of what each district (by code) shows, in the order of its rows. A district may have nothing."""
    in_rows = sorted(districts().values(), key=lambda area: area.tile)
    tiles = [_tile(area.code, states.get(area.code), anchor) for area in in_rows]
    tile_list = html.Ul(tiles, className="map", **marks(aria_label=say(words.MAP_LABEL), role="list"))
    wider = html.P(say(words.MAP_IS_WIDER), className="aside wider")
    scrolled = html.Div(
        tile_list, className="scrolled", tabIndex="0", **marks(role="region", aria_label=say(words.MAP))
    )
    return html.Div([wider, scrolled])


def legend(kinds: Sequence[State], states: States) -> Component:
    """What the marks mean, and how many districts have each: of what is not known only where there are any."""
    rows = [
        _key(kind.look, kind.mark or words.NO_MARK, f"{kind.says}: {number}")
        for kind, number in counted(kinds, states)
        if number or kind.look != "not-known"
    ]
    own = [say(words.OWN_POLICE, name=short_name(code)) for code in outside_codes()]
    rows += [_key("none", words.NO_MARK, text) for text in own]
    return html.Ul(rows, className="keys", **marks(aria_label=say(words.LEGEND), role="list"))


def standing_mark(standing: Standing, wording: Mapping[Standing, str] = STANDING_WORDS) -> Component:
    """How a place stands beside the region: a shape and words, ``STANDING_IN_SHORT`` where a head says the rest."""
    return state_mark(words.STANDING_MARKS[standing], say(wording[standing]), standing)


def state_mark(mark: str, text: str, look: str) -> Component:
    """A shape and its words."""
    shape = html.Span(mark, **marks(aria_hidden="true"))
    return html.Span([shape, "\u00a0", text], className="placed", **marks(data_standing=look))


def _key(look: str, mark: str, text: str) -> Component:
    swatch = html.Span(mark, className="swatch", **marks(data_standing=look, aria_hidden="true"))
    return html.Li([swatch, html.Span(text)])


def _tile(code: str, state: State | None, anchor: str) -> Component:
    area = districts()[code]
    shows = (
        State("none", "", say(words.OWN_POLICE, name=area.name), words.NO_MARK) if state is None else state
    )
    row, column = area.tile
    inside = [
        html.Span(area.name),
        html.B(shows.figure),
        html.Span(shows.mark, **marks(aria_hidden="true")),
        html.Span(f" {shows.says}", className="unseen"),
    ]
    link = html.A(inside, href=place_address(code, state, anchor))
    return html.Li(link, className=f"r{row} c{column}", **marks(data_standing=shows.look))

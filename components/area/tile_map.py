"""The districts as tiles, roughly where they lie: each with its figure and how it stands beside the region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from components.area import words
from components.basics.blocks import marks
from components.site.urls import area_address
from metrics.areas import districts
from metrics.figures.area_comparison import AreaComparison, Standing
from metrics.figures.area_sentences import STANDING_WORDS, number_text
from metrics.language import say


def tile_map(comparisons: Mapping[str, AreaComparison], anchor: str = "") -> Component:
    """The map of the places of each district (by code), in the order of its rows. A district may have none."""
    in_rows = sorted(districts().values(), key=lambda area: area.tile)
    tiles = [_tile(area.code, comparisons.get(area.code), anchor) for area in in_rows]
    tile_list = html.Ul(tiles, className="map", **marks(aria_label=say(words.MAP_LABEL), role="list"))
    wider = html.P(words.MAP_IS_WIDER, className="aside wider")
    scrolled = html.Div(
        tile_list, className="scrolled", tabIndex="0", **marks(role="region", aria_label=say(words.MAP))
    )
    return html.Div([wider, scrolled])


def legend(comparisons: Mapping[str, AreaComparison]) -> Component:
    """What the marks mean, and how many districts have each."""
    counts = Counter(comparison.standing for comparison in comparisons.values())
    rows = [
        _key(standing, words.STANDING_MARKS[standing], f"{say(STANDING_WORDS[standing])}: {counts[standing]}")
        for standing in MARKED
        if counts[standing] or standing != "not-known"
    ]
    if len(comparisons) < len(districts()):
        rows.append(_key("none", words.NO_MARK, say(words.OWN_POLICE)))
    return html.Ul(rows, className="keys", **marks(aria_label=words.LEGEND, role="list"))


MARKED: tuple[Standing, ...] = ("higher", "similar", "lower", "not-known")


def standing_mark(standing: Standing, wording: Mapping[Standing, str] = STANDING_WORDS) -> Component:
    """How a place stands beside the region: a shape and words, ``STANDING_IN_SHORT`` where a head says the rest."""
    shape = html.Span(words.STANDING_MARKS[standing], **marks(aria_hidden="true"))
    return html.Span(
        [shape, "\u00a0", say(wording[standing])], className="placed", **marks(data_standing=standing)
    )


def _key(standing: str, mark: str, text: str) -> Component:
    swatch = html.Span(mark, className="swatch", **marks(data_standing=standing, aria_hidden="true"))
    return html.Li([swatch, html.Span(text)])


def _tile(code: str, comparison: AreaComparison | None, anchor: str) -> Component:
    area = districts()[code]
    standing = "none" if comparison is None else comparison.standing
    row, column = area.tile
    figure, mark, standing_text = _texts(comparison)
    inside = [
        html.Span(area.name),
        html.B(figure),
        html.Span(mark, **marks(aria_hidden="true")),
        html.Span(standing_text, className="unseen"),
    ]
    link = html.A(inside, href=f"{area_address(code)}{f'#{anchor}' if anchor and comparison else ''}")
    return html.Li(link, className=f"r{row} c{column}", **marks(data_standing=standing))


def _texts(comparison: AreaComparison | None) -> tuple[str, str, str]:
    """The figure, the mark, and what a screen reader says beside them."""
    if comparison is None:
        return words.NO_MARK, "", f" {say(words.OWN_POLICE)}"
    figure = (
        words.NO_MARK
        if comparison.figure.compared is None
        else number_text(comparison.measure, comparison.figure)
    )
    return figure, words.STANDING_MARKS[comparison.standing], f" {say(STANDING_WORDS[comparison.standing])}"

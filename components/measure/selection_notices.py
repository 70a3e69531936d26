"""What a reader must know of the view of a measure before its figure: that it is not the newest, or cannot be."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.measure import words
from components.site.selection import Selection
from metrics.areas import region_code
from metrics.figures.tiles import Tile
from metrics.language import say
from metrics.periods import label


def notices(selection: Selection) -> list[Component]:
    """What stands above the figure."""
    return [_heed(content) for content in (*_newer(selection), *_region_alone(selection))]


def resumes(tile: Tile) -> list[Component]:
    """When a comparison that crosses a break can be made again."""
    if tile.judged is None or tile.judged.comparison.crossed is None:
        return []
    period = tile.judged.comparison.resumes
    return [_heed([say(words.RESUMES, label=label(period)) if period else say(words.NEVER_RESUMES)])]


def _heed(content: list[str | Component]) -> Component:
    return html.P(content, className="heed", **marks(role="note"))


def _newer(selection: Selection) -> list[list[str | Component]]:
    if selection.newest is None:
        return []
    link = html.A(say(words.SEE_NEWEST), href=selection.but(last=None).address)
    return [[say(words.NEWER_EXISTS, label=label(selection.newest)), link]]


def _region_alone(selection: Selection) -> list[list[str | Component]]:
    if selection.dimension is None or selection.area == region_code():
        return []
    link = html.A(say(words.SEE_FOR_REGION), href=selection.but(area=region_code()).address)
    return [[say(words.BREAKDOWNS_OF_REGION), link]]


def backwards(selection: Selection) -> list[Component]:
    """What is said in the place of a chart whose span ends before it starts."""
    if selection.first is None or selection.last is None:
        return []
    ends = {"first": label(selection.first), "last": label(selection.last)}
    turned = selection.but(first=selection.last, last=selection.first)
    return [
        html.P([say(words.BACKWARDS, **ends), html.A(say(words.TURN_AROUND, **ends), href=turned.address)])
    ]

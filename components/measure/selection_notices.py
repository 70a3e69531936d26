"""What a reader must know of the view of a measure before its figure: that it is not the newest, or cannot be."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.measure import words
from components.site.selection import Asked
from metrics.areas import LONDON
from metrics.figures.tiles import Tile
from metrics.periods import label


def notices(shown: Asked) -> list[Component]:
    """What stands above the figure."""
    return [_heed(one) for one in (*_newer(shown), *_london_alone(shown))]


def resumes(tile: Tile) -> list[Component]:
    """When a comparison that crosses a break can be made again."""
    if tile.change is None or tile.change.comparison.crossed is None:
        return []
    period = tile.change.comparison.resumes
    return [_heed([words.RESUMES.format(label=label(period)) if period else words.NEVER_RESUMES])]


def _heed(said: list[str | Component]) -> Component:
    return html.P(said, className="heed", **marks(role="note"))


def _newer(shown: Asked) -> list[list[str | Component]]:
    if shown.newest is None:
        return []
    link = html.A(words.SEE_NEWEST, href=shown.but(last=None).address)
    return [[words.NEWER_EXISTS.format(label=label(shown.newest)), link]]


def _london_alone(shown: Asked) -> list[list[str | Component]]:
    if shown.dimension is None or shown.area == LONDON:
        return []
    link = html.A(words.SEE_FOR_LONDON, href=shown.but(area=LONDON).address)
    return [[words.LONDON_ALONE, link]]


def backwards(shown: Asked) -> list[Component]:
    """What is said in the place of a chart whose span ends before it starts."""
    if shown.first is None or shown.last is None:
        return []
    ends = {"first": label(shown.first), "last": label(shown.last)}
    turned = shown.but(first=shown.last, last=shown.first)
    return [
        html.P(
            [words.BACKWARDS.format(**ends), html.A(words.TURN_AROUND.format(**ends), href=turned.address)]
        )
    ]

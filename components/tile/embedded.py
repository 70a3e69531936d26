"""A measure's tile as it stands on other people's pages: the figure, its change, its source, the way back."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.basics.days import day, local_day
from components.figures.trend import bare_trend
from components.site import downloads_words as words
from components.site.age import age_sentences, overdue
from components.site.context import View
from components.site.urls import measure_address
from components.tile.tile import facts
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import NO_DATA
from metrics.figures.tiles import Tile
from metrics.language import say

# A link leaves the frame that it stands in: the page around it would make a poor window for a site.
OUT = "_top"


def embedded(
    view: View, tile: Tile, *, with_chart: bool = False, left: Sequence[Component] = ()
) -> Component:
    """All that stands in the frame; ``with_chart`` adds the measure's way to its figure.

    ``left`` is what is left of a retired measure.
    """
    measure, site = tile.measure, view.release.config.site
    address = measure_address(measure.id, tile.area)
    where = view.area_name(measure.id, tile.area)
    age = age_sentences(view, measure)
    late = overdue(view, measure) if isinstance(measure, PublishedMeasure) else ""
    back = html.A(say(words.EMBEDDED_MORE, site=site.title), href=address, target=OUT)
    parts = [
        html.H1(html.A(measure.title, href=address, target=OUT)),
        html.P(where, className="where") if isinstance(measure, PublishedMeasure) else None,
        *facts(tile, age=age),
        *map(_outward, left),
        html.P(late, className="aside") if late and late not in age else None,
        _chart(view, tile, where) if with_chart else None,
        html.Footer(html.P([_source(view, tile), " ", back])),
    ]
    return html.Main(parts, **marks(data_measure=measure.id, data_status=measure.status))


def _outward(part: Component) -> Component:
    """A part of a page whose links leave the frame."""
    if isinstance(part, html.A):
        setattr(part, "target", OUT)  # noqa: B010 - components take their attributes as they come
    children = getattr(part, "children", None)
    for inside in children if isinstance(children, list) else [children]:
        if isinstance(inside, Component):
            _outward(inside)
    return part


def _chart(view: View, tile: Tile, where: str) -> Component | None:
    """The chart; None where there is no figure to draw."""
    measure = tile.measure
    if not isinstance(measure, PublishedMeasure) or all(item.value is None for item in tile.trend):
        return None
    return bare_trend(measure, tile, where, view.release.data.get(measure.id, NO_DATA))


def _source(view: View, tile: Tile) -> str:
    release, measure = view.release, tile.measure
    publisher = (
        measure.source.publisher if isinstance(measure, PublishedMeasure) else release.config.site.producer
    )
    when = day(local_day(release.published_at))
    return say(words.EMBEDDED_SOURCE, publisher=publisher, release=release.title, day=when)

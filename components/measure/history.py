"""A measure's way here, as a reader asks to see it: over time, year beside year, by its parts, by borough."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import section
from components.figures import words as figures_words
from components.figures.borough_lines import boroughs_view
from components.figures.borough_table import boroughs_table
from components.figures.breakdown import breakdown_view
from components.figures.breakdown_table import breakdowns
from components.figures.control_chart import usual_range
from components.figures.trend import trend
from components.figures.year_on_year import years
from components.measure import words
from components.measure.selection_notices import backwards
from components.site.context import View
from components.site.selection import Asked
from components.site.urls import explore_address
from metrics.areas import LONDON, area_name
from metrics.declared.framework import PublishedMeasure
from metrics.figures.series import MeasureData
from metrics.figures.tiles import Tile


def history(view: View, shown: Asked, tile: Tile, data: MeasureData) -> list[Component]:
    """The sections between a measure's figure and its notes. ``data`` ends where the view does."""
    measure = tile.measure
    if not isinstance(measure, PublishedMeasure) or all(one.value is None for one in tile.trend):
        return []
    if shown.boroughs:
        return [boroughs_view(measure, data, shown), _way_back(shown)]
    if shown.dimension is not None and shown.area == LONDON:
        return [*breakdown_view(measure, shown.dimension, data, shown), _way_back(shown)]
    return [
        section("over-time", words.OVER_TIME, _over_time(view, measure, shown, tile, data)),
        *usual_range(measure, tile, _area(view, tile)),
        *_years(view, measure, tile, data),
        *breakdowns(measure, tile, data, shown),
        *boroughs_table(measure, tile, data),
        *_side_by_side(shown, data),
    ]


def _side_by_side(shown: Asked, data: MeasureData) -> list[Component]:
    if not data.areas():
        return []
    address = shown.but(boroughs=True, dimension=None).address
    return [html.P(html.A(words.EVERY_BOROUGH, href=address), className="more")]


def _way_back(shown: Asked) -> Component:
    there = shown.but(dimension=None, boroughs=False)
    return html.P(html.A(words.WHOLE_PAGE, href=there.address), className="more")


def _area(view: View, tile: Tile) -> str:
    return area_name(tile.area, city_included=view.release.city_included(tile.measure.id))


def _over_time(
    view: View, measure: PublishedMeasure, shown: Asked, tile: Tile, data: MeasureData
) -> list[Component]:
    if shown.is_backwards:
        return backwards(shown)
    within = replace(tile, trend=shown.span(tile.trend))
    if not within.trend.observations:
        return [html.P(figures_words.NOTHING_TO_DRAW)]
    # What is interactive is of now: on a frozen page the chart and its table stand alone.
    now = view.interactive and view.kind != "as-at"
    explore = explore_address(view.release.id, measure.id, tile.area) if now else ""
    cut = shown.first is not None or shown.last is not None
    return [trend(measure, within, data, _area(view, tile), whole=True, explore=explore, cut=cut)]


def _years(view: View, measure: PublishedMeasure, tile: Tile, data: MeasureData) -> list[Component]:
    found = years(measure, data, tile.area, _area(view, tile))
    return [section("years", figures_words.YEARS, found)] if found else []

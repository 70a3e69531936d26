"""A measure's way here, as a reader asks to see it: over time, year beside year, by its parts, by district."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from components.basics.blocks import section
from components.figures import words as figures_words
from components.figures.breakdown import breakdown_view
from components.figures.breakdown_table import breakdowns
from components.figures.control_chart import usual_range
from components.figures.district_lines import districts_view
from components.figures.district_table import districts_table
from components.figures.further_areas import beside_region_table
from components.figures.trend import trend
from components.figures.year_on_year import year_on_year
from components.measure import words
from components.measure.content import MeasurePage
from components.measure.selection_notices import backwards
from components.site.selection import Selection
from components.site.urls import interactive_address
from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.series import MeasureData
from metrics.language import say


def history(page: MeasurePage) -> list[Component]:
    """The sections between a measure's figure and its notes. They end where the selection does."""
    measure, tile, selection = page.measure, page.tile, page.selection
    has_figures = any(observation.value is not None for observation in tile.trend)
    if not isinstance(measure, PublishedMeasure) or not has_figures:
        return []
    data = page.data.until(selection.last)
    if selection.districts:
        return [districts_view(measure, data, selection), _way_back(selection)]
    if selection.dimension is not None and selection.area == region_code():
        return [*breakdown_view(measure, selection.dimension, data, selection), _way_back(selection)]
    return [
        section("over-time", say(words.OVER_TIME), _over_time(page, measure, data)),
        *usual_range(measure, tile, page.area),
        *_years(page, measure, data),
        *breakdowns(measure, tile, data, selection),
        *districts_table(measure, tile, data),
        *beside_region_table(measure, data),
        *_side_by_side(selection, data),
    ]


def _side_by_side(selection: Selection, data: MeasureData) -> list[Component]:
    if not data.areas():
        return []
    address = selection.but(districts=True, dimension=None).address
    return [html.P(html.A(say(words.SEE_DISTRICT_LINES), href=address), className="more")]


def _way_back(selection: Selection) -> Component:
    page = selection.but(dimension=None, districts=False)
    return html.P(html.A(say(words.BACK_TO_ALL), href=page.address), className="more")


def _over_time(page: MeasurePage, measure: PublishedMeasure, data: MeasureData) -> list[Component]:
    view, selection, tile = page.view, page.selection, page.tile
    if selection.is_backwards:
        return backwards(selection)
    within = replace(tile, trend=selection.span(tile.trend))
    if not within.trend.observations:
        return [html.P(say(figures_words.NO_FIGURE_BETWEEN))]
    # What is interactive is of now: on a frozen page the chart and its table stand alone.
    now = view.interactive and view.kind != "as-at"
    explore = interactive_address(view.release.id, measure.id, tile.area) if now else ""
    cut = selection.first is not None or selection.last is not None
    return [trend(measure, within, data, page.area, full=True, explore=explore, cut=cut)]


def _years(page: MeasurePage, measure: PublishedMeasure, data: MeasureData) -> list[Component]:
    content = year_on_year(measure, data, page.tile.area, page.area)
    return [section("years", say(figures_words.YEARS), content)] if content else []

"""A measure by its parts: how victims reported, how old they were. The region's figures alone."""

from __future__ import annotations

import pandas as pd
from dash import html
from dash.development.base_component import Component

from charts.words import HEAD
from components.basics.blocks import section
from components.basics.table import Columns, scrolled, table_of_columns
from components.basics.words import cell_text
from components.figures.interval_words import what_it_is
from components.figures.intervals import has_intervals, interval_cell
from components.figures.words import BREAKDOWN_TITLE, BREAKDOWNS, SEE_BREAKDOWN
from components.site.selection import Selection
from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Dimension
from metrics.figures.chance import part_of
from metrics.figures.comparison import earlier_period
from metrics.figures.series import Key, MeasureData
from metrics.figures.tiles import Tile
from metrics.language import say
from metrics.periods import same_period_last_year, window_label


def breakdowns(
    measure: PublishedMeasure, tile: Tile, data: MeasureData, view: Selection | None = None
) -> list[Component]:
    """A table for each dimension of which there are figures; with a ``view``, the way to see it alone."""
    if tile.area != region_code() or tile.latest is None:
        return []
    period = tile.latest.period
    tables = [
        _with_link(measure, dimension, breakdown_table(measure, dimension, data, period), view)
        for dimension in _dimensions(measure, data)
    ]
    if not tables:
        return []
    notes = [html.P(text, className="aside") for text in interval_notes(measure, data, period)]
    return [section("breakdowns", say(BREAKDOWNS), [*notes, html.Div(tables, className="tables")])]


def _dimensions(measure: PublishedMeasure, data: MeasureData) -> list[Dimension]:
    return [dimension for dimension in measure.source.dimensions if data.categories(dimension.id)]


def _with_link(
    measure: PublishedMeasure, dimension: Dimension, figures: Component, view: Selection | None
) -> Component:
    figures = scrolled(breakdown_title(measure, dimension), figures)
    if view is None:
        return figures
    label: list[str | Component] = [
        say(SEE_BREAKDOWN),
        html.Span(f" ({dimension.title})", className="unseen"),
    ]
    link = html.A(label, href=view.but(dimension=dimension, districts=False).address)
    return html.Div([figures, html.P(link, className="more")])


def breakdown_table(
    measure: PublishedMeasure, dimension: Dimension, data: MeasureData, period: pd.Period
) -> Component:
    """A dimension's categories in a period, with how sure each is, and in the period that it stands beside."""
    names, before = data.categories(dimension.id), beside(measure, period)
    keys = [Key(measure.window, region_code(), dimension.id, name) for name in names]
    now, then = ([data.get(key).at(when) for key in keys] for when in (period, before))
    intervals = _intervals(measure, dimension, data, period)
    columns: Columns = [
        (dimension.title, names),
        (window_label(period, measure.window), [cell_text(measure, observation) for observation in now]),
        *([(say(HEAD), intervals)] if has_intervals(intervals) else []),
        (window_label(before, measure.window), [cell_text(measure, observation) for observation in then]),
    ]
    return table_of_columns(breakdown_title(measure, dimension), columns)


def interval_notes(measure: PublishedMeasure, data: MeasureData, period: pd.Period) -> list[str]:
    """What an interval is, where a breakdown shows some; else nothing."""
    columns = (_intervals(measure, dimension, data, period) for dimension in measure.source.dimensions)
    return [what_it_is(measure)] if any(map(has_intervals, columns)) else []


def _intervals(
    measure: PublishedMeasure, dimension: Dimension, data: MeasureData, period: pd.Period
) -> list[str]:
    by_name = {
        name: data.get(Key(measure.window, region_code(), dimension.id, name)).at(period)
        for name in data.categories(dimension.id)
    }
    return [
        interval_cell(measure, observation, region_code(), part_of(measure, dimension.id, name))
        for name, observation in by_name.items()
    ]


def breakdown_title(measure: PublishedMeasure, dimension: Dimension) -> str:
    """``Homicide by age group``."""
    return say(BREAKDOWN_TITLE, measure=measure.title, dimension=dimension.title.lower())


def beside(measure: PublishedMeasure, period: pd.Period) -> pd.Period:
    """The period that a breakdown of another stands beside.

    A running total stands beside the same months of last year: last month's could only be lower.
    """
    running = measure.window.endswith("to-date")
    return same_period_last_year(period) if running else earlier_period(measure, period)

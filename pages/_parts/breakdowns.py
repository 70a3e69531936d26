"""A measure by its parts: how victims reported, how old they were. London's figures alone."""

from __future__ import annotations

import pandas as pd
from dash import html
from dash.development.base_component import Component

from metrics.areas import LONDON
from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Dimension
from metrics.figures.change import earlier_period
from metrics.figures.series import Key, MeasureData
from metrics.figures.tiles import Tile
from metrics.periods import same_period_last_year, window_label
from pages._parts.sections import section
from pages._parts.table import table
from pages._parts.words import marked_text


def breakdowns(measure: PublishedMeasure, tile: Tile, data: MeasureData) -> list[Component]:
    """A table for each dimension of which there are figures."""
    if tile.area != LONDON or tile.latest is None:
        return []
    period = tile.latest.period
    tables = [_table(measure, dimension, data, period) for dimension in measure.source.dimensions]
    if not (shown := [one for one in tables if one is not None]):
        return []
    return [section("breakdowns", "Breakdowns", [html.Div(shown, className="tables")])]


def _table(
    measure: PublishedMeasure, dimension: Dimension, data: MeasureData, period: pd.Period
) -> Component | None:
    names = data.categories(dimension.id)
    before = _before(measure, period)
    both = (period, before)
    rows = [(name, *(_text(measure, dimension, data, name, when) for when in both)) for name in names]
    if not rows:
        return None
    heads = [dimension.title, *(window_label(when, measure.window) for when in both)]
    return table(f"{measure.title} by {dimension.title.lower()}", heads, rows)


def _before(measure: PublishedMeasure, period: pd.Period) -> pd.Period:
    """A running total stands beside the same months of last year: last month's could only be lower."""
    running = measure.window.endswith("to-date")
    return same_period_last_year(period) if running else earlier_period(measure, period)


def _text(
    measure: PublishedMeasure, dimension: Dimension, data: MeasureData, category: str, period: pd.Period
) -> str:
    found = data.get(Key(measure.window, LONDON, dimension.id, category)).at(period)
    return "Not available" if found is None else marked_text(measure, found)

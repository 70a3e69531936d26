"""One breakdown of a measure alone: its categories as a chart, and many of them as small lines as well."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Dimension
from metrics.figures.series import MeasureData
from pages._parts import view_words as words
from pages._parts.breakdown_chart import (
    Categories,
    breakdown_figure,
    categories,
    categories_table,
    is_over_time,
    point_words,
    within,
)
from pages._parts.breakdowns import breakdown_title
from pages._parts.multiples import Item, multiples, shared_axis
from pages._parts.sections import section
from pages._parts.time_axis import cuts
from pages._parts.view import Asked
from pages._parts.words import marked_text


def breakdown_view(
    measure: PublishedMeasure, dimension: Dimension, data: MeasureData, view: Asked
) -> list[Component]:
    """A breakdown within the span of a view. ``data`` ends where the view does."""
    title = breakdown_title(measure, dimension)
    shown = within(categories(measure, dimension, data), view.first, view.last)
    if not any(one.value is not None for series in shown.values() for one in series):
        return [section("breakdown", title, [html.P(words.NOTHING_TO_DRAW)])]
    parts: list[Component] = [
        section("breakdown", title, [breakdown_figure(measure, dimension, data, shown)])
    ]
    if is_over_time(shown):
        return parts
    heading = words.OVER_TIME_TITLE.format(title=title)
    return [*parts, section("over-time", heading, _side_by_side(measure, dimension, shown, heading))]


def _side_by_side(
    measure: PublishedMeasure, dimension: Dimension, shown: Categories, title: str
) -> list[Component]:
    points = next(iter(shown.values())).observations
    axis = shared_axis(shown.values(), measure.unit)
    items = [
        Item(name, marked_text(measure, series.observations[-1]), series) for name, series in shown.items()
    ]
    low, high = (f"{one:,.0f}{'%' if measure.unit == 'percent' else ''}" for one in (axis.low, axis.high))
    ends = {"first": points[0].label, "last": points[-1].label}
    told = [words.ONE_SCALE.format(low=low, high=high, **ends), point_words(measure, points)]
    lines = multiples(f"by-{dimension.id}", axis, items, cuts(measure, points))
    words_above = html.Div([html.P(text) for text in told if text], className="moved")
    return [words_above, lines, categories_table(measure, shown, title)]

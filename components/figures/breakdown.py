"""A breakdown as a drawing with its table: a few categories as lines over time, many as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from dash import html
from dash.development.base_component import Component

from charts.kinds.bars import Bar, Bars
from charts.kinds.lines import EQUAL_LOOKS, Facet, Line, Lines, Look
from charts.scale import axis_for
from charts.time_axis import at, cuts, once_a_year, strokes, years_between
from charts.values import runs
from components.basics.blocks import section
from components.basics.table import folded, scrolled, table
from components.basics.words import (
    NOT_AVAILABLE,
    PERIOD,
    cell_text,
    dated_text,
    marked_text,
    span,
    upper_first,
    what_a_point_covers,
)
from components.figures import words
from components.figures.breakdown_table import beside, breakdown_table, breakdown_title
from components.figures.breaks import break_sentences
from components.figures.figure import Notes, figure, notes_above, scale_note
from components.figures.points import end_status, is_zero, with_values, zero_note
from components.figures.reading import Reading, of_lines
from components.figures.small_multiples import Item, multiples, own_axes, scale_words, shared_axis
from components.site.selection import Selection
from metrics.areas import region_code
from metrics.dates import month_name
from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Dimension
from metrics.figures.sentences import observation_text
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.language import say, say_count
from metrics.periods import label, window_in_words, window_months, year_of

FULL_PERCENT = 100.0  # the bar of a percentage stands in its hundred
Categories = Mapping[str, Series]


def breakdown_figure(
    measure: PublishedMeasure,
    dimension: Dimension,
    data: MeasureData,
    by_category: Categories,
    title: str = "",
) -> Component:
    """A breakdown ``by_category`` (see ``categories``): over time where they are few, else as bars."""
    if is_over_time(by_category):
        return _over_time(measure, dimension, by_category, title)
    newest = _points(by_category)[-1].period
    return _as_bars(measure, dimension, data, newest, title)


def is_over_time(by_category: Categories) -> bool:
    """Whether categories are few enough for lines, with more than one figure each."""
    return len(by_category) <= len(EQUAL_LOOKS) and all(len(series) > 1 for series in by_category.values())


def categories(measure: PublishedMeasure, dimension: Dimension, data: MeasureData) -> dict[str, Series]:
    """The region's figures by category. Of a running total those at the same point of each year."""
    names = data.categories(dimension.id)
    by_category = {name: data.get(Key(measure.window, region_code(), dimension.id, name)) for name in names}
    return {name: once_a_year(measure, series) for name, series in by_category.items()}


def within(by_category: Categories, first: pd.Period | None, last: pd.Period | None) -> dict[str, Series]:
    """The categories' figures between two periods."""
    return {name: series.within(first, last) for name, series in by_category.items()}


def point_words(measure: PublishedMeasure, points: Sequence[Observation]) -> str:
    """What one point covers: ``There is one point for each year: its total from January to December.``"""
    if not measure.window.endswith("to-date"):
        return what_a_point_covers(measure.window)
    first, last = (month_name(month.month) for month in window_months(points[-1].period, measure.window))
    return say(words.A_POINT_A_YEAR, months=first if first == last else span(first, last))


def categories_table(measure: PublishedMeasure, by_category: Categories, title: str) -> Component:
    """Newest first, a column for each category."""
    rows = [
        [
            observation.label,
            *(cell_text(measure, series.at(observation.period)) for series in by_category.values()),
        ]
        for observation in reversed(_points(by_category))
    ]
    return table(title, [say(PERIOD), *by_category], rows)


def _points(by_category: Categories) -> tuple[Observation, ...]:
    """The figures of the first category, whose periods are those of all."""
    return next(iter(by_category.values())).observations


# As lines ---------------------------------------------------------------------------------------------------


def _over_time(
    measure: PublishedMeasure, dimension: Dimension, by_category: Categories, title: str
) -> Component:
    title = title or say(words.OVER_TIME_TITLE, title=breakdown_title(measure, dimension))
    chart, points = _lines(measure, dimension, by_category, title), _points(by_category)
    return figure(
        chart,
        Notes(
            [point_words(measure, points), zero_note(by_category)],
            [scale_note(chart.facets[0].axis, measure.form)],
        ),
        categories_table(measure, by_category, title),
        summary=words.periods_table(len(points)),
        wide=True,
        reading=of_lines(
            chart, [bool(with_values(series)) and not is_zero(series) for series in by_category.values()]
        ),
    )


def _lines(measure: PublishedMeasure, dimension: Dimension, by_category: Categories, title: str) -> Lines:
    points = _points(by_category)
    yearly = measure.window.endswith("to-date")
    places = [_year(measure, observation) if yearly else at(observation.period) for observation in points]
    lines = (
        _line(measure, name, category, look)
        for (name, category), look in zip(by_category.items(), EQUAL_LOOKS, strict=False)
        if not is_zero(category)
    )
    ticks = (
        tuple(
            (_year(measure, observation), label(year_of(observation.period, measure.window)))
            for observation in points
        )
        if yearly
        else ()
    )
    values = (observation.value for series in by_category.values() for observation in series)
    return Lines(
        id=f"lines-{measure.id}-{dimension.id}",
        title=title,
        description=" ".join(_described(measure, name, series) for name, series in by_category.items()),
        first=places[0],
        last=places[-1],
        ticks=ticks or years_between(places[0], places[-1]),
        facets=(
            Facet(measure.form, axis_for(values, measure.form), tuple(line for line in lines if line.runs)),
        ),
    )


def _year(measure: PublishedMeasure, observation: Observation) -> float:
    return float(year_of(observation.period, measure.window).ordinal)


def _line(measure: PublishedMeasure, name: str, series: Series, look: Look) -> Line:
    newest = series.observations[-1]
    label_text = f"{name} {observation_text(measure, newest)}"
    if not measure.window.endswith("to-date"):
        return Line(label_text, strokes(measure, series), look, end_status(newest))
    apart = [_year(measure, series.observations[index]) for index in cuts(measure, series.observations)]
    line_runs = runs(((_year(measure, observation), observation.value) for observation in series), apart)
    return Line(label_text, line_runs, look, end_status(newest))


def _described(measure: PublishedMeasure, name: str, series: Series) -> str:
    """``Face to face: from 71% (Q1 2020/21) to 61% (Q3 2023/24).``"""
    figures = with_values(series)
    if not figures:
        return say(words.CATEGORY_UNKNOWN, name=name)
    first, last = dated_text(measure, figures[0]), dated_text(measure, figures[-1])
    line = say(words.FROM_TO, name=name, first=first, last=last)
    return " ".join([line, *break_sentences(measure, figures)])


# As bars ----------------------------------------------------------------------------------------------------


def _as_bars(
    measure: PublishedMeasure, dimension: Dimension, data: MeasureData, period: pd.Period, title: str
) -> Component:
    before = beside(measure, period)
    now, then = (window_in_words(when, measure.window) for when in (period, before))
    names = data.categories(dimension.id)
    bars = tuple(_bar(measure, dimension, data, name, (period, before)) for name in names)
    title = title or breakdown_title(measure, dimension)
    chart = Bars(
        id=f"bars-{measure.id}-{dimension.id}",
        title=title,
        description=say(
            words.BARS_DESCRIBED,
            period=upper_first(now),
            figures=", ".join(f"{bar.label} {bar.text}" for bar in bars),
        ),
        high=FULL_PERCENT if measure.unit_row.is_share else _highest(bars),
        bars=bars,
        low=min(0.0, *(end for bar in bars for end in (bar.value or 0.0, bar.before or 0.0))),
    )
    return figure(
        chart,
        Notes([say(words.BREAKDOWN_CAPTION, now=now, before=then)]),
        breakdown_table(measure, dimension, data, period),
        summary=say_count(*words.BARS_TABLE, len(bars), number=len(bars)),
        wide=True,
        reading=Reading(oldest_first=True) if any(bar.value is not None for bar in bars) else None,
    )


def _bar(
    measure: PublishedMeasure,
    dimension: Dimension,
    data: MeasureData,
    name: str,
    both: tuple[pd.Period, pd.Period],
) -> Bar:
    series = data.get(Key(measure.window, region_code(), dimension.id, name))
    now, before = (series.at(period) for period in both)
    text = say(NOT_AVAILABLE) if now is None else observation_text(measure, now)
    value = None if now is None else now.value
    if before is None or before.value is None:
        return Bar(name, value, text)
    return Bar(name, value, text, before.value, observation_text(measure, before))


def _highest(bars: Sequence[Bar]) -> float:
    return max((value or 0.0 for bar in bars for value in (bar.value, bar.before)), default=0.0) or 1.0


def breakdown_view(
    measure: PublishedMeasure, dimension: Dimension, data: MeasureData, view: Selection
) -> list[Component]:
    """A breakdown within the span of a view. ``data`` ends where the view does."""
    title = breakdown_title(measure, dimension)
    by_category = within(categories(measure, dimension, data), view.first, view.last)
    if not any(map(with_values, by_category.values())):
        return [section("breakdown", title, [html.P(say(words.NO_FIGURE_BETWEEN))])]
    parts: list[Component] = [
        section("breakdown", title, [breakdown_figure(measure, dimension, data, by_category)])
    ]
    if is_over_time(by_category):
        return parts
    heading = say(words.OVER_TIME_TITLE, title=title)
    return [*parts, section("over-time", heading, _side_by_side(measure, dimension, by_category, heading))]


def _side_by_side(
    measure: PublishedMeasure, dimension: Dimension, by_category: Categories, title: str
) -> list[Component]:
    points = _points(by_category)
    alone = own_axes(by_category) if measure.unit_row.is_count else {}
    axis = shared_axis((series for name, series in by_category.items() if name not in alone), measure.form)
    items = [
        Item(name, marked_text(measure, series.observations[-1]), series, axis=alone.get(name))
        for name, series in by_category.items()
    ]
    ends = points[0].label, points[-1].label
    notes = [scale_words(axis, measure.form, ends, alone), point_words(measure, points)]
    notes += break_sentences(measure, points)
    lines = multiples(
        f"by-{dimension.id}", axis, items, cuts(measure, points), reads=title, unit=measure.form
    )
    summary = words.periods_table(len(points))
    figures = folded(summary, scrolled(title, categories_table(measure, by_category, title)))
    return [notes_above(notes), lines, figures]

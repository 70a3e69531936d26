"""A measure in every borough side by side: small lines on one scale, each the way to its borough, and a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd
from dash import html
from dash.development.base_component import Component

from charts.scale import Axis
from charts.time_axis import cuts
from components.basics.blocks import section
from components.basics.table import folded, table
from components.basics.words import POINT, upper_first
from components.figures import words
from components.figures.borough_table import by_name
from components.figures.small_multiples import Item, multiples, shared_axis
from components.site.selection import Asked
from metrics.areas import LONDON, area_name
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import compared_series
from metrics.figures.area_sentences import compared_words, value_words
from metrics.figures.breaks import break_inside
from metrics.figures.sentences import observation_text
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.periods import PERIODS_IN_A_YEAR, same_period_last_year

MOST_YEARS = 10  # a longer line would be too small to read


def boroughs_view(measure: PublishedMeasure, data: MeasureData, view: Asked) -> Component:
    """The section that shows all boroughs within the span of a view. ``data`` ends where the view does."""
    return section("boroughs", words.BOROUGHS, boroughs_lines(measure, data, view, in_full=True))


def boroughs_lines(
    measure: PublishedMeasure, data: MeasureData, view: Asked, *, in_full: bool
) -> list[Component]:
    """The lines of all boroughs, what they show in words, and their table, in full or folded."""
    codes = by_name(data.areas())
    found = _known(view, {code: _series(measure, data, code) for code in (LONDON, *codes)})
    london = found[LONDON]
    if not london.observations:
        return [html.P(words.NO_LINES)]
    axis = shared_axis((found[code] for code in codes), measure.unit)
    items = [_item(measure, view, code, found[code]) for code in codes]
    behind = london if _has_london(measure) else None
    told = html.Div([html.P(text) for text in _told(measure, data, london, axis)], className="moved")
    lines = multiples(f"boroughs-{measure.id}", axis, items, cuts(measure, london.observations), behind)
    figures = _table(measure, found, codes)
    return [told, lines, figures if in_full else folded(words.BOROUGHS_TABLE, figures)]


def _series(measure: PublishedMeasure, data: MeasureData, area: str) -> Series:
    return compared_series(measure, data, area, MOST_YEARS * PERIODS_IN_A_YEAR[measure.frequency] + 1)


def _known(view: Asked, found: Mapping[str, Series]) -> dict[str, Series]:
    """The series within the view's span, and within what is known of London."""
    known = [one.period for one in view.span(found[LONDON]) if one.value is not None]
    if not known:
        return {code: Series() for code in found}
    return {code: series.within(known[0], known[-1]) for code, series in found.items()}


def _has_london(measure: PublishedMeasure) -> bool:
    """London beside a borough says something of shares and rates; its count would only be larger."""
    return measure.unit == "percent" or measure.rate is not None


def _item(measure: PublishedMeasure, view: Asked, code: str, series: Series) -> Item:
    there = view.but(area=code, boroughs=False, dimension=None)
    text = _text(measure, series.latest)
    return Item(area_name(code), text, series, there.address, chosen=code == view.area)


def _told(measure: PublishedMeasure, data: MeasureData, london: Series, axis: Axis) -> Iterator[str]:
    """What a point is, on what scale, and what the line behind is."""
    first, last = london.observations[0], london.observations[-1]
    ends = [f"{one:,.0f}{'%' if measure.unit == 'percent' else ''}" for one in (axis.low, axis.high)]
    yield _each_point(measure, last)
    yield words.ONE_SCALE.format(low=ends[0], high=ends[1], first=first.period_label, last=last.period_label)
    yield from _ended_early(measure, data, last)
    yield " ".join([words.BY_NAME, *([words.LONDON_BEHIND] if _has_london(measure) else [])])


def _each_point(measure: PublishedMeasure, newest: Observation) -> str:
    """What a figure is of; of a share of people London's own serves as the example."""
    window = POINT.get(newest.window, "")
    if measure.share is not None:
        text = _text(measure, replace(newest, status=""))
        return words.EXAMPLE.format(text=text, share=measure.share, window=window).strip()
    return words.SHOWN_ARE.format(what=compared_words(measure), window=window).strip()


def _ended_early(measure: PublishedMeasure, data: MeasureData, last: Observation) -> Iterator[str]:
    """Why the lines end before the newest figure does: twelve months across a break are not added up."""
    newest = data.get(Key(measure.window)).latest
    if newest is None or newest.period == last.period:
        return
    if (crossed := break_inside(measure, newest.period, last.window)) is not None:
        yield words.ENDED_EARLY.format(last=last.period_label, reason=crossed.reason)


def _table(measure: PublishedMeasure, found: Mapping[str, Series], codes: Sequence[str]) -> Component:
    newest = found[LONDON].observations[-1]
    before = same_period_last_year(newest.period)
    periods = [one for one in (newest.period, before) if found[LONDON].at(one) is not None]
    heads = [words.BOROUGH, *(one.label for at in periods if (one := found[LONDON].at(at)))]
    rows = [_row(measure, code, found[code], periods) for code in (LONDON, *codes)]
    return table(upper_first(f"{measure.title}: {compared_words(measure)}"), heads, rows)


def _row(measure: PublishedMeasure, code: str, series: Series, periods: Sequence[pd.Period]) -> list[str]:
    name = "London" if code == LONDON else area_name(code)
    return [name, *(_text(measure, series.at(at)) for at in periods)]


def _text(measure: PublishedMeasure, found: Observation | None) -> str:
    if found is None or found.value is None:
        return words.NO_FIGURE if found is None else observation_text(measure, found)
    mark = f" [{found.status}]" if found.status else ""
    return f"{value_words(measure, found.value)}{mark}"

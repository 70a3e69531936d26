"""A measure in every district side by side: small lines on one scale, each the way to its district, and a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd
from dash import html
from dash.development.base_component import Component

from charts.scale import Axis
from charts.time_axis import cuts
from components.basics.blocks import section
from components.basics.table import folded, table
from components.basics.words import (
    DISTRICT,
    DISTRICTS,
    EVERY_DISTRICT,
    NOT_AVAILABLE,
    upper_first,
    what_a_point_covers,
)
from components.figures import words
from components.figures.breaks import break_sentences
from components.figures.district_table import by_name
from components.figures.figure import notes_above
from components.figures.points import with_values
from components.figures.small_multiples import Item, multiples, own_axes, scale_words, shared_axis
from components.site.selection import Selection
from metrics.areas import area_name, region_code, slug
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import compared_decimals
from metrics.figures.area_figures import compared_series
from metrics.figures.area_sentences import compared_words, value_words
from metrics.figures.breaks import break_inside
from metrics.figures.sentences import observation_text
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.language import say
from metrics.periods import PERIODS_IN_A_YEAR, same_period_last_year

MOST_YEARS = 10  # a longer line would be too small to read


def districts_view(measure: PublishedMeasure, data: MeasureData, view: Selection) -> Component:
    """The section that shows all districts within the span of a view. ``data`` ends where the view does."""
    return section(
        slug(say("{districts}")), say(DISTRICTS), districts_lines(measure, data, view, in_full=True)
    )


def districts_lines(
    measure: PublishedMeasure, data: MeasureData, view: Selection, *, in_full: bool
) -> list[Component]:
    """The lines of all districts, what they show in words, and their table, in full or folded."""
    codes = by_name(data.areas())
    by_area = _within_view(view, {code: _series(measure, data, code) for code in (region_code(), *codes)})
    region = by_area[region_code()]
    if not region.observations:
        return [html.P(say(words.NO_LINES))]
    alone = own_axes({code: by_area[code] for code in codes}) if measure.unit_row.is_count else {}
    axis = shared_axis((by_area[code] for code in codes if code not in alone), measure.form)
    decimals = _decimals(measure, region)
    items = [
        replace(_item(measure, view, code, by_area[code], decimals), axis=alone.get(code)) for code in codes
    ]
    behind = region if _has_region(measure) else None
    notes = notes_above(_reading_notes(measure, data, region, axis, alone))
    lines = multiples(
        say("{districts}-{id}", id=measure.id),
        axis,
        items,
        cuts(measure, region.observations),
        behind,
        unit=measure.form,
    )
    figures = _table(measure, by_area, codes)
    return [notes, lines, figures if in_full else folded(say(EVERY_DISTRICT), figures)]


def _series(measure: PublishedMeasure, data: MeasureData, area: str) -> Series:
    return compared_series(measure, data, area, MOST_YEARS * PERIODS_IN_A_YEAR[measure.frequency] + 1)


def _within_view(view: Selection, by_area: Mapping[str, Series]) -> dict[str, Series]:
    """The series within the view's span, and within what is known of the region."""
    periods = [observation.period for observation in with_values(view.span(by_area[region_code()]))]
    if not periods:
        return {code: Series() for code in by_area}
    return {code: series.within(periods[0], periods[-1]) for code, series in by_area.items()}


def _has_region(measure: PublishedMeasure) -> bool:
    """The region beside a district says something of shares and rates; its count would only be larger."""
    return not measure.unit_row.adds_up or measure.rate is not None


def _decimals(measure: PublishedMeasure, region: Series) -> int:
    latest = region.latest
    return compared_decimals(measure, None if latest is None else latest.value)


def _item(measure: PublishedMeasure, view: Selection, code: str, series: Series, decimals: int) -> Item:
    selection = view.but(area=code, districts=False, dimension=None)
    text = _text(measure, series.latest, decimals)
    return Item(area_name(code), text, series, selection.address, chosen=code == view.area)


def _reading_notes(
    measure: PublishedMeasure, data: MeasureData, region: Series, axis: Axis, alone: Iterable[str]
) -> Iterator[str]:
    """What a point is, on what scale, and what the line behind is."""
    first, last = region.observations[0], region.observations[-1]
    yield _point_note(measure, last)
    yield scale_words(axis, measure.form, (first.period_label, last.period_label), map(area_name, alone))
    yield from _ended_early(measure, data, last)
    yield from break_sentences(measure, region.observations)
    yield " ".join([say(words.BY_NAME), *([say(words.REGION_BEHIND)] if _has_region(measure) else [])])


def _point_note(measure: PublishedMeasure, newest: Observation) -> str:
    """What a figure is of; of a share of people the region's own serves as the example."""
    window = what_a_point_covers(newest.window)
    if measure.share is not None:
        text = _text(measure, replace(newest, status=""), measure.decimals)
        return say(words.EXAMPLE, text=text, share=measure.share, window=window).strip()
    return say(words.POINTS_ARE, what=compared_words(measure), window=window).strip()


def _ended_early(measure: PublishedMeasure, data: MeasureData, last: Observation) -> Iterator[str]:
    """Why the lines end before the newest figure does: twelve months across a break are not added up."""
    newest = data.get(Key(measure.window)).latest
    if newest is None or newest.period == last.period:
        return
    if (crossed := break_inside(measure, newest.period, last.window)) is not None:
        yield say(words.ENDED_EARLY, last=last.period_label, reason=crossed.reason)


def _table(measure: PublishedMeasure, by_area: Mapping[str, Series], codes: Sequence[str]) -> Component:
    newest, decimals = by_area[region_code()].observations[-1], _decimals(measure, by_area[region_code()])
    before = same_period_last_year(newest.period)
    region = [by_area[region_code()].at(period) for period in (newest.period, before)]
    periods = [observation.period for observation in region if observation is not None]
    heads = [say(DISTRICT), *(observation.label for observation in region if observation is not None)]
    rows = [_row(measure, code, by_area[code], periods, decimals) for code in (region_code(), *codes)]
    return table(upper_first(f"{measure.title}: {compared_words(measure)}"), heads, rows)


def _row(
    measure: PublishedMeasure, code: str, series: Series, periods: Sequence[pd.Period], decimals: int
) -> list[str]:
    name = say(words.OWN_AREA) if code == region_code() else area_name(code)
    return [name, *(_text(measure, series.at(at), decimals) for at in periods)]


def _text(measure: PublishedMeasure, observation: Observation | None, decimals: int) -> str:
    if observation is None or observation.value is None:
        return say(NOT_AVAILABLE) if observation is None else observation_text(measure, observation)
    mark = f" [{observation.status}]" if observation.status else ""
    return f"{value_words(measure, observation.value, decimals)}{mark}"

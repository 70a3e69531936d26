"""Every district's figure of a measure, by name, and the way to each district."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from dash import html
from dash.development.base_component import Component

from charts.words import HEAD
from components.basics.blocks import section
from components.basics.table import Columns, folded, table_of_columns
from components.basics.words import (
    DISTRICT,
    DISTRICTS,
    EVERY_DISTRICT,
    IN_EACH_DISTRICT,
    NOT_AVAILABLE,
    NOTE,
    status_words,
)
from components.figures.interval_words import (
    NOT_BESIDE_REGION,
    NOT_BESIDE_REGION_OF_FEW,
    SEE_BESIDE_REGION,
    what_it_is,
)
from components.figures.intervals import has_intervals, interval_cell
from components.site.urls import areas_address, measure_address
from metrics.areas import area_name, police_districts, slug
from metrics.declared.framework import PublishedMeasure
from metrics.figures.sentences import observation_text
from metrics.figures.series import Key, MeasureData
from metrics.figures.tiles import Tile
from metrics.language import say

MANY = 20  # districts of which chance alone puts one beyond its 95% interval


def by_name(codes: Sequence[str]) -> list[str]:
    """Districts in the order of their names: this is no league table."""
    return sorted(codes, key=area_name)


def districts_table(measure: PublishedMeasure, tile: Tile, data: MeasureData) -> list[Component]:
    """The newest figure of each district."""
    if tile.latest is None or not data.areas():
        return []
    latest = tile.latest
    rows = [_row(measure, data, code, latest.period) for code in by_name(data.areas())]
    names, figures, intervals, statuses = zip(*rows, strict=True)
    columns: Columns = [(say(DISTRICT), names), (latest.label, figures)]
    sure = has_intervals(intervals)
    if sure:
        columns.append((say(HEAD), intervals))
    numbers, same_status = len(columns), len(set(statuses)) == 1
    if not same_status:
        columns.append((say(NOTE), statuses))
    shared = f" ({statuses[0].lower()})" if same_status and statuses[0] else ""
    title = say(IN_EACH_DISTRICT, title=measure.title, label=latest.label, shared=shared)
    explanation = _explanation(measure) if sure else []
    content = html.Div([*explanation, table_of_columns(title, columns, words_from=numbers)])
    return [section(slug(say("{districts}")), say(DISTRICTS), [folded(say(EVERY_DISTRICT), content)])]


def _explanation(measure: PublishedMeasure) -> list[Component]:
    """What the intervals are, and that an area is told from the region by wider limits, with the way there."""
    lines: list[Component] = [html.P(what_it_is(measure), className="aside")]
    if measure.comparison.judged == "like-with-like":
        link = html.A(say(SEE_BESIDE_REGION), href=areas_address(measure.id))
        lines.append(html.P([_not_beside_region(), link, "."], className="aside"))
    return lines


def _row(
    measure: PublishedMeasure, data: MeasureData, code: str, period: pd.Period
) -> tuple[Component, str, str, str]:
    """A district with the way to its page, its figure, how sure that is, and the figure's status."""
    name = html.A(area_name(code), href=measure_address(measure.id, code))
    observation = data.get(Key(measure.window, code)).at(period)
    if observation is None:
        return name, say(NOT_AVAILABLE), "", ""
    interval = interval_cell(measure, observation, code)
    return name, observation_text(measure, observation), interval, status_words(observation.status)


def _not_beside_region() -> str:
    """Of a hundred 95% intervals five miss: so of twenty one, and of a few districts most often none."""
    return say(NOT_BESIDE_REGION if len(police_districts()) >= MANY else NOT_BESIDE_REGION_OF_FEW)

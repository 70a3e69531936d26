"""Several measures on one time axis: together on one scale, or one below the other on scales of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from dash import html
from dash.development.base_component import Component

from charts.scale import axis_for
from charts.time_axis import at, periods_with_figures, strokes, years_between
from charts.values import Facet, Line, Lines, Look
from components.basics.chart_place import chart_div
from components.basics.table import folded, table
from components.basics.words import FREQUENCY, NOT_AVAILABLE, PERIOD, POINT, marked_text
from components.figures import words as figures_words
from components.figures.breakdown import LOOKS, scale_words
from metrics.declared.framework import PublishedMeasure
from metrics.figures.sentences import observation_text
from metrics.figures.series import Observation, Series
from metrics.figures.tiles import Tile
from metrics.periods import label, parse_period_id

MOST_MONTHS = 120


@dataclass(frozen=True)
class MeasureTrend:
    """A measure and what is drawn of it."""

    measure: PublishedMeasure
    series: Series

    @property
    def newest(self) -> Observation:
        """The newest figure that is known."""
        return [observation for observation in self.series if observation.value is not None][-1]


def lines_figure(name: str, title: str, tiles: Sequence[Tile], *, together: bool) -> Component | None:
    """The measures of some tiles over the time that all of them are known; None where there is no such time."""
    trends = _shared(tiles)
    if len(trends) < 2:
        return None
    drawing = _drawing(name, title, trends, together=together)
    notes = (
        [figures_words.OWN_SCALES]
        if not together
        else [scale_words(trends[0].measure, drawing.facets[0].axis)]
    )
    notes += dict.fromkeys(map(_point_words, trends))
    caption = html.Figcaption([html.Strong(title), *(f"{text} " for text in notes if text)])
    return html.Figure([caption, chart_div(drawing), _table(title, trends)], className="graph")


def _point_words(trend: MeasureTrend) -> str:
    """What a point covers, where that is not its period."""
    if not trend.measure.window.endswith("to-date"):
        return POINT.get(trend.measure.window, "")
    noun = FREQUENCY[trend.measure.frequency]
    return figures_words.ONE_PERIOD.format(measure=trend.measure.title, noun=noun)


def _shared(tiles: Sequence[Tile]) -> list[MeasureTrend]:
    """The figures from the first period that every measure knows, ten years at most; those without any left out."""
    candidates = [
        MeasureTrend(tile.measure, tile.trend) for tile in tiles if isinstance(tile.measure, PublishedMeasure)
    ]
    spans = [
        (periods[0], periods[-1]) for trend in candidates if (periods := periods_with_figures([trend.series]))
    ]
    if not spans:
        return []
    newest_end = max(at(end) for _, end in spans)
    first = max(newest_end - MOST_MONTHS, *(at(start) for start, _ in spans))
    cut = [MeasureTrend(trend.measure, _since(trend.series, first)) for trend in candidates]
    return [trend for trend in cut if periods_with_figures([trend.series])]


def _since(series: Series, first: float) -> Series:
    return Series(tuple(observation for observation in series if at(observation.period) >= first))


def _drawing(name: str, title: str, trends: Sequence[MeasureTrend], *, together: bool) -> Lines:
    periods = periods_with_figures([trend.series for trend in trends])
    first, last = at(periods[0]), at(periods[-1])
    return Lines(
        id=name,
        title=title,
        description=" ".join(map(_described, trends)),
        first=first,
        last=last,
        ticks=years_between(first, last),
        facets=(_shared_facet(trends),) if together else tuple(_own_facet(trend, first) for trend in trends),
    )


def _shared_facet(trends: Sequence[MeasureTrend]) -> Facet:
    unit = trends[0].measure.unit
    axis = axis_for((observation.value for trend in trends for observation in trend.series), unit)
    labels = [f"{trend.measure.title} {_text(trend)}" for trend in trends]
    lines = (_line(*parts) for parts in zip(trends, labels, LOOKS, strict=False))
    breaks = dict.fromkeys(
        mark for trend in trends for mark in _breaks(trend, at(trend.series.observations[0].period))
    )
    return Facet(unit, axis, tuple(lines), breaks=tuple(breaks))


def _own_facet(trend: MeasureTrend, first: float) -> Facet:
    axis = axis_for((observation.value for observation in trend.series), trend.measure.unit)
    line = _line(trend, _text(trend), "single")
    return Facet(trend.measure.unit, axis, (line,), trend.measure.title, tuple(_breaks(trend, first)))


def _line(trend: MeasureTrend, label_text: str, look: Look) -> Line:
    return Line(label_text, strokes(trend.measure, trend.series), look, trend.newest.status == "p")


def _breaks(trend: MeasureTrend, first: float) -> list[tuple[float, str]]:
    """The breaks that stand among the figures drawn, half a month before the first figure after them."""
    covered = {observation.period for observation in trend.series}
    starts = [parse_period_id(item.period, trend.measure.frequency) for item in trend.measure.breaks]
    return [
        (at(start) - 0.5, f"Break: {label(start)}")
        for start in starts
        if start in covered and at(start) > first
    ]


def _text(trend: MeasureTrend) -> str:
    return observation_text(trend.measure, trend.newest)


def _described(trend: MeasureTrend) -> str:
    figures = [observation for observation in trend.series if observation.value is not None]
    first, last = (
        f"{observation_text(trend.measure, observation)} ({observation.label})"
        for observation in (figures[0], figures[-1])
    )
    return figures_words.FROM_TO.format(name=trend.measure.title, first=first, last=last)


def _table(title: str, trends: Sequence[MeasureTrend]) -> Component:
    """Newest first, a column for each measure."""
    distinct = dict.fromkeys(observation.period for trend in trends for observation in trend.series)
    periods = sorted(distinct, key=at, reverse=True)
    rows = [[_label(trends, period), *(_cell(trend, period) for trend in trends)] for period in periods]
    heads = [PERIOD, *(trend.measure.title for trend in trends)]
    return folded(figures_words.PARTS_TABLE.format(count=len(rows)), table(title, heads, rows))


def _label(trends: Sequence[MeasureTrend], period: pd.Period) -> str:
    return next(
        observation.label for trend in trends for observation in trend.series if observation.period == period
    )


def _cell(trend: MeasureTrend, period: pd.Period) -> str:
    observation = trend.series.at(period)
    return NOT_AVAILABLE if observation is None else marked_text(trend.measure, observation)

"""Several measures on one time axis: together on one scale, or one below the other on scales of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from dash.development.base_component import Component

from charts.kinds.lines import EQUAL_LOOKS, Facet, Line, Lines, Look
from charts.scale import axis_for
from charts.time_axis import at, periods_with_figures, strokes, years_between
from components.basics.table import table
from components.basics.words import FREQUENCY, PERIOD, cell_text, dated_text, what_a_point_covers
from components.figures import words
from components.figures.breaks import break_sentences
from components.figures.figure import Notes, figure, scale_note
from components.figures.points import end_status, with_values
from components.figures.reading import of_lines
from metrics.declared.framework import PublishedMeasure
from metrics.figures.breaks import break_starts
from metrics.figures.sentences import observation_text
from metrics.figures.series import Observation, Series
from metrics.figures.tiles import Tile
from metrics.language import say
from metrics.periods import label

MOST_MONTHS = 120


@dataclass(frozen=True)
class MeasureTrend:
    """A measure and what is drawn of it."""

    measure: PublishedMeasure
    series: Series

    @property
    def newest(self) -> Observation:
        """The newest figure that is known."""
        return with_values(self.series)[-1]


def measure_lines(name: str, title: str, tiles: Sequence[Tile], *, together: bool) -> Component | None:
    """The measures of some tiles over the time that all of them are known; None where there is no such time."""
    trends = _shared(tiles)
    if len(trends) < 2:
        return None
    chart = _chart(name, title, trends, together=together)
    scale = scale_note(chart.facets[0].axis, chart.facets[0].unit) if together else say(words.OWN_SCALES)
    summary = words.periods_table(len(_periods(trends)))
    notes = [note for note in (scale, *dict.fromkeys(map(_point_words, trends))) if note]
    return figure(
        chart, Notes(notes[:1], notes[1:]), _table(title, trends), summary=summary, reading=of_lines(chart)
    )


def _point_words(trend: MeasureTrend) -> str:
    """What a point covers, where that is not its period."""
    if not trend.measure.window.endswith("to-date"):
        return what_a_point_covers(trend.measure.window)
    noun = say(FREQUENCY[trend.measure.frequency])
    return say(words.ONE_PERIOD, measure=trend.measure.title, noun=noun)


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


def _chart(name: str, title: str, trends: Sequence[MeasureTrend], *, together: bool) -> Lines:
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
    unit = trends[0].measure.form
    axis = axis_for((observation.value for trend in trends for observation in trend.series), unit)
    labels = [f"{trend.measure.title} {_text(trend)}" for trend in trends]
    lines = (_line(*parts) for parts in zip(trends, labels, EQUAL_LOOKS, strict=False))
    breaks = dict.fromkeys(
        mark for trend in trends for mark in _breaks(trend, at(trend.series.observations[0].period))
    )
    return Facet(unit, axis, tuple(lines), breaks=tuple(breaks))


def _own_facet(trend: MeasureTrend, first: float) -> Facet:
    axis = axis_for((observation.value for observation in trend.series), trend.measure.form)
    line = _line(trend, _text(trend), "single")
    return Facet(trend.measure.form, axis, (line,), trend.measure.title, tuple(_breaks(trend, first)))


def _line(trend: MeasureTrend, label_text: str, look: Look) -> Line:
    return Line(label_text, strokes(trend.measure, trend.series), look, end_status(trend.newest))


def _breaks(trend: MeasureTrend, first: float) -> list[tuple[float, str]]:
    """The breaks that stand among the figures drawn, half a month before the first figure after them."""
    covered = {observation.period for observation in trend.series}
    starts = break_starts(trend.measure)
    return [
        (at(start) - 0.5, say(words.BREAK_FROM, period=label(start)))
        for start in starts
        if start in covered and at(start) > first
    ]


def _text(trend: MeasureTrend) -> str:
    return observation_text(trend.measure, trend.newest)


def _described(trend: MeasureTrend) -> str:
    figures = with_values(trend.series)
    first, last = dated_text(trend.measure, figures[0]), dated_text(trend.measure, figures[-1])
    line = say(words.FROM_TO, name=trend.measure.title, first=first, last=last)
    return " ".join([line, *break_sentences(trend.measure, figures)])


def _periods(trends: Sequence[MeasureTrend]) -> list[pd.Period]:
    """Every period of the lines, oldest first."""
    periods = dict.fromkeys(observation.period for trend in trends for observation in trend.series)
    return sorted(periods, key=at)


def _table(title: str, trends: Sequence[MeasureTrend]) -> Component:
    """Newest first, a column for each measure."""
    rows = [
        [_label(trends, period), *(cell_text(trend.measure, trend.series.at(period)) for trend in trends)]
        for period in reversed(_periods(trends))
    ]
    return table(title, [say(PERIOD), *(trend.measure.title for trend in trends)], rows)


def _label(trends: Sequence[MeasureTrend], period: pd.Period) -> str:
    return next(
        observation.label for trend in trends for observation in trend.series if observation.period == period
    )

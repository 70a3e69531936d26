"""What is to be known of a measure's chart over time: in a short sentence above it, the rest folded below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dash import html

from charts.kinds.trend import Trend
from charts.words import HEAD
from components.basics.words import POINT, SINGLE_POINT
from components.figures import interval_words
from components.figures.figure import Note
from components.site.urls import method_address
from metrics.declared.framework import PublishedMeasure
from metrics.language import say


def chart_notes(measure: PublishedMeasure, chart: Trend, *, in_short: bool = False) -> list[str]:
    """What a point covers, and what the drawing shows by shape, in interval_words.

    ``in_short`` leaves out what an interval is, and what a table beside it holds.
    """
    caption = caption_notes(measure, chart, in_short=in_short)
    explained = interval_words.what_it_is(measure)
    return [*caption, *(note for note in reading_notes(measure, chart) if not in_short or note != explained)]


def caption_notes(measure: PublishedMeasure, chart: Trend, *, in_short: bool = False) -> list[str]:
    """What is drawn: what a point covers, where that is not its period, and the band."""
    running = in_short and measure.window.endswith("year-to-date")
    notes = [say(SINGLE_POINT if running else POINT[measure.window])] if measure.window in POINT else []
    return [*notes, interval_words.band()] if _has_band(chart) else notes


def reading_notes(measure: PublishedMeasure, chart: Trend) -> Iterator[str]:
    """What an interval is, and what hollow points, gaps and dashed lines are."""
    if _has_band(chart):
        yield interval_words.what_it_is(measure)
    if hollow := [point.status for point in chart.points if point.hollow]:
        letters = "".join(sorted(set(hollow)))
        several = interval_words.SEVERAL_HOLLOW[letters]
        yield say(interval_words.ONE_HOLLOW[letters] if len(hollow) == 1 else several)
    if any(point.value is None for point in chart.points):
        yield say(interval_words.GAP)
    if chart.breaks:
        yield say(interval_words.DASHED)
    if chart.targets:
        yield say(interval_words.TARGET_LINE)


def with_way_to_intervals(notes: Iterable[str], measure: PublishedMeasure) -> list[Note]:
    """The notes, of which the one that names the band leads to what a 95% interval is."""
    return [_linked(measure) if note == interval_words.band() else note for note in notes]


def _linked(measure: PublishedMeasure) -> Note:
    before, _, after = interval_words.band().partition(say(HEAD))
    return html.Span(
        [before, html.A(say(HEAD), href=method_address(interval_words.method_of(measure))), after]
    )


def _has_band(chart: Trend) -> bool:
    return any(point.low is not None for point in chart.points)

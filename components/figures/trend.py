"""A measure over time: the chart with what to know when reading it, and its table."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from charts.kinds.trend import Trend
from charts.words import HEAD
from components.basics.chart_place import chart_div
from components.basics.table import Columns, table_of_columns
from components.basics.words import (
    FREQUENCY,
    NOTE,
    PERIOD,
    cell_text,
    figure_head,
    status_in_words,
    status_words,
    upper_first,
)
from components.figures import interval_words, words
from components.figures.area_scale import axis_of
from components.figures.breaks import break_sentences, last_stretch, uncounted_sentences
from components.figures.figure import Notes, figure, scale_note
from components.figures.interactive import stage
from components.figures.intervals import has_intervals, interval_cell
from components.figures.points import (
    Intervals,
    break_marks,
    intervals_of,
    is_zero,
    points,
    recent,
    with_values,
)
from components.figures.reading import ONE_LINE, readable
from components.figures.target_marks import target_marks
from components.figures.trend_notes import caption_notes, chart_notes, reading_notes, with_way_to_intervals
from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.breaks import break_starts
from metrics.figures.intervals import interval_text
from metrics.figures.release import NO_DATA
from metrics.figures.sentences import named, observation_text
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.tiles import Tile
from metrics.figures.wording import base_words
from metrics.language import say
from metrics.periods import first_month

LONG_TABLE = 12
FITS_A_PHONE = 3  # columns


def trend(
    measure: PublishedMeasure,
    tile: Tile,
    data: MeasureData,
    area: str,
    *,
    full: bool = False,
    explore: str = "",
    cut: bool = False,
) -> Component:
    """The chart of a measure in an area (a name), what to know when reading it, and its table.

    It is the ``full`` series, or its recent part. With the address ``explore`` it can be made interactive, and
    opens there at the same span where it is ``cut`` to one.
    """
    observations = tile.trend.observations if full else recent(measure, tile.trend)
    title = _title(measure, observations, area)
    chart = _chart(measure, observations, title, tile.area, data)
    span = (observations[0].period_label, observations[-1].period_label) if cut else None
    columns, numbers = _columns(measure, observations, _running(measure, tile, data), tile.area)
    is_long = not full or len(observations) > LONG_TABLE
    noun = FREQUENCY[measure.frequency]
    more = [*reading_notes(measure, chart), scale_note(chart.axis, chart.unit)]
    return figure(
        chart,
        Notes(with_way_to_intervals(caption_notes(measure, chart), measure), more),
        table_of_columns(title, columns, words_from=numbers),
        summary=words.periods_table(len(observations), noun) if is_long else "",
        wide=len(columns) > FITS_A_PHONE,
        drawing=_zero_words(observations) if is_zero(observations) else _drawing(chart, explore, span),
    )


def _zero_words(observations: Sequence[Observation]) -> Component:
    first, last = observations[0].period_label, observations[-1].period_label
    return html.P(say(words.ZERO_FROM, first=first, last=last))


def _drawing(chart: Trend, explore: str, span: tuple[str, str] | None) -> Component:
    drawing = readable(chart, ONE_LINE)
    return stage(drawing, explore, span) if explore else drawing


def bare_trend(measure: PublishedMeasure, tile: Tile, area: str, data: MeasureData) -> Component:
    """The recent part of a measure's chart with its title, where its table is a link away."""
    observations = recent(measure, tile.trend)
    title = _title(measure, observations, area)
    chart = _chart(measure, observations, title, tile.area, data)
    notes = chart_notes(measure, chart, in_short=True)
    caption = [html.Strong(title), *(html.Span(f" {note}") for note in notes)]
    drawing = _zero_words(observations) if is_zero(observations) else chart_div(chart)
    return html.Figure([html.Figcaption(caption), drawing], className="graph")


def full_trend(measure: PublishedMeasure, tile: Tile, area: str, data: MeasureData = NO_DATA) -> Trend:
    """What the chart of the whole series draws."""
    observations = tile.trend.observations
    title = _title(measure, observations, area)
    return _chart(measure, observations, title, tile.area, data)


def _title(measure: PublishedMeasure, observations: Sequence[Observation], area: str) -> str:
    first, last = observations[0].period_label, observations[-1].period_label
    return say(words.TREND_TITLE, measure=measure.title, area=area, first=first, last=last)


def _chart(
    measure: PublishedMeasure, observations: Sequence[Observation], title: str, area: str, data: MeasureData
) -> Trend:
    intervals = intervals_of(measure, observations, area)
    targets = target_marks(measure) if area == region_code() else ()
    return Trend(
        id=f"trend-{measure.id}",
        title=title,
        description=" ".join(
            [_description(measure, observations, intervals), *(f"{mark.label}." for mark in targets)]
        ),
        unit=measure.form,
        axis=axis_of(measure, observations, intervals, area, data, [mark.value for mark in targets]),
        points=points(measure, observations, intervals),
        breaks=break_marks(measure, observations),
        targets=targets,
    )


def _description(measure: PublishedMeasure, observations: Sequence[Observation], intervals: Intervals) -> str:
    """A few sentences for who does not see the line."""
    figures = with_values(observations)
    if not figures:
        return say(interval_words.NOTHING_TO_DRAW)
    sentences = [*_line_sentences(measure, figures), *uncounted_sentences(measure, observations)]
    if (interval := intervals.get(figures[-1].period)) is not None:
        text = interval_text(measure, interval, figures[-1].value)
        sentences.append(say(interval_words.BAND_DESCRIBED, interval=text))
    if figures[-1] is not observations[-1]:
        sentences.append(
            say(
                interval_words.NO_NEWEST,
                period=named(observations[-1]),
                status=status_in_words(observations[-1].status) or say(interval_words.MISSING),
            )
        )
    return " ".join(sentences)


def _line_sentences(measure: PublishedMeasure, figures: Sequence[Observation]) -> list[str]:
    """The two ends of a line, its breaks, and the lowest and highest of the figures that can be compared."""
    after = last_stretch(measure, figures)
    low, high = min(after, key=_value), max(after, key=_value)
    first, last, lowest, highest = (
        _dated_figure(measure, figure) for figure in (figures[0], figures[-1], low, high)
    )
    breaks = break_sentences(measure, figures)
    extremes = words.EXTREMES_AFTER if breaks else words.EXTREMES
    return [
        say(words.TREND_FROM_TO, first=first, last=last),
        *breaks,
        say(extremes, lowest=lowest, highest=highest),
    ]


def _value(observation: Observation) -> float:
    return observation.value or 0.0


def _dated_figure(measure: PublishedMeasure, observation: Observation) -> str:
    status = status_in_words(observation.status)
    period = f"{observation.label}, {status}" if status else observation.label
    return f"{observation_text(measure, observation)} ({period})"


def _running(measure: PublishedMeasure, tile: Tile, data: MeasureData) -> Series | None:
    """The running total beside the single periods, where the measure is one."""
    if not measure.window.endswith("year-to-date"):
        return None
    running = data.get(Key(window=measure.window, area=tile.area))
    return None if running == tile.trend else running


def _columns(
    measure: PublishedMeasure, observations: Sequence[Observation], running: Series | None, area: str
) -> tuple[Columns, int]:
    """Newest first, and how many of the columns hold numbers. One that would be empty in every row is left out."""
    newest_first = observations[::-1]
    columns: Columns = [
        (_period_head(measure), [observation.label for observation in newest_first]),
        (figure_head(measure), [observation_text(measure, observation) for observation in newest_first]),
    ]
    intervals = [interval_cell(measure, observation, area) for observation in newest_first]
    if has_intervals(intervals):
        columns.append((say(HEAD), intervals))
    if running is not None:
        totals = [cell_text(measure, running.at(observation.period)) for observation in newest_first]
        columns.append((say(words.YEAR_SO_FAR), totals))
    if any(observation.base is not None for observation in observations):
        columns.append(
            (upper_first(base_words(measure)), [_base_text(observation) for observation in newest_first])
        )
    numbers = len(columns)
    if any(notes := [_note(measure, observation) for observation in newest_first]):
        columns.append((say(NOTE), notes))
    return columns, numbers


def _period_head(measure: PublishedMeasure) -> str:
    return (
        upper_first(say(FREQUENCY[measure.frequency]))
        if measure.window != "rolling-12-months"
        else say(PERIOD)
    )


def _base_text(observation: Observation) -> str:
    if observation.value is None:
        return ""
    return say(interval_words.NOT_KNOWN) if observation.base is None else f"{observation.base:,}"


def _note(measure: PublishedMeasure, observation: Observation) -> str:
    """The status in words, and where a break makes all earlier rows another matter."""
    starts = set(map(first_month, break_starts(measure)))
    status = status_words(observation.status)
    if first_month(observation.period) not in starts:
        return status
    if observation.status == "b":
        return f"{status}: {say(interval_words.BREAK_BEFORE)}"
    return f"{status}{'. ' if status else ''}{say(interval_words.BREAK)}: {say(interval_words.BREAK_BEFORE)}"

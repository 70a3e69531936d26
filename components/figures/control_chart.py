"""Is this month unusual? In words first, then the usual range as a drawing with its table."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.kinds.control_chart import ControlChart
from charts.scale import axis_for
from components.basics.blocks import section
from components.basics.table import Columns, table_of_columns
from components.basics.words import NOTE, SEVERAL, WHY, figure_head, status_words, upper_first
from components.figures import words
from components.figures.figure import Notes, figure
from components.figures.interval_words import GAP, ONE_HOLLOW
from components.figures.points import with_values
from components.figures.reading import ONE_LINE
from metrics.declared.framework import PublishedMeasure
from metrics.figures.control_chart import Signal, XmrChart
from metrics.figures.control_chart_words import (
    count_text,
    level_text,
    range_text,
    range_words,
    rule_words,
    run_words,
)
from metrics.figures.control_limits import Limits
from metrics.figures.sentences import named, observation_text
from metrics.figures.series import Observation
from metrics.figures.tiles import Tile
from metrics.language import say
from metrics.periods import PERIOD_NOUNS, Frequency, Window, label, year_of


def usual_range(measure: PublishedMeasure, tile: Tile, area: str) -> list[Component]:
    """The section of a measure that has a control chart, for an area (a name); nothing for any other."""
    chart = tile.control_chart
    if chart is None:
        return []
    heading = say(words.HEADING, period=named(chart.latest))
    sentence = html.P(tile.control_chart_sentence, className="sentence")
    if chart.limits is None:
        return [section("usual", heading, [sentence])]
    which = html.Span(say(words.WHICH), className="unseen")
    why = html.Details([html.Summary([say(WHY), which]), html.P(rule_words(measure, chart))], className="why")
    intro = html.Div([sentence, why], className="moved before")
    return [section("usual", heading, [intro, _figure(measure, chart, chart.limits, area)])]


def _figure(measure: PublishedMeasure, chart: XmrChart, limits: Limits, area: str) -> Component:
    noun, observations = PERIOD_NOUNS[measure.frequency], chart.observations
    title = say(
        words.ADJUSTED_TITLE if chart.adjusted else words.TITLE,
        measure=measure.title,
        area=area,
        first=observations[0].label,
        last=observations[-1].label,
    )
    drawing = _drawing(measure, chart, limits, title)
    return figure(
        drawing,
        Notes([say(words.USUAL_BAND, span=range_words(chart))], _more(chart, drawing, measure.frequency)),
        _table(measure, chart, title),
        summary=words.periods_table(len(observations), noun),
        wide=True,
        reading=ONE_LINE,
    )


def _more(chart: XmrChart, drawing: ControlChart, frequency: Frequency) -> list[str]:
    noun, several = say(PERIOD_NOUNS[frequency]), say(SEVERAL[PERIOD_NOUNS[frequency]])
    notes = [say(words.AVERAGE, average=count_text(chart.average or 0))]
    if chart.adjusted:
        notes.append(say(words.ADJUSTED_LINE, noun=noun))
    if drawing.outside:
        squares = words.ONE_SQUARE if len(drawing.outside) == 1 else words.SQUARES
        notes.append(say(squares, noun=noun, nouns=several))
    if drawing.status in ONE_HOLLOW:
        notes.append(say(ONE_HOLLOW[drawing.status]))
    if None in drawing.values:
        notes.append(say(GAP))
    return notes


def _drawing(measure: PublishedMeasure, chart: XmrChart, limits: Limits, title: str) -> ControlChart:
    levels = chart.judged
    outside = {signal.last.period for signal in chart.signals if signal.kind == "outside"}
    low, high = range_text(chart)
    return ControlChart(
        id=f"usual-{measure.id}",
        title=title,
        description=_description(measure, chart),
        unit=measure.form,
        axis=axis_for([*(level.value for level in levels), limits.upper], measure.form),
        values=tuple(level.value for level in levels),
        ticks=_ticks(measure.frequency, levels),
        lower=limits.lower,
        average=limits.centre,
        upper=limits.upper,
        labels=(say(words.FROM, low=low), say(words.TO, high=high)),
        outside=tuple(n for n, level in enumerate(levels) if level.period in outside),
        text=_level_text(measure, chart, levels[-1]),
        status=chart.latest.status,
    )


def _level_text(measure: PublishedMeasure, chart: XmrChart, level: Observation) -> str:
    """What is judged of a period, or the words for its absence."""
    if not chart.adjusted or level.value is None:
        return observation_text(measure, level)
    return level_text(chart, level)


def _ticks(frequency: Frequency, observations: tuple[Observation, ...]) -> tuple[tuple[int, str], ...]:
    """The years, where they start; the first and the last period where no more than one does."""
    window: Window = "calendar-year-to-date" if frequency != "financial-quarter" else "financial-year-to-date"
    years = [label(year_of(observation.period, window)) for observation in observations]
    starts = [(n, year) for n, year in enumerate(years) if n and year != years[n - 1]]
    return (
        tuple(starts)
        if len(starts) > 1
        else ((0, observations[0].label), (len(observations) - 1, observations[-1].label))
    )


def _description(measure: PublishedMeasure, chart: XmrChart) -> str:
    """A few sentences for who does not see the line."""
    levels = with_values(chart.judged)
    first, last = (_dated(measure, chart, level) for level in (levels[0], levels[-1]))
    low, high = range_text(chart)
    outside = [signal.last for signal in chart.signals if signal.kind == "outside"]
    periods = ", ".join(f"{level.label} ({_level_text(measure, chart, level)})" for level in outside)
    runs = [run_words(measure, chart, signal) for signal in chart.signals if signal.kind != "outside"]
    left = say(words.OUTSIDE, periods=periods) if outside else say(words.NONE_OUTSIDE)
    described = words.DESCRIBED if low != high else words.DESCRIBED_BY_ONE
    description = " ".join([say(described, first=first, last=last, low=low, high=high), left, *runs])
    return say(words.ADJUSTED_DESCRIBED, description=description) if chart.adjusted else description


def _dated(measure: PublishedMeasure, chart: XmrChart, level: Observation) -> str:
    return f"{_level_text(measure, chart, level)} ({level.label})"


def _table(measure: PublishedMeasure, chart: XmrChart, title: str) -> Component:
    """Newest first, with what would seldom come by chance beside each figure."""
    observations = chart.observations[::-1]
    columns: Columns = [
        (
            upper_first(say(PERIOD_NOUNS[measure.frequency])),
            [observation.label for observation in observations],
        ),
        (figure_head(measure), [observation_text(measure, observation) for observation in observations]),
    ]
    if chart.adjusted:
        levels = [_level_text(measure, chart, level) for level in chart.adjusted[::-1]]
        columns.append((say(words.ADJUSTED_HEAD), levels))
    of_figures = len(columns)
    if any(notes := [_note(measure, chart, observation) for observation in observations]):
        columns.append((say(NOTE), notes))
    return table_of_columns(title, columns, words_from=of_figures)


def _note(measure: PublishedMeasure, chart: XmrChart, observation: Observation) -> str:
    signals = [
        signal for signal in chart.signals if signal.first.period <= observation.period <= signal.last.period
    ]
    notes = [_signal_words(measure, signal) for signal in signals]
    return ". ".join(part for part in (status_words(observation.status), *notes) if part)


def _signal_words(measure: PublishedMeasure, signal: Signal) -> str:
    if signal.kind == "outside":
        return say(words.ABOVE if signal.way == "above" else words.BELOW)
    noun = PERIOD_NOUNS[measure.frequency]
    return say(words.RUNS[signal.way], number=signal.length, nouns=say(SEVERAL[noun]))

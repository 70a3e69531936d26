"""Is this month unusual? In words first, then the usual range as a drawing with its table."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from charts.scale import axis_for
from charts.values import Control
from components.basics.blocks import section
from components.basics.chart_place import place
from components.basics.table import Columns, folded, table_of_columns
from components.basics.words import WHY, status_words, upper_first
from components.figures import words
from components.figures.interval_words import ONE_HOLLOW
from metrics.declared.framework import PublishedMeasure
from metrics.figures.control_chart import Limits, Signal, XmrChart
from metrics.figures.control_chart_words import count_text, range_text, rule_words, run_words
from metrics.figures.sentences import observation_text
from metrics.figures.series import Observation
from metrics.figures.tiles import Tile
from metrics.periods import PERIOD_NOUNS, Frequency, Window, label, year_of


def usual_range(measure: PublishedMeasure, tile: Tile, area: str) -> list[Component]:
    """The section of a measure that has a control chart, for an area (a name); nothing for any other."""
    found = tile.control_chart
    if found is None:
        return []
    heading = words.HEADING.format(period=found.latest.label)
    said = html.P(tile.control_chart_sentence, className="sentence")
    if found.limits is None:
        return [section("usual", heading, [said])]
    which = html.Span(words.WHICH, className="unseen")
    why = html.Details([html.Summary([WHY, which]), html.P(rule_words(measure, found))], className="why")
    told = html.Div([said, why], className="moved before")
    return [section("usual", heading, [told, _figure(measure, found, found.limits, area)])]


def _figure(measure: PublishedMeasure, usual: XmrChart, limits: Limits, area: str) -> Component:
    noun, shown = PERIOD_NOUNS[measure.frequency], usual.observations
    title = words.TITLE.format(measure=measure.title, area=area, first=shown[0].label, last=shown[-1].label)
    drawing = _drawing(measure, usual, limits, title)
    caption = [html.Strong(title), *(html.Span(f" {note}") for note in _notes(usual, drawing, noun))]
    figures = folded(words.TABLE.format(number=len(shown), noun=noun), _table(measure, usual, title))
    return html.Figure([html.Figcaption(caption), place(drawing), figures], className="graph")


def _notes(usual: XmrChart, drawing: Control, noun: str) -> list[str]:
    low, high = range_text(usual)
    notes = [words.BAND.format(low=low, high=high, average=count_text(usual.average or 0))]
    if drawing.outside:
        squares = words.ONE_SQUARE if len(drawing.outside) == 1 else words.SQUARES
        notes.append(squares.format(noun=noun))
    if drawing.hollow:
        notes.append(ONE_HOLLOW[usual.latest.status])
    if None in drawing.values:
        notes.append(words.GAP)
    return notes


def _drawing(measure: PublishedMeasure, usual: XmrChart, limits: Limits, title: str) -> Control:
    shown = usual.observations
    outside = {one.last.period for one in usual.signals if one.kind == "outside"}
    low, high = range_text(usual)
    return Control(
        id=f"usual-{measure.id}",
        title=title,
        description=_description(measure, usual),
        axis=axis_for([*(one.value for one in shown), limits.upper], measure.unit),
        values=tuple(one.value for one in shown),
        ticks=_ticks(measure.frequency, shown),
        lower=limits.lower,
        average=limits.centre,
        upper=limits.upper,
        labels=(words.FROM.format(low=low), words.TO.format(high=high)),
        outside=tuple(n for n, one in enumerate(shown) if one.period in outside),
        text=observation_text(measure, usual.latest),
        hollow=usual.latest.status in ONE_HOLLOW,
    )


def _ticks(frequency: Frequency, shown: tuple[Observation, ...]) -> tuple[tuple[int, str], ...]:
    """The years, where they start; the first and the last period where no more than one does."""
    window: Window = "calendar-year-to-date" if frequency == "month" else "financial-year-to-date"
    years = [label(year_of(one.period, window)) for one in shown]
    starts = [(n, year) for n, year in enumerate(years) if n and year != years[n - 1]]
    return tuple(starts) if len(starts) > 1 else ((0, shown[0].label), (len(shown) - 1, shown[-1].label))


def _description(measure: PublishedMeasure, usual: XmrChart) -> str:
    """A few sentences for who does not see the line."""
    known = [one for one in usual.observations if one.value is not None]
    first, last = (f"{observation_text(measure, one)} ({one.label})" for one in (known[0], known[-1]))
    low, high = range_text(usual)
    outside = [one.last for one in usual.signals if one.kind == "outside"]
    periods = ", ".join(f"{one.label} ({observation_text(measure, one)})" for one in outside)
    runs = [run_words(measure, usual, one) for one in usual.signals if one.kind != "outside"]
    left = words.OUTSIDE.format(periods=periods) if outside else words.NONE_OUTSIDE
    return " ".join([words.DESCRIBED.format(first=first, last=last, low=low, high=high), left, *runs])


def _table(measure: PublishedMeasure, usual: XmrChart, title: str) -> Component:
    """Newest first, with what would seldom come by chance beside each figure."""
    shown = usual.observations[::-1]
    head = "Figure" if measure.noun is None else upper_first(measure.noun.plural)
    columns: Columns = [
        (upper_first(PERIOD_NOUNS[measure.frequency]), [one.label for one in shown]),
        (head, [observation_text(measure, one) for one in shown]),
    ]
    if any(notes := [_note(measure, usual, one) for one in shown]):
        columns.append(("Note", notes))
    return table_of_columns(title, columns, words_from=2)


def _note(measure: PublishedMeasure, usual: XmrChart, observation: Observation) -> str:
    here = [one for one in usual.signals if one.first.period <= observation.period <= one.last.period]
    told = [_signal_words(measure, one) for one in here]
    return ". ".join(part for part in (status_words(observation.status), *told) if part)


def _signal_words(measure: PublishedMeasure, signal: Signal) -> str:
    if signal.kind == "outside":
        return words.ABOVE if signal.way == "above" else words.BELOW
    noun = PERIOD_NOUNS[measure.frequency]
    return words.RUNS[signal.way].format(number=signal.length, noun=noun)

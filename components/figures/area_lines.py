"""Areas over time on one scale, London among them, as a drawing with its table."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from charts.scale import Axis, axis_for
from charts.values import Line, Lines, Look, Panel, runs
from components.basics.chart_place import place
from components.basics.table import folded, scrolled, table
from components.basics.words import FREQUENCY, NO_FIGURE, POINT, upper_first
from components.figures import words
from components.figures.interval_words import NOT_FROM_ZERO
from metrics.areas import LONDON
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import YEAR, compared_series
from metrics.figures.area_sentences import compared_words, short_name, value_words
from metrics.figures.series import MeasureData, Observation, Series
from metrics.periods import Frequency, label, year_of

NEWEST: dict[Frequency, int] = {
    "month": 25,
    "financial-quarter": 13,
    "calendar-year": 12,
    "financial-year": 12,
}
LOOKS: tuple[Look, ...] = ("strong", "second", "third", "fourth")
NARROW_COLUMNS = 4  # that a phone has room for
Named = tuple[str, Series]


def lines_figure(
    measure: PublishedMeasure, data: MeasureData, codes: Sequence[str], title: str
) -> Component | None:
    """The lines of some areas (codes) with London's; None where there are not two figures to draw a line from."""
    newest = NEWEST[measure.frequency]
    every = [(code, compared_series(measure, data, code, newest)) for code in (*codes, LONDON)]
    known = [(code, series) for code, series in every if any(one.value is not None for one in series)]
    alone = bool(codes) and not any(code != LONDON for code, _ in known)
    if not known or alone or len(known[0][1]) < 2:
        return None
    heading = f"{title}, {_span(known[0][1])}"
    drawing = place(_drawing(measure, known, heading))
    notes = [html.Span(f" {note}") for note in _notes(measure, known)]
    caption = html.Figcaption([html.Strong(heading), *notes])
    return html.Figure([caption, drawing, _table(measure, known, heading)], className="graph")


def _span(series: Series) -> str:
    first, last = series.observations[0], series.observations[-1]
    return f"{first.period_label} to {last.period_label}"


def _drawing(measure: PublishedMeasure, known: Sequence[Named], title: str) -> Lines:
    some = known[0][1]
    looks = iter(LOOKS)
    behind = len(known) > 1
    drawn = tuple(
        _line(code, series, "dashed" if behind and code == LONDON else next(looks)) for code, series in known
    )
    return Lines(
        id=f"lines-{measure.id}",
        title=title,
        description=_description(measure, known),
        first=0,
        last=len(some) - 1,
        ticks=tuple(
            (float(n), tick) for n, one in enumerate(some) if (tick := _tick(one, measure.frequency))
        ),
        panels=(Panel(measure.unit, _axis(measure, known), drawn),),
    )


def _line(code: str, series: Series, look: Look) -> Line:
    strokes = runs((float(n), one.value) for n, one in enumerate(series))
    return Line(short_name(code), strokes, look, provisional=series.observations[-1].status == "p")


def _axis(measure: PublishedMeasure, known: Sequence[Named]) -> Axis:
    return axis_for((one.value for _, series in known for one in series), measure.unit)


def _tick(one: Observation, frequency: Frequency) -> str:
    """The year, where a month or a quarter starts one."""
    match frequency:
        case "month":
            return str(one.period.year) if one.period.month == 1 else ""
        case "financial-quarter":
            return label(year_of(one.period, "financial-year-to-date")) if one.period.quarter == 1 else ""
        case _:
            return one.period_label


def _description(measure: PublishedMeasure, known: Sequence[Named]) -> str:
    """The first and the newest figures of each line, for who does not see them."""
    return " ".join(
        _told(measure, [(code, series.observations[n]) for code, series in known]) for n in (0, -1)
    )


def _told(measure: PublishedMeasure, ones: Sequence[tuple[str, Observation]]) -> str:
    figures = ", ".join(f"{short_name(code)} {_text(measure, one)}" for code, one in ones)
    return words.LINES_TOLD.format(period=ones[0][1].label, figures=figures)


def _notes(measure: PublishedMeasure, known: Sequence[Named]) -> list[str]:
    """What the lines count, what a point covers, and what is to be known of the drawing."""
    window = known[0][1].observations[0].window
    axis = _axis(measure, known)
    gaps = any(one.value is None for _, series in known for one in series)
    notes = [f"{upper_first(compared_words(measure))}." if measure.noun else ""]
    notes.append(
        (words.OF_YEARS if measure.unit != "percent" else POINT["rolling-12-months"])
        if window == YEAR
        else ""
    )
    notes += [words.GAPS if gaps else "", NOT_FROM_ZERO.format(low=f"{axis.low:g}") if axis.low > 0 else ""]
    return [note for note in notes if note]


def _table(measure: PublishedMeasure, known: Sequence[Named], title: str) -> Component:
    """Newest first: a row for each period, a column for each area."""
    heads = [upper_first(FREQUENCY[measure.frequency]), *(short_name(code) for code, _ in known)]
    newest_first = range(len(known[0][1]))[::-1]
    rows = [
        (
            known[0][1].observations[n].period_label,
            *(_text(measure, series.observations[n]) for _, series in known),
        )
        for n in newest_first
    ]
    figures = table(title, heads, rows)
    wide = scrolled(title, figures) if len(heads) > NARROW_COLUMNS else figures
    return folded(words.LINES_TABLE.format(count=len(rows)), wide)


def _text(measure: PublishedMeasure, one: Observation) -> str:
    return NO_FIGURE if one.value is None else value_words(measure, one.value)

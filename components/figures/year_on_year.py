"""The year so far, laid over the years before: the chart, what it says in words, and its table."""

from __future__ import annotations

from collections.abc import Iterator

from dash.development.base_component import Component

from charts.kinds.lines import Facet, Line, Lines, Look
from charts.scale import axis_for
from components.basics.table import table
from components.figures import words
from components.figures.figure import Notes, figure
from components.figures.interval_words import ONE_HOLLOW
from components.figures.points import is_zero, zero_note
from components.figures.reading import of_lines
from metrics.dates import month_name
from metrics.declared.framework import PublishedMeasure
from metrics.figures.change_explanation import unlike_sentences
from metrics.figures.series import MeasureData
from metrics.figures.so_far import (
    SoFar,
    YearSoFar,
    against_last_year,
    left_out,
    so_far,
    so_far_sentence,
)
from metrics.language import say, say_count
from metrics.periods import first_month, last_month

# This year stands out; the years before it are quiet, and none is dashed as its neighbours are.
LOOKS: tuple[Look, ...] = ("strong", "quiet", "dashed", "dotted", "mixed", "sparse")


def year_on_year(
    measure: PublishedMeasure, data: MeasureData, area: str, area_title: str, title: str = ""
) -> list[Component]:
    """This year beside the years before, where the measure's months add up, for an area (a code and its name)."""
    year_to_date = so_far(measure, data, area)
    if year_to_date is None or measure.noun is None or not measure.unit_row.is_count:
        return []
    title = title or say(words.YEARS_TITLE, measure=measure.title, area=area_title)
    sentence = so_far_sentence(measure, year_to_date)
    chart = _chart(measure, year_to_date, title, sentence)
    return [
        figure(
            chart,
            Notes(_caption(measure, year_to_date), list(_more(year_to_date))),
            _table(year_to_date, title),
            summary=say_count(*words.YEARS_TABLE, len(year_to_date.years), number=len(year_to_date.years)),
            wide=True,
            reading=of_lines(
                chart, [not is_zero(year.totals) for year in year_to_date.years], oldest_first=True
            ),
        )
    ]


def _caption(measure: PublishedMeasure, year_to_date: SoFar) -> list[str]:
    """This year beside the last, and the stretches among the years that were unlike others."""
    spans = [
        (first_month(year.totals[0].period), last_month(year.totals[-1].period))
        for year in year_to_date.years
    ]
    zero = zero_note({year.label: year.totals for year in year_to_date.years})
    return [against_last_year(measure, year_to_date), *unlike_sentences(measure, spans), zero]


def _more(year_to_date: SoFar) -> Iterator[str]:
    """What a break leaves out, and what the lines are."""
    yield from left_out(year_to_date)
    yield say(words.YEARS_CAPTION, year=year_to_date.years[0].label)
    if (status := year_to_date.newest.status) in ONE_HOLLOW:
        yield say(ONE_HOLLOW[status])


def _chart(measure: PublishedMeasure, year_to_date: SoFar, title: str, sentence: str) -> Lines:
    first = year_to_date.years[0].totals[0].period.month
    names = [month_name((first + step - 1) % 12 + 1)[:3] for step in range(12)]
    values = (observation.value for year in year_to_date.years for observation in year.totals)
    lines = tuple(
        _line(year, look)
        for year, look in zip(year_to_date.years, LOOKS, strict=False)
        if not is_zero(year.totals)
    )
    return Lines(
        id=f"years-{measure.id}",
        title=title,
        description=sentence,
        first=0,
        last=11,
        ticks=tuple(enumerate(names)),
        facets=(Facet(measure.form, axis_for(values, measure.form), lines),),
    )


def _line(year: YearSoFar, look: Look) -> Line:
    newest = year.totals[-1]
    label = f"{year.label}: {newest.value:,.0f}" if look == "strong" else year.label
    run = tuple((float(month), observation.value or 0.0) for month, observation in enumerate(year.totals))
    return Line(label, (run,), look, newest.status)


def _table(year_to_date: SoFar, title: str) -> Component:
    heads = [say(words.MONTH), *(year.label for year in year_to_date.years)]
    longest = max(year_to_date.years, key=lambda year: len(year.totals))
    rows = [
        [month_name(total.period.month), *(_cell(year_to_date, year, month) for year in year_to_date.years)]
        for month, total in enumerate(longest.totals)
    ]
    return table(title, heads, rows)


def _cell(year_to_date: SoFar, year: YearSoFar, month: int) -> str:
    """A total; where there is none, whether it is still to come, behind a break, or not available."""
    total = year.at(month)
    if total is not None:
        return f"{total.value:,.0f}{f' [{total.status}]' if total.status else ''}"
    if year.cut is not None:
        return "[b]"
    return say(words.NOT_YET) if year is year_to_date.years[0] else "[x]"

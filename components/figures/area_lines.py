"""Areas over time on one scale, the region among them, as a drawing with its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dash.development.base_component import Component

from charts.kinds.lines import EQUAL_LOOKS, Facet, Line, Lines, Look
from charts.scale import Axis
from charts.time_axis import cuts, year_tick
from charts.values import runs
from components.basics.table import table
from components.basics.words import FREQUENCY, NO_FIGURE, POINT, span, upper_first
from components.figures import words
from components.figures.area_scale import compared_axis
from components.figures.breaks import break_sentences, uncounted_sentences
from components.figures.figure import Notes, figure, scale_note
from components.figures.points import RECENT, break_marks, end_status, is_zero, with_values, zero_note
from components.figures.reading import of_lines
from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_figures import YEAR, compared_series
from metrics.figures.area_sentences import compared_words, short_name, value_words
from metrics.figures.sentences import named
from metrics.figures.series import MeasureData, Observation, Series
from metrics.figures.wording import ending
from metrics.language import say, say_count

NARROW_COLUMNS = 4  # that a phone has room for
AreaSeries = tuple[str, Series]


def area_lines(
    measure: PublishedMeasure, data: MeasureData, codes: Sequence[str], title: str, decimals: int = 0
) -> Component | None:
    """The lines of some areas (codes) with the region's; None where there are not two figures to draw a line from.

    ``decimals`` are the fewest that compared numbers are written with.
    """
    newest = RECENT[measure.frequency]
    every = [(code, compared_series(measure, data, code, newest)) for code in (*codes, region_code())]
    areas = [(code, series) for code, series in every if with_values(series)]
    alone = bool(codes) and not any(code != region_code() for code, _ in areas)
    if not areas or alone or len(areas[0][1]) < 2:
        return None
    heading = f"{title}, {_span(areas[0][1])}"
    values = [observation.value for _, series in areas for observation in series]
    axis = compared_axis(measure, data, newest, values)
    chart = _chart(measure, areas, heading, axis, decimals)
    return figure(
        chart,
        Notes(list(_caption(measure, areas)), list(_more(measure, areas, axis))),
        _table(measure, areas, heading, decimals),
        summary=say_count(*words.LINES_TABLE, len(areas[0][1]), number=len(areas[0][1])),
        wide=len(areas) + 1 > NARROW_COLUMNS,
        reading=replace(
            of_lines(chart, [not is_zero(series) for _, series in areas]), before=_before(measure, areas)
        ),
    )


def _span(series: Series) -> str:
    first, last = series.observations[0], series.observations[-1]
    return span(first.period_label, last.period_label)


def _chart(
    measure: PublishedMeasure, areas: Sequence[AreaSeries], title: str, axis: Axis, decimals: int
) -> Lines:
    first_series = areas[0][1]
    looks = iter(EQUAL_LOOKS)
    behind = len(areas) > 1
    lines = tuple(
        _line(measure, code, series, "dashed" if behind and code == region_code() else next(looks))
        for code, series in areas
        if not is_zero(series)
    )
    return Lines(
        id=f"lines-{measure.id}",
        title=title,
        description=_description(measure, areas, decimals),
        first=0,
        last=len(first_series) - 1,
        ticks=tuple(
            (float(n), tick)
            for n, observation in enumerate(first_series)
            if (tick := year_tick(observation, measure.frequency))
        ),
        facets=(Facet(measure.form, axis, lines, breaks=_breaks(measure, areas)),),
    )


def _breaks(measure: PublishedMeasure, areas: Sequence[AreaSeries]) -> tuple[tuple[float, str], ...]:
    """The breaks among the figures, half a place before the first figure after each."""
    marks = break_marks(measure, areas[0][1].observations)
    return tuple((mark.index - 0.5, mark.label) for mark in marks)


def _line(measure: PublishedMeasure, code: str, series: Series, look: Look) -> Line:
    places = ((float(n), observation.value) for n, observation in enumerate(series))
    strokes = runs(places, map(float, cuts(measure, series.observations)))
    return Line(short_name(code), strokes, look, end_status(series.observations[-1]))


def _description(measure: PublishedMeasure, areas: Sequence[AreaSeries], decimals: int) -> str:
    """The first and the newest figures of each line, for who does not see them."""
    ends = [
        _figures_of_period(measure, [(code, series.observations[n]) for code, series in areas], decimals)
        for n in (0, -1)
    ]
    return " ".join([*ends, *_broken(measure, areas)])


def _broken(measure: PublishedMeasure, areas: Sequence[AreaSeries]) -> list[str]:
    """What breaks do to the lines: they cut them, and leave no figure where twelve months would cross one."""
    figures = with_values(areas[-1][1])
    return [*break_sentences(measure, figures), *uncounted_sentences(measure, areas[-1][1].observations)]


def _figures_of_period(
    measure: PublishedMeasure, observations: Sequence[tuple[str, Observation]], decimals: int
) -> str:
    figures = ", ".join(
        f"{short_name(code)} {_text(measure, observation, decimals)}" for code, observation in observations
    )
    return say(words.LINES_DESCRIBED, period=named(observations[0][1]), figures=figures)


def _caption(measure: PublishedMeasure, areas: Sequence[AreaSeries]) -> Iterator[str]:
    """What the lines count, and what a point covers."""
    if not measure.unit_row.is_share:
        yield f"{upper_first(compared_words(measure))}."
    if areas[0][1].observations[0].window == YEAR:
        yield say(words.OF_YEARS if measure.unit_row.is_count else POINT[YEAR])
    yield zero_note({short_name(code): series for code, series in areas})


def _more(measure: PublishedMeasure, areas: Sequence[AreaSeries], axis: Axis) -> Iterator[str]:
    """What else is to be known of the drawing."""
    if any(len(with_values(series)) < len(series) for _, series in areas):
        yield say(words.GAPS)
    yield from _broken(measure, areas)
    yield scale_note(axis, measure.form)


def _table(measure: PublishedMeasure, areas: Sequence[AreaSeries], title: str, decimals: int) -> Component:
    """Newest first: a row for each period, a column for each area."""
    heads = [
        _period_head(measure, areas[0][1].observations[0]),
        *(short_name(code) for code, _ in areas),
    ]
    newest_first = range(len(areas[0][1]))[::-1]
    rows = [
        (
            areas[0][1].observations[n].period_label,
            *(_text(measure, series.observations[n], decimals) for _, series in areas),
        )
        for n in newest_first
    ]
    return table(title, heads, rows)


def _period_head(measure: PublishedMeasure, observation: Observation) -> str:
    """What the rows are: single periods, or the ends of twelve months."""
    if _ends_years(measure, observation):
        return say(words.TWELVE_MONTHS_TO)
    return upper_first(say(FREQUENCY[measure.frequency]))


def _ends_years(measure: PublishedMeasure, observation: Observation) -> bool:
    """Whether a row is the end of twelve months; as-compared releases name the period."""
    return observation.window == YEAR and measure.comparison.judged == "like-with-like"


def _before(measure: PublishedMeasure, areas: Sequence[AreaSeries]) -> str:
    """What belongs before the period of each figure: what numbers are by, and what the head of the table says."""
    by = _scale(measure)
    ends = say(words.TWELVE_MONTHS_TO) if _ends_years(measure, areas[0][1].observations[0]) else ""
    return " ".join(filter(None, (f"{by}," if by else "", ends)))


def _scale(measure: PublishedMeasure) -> str:
    """What numbers are by or in where they do not say it: ``for each 1,000 people``; else empty."""
    if measure.rate is not None:
        return say(words.FOR_EACH, number=f"{measure.rate.per:,}")
    return ending(measure, 0).strip(" ()")


def _text(measure: PublishedMeasure, observation: Observation, decimals: int) -> str:
    return say(NO_FIGURE) if observation.value is None else value_words(measure, observation.value, decimals)

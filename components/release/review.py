"""A drop beside the current release, for a second reader: the findings, and each measure before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dash import html
from dash.development.base_component import Component

from charts.kinds.trend import Trend
from charts.scale import axis_for
from components.basics.blocks import note, section
from components.basics.chart_place import chart_div
from components.basics.days import day, local_day
from components.basics.table import folded, table
from components.basics.words import FREQUENCY, NOT_AVAILABLE, marked_text, upper_first
from components.figures.trend import full_trend
from components.release import review_words as words
from metrics.areas import area_name, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.numbers import counted
from metrics.figures.release import Release
from metrics.figures.series import Key, Observation
from metrics.figures.tiles import Tile
from metrics.language import say
from metrics.releasing.diff import Diff, MeasurePair
from metrics.releasing.diff_words import size_words
from metrics.releasing.revisions import Revision

MOST = 12


def review_content(
    diff: Diff, parts: Sequence[tuple[str, list[str]]], noticed: Sequence[str], today: date
) -> list[Component]:
    """The whole file: the ``parts`` of what ``pcp diff`` finds, the charts, and what was ``noticed`` in files."""
    findings = [note(_name(title), title, [_lines(lines)]) for title, lines in parts]
    pairs = [pair for pair in diff.measures if pair.published is not None]
    charts = [_measure(diff, pair.published, pair) for pair in pairs if pair.published is not None]
    files = [note("files", words.REVIEW_FILES, [_lines(noticed)])] if noticed else []
    both = section(
        "charts", words.REVIEW_CHARTS, [html.P(words.REVIEW_SAME_SCALE, className="aside"), *charts]
    )
    return [_head(diff, today), *findings, *files, both]


def _head(diff: Diff, today: date) -> Component:
    opening = words.REVIEW_FIRST.format(day=day(today))
    if diff.earlier is not None:
        when = day(local_day(diff.earlier.published_at))
        opening = words.REVIEW_BESIDE.format(day=day(today), release=diff.earlier.title, when=when)
    return html.Div([html.H1(words.REVIEW_TITLE), html.P(opening, className="lead")], className="head")


def _name(title: str) -> str:
    return title.lower().replace(",", "").replace(" ", "-")


def _lines(lines: Iterable[str]) -> Component:
    """Lines as a list; what is indented below one is a list inside it."""
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("  ") and items:
            items[-1][1].append(line.strip())
        else:
            items.append((line, []))
    return html.Ul([html.Li([text, *([_inner(inner)] if inner else [])]) for text, inner in items])


def _inner(lines: Sequence[str]) -> Component:
    """What is told of one thing; folded where it is long."""
    return (
        folded(words.REVIEW_LINES.format(count=len(lines)), _lines(lines))
        if len(lines) > MOST
        else _lines(lines)
    )


def _measure(diff: Diff, measure: PublishedMeasure, pair: MeasurePair) -> Component:
    """A measure's two charts on one scale, and the table of both."""
    before = _trend(diff.earlier, pair.before, "before", words.REVIEW_BEFORE)
    after = _trend(diff.later, pair.after, "after", words.REVIEW_AFTER)
    drawings = [_figure(chart) for chart in _on_one_scale([before, after])]
    return html.Div(
        [html.H3(measure.title), html.Div(drawings, className="tables"), _table(measure, pair)],
        className="news",
    )


def _trend(release: Release | None, tile: Tile | None, name: str, title: str) -> Trend | None:
    if release is None or tile is None or not isinstance(tile.measure, PublishedMeasure) or not tile.trend:
        return None
    area = area_name(region_code(), outside_included=release.outside_included(tile.measure.id))
    chart = full_trend(tile.measure, tile, area)
    return replace(chart, id=f"{name}-{tile.measure.id}", title=title.format(title=chart.title))


def _on_one_scale(charts: Sequence[Trend | None]) -> list[Trend | None]:
    points = [point for chart in charts if chart is not None for point in chart.points]
    ends = [end for point in points for end in (point.low, point.high) if end is not None]
    return [
        None
        if chart is None
        else replace(chart, axis=axis_for((point.value for point in points), chart.unit, ends))
        for chart in charts
    ]


def _figure(chart: Trend | None) -> Component:
    if chart is None:
        return html.P(words.REVIEW_NO_FIGURES)
    return html.Figure([html.Figcaption(html.Strong(chart.title)), chart_div(chart)], className="graph")


def _table(measure: PublishedMeasure, pair: MeasurePair) -> Component:
    """Each period of the region's figure, newest first: what it was, what it is, and the difference."""
    before, after = _by_period(pair.before), _by_period(pair.after)
    periods = sorted({*before, *after}, reverse=True)
    rows = [_row(measure, before.get(period), after.get(period)) for period in periods]
    caption = say(words.REVIEW_FIGURES, measure=measure.title)
    heads = [upper_first(FREQUENCY[measure.frequency]), *words.REVIEW_HEADS]
    return folded(
        words.REVIEW_EVERY.format(figures=counted(len(rows), "figure")), table(caption, heads, rows)
    )


def _by_period(tile: Tile | None) -> dict[str, Observation]:
    trend = () if tile is None else tile.trend.observations
    return {item.period_id: item for item in trend}


def _row(
    measure: PublishedMeasure, before: Observation | None, after: Observation | None
) -> tuple[str, str, str, str]:
    texts = [NOT_AVAILABLE if item is None else marked_text(measure, item) for item in (before, after)]
    named = after or before
    return "" if named is None else named.label, texts[0], texts[1], _difference(measure, before, after)


def _difference(measure: PublishedMeasure, before: Observation | None, after: Observation | None) -> str:
    if before is None or before.value is None:
        return words.REVIEW_NEW
    if after is None or after.value is None:
        return words.REVIEW_GONE
    if before.value == after.value:
        return words.REVIEW_SAME
    return upper_first(size_words(measure, Revision(Key(), before, after)))

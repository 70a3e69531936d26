"""Several measures on one time axis: together on one scale, or one below the other on scales of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from dash import html
from dash.development.base_component import Component

from charts.scale import axis_for
from charts.time_axis import at, known_periods, strokes, years_between
from charts.values import Line, Lines, Look, Panel
from components.basics.chart_place import place
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
class Shown:
    """A measure and what is drawn of it."""

    measure: PublishedMeasure
    series: Series

    @property
    def newest(self) -> Observation:
        """The newest figure that is known."""
        return [one for one in self.series if one.value is not None][-1]


def lines_figure(name: str, title: str, tiles: Sequence[Tile], *, together: bool) -> Component | None:
    """The measures of some tiles over the time that all of them are known; None where there is no such time."""
    shown = _shared(tiles)
    if len(shown) < 2:
        return None
    drawing = _drawing(name, title, shown, together=together)
    told = (
        [figures_words.OWN_SCALES]
        if not together
        else [scale_words(shown[0].measure, drawing.panels[0].axis)]
    )
    told += dict.fromkeys(map(_point_words, shown))
    caption = html.Figcaption([html.Strong(title), *(f"{text} " for text in told if text)])
    return html.Figure([caption, place(drawing), _table(title, shown)], className="graph")


def _point_words(shown: Shown) -> str:
    """What a point covers, where that is not its period."""
    if not shown.measure.window.endswith("to-date"):
        return POINT.get(shown.measure.window, "")
    noun = FREQUENCY[shown.measure.frequency]
    return figures_words.ONE_PERIOD.format(measure=shown.measure.title, noun=noun)


def _shared(tiles: Sequence[Tile]) -> list[Shown]:
    """The figures from the first period that every measure knows, ten years at most; those without any left out."""
    known = [
        (tile.measure, tile.trend, known_periods([tile.trend]))
        for tile in tiles
        if isinstance(tile.measure, PublishedMeasure)
    ]
    known = [one for one in known if one[2]]
    if not known:
        return []
    first = max(at(periods[0]) for _, _, periods in known)
    first = max(first, max(at(periods[-1]) for _, _, periods in known) - MOST_MONTHS)
    found = [Shown(measure, _since(trend, first)) for measure, trend, _ in known]
    return [one for one in found if any(item.value is not None for item in one.series)]


def _since(series: Series, first: float) -> Series:
    return Series(tuple(one for one in series if at(one.period) >= first))


def _drawing(name: str, title: str, shown: Sequence[Shown], *, together: bool) -> Lines:
    periods = known_periods([one.series for one in shown])
    first, last = at(periods[0]), at(periods[-1])
    return Lines(
        id=name,
        title=title,
        description=" ".join(map(_described, shown)),
        first=first,
        last=last,
        ticks=years_between(first, last),
        panels=(_one_panel(shown),) if together else tuple(_own_panel(one, first) for one in shown),
    )


def _one_panel(shown: Sequence[Shown]) -> Panel:
    unit = shown[0].measure.unit
    axis = axis_for((one.value for each in shown for one in each.series), unit)
    told = [f"{each.measure.title} {_text(each)}" for each in shown]
    lines = (_line(*each) for each in zip(shown, told, LOOKS, strict=False))
    breaks = dict.fromkeys(
        mark for each in shown for mark in _breaks(each, at(each.series.observations[0].period))
    )
    return Panel(unit, axis, tuple(lines), breaks=tuple(breaks))


def _own_panel(shown: Shown, first: float) -> Panel:
    axis = axis_for((one.value for one in shown.series), shown.measure.unit)
    line = _line(shown, _text(shown), "single")
    return Panel(shown.measure.unit, axis, (line,), shown.measure.title, tuple(_breaks(shown, first)))


def _line(shown: Shown, told: str, look: Look) -> Line:
    return Line(told, strokes(shown.measure, shown.series), look, shown.newest.status == "p")


def _breaks(shown: Shown, first: float) -> list[tuple[float, str]]:
    """The breaks that stand among the figures drawn, half a month before the first figure after them."""
    known = {one.period for one in shown.series}
    periods = [parse_period_id(item.period, shown.measure.frequency) for item in shown.measure.breaks]
    return [(at(one) - 0.5, f"Break: {label(one)}") for one in periods if one in known and at(one) > first]


def _text(shown: Shown) -> str:
    return observation_text(shown.measure, shown.newest)


def _described(shown: Shown) -> str:
    known = [one for one in shown.series if one.value is not None]
    first, last = (f"{observation_text(shown.measure, one)} ({one.label})" for one in (known[0], known[-1]))
    return figures_words.FROM_TO.format(name=shown.measure.title, first=first, last=last)


def _table(title: str, shown: Sequence[Shown]) -> Component:
    """Newest first, a column for each measure."""
    found = dict.fromkeys(one.period for each in shown for one in each.series)
    periods = sorted(found, key=at, reverse=True)
    rows = [[_label(shown, period), *(_cell(each, period) for each in shown)] for period in periods]
    heads = [PERIOD, *(each.measure.title for each in shown)]
    return folded(figures_words.PARTS_TABLE.format(count=len(rows)), table(title, heads, rows))


def _label(shown: Sequence[Shown], period: pd.Period) -> str:
    return next(one.label for each in shown for one in each.series if one.period == period)


def _cell(shown: Shown, period: pd.Period) -> str:
    found = shown.series.at(period)
    return NOT_AVAILABLE if found is None else marked_text(shown.measure, found)

"""Small lines side by side on one scale: a measure in every district, or in every category of a breakdown.

A line of counts that lies far above all others would press them flat. It has a scale of its own, from zero as well,
which says so beside it; the others keep theirs, and can still be compared with each other and with the region. Were
each on a scale of its own, a rise of two would look like one of two hundred; were they indexed, all would move by
what chance did to their first figure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from dash import html
from dash.development.base_component import Component

from charts.kinds.small_line import SmallLine
from charts.scale import Axis, axis_for, tick_text
from components.basics.blocks import marks
from components.basics.chart_place import chart_div
from components.basics.words import all_of
from components.figures.points import is_zero
from components.figures.reading import NO_LINE, Reading, reader
from components.figures.words import ALL_ZERO, ONE_SCALE, ONE_SCALE_BUT, OWN_SCALE
from metrics.declared.units import FORMS, Form
from metrics.figures.series import Series
from metrics.language import say

FLAT = 2 / 3  # of a scale: where all other lines lie below, the highest has one of its own
MOST_ALONE = 3
WHOLE_PARTS: Mapping[float, int] = {1: 1, 5: 2}  # of a step: where half of it is no whole number


@dataclass(frozen=True)
class Item:
    """One small line: its name, what its newest figure says, and where it leads, if anywhere."""

    name: str
    text: str
    series: Series
    address: str = ""
    chosen: bool = False
    axis: Axis | None = None  # a scale of its own


def shared_axis(series: Iterable[Series], unit: Form) -> Axis:
    """One scale for many small lines. A count starts at zero and ends close above the highest: room is scarce."""
    values = [observation.value for line in series for observation in line if observation.value is not None]
    axis = axis_for(values, unit)
    if not FORMS[unit].row.is_count:
        return axis
    size = WHOLE_PARTS.get(axis.step, axis.step / 2)
    return Axis(0, size * max(1, math.ceil(max(values, default=1) / size)), axis.step)


def own_axes(lines: Mapping[str, Series]) -> dict[str, Axis]:
    """The scales of the lines (by name) of counts that would press the others flat: a few at most, often none."""
    highest = sorted((max(_values(line), default=0.0), name) for name, line in lines.items())
    alone = dict[str, Axis]()
    while (
        len(highest) > 2
        and highest[-2][0]
        and len(alone) < MOST_ALONE
        and highest[-2][0] <= FLAT * highest[-1][0]
    ):
        _, name = highest.pop()
        alone[name] = shared_axis([lines[name]], "count")
    return alone


def scale_words(axis: Axis, unit: Form, span: tuple[str, str], alone: Iterable[str]) -> str:
    """On what scale the lines are drawn over a span, and which (by name) have one of their own."""
    names = all_of(alone)
    ends = {
        "low": tick_text(axis.low, unit),
        "high": tick_text(axis.high, unit),
        "first": span[0],
        "last": span[1],
    }
    return say(ONE_SCALE_BUT, names=names, **ends) if names else say(ONE_SCALE, **ends)


def _values(series: Series) -> list[float]:
    return [observation.value for observation in series if observation.value is not None]


def multiples(
    name: str,
    axis: Axis,
    items: Sequence[Item],
    cuts: tuple[int, ...] = (),
    behind: Series | None = None,
    reads: str = "",
    unit: Form = "count",
) -> Component:
    """The lines in the order given, each with the ends of its scale and with ``behind`` behind it.

    ``name`` stands once on a page.
    No line joins a point of ``cuts`` to the one before it. ``reads`` is the title of the table beside them that has
    every figure of the lines, column by column: so they can be read.
    """
    axes = list(dict.fromkeys([axis, *(item.axis or axis for item in items)]))
    ids = {scale: "" if behind is None else f"{name}-behind{n or ''}" for n, scale in enumerate(axes)}
    cells = [html.Li(_cell(item, item.axis or axis, cuts, ids, unit)) for item in items]
    kept = [] if behind is None else [_kept(behind, scale, cuts, ids[scale]) for scale in axes]
    drawings = [*kept, html.Ul(cells, className="multiples")]
    if not reads:
        return html.Div(drawings)
    places = count()
    reading = Reading(tuple(NO_LINE if is_zero(item.series) else next(places) for item in items))
    return html.Div([*drawings, reader(reads)], className="read", **reading.attributes)


def _kept(behind: Series, axis: Axis, cuts: tuple[int, ...], name: str) -> Component:
    return chart_div(replace(_small_line(behind, axis, cuts), id=name))


def _cell(item: Item, axis: Axis, cuts: tuple[int, ...], behind: Mapping[Axis, str], unit: Form) -> Component:
    inside: list[str | Component] = [html.Strong(item.name), " ", html.Span(item.text)]
    if item.axis is not None:
        inside += [" ", html.Small(say(OWN_SCALE, high=tick_text(axis.high, unit)))]
    drawing = chart_div(replace(_small_line(item.series, axis, cuts), behind=behind[axis]))
    inside.append(
        html.P(say(ALL_ZERO))
        if is_zero(item.series)
        else html.Div([_ends(axis, unit), drawing], className="scaled")
    )
    if not item.address:
        return html.Div(inside)
    return html.A(inside, href=item.address, className="chosen" if item.chosen else None)


def _ends(axis: Axis, unit: Form) -> Component:
    """The two ends of a scale beside its drawing: said once for all in words, so hidden from who hears the page."""
    ends = [html.Span(tick_text(end, unit)) for end in (axis.high, axis.low)]
    return html.Div(ends, className="ends", **marks(aria_hidden="true"))


def _small_line(series: Series, axis: Axis, cuts: tuple[int, ...]) -> SmallLine:
    values = tuple(
        None if observation.value is None else round(observation.value, 3) for observation in series
    )
    return SmallLine(axis, values, cuts)

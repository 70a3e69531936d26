"""Small lines side by side on one scale: a measure in every borough, or in every category of a breakdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from charts.kinds.small_line import SmallLine
from charts.scale import Axis, axis_for
from components.basics.chart_place import chart_div
from components.figures.reading import Reading, reader
from metrics.declared.framework import Unit
from metrics.figures.series import Series


@dataclass(frozen=True)
class Item:
    """One small line: its name, what its newest figure says, and where it leads, if anywhere."""

    name: str
    text: str
    series: Series
    address: str = ""
    chosen: bool = False


def shared_axis(series: Iterable[Series], unit: Unit) -> Axis:
    """One scale for many small lines. A count starts at zero and ends close above the highest: room is scarce."""
    values = [observation.value for line in series for observation in line if observation.value is not None]
    axis = axis_for(values, unit)
    if unit == "percent":
        return axis
    size = axis.step / 2 if axis.step > 1 else axis.step
    return Axis(0, size * max(1, math.ceil(max(values, default=1) / size)), axis.step)


def multiples(
    name: str,
    axis: Axis,
    items: Sequence[Item],
    cuts: tuple[int, ...] = (),
    behind: Series | None = None,
    reads: str = "",
) -> Component:
    """The lines in the order given, with ``behind`` behind each. ``name`` stands once on a page.

    No line joins a point of ``cuts`` to the one before it. ``reads`` is the title of the table beside them that has
    every figure of the lines, column by column: so they can be read.
    """
    shared = "" if behind is None else f"{name}-behind"
    cells = [html.Li(_cell(item, axis, cuts, shared)) for item in items]
    kept = [] if behind is None else [chart_div(replace(_small_line(behind, axis, cuts), id=shared))]
    drawings = [*kept, html.Ul(cells, className="multiples")]
    if not reads:
        return html.Div(drawings)
    reading = Reading(tuple(range(len(items))))
    return html.Div([*drawings, reader(reads)], className="read", **reading.attributes)


def _cell(item: Item, axis: Axis, cuts: tuple[int, ...], shared: str) -> Component:
    drawing = chart_div(replace(_small_line(item.series, axis, cuts), behind=shared))
    inside: list[str | Component] = [html.Strong(item.name), " ", html.Span(item.text), drawing]
    if not item.address:
        return html.Div(inside)
    return html.A(inside, href=item.address, className="chosen" if item.chosen else None)


def _small_line(series: Series, axis: Axis, cuts: tuple[int, ...]) -> SmallLine:
    values = tuple(
        None if observation.value is None else round(observation.value, 3) for observation in series
    )
    return SmallLine(axis, values, cuts)

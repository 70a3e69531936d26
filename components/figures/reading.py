"""How figures are read off a chart: which line of the drawing is which column of the table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from charts.kinds.lines import Lines
from charts.values import Titled
from components.basics.blocks import marks
from components.basics.chart_place import chart_div
from components.figures.words import READ_WITH_KEYS
from metrics.language import say

NO_LINE = -1


@dataclass(frozen=True)
class Reading:
    """What the page's script (assets/readout.js) needs to read figures off a chart, from the table beside it.

    ``lines`` are, for each column of figures, the place of its line among all that are drawn, or NO_LINE. A chart
    of one line, or of bars, has one. Rows that do not stand ``oldest_first`` have the newest at the top. ``before``
    are the words that a row's name goes on from, where the table has them in its head: ``12 months to the end of``.
    """

    lines: tuple[int, ...] = (0,)
    oldest_first: bool = False
    before: str = ""

    @property
    def attributes(self) -> dict[str, Any]:
        """The marks of the place that is read."""
        rows = {"data_rows": "oldest-first"} if self.oldest_first else {}
        rows |= {"data_to": f"{self.before} "} if self.before else {}
        return marks(data_lines=" ".join(map(str, self.lines)), **rows)


ONE_LINE = Reading()


def of_lines(chart: Lines, columns: Sequence[bool] = (), *, oldest_first: bool = False) -> Reading:
    """The reading of lines, one for each column of the table; ``columns`` tell those that have none."""
    facets, start, places = chart.facets, 0, list[int]()
    for facet in facets:  # the first line of a facet is drawn last, over all others
        start += len(facet.lines)
        places += range(start - 1, start - 1 - len(facet.lines), -1)
    by_line = iter(places)
    lines = tuple(next(by_line) if has_line else NO_LINE for has_line in columns or [True] * len(places))
    return Reading(lines, oldest_first)


def readable(chart: Titled, reading: Reading | None) -> Component:
    """The place of a chart, where its figures can be read off it unless ``reading`` is None.

    Of lines of which none is left to draw it is empty.
    """
    if isinstance(chart, Lines) and not any(facet.lines for facet in chart.facets):
        return html.Div()
    return (
        chart_div(chart) if reading is None else chart_div(chart, reader(chart.title), **reading.attributes)
    )


def reader(title: str) -> html.Div:
    """What is reached by keyboard where a chart is read: hidden until the script runs. The ring and the words of
    a figure stand in it."""
    view = html.Div([html.I(), html.B()], hidden=True, **marks(aria_hidden="true"))
    named = marks(role="application", aria_label=say(READ_WITH_KEYS, title=title))
    return html.Div(view, className="reader", hidden=True, tabIndex="0", **named)

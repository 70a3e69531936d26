"""A chart as it stands on a page: its title, what to know when reading it, the drawing, and its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from charts.scale import Axis, tick_text
from charts.values import Titled
from components.basics.blocks import bullets
from components.basics.table import folded, scrolled
from components.figures.reading import Reading, readable
from components.figures.words import HOW_TO_READ, NOT_FROM_ZERO
from metrics.declared.units import Form
from metrics.language import say

Note = str | Component


@dataclass(frozen=True)
class Notes:
    """What to know when reading a chart; an empty text is none.

    The ``caption`` says in a short sentence or two what is drawn; ``more`` is folded below the drawing.
    """

    caption: Sequence[Note] = ()
    more: Sequence[str] = ()


def figure(
    chart: Titled,
    notes: Notes,
    table: Component,
    *,
    summary: str = "",
    wide: bool = False,
    drawing: Component | None = None,
    reading: Reading | None = None,
) -> Component:
    """A chart with its title, its ``notes`` and its table.

    A ``wide`` table scrolls in a place of its own. With a ``summary`` the table is folded below it. ``drawing``
    stands where more than the chart belongs there; else ``reading`` is how figures are read off it.
    """
    caption = [html.Strong(chart.title), *(html.Span([" ", note]) for note in notes.caption if note)]
    more = [note for note in notes.more if note]
    content = scrolled(chart.title, table) if wide else table
    parts = [
        html.Figcaption(caption),
        readable(chart, reading) if drawing is None else drawing,
        *([folded(say(HOW_TO_READ), bullets(more))] if more else []),
        folded(summary, content) if summary else content,
    ]
    return html.Figure(parts, className="graph")


def notes_above(notes: Iterable[str]) -> Component:
    """What to know of drawings that stand side by side, above all of them."""
    return html.Div([html.P(note) for note in notes if note], className="moved")


def scale_note(axis: Axis, unit: Form) -> str:
    """That a scale does not start at zero; empty where it does."""
    return say(NOT_FROM_ZERO, low=tick_text(axis.low, unit)) if axis.low > 0 else ""

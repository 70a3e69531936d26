"""A table of figures: a caption, a head, a name for each row, and numbers that line up."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

Cell = str | Component


def table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], words_from: int = 99
) -> Component:
    """The first column names the row; columns from ``words_from`` on hold words, the others numbers."""
    head = [html.Th(text, scope="col", className=_side(n, words_from)) for n, text in enumerate(heads)]
    body = [html.Tr([_cell(cell, n, words_from) for n, cell in enumerate(row)]) for row in rows]
    parts = [html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(body)]
    figures: Component = dbc.Table(parts, className="figures")
    return figures


def _cell(cell: Cell, column: int, words_from: int) -> Component:
    if column == 0:
        return html.Th(cell, scope="row")
    return html.Td(cell, className=_side(column, words_from))


def _side(column: int, words_from: int) -> str | None:
    return "n" if 0 < column < words_from else None


def folded(summary: str, content: Component) -> Component:
    """What is long and not for everybody: opened by a click or a key, without any script."""
    return html.Details([html.Summary(summary), content], className="fold")

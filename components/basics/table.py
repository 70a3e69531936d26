"""A table of figures: a caption, a head, a name for each row, and numbers that line up."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.basics.blocks import marks
from components.basics.words import TABLE_OF
from metrics.language import say

Cell = str | Component
Columns = list[tuple[str, Sequence[Cell]]]


def table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], words_from: int = 99
) -> Component:
    """The first column names the row; columns from ``words_from`` on hold words, the others numbers."""
    names = (text.replace("% ", "%\u00a0") for text in heads)  # 95% interval stays on one line
    head = [html.Th(text, scope="col", className=_side(n, words_from)) for n, text in enumerate(names)]
    body = [html.Tr([_cell(cell, n, words_from) for n, cell in enumerate(row)]) for row in rows]
    parts = [html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(body)]
    figures: Component = dbc.Table(parts, className="figures")
    return figures


def table_of_columns(caption: str, columns: Columns, words_from: int = 99) -> Component:
    """A table of columns with their heads, as ``table`` draws it."""
    heads, cells = zip(*columns, strict=True)
    return table(caption, heads, list(zip(*cells, strict=True)), words_from)


def table_in_blocks(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], words_from: int = 1
) -> Component:
    """A table that needs no room to the side: on a narrow screen each row of it is a block.

    There the name of its column stands beside a cell, but where the table has two columns alone. The roles of its
    parts are written out: browsers forget them where a table is laid out as something else.
    """
    head = [
        html.Th(text, scope="col", className=_side(n, words_from), role="columnheader")
        for n, text in enumerate(heads)
    ]
    names = heads if len(heads) > 2 else ()
    body = [html.Tr(_block(row, names, words_from), role="row") for row in rows]
    parts = [
        html.Caption(caption),
        html.Thead(html.Tr(head, role="row"), role="rowgroup"),
        html.Tbody(body, role="rowgroup"),
    ]
    return html.Table(parts, className="figures blocks", role="table")


def _block(row: Sequence[Cell], names: Sequence[str], words_from: int) -> list[Component]:
    """The cells of a row that may be a block: its name, then each beside the name of its column, if it has any."""
    name, *others = row
    cells: list[Component] = [html.Th(name, scope="row", role="rowheader")]
    for n, cell in enumerate(others, start=1):
        beside = marks(data_head=names[n]) if names and cell else {}
        cells.append(html.Td(cell, className=_side(n, words_from), role="cell", **beside))
    return cells


def _cell(cell: Cell, column: int, words_from: int) -> Component:
    if column == 0:
        return html.Th(cell, scope="row")
    return html.Td(cell, className=_side(column, words_from))


def _side(column: int, words_from: int) -> str | None:
    return "n" if 0 < column < words_from else None


def folded(summary: str, content: Component) -> Component:
    """What is long and not for everybody: opened by a click or a key, without any script."""
    return html.Details([html.Summary(summary), content], className="fold")


def scrolled(name: str, content: Component) -> Component:
    """A wide table in a place of its own that scrolls, by keyboard too; the page itself never does sideways."""
    place = marks(role="region", aria_label=say(TABLE_OF, name=name))  # never its section's own name
    return html.Div(content, className="scrolled", tabIndex="0", **place)

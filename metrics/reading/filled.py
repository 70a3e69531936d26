"""Rows in the manner of an outline, where an empty cell means the name above it: a month once for its areas."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from metrics.declared.source import Source
from metrics.issues import Issue, error, held_against, listed, nearest
from metrics.reading.shape import folded_name
from metrics.reading.tables import Columns, Table


def filled_down(source: Source, table: Table, columns: Columns) -> tuple[Table, list[Issue]]:
    """The table with the empty cells of its ``fill_down`` columns filled from above, and names that no column has.

    Nothing is filled across a name in a filled column further left, which begins a part of its own, nor in a row
    that has no name at all, which is a total or blank. What stays empty is told where it is read.
    """
    header = {folded_name(name): position for position, name in reversed(list(enumerate(table.header)))}
    lost = [name for name in source.fill_down if folded_name(name) not in header]
    if lost:
        message = (
            f"no column is named {listed(lost)}; found {listed(table.header)}{nearest(lost[0], table.header)}"
        )
        fault = error(table.file, table.header_line, 1, "missing-column", message)
        return table, list(held_against(("source", "fill_down"), [fault]))
    positions = sorted({header[folded_name(name)] for name in source.fill_down})
    if not positions or table.frame.empty:
        return table, []
    names = sorted({*positions, *columns.named.values(), *columns.beside.values(), *columns.where})
    return replace(table, frame=_filled(table.frame, positions, names)), []


def _filled(frame: pd.DataFrame, positions: list[int], names: list[int]) -> pd.DataFrame:
    stated = {at: frame[at].str.strip() != "" for at in names}
    has_name = pd.concat([stated[at] for at in names], axis=1).any(axis=1)
    begins = pd.Series(data=False, index=frame.index)
    filled = frame.copy()
    for position in positions:
        begins = begins | stated[position]
        first = frame[position].groupby(begins.cumsum()).transform("first")
        filled[position] = frame[position].where(stated[position] | ~has_name, first)
    return filled

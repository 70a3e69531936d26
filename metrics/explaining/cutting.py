"""What a figure is not made of: the rows, columns and cells of its files that were left out, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.explaining.readings import Reading, Untraceable
from metrics.figures.lineage import LeftOut, Of, Why
from metrics.figures.series import Key
from metrics.figures.sums_of_areas import areas_behind
from metrics.reading.conditions import meets
from metrics.reading.names import SUBTOTAL


@dataclass(frozen=True)
class Cut:
    """Why cells are cut away, what names them, and which are kept.

    ``name`` is what cells have for it: "period", "area" or the id of a dimension. ``column`` is the header of the
    column that decided, ``names`` what it would have had to hold.
    """

    why: Why
    name: str
    column: str
    keep: pd.Series
    names: tuple[str, ...] = ()


def left_out(
    measure: PublishedMeasure,
    reading: Reading,
    key: Key,
    periods: Collection[pd.Period],
    kept: pd.DataFrame,
    mine: pd.DataFrame,
) -> Iterator[LeftOut]:
    """What was left out of a file, in the order in which it was cut away; each row once.

    ``kept`` are the cells of all files that no earlier file holds too, ``mine`` those that the figure is made
    of. Raises Untraceable when what is left in the end is anything else.
    """
    yield from _conditions(measure, reading)
    yield from _subtotals(measure, reading)
    rest = reading.cells
    for cut in _cuts(measure, reading, key, periods):
        before, rest = rest, rest[cut.keep.loc[rest.index]]
        in_header = measure.source.holder(cut.name) == "column"
        place: tuple[str, Of] = ("field", "columns") if in_header else ("line", "rows")
        if gone := _number(reading, before, place[0]) - _number(reading, rest, place[0]):
            yield LeftOut(reading.table.file, cut.why, gone, place[1], cut.column, cut.names)
    first = rest[rest.index.isin(kept.index)]
    if again := _number(reading, rest, "") - _number(reading, first, ""):
        yield LeftOut(reading.table.file, "said-again", again, "cells")
    if not first.index.equals(mine.index[mine["file"] == reading.table.file]):
        raise Untraceable(f"{measure.id}: what was left out of {reading.table.file} does not add up")


def _number(reading: Reading, cells: pd.DataFrame, place: str) -> int:
    """How many rows or columns some cells lie in, or how many cells they are, with all that they stand for."""
    if not reading.table.is_held:
        return int(cells["value"].sum())
    return cells[place].nunique() if place else len(cells)


def _conditions(measure: PublishedMeasure, reading: Reading) -> Iterator[LeftOut]:
    rows, header = reading.table.frame, reading.table.header
    for condition, position in zip(measure.source.where, reading.columns.where, strict=True):
        met = rows[meets(rows[position], condition)]
        if gone := reading.table.number(rows) - reading.table.number(met):
            why: Why = "condition" if condition.values else "named"
            yield LeftOut(reading.table.file, why, gone, "rows", header[position], condition.names)
        rows = met


def _subtotals(measure: PublishedMeasure, reading: Reading) -> Iterator[LeftOut]:
    """Rows, or columns, of areas that add up others."""
    if reading.subtotals.empty:
        return
    in_header = measure.source.holder("area") == "column"
    names = tuple(name.removeprefix(SUBTOTAL) for name in reading.subtotals["area"].unique())
    place: tuple[str, Of] = ("field", "columns") if in_header else ("line", "rows")
    gone = _number(reading, reading.subtotals, place[0])
    yield LeftOut(reading.table.file, "subtotal", gone, place[1], _header(reading, "area"), names)


def _cuts(
    measure: PublishedMeasure, reading: Reading, key: Key, periods: Collection[pd.Period]
) -> Iterator[Cut]:
    cells = reading.cells
    for dimension in measure.source.dimensions:
        category = key.category if dimension.id == key.dimension else dimension.headline
        if category is not None:
            kept = cells[dimension.id] == category
            yield Cut("category", dimension.id, _header(reading, dimension.id), kept, (category,))
    if measure.source.area is not None:
        yield from _other_areas(measure, reading, key)
    kept = cells["period"].isin(list(periods))
    yield Cut("period", "period", _header(reading, "period"), kept)


def _other_areas(measure: PublishedMeasure, reading: Reading, key: Key) -> Iterator[Cut]:
    areas, column = reading.cells["area"], _header(reading, "area")
    if key.area != region_code() or measure.source.region == "own-row":
        kept = areas.isin(
            [region_code()] if key.area == region_code() else list(areas_behind(measure, key.area))
        )
        name = measure.source.area_name(key.area, outside_included=True)
        yield Cut("area", "area", column, kept, (name,))
    elif measure.source.region == "sum-of-areas":
        yield Cut("no-area", "area", column, areas.isin(measure.source.gazetteer.codes(measure.source.level)))


def _header(reading: Reading, name: str) -> str:
    """The header of the column that has a name of cells; nothing where the header itself has it."""
    position = reading.columns.named.get(name)
    return "" if position is None else reading.table.header[position]

"""What a figure is not made of: the rows, columns and cells of its files that were left out, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from metrics.areas import LONDON, area_name, boroughs
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.explaining.readings import Reading, Untraceable
from metrics.figures.lineage import LeftOut, Why
from metrics.figures.series import Key
from metrics.reading.cells import meets

# Why, by the header of which column, and what it would have had to hold; and which cells are kept.
Cut = tuple[tuple[Why, str, tuple[str, ...]], pd.Series]


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
    rest = reading.cells
    for item, keep in _cuts(measure, reading, key):
        lines = rest["line"].nunique()
        rest = rest[keep.loc[rest.index]]
        if gone := lines - rest["line"].nunique():
            yield LeftOut(reading.table.file, item[0], gone, "rows", *item[1:])
    yield from _other_periods(measure, reading, rest, periods)
    rest = rest[rest["period"].isin(list(periods))]
    first = rest[rest.index.isin(kept.index)]
    if again := len(rest) - len(first):
        yield LeftOut(reading.table.file, "said-again", again, "cells")
    if not first.index.equals(mine.index[mine["file"] == reading.table.file]):
        raise Untraceable(f"{measure.id}: what was left out of {reading.table.file} does not add up")


def _conditions(measure: PublishedMeasure, reading: Reading) -> Iterator[LeftOut]:
    rows, header = reading.table.frame, reading.table.header
    for condition, position in zip(measure.source.where, reading.columns.where, strict=True):
        met = rows[meets(rows[position], condition)]
        if gone := len(rows) - len(met):
            yield LeftOut(reading.table.file, "condition", gone, "rows", header[position], condition.values)
        rows = met


def _cuts(measure: PublishedMeasure, reading: Reading, key: Key) -> Iterator[Cut]:
    cells, header = reading.cells, reading.table.header
    for dimension, position in zip(measure.source.dimensions, reading.columns.dimensions, strict=True):
        category = key.category if dimension.id == key.dimension else dimension.headline
        if category is not None:
            yield ("category", header[position], (category,)), cells[dimension.id] == category
    if reading.columns.area is None:
        return
    column = header[reading.columns.area]
    if key.area != LONDON or measure.source.london == "own-row":
        name = area_name(key.area, city_included=True)
        yield ("area", column, (name,)), cells["area"] == key.area
    elif measure.source.london == "sum-of-areas":
        yield ("no-borough", column, ()), cells["area"].isin(list(boroughs()))


def _other_periods(
    measure: PublishedMeasure, reading: Reading, rest: pd.DataFrame, periods: Collection[pd.Period]
) -> Iterator[LeftOut]:
    """Rows of other periods; where the header holds the periods, its columns."""
    file, place = reading.table.file, reading.columns.period
    if LAYOUTS[measure.source.layout].periods_in_header:
        others = [period for period in reading.columns.periods.values() if period not in periods]
        if others and len(rest):
            yield LeftOut(file, "period", len(others), "columns")
        return
    gone = len(rest) - int(rest["period"].isin(list(periods)).sum())
    if gone:
        yield LeftOut(file, "period", gone, "rows", "" if place is None else reading.table.header[place])

"""Names that two places share: ten wards of the region have the name of a ward in another district."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, error, listed
from metrics.reading.conditions import counting
from metrics.reading.tables import Columns, Table

Codes = npt.NDArray[np.intp]
LEAST_NAMES = 10  # fewer names tell nothing of how they lie in others
NESTED = 0.8  # of the names, when they lie in one parent each
SPREAD = 0.5  # of them at the most lie in the same
_FIGURE = re.compile(r"-?[\d.,]+%?|", re.ASCII)


def names_stand_for_one(measure: PublishedMeasure, table: Table, columns: Columns) -> Iterator[Issue]:
    """A category, or a value that rows are chosen by, is no name that two others share, which would be merged."""
    if not table.is_held:
        return
    read = [columns.named.get(dimension.id) for dimension in measure.source.dimensions]
    for position in sorted({position for position in read if position is not None}.union(columns.where)):
        codes, names = pd.factorize(table.frame[position].to_numpy(dtype=object))
        if len(names) < LEAST_NAMES:
            continue
        for parent in _parents(table, columns, position):
            if _lies_within(codes, table, parent):
                rows = table.frame[counting(measure.source.where, table, columns.where)]
                yield from _shared(table, rows, position, parent)
                break


def _parents(table: Table, columns: Columns, position: int) -> Iterator[int]:
    """The columns that a name may lie in: of words, and neither values nor periods."""
    periods = columns.named.get("period"), columns.beside.get("period")
    for other in range(len(table.header)):
        if other in columns.numbers or other in (position, *periods):
            continue
        if not all(_FIGURE.fullmatch(text.strip()) for text in table.frame[other].head(5)):
            yield other


def _lies_within(codes: Codes, table: Table, parent: int) -> bool:
    """Whether most of several names, given as a code in each row, lie in one parent each, and some in more."""
    parent_codes, parents = pd.factorize(table.frame[parent].to_numpy(dtype=object))
    pairs = np.unique(codes * len(parents) + parent_codes)
    often = np.bincount(codes) > 1
    of_one = often & (np.bincount(pairs // len(parents)) == 1)
    several, alone = int(often.sum()), int(of_one.sum())
    if several < LEAST_NAMES or alone == several or alone < NESTED * several:
        return False
    usual = np.bincount((pairs % len(parents))[of_one[pairs // len(parents)]])
    return int(usual.max()) <= SPREAD * alone


def _shared(table: Table, rows: pd.DataFrame, position: int, parent: int) -> Iterator[Issue]:
    counted = rows[[position, parent]].drop_duplicates()[position].value_counts(sort=False)
    shared = [str(name) for name in counted.index[counted > 1]]
    if shared:
        yield _merged(table, rows, (position, parent), shared)


def _merged(table: Table, rows: pd.DataFrame, positions: tuple[int, int], shared: list[str]) -> Issue:
    position, parent = positions
    first = rows[rows[position] == shared[0]]
    line, header = int(first.index[0]), table.header[parent]
    inside = listed(first[parent].unique())
    named = f'{listed(shared)} in "{table.header[position]}"'
    message = f'{named}: each is several: "{shared[0]}" is of {inside}, '
    message += (
        f'and they would be merged; narrow the rows to one "{header}" with "where", or read a column of codes'
    )
    return error(table.file, line, position + 1, "merged-names", message)

"""The counts that stand beside a percentage in its row, and how many decimals it is written with."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, held_against
from metrics.reading.tables import Table
from metrics.reading.texts import read_column
from metrics.reading.values import Faulty, count_reader, written_decimals

# What a row has beside its value; a dimension, whose id is a column too, can have none of these names.
TOP, UNDER, DECIMALS = "counts.top", "counts.under", "counts.decimals"


def read_counts(
    measure: PublishedMeasure,
    table: Table,
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    positions: tuple[int, int],
    issues: list[Issue],
) -> None:
    """Adds to cells the two counts, NaN where one is not there, and the decimals of the value as it is written."""
    reader: Callable[[str], float | Faulty] = count_reader(measure.source)
    for name, position, key in zip((TOP, UNDER), positions, ("column", "over"), strict=True):
        faults: list[Issue] = []
        column = read_column(table, rows, position, reader, faults)
        cells[name] = column.reindex(cells["line"]).to_numpy(dtype="float64")
        issues += held_against(("reconcile", "counts", key), faults)
    texts = _texts(table, cells)
    decimals = {text: written_decimals(measure, text) for text in set(texts)}
    cells[DECIMALS] = [decimals[text] for text in texts]


def _texts(table: Table, cells: pd.DataFrame) -> list[str]:
    """The value of each cell as the file has it: all stand in one column, as counts can stand beside no others."""
    if cells.empty:
        return []
    return [str(text) for text in table.frame.loc[cells["line"], int(cells["field"].iloc[0]) - 1]]

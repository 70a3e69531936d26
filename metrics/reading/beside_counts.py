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
    places = zip(cells["line"], cells["field"], strict=True)
    cells[DECIMALS] = [
        written_decimals(measure, str(table.frame.at[line, field - 1])) for line, field in places
    ]

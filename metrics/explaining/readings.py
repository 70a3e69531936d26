"""The files of a measure, read once more: the text of their rows beside the typed cells.

The same functions read them as when they were checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, has_errors
from metrics.reading.cells import read_cells, without_subtotals
from metrics.reading.columns import resolve_columns
from metrics.reading.files import matching
from metrics.reading.filled import filled_down
from metrics.reading.record_tables import in_extract, read_table
from metrics.reading.supplied import Supplied
from metrics.reading.tables import Columns, Table


class Untraceable(Exception):
    """What is stored cannot be explained: a file cannot be read, or its rows give another figure."""


@dataclass(frozen=True)
class Reading:
    """One file: its text, where its columns are, and its typed cells (with the file's name in ``file``).

    ``subtotals`` are cells that add up others, and are no part of ``cells``.
    """

    table: Table
    columns: Columns
    cells: pd.DataFrame
    subtotals: pd.DataFrame


def extracts_of(measure: PublishedMeasure, extracts: Mapping[str, Supplied]) -> dict[str, Supplied]:
    """Those of some files that a measure reads, in its order: of a folder all that stands in it."""
    first = dict.fromkeys(name.partition("/")[0] for name in extracts)
    names = [name for pattern in measure.source.files for name in matching(pattern, first)]
    return {file: data for name in names for file, data in extracts.items() if file.partition("/")[0] == name}


def read_files(measure: PublishedMeasure, files: Mapping[str, Supplied]) -> tuple[Reading, ...]:
    """The files of a measure by their names, in its order. Raises Untraceable when one cannot be read."""
    return tuple(_read(measure, data, name) for name, data in files.items())


def _read(measure: PublishedMeasure, data: Supplied, name: str) -> Reading:
    table, issues = read_table(measure, data, name)
    if table is None:
        raise _unreadable(issues)
    columns, issues = resolve_columns(measure, table)
    table, lost = filled_down(measure.source, table, columns)
    if has_errors([*issues, *lost]):
        raise _unreadable([*issues, *lost])
    cells, issues = read_cells(measure, table, columns)
    if has_errors(issues):
        raise _unreadable(issues)
    return Reading(table, columns, *without_subtotals(in_extract(cells, data, name)))


def _unreadable(issues: list[Issue]) -> Untraceable:
    return Untraceable(f"a stored file cannot be read by this version: {sorted(issues)[0]}")

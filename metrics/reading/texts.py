"""A column of text, read text by text: each distinct text once, and each fault at its place or once for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from metrics.issues import Issue, error
from metrics.reading.tables import Table
from metrics.reading.values import Faulty

ALIKE = 3  # from so many cells on, a fault that all of them have is told once


def read_column(
    table: Table, rows: pd.DataFrame, position: int, reader: Callable[[str], Any], issues: list[Issue]
) -> pd.Series:
    """A column read text by text; a fault is told at every row that has it, or once where all have."""
    codes, texts = pd.factorize(rows[position].to_numpy(dtype=object))
    read = [reader(text) for text in texts]
    faulty = {code: value for code, value in enumerate(read) if isinstance(value, Faulty)}
    if faulty:
        at = np.flatnonzero(np.isin(codes, list(faulty)))
        places = [(int(rows.index[int(row)]), position + 1, faulty[codes[row]]) for row in at]
        own = fault_issues(table.file, places, len(rows), "rows")
        issues += own if table.is_held else weighed_issues(table, rows, places, own)
    good = [None if isinstance(value, Faulty) else value for value in read]
    return pd.Series(array_of(good)[codes], index=rows.index, dtype=object)


def weighed_issues(
    table: Table, rows: pd.DataFrame, places: list[tuple[int, int, Faulty]], issues: list[Issue]
) -> list[Issue]:
    """The issues of a table whose rows stand for others: told alike where all rows of the file are."""
    number = sum(table.weight(line) for line, _, _ in places)
    if number == table.number(rows) >= ALIKE and len({fault.code for _, _, fault in places}) == 1:
        line, field, fault = places[0]
        return [
            error(table.file, line, field, fault.code, f"{fault.message}; all {number:,} rows are like it")
        ]
    if len(issues) < len(
        places
    ):  # all rows that bear witness are alike, and those that they stand for are few
        issues = [error(table.file, line, field, fault.code, fault.message) for line, field, fault in places]
    return [replace(issue, more=table.weight(issue.line) - 1) for issue in issues]


def array_of(values: list[Any]) -> np.ndarray[Any, np.dtype[np.object_]]:
    """An array of any values, which can be taken apart and repeated quickly."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def fault_issues(
    file: str, places: list[tuple[int, int, Faulty]], total: int, what: str, mend: str = ""
) -> list[Issue]:
    """Each fault at its place; where the whole column has the same one, it is one mistake."""
    if len(places) == total >= ALIKE and len({fault.code for _, _, fault in places}) == 1:
        line, field, fault = places[0]
        fault_words = fault.message.partition("; ")[0] if mend else fault.message
        message = f"{fault_words}; all {total:,} {what} are like it{mend}"
        return [error(file, line, field, fault.code, message)]
    return [error(file, line, field, fault.code, fault.message) for line, field, fault in places]

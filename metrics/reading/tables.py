"""The bytes of an extract to a table of text, with every fault of its shape.

Nothing is typed or trimmed here. A row keeps the line it starts in, so that whatever is found later can say
where it stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from metrics.declared.source import Source
from metrics.issues import Issue, error
from metrics.reading.encodings import decoded
from metrics.reading.shape import (
    Row,
    delimiter_is_declared,
    file_has_rows,
    header_stands_first,
    is_blank,
    merge_conflicts,
    rows_fit_the_header,
)

LONGEST_FIELD = 100_000


@dataclass(frozen=True)
class Table:
    """An extract as text: ``frame`` has a column for each position and the file's line as its index."""

    file: str
    header: tuple[str, ...]
    frame: pd.DataFrame


@dataclass(frozen=True)
class Columns:
    """Which column of a table is read for what: positions from 0, None where a source names none.

    ``values`` are the columns whose cells are values, each with what its header says of them, by the name that
    cells have for it: ``{1: {"period": January 2024}}``. It is None where each row counts one. ``areas`` are the
    texts by which the layout names the areas of such columns.
    """

    period: int | None = None
    area: int | None = None
    base: int | None = None
    where: tuple[int, ...] = ()
    dimensions: tuple[int, ...] = ()
    values: Mapping[int, Mapping[str, Any]] | None = None
    areas: Mapping[int, str] = field(default_factory=dict)

    @property
    def typed(self) -> frozenset[int]:
        """The columns whose cells are held to periods, to areas or to numbers."""
        named = {self.period, self.area, self.base}
        return frozenset(position for position in named if position is not None) | frozenset(
            self.values or ()
        )

    @property
    def used(self) -> frozenset[int]:
        """All columns that are read, for whatever it is."""
        return self.typed.union(self.where, self.dimensions)


def parse_table(data: bytes, source: Source, file: str) -> tuple[Table | None, list[Issue]]:
    """The table in the bytes of a file, or the faults of its shape."""
    text, issues = decoded(data, source, file)
    issues = issues or list(merge_conflicts(text, file))
    if issues:
        return None, issues
    rows, issues = split_rows(text, source.delimiter, file)
    issues = issues or _shape_faults(rows, source, file)
    if issues:
        return None, issues
    (_, header), *body = rows
    lines = pd.Index([line for line, _ in body], name="line")
    frame = pd.DataFrame([row for _, row in body], index=lines, columns=range(len(header)), dtype=object)
    return Table(file, tuple(header), frame), []


def split_rows(text: str, delimiter: str, file: str) -> tuple[list[Row], list[Issue]]:
    """Each row with the line it starts in. Equal cells share one string, since most columns repeat."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    seen: dict[str, str] = {}
    rows: list[Row] = []
    started = 1
    try:
        for row in reader:
            rows.append((started, [seen.setdefault(cell, cell) for cell in row]))
            started = reader.line_num + 1
    except csv.Error as problem:
        message = f"the row that starts here cannot be read: {problem}; look for a quote that is not closed"
        return [], [error(file, started, 1, "csv-syntax", message)]
    while rows and is_blank(rows[-1][1]):
        rows.pop()
    return rows, []


def _shape_faults(rows: list[Row], source: Source, file: str) -> list[Issue]:
    """The faults of the first stage that finds any."""
    return (
        list(delimiter_is_declared(rows, source, file))
        or list(file_has_rows(rows, file))
        or list(header_stands_first(rows, source, file))
        or list(rows_fit_the_header(rows, file))
    )

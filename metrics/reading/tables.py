"""The bytes of an extract to a table of text, with every fault of its shape.

Nothing is typed or trimmed here. A row keeps the line it starts in, so that whatever is found later can say
where it stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from metrics.declared.source import Source
from metrics.issues import Issue, error, has_errors
from metrics.reading.encodings import decoded
from metrics.reading.shape import SHAPE_RULES, Row, ShapeRule, is_blank, merge_conflicts, shape_issues

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

    ``ends`` are those of the ends of an interval, the lower first.
    ``named`` are the columns that name the cells of each row, by the name that cells have for it:
    ``{"period": 0, "area": 1}``. ``values`` are the columns whose cells are values, each with what its header names
    in the same way: ``{1: {"period": January 2024}}``. It is None where each row counts one. ``beside`` are second
    columns, which hold the rest of what those of ``named`` begin: the month of a year.
    """

    named: Mapping[str, int] = field(default_factory=dict)
    beside: Mapping[str, int] = field(default_factory=dict)
    base: int | None = None
    ends: tuple[int, int] | None = None
    where: tuple[int, ...] = ()
    values: Mapping[int, Mapping[str, Any]] | None = None

    @property
    def numbers(self) -> frozenset[int]:
        """The columns whose cells are held to numbers."""
        base = () if self.base is None else (self.base,)
        return frozenset((*(self.values or ()), *base, *(self.ends or ())))

    @property
    def used(self) -> frozenset[int]:
        """All columns that are read, for whatever it is."""
        return self.numbers.union(self.named.values(), self.beside.values(), self.where)

    def in_header(self, name: str) -> Mapping[int, Any]:
        """What the header says of a name of cells, by the column that it stands above."""
        return {position: names[name] for position, names in (self.values or {}).items() if name in names}


def parse_table(
    data: bytes, source: Source, file: str, rules: Iterable[ShapeRule] = SHAPE_RULES
) -> tuple[Table | None, list[Issue]]:
    """The table in the bytes of a file, with what is odd about its shape; None with the faults that break it."""
    text, issues = decoded(data, source, file)
    if not has_errors(issues):
        issues += merge_conflicts(text, file)
    if has_errors(issues):
        return None, issues
    rows, faults = split_rows(text, source.delimiter, file)
    issues += faults or shape_issues(rows, source, file, rules)
    if has_errors(issues):
        return None, issues
    return _table(rows, file), issues


def _table(rows: list[Row], file: str) -> Table:
    (_, header), *body = rows
    lines = pd.Index([line for line, _ in body], name="line")
    frame = pd.DataFrame([row for _, row in body], index=lines, columns=range(len(header)), dtype=object)
    return Table(file, tuple(header), frame)


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

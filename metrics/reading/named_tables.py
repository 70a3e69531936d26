"""A small table beside metrics.yaml, read row by row: its cells by their columns, and every fault of its shape."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from metrics.issues import Help, Issue, error, listed, nearest, shortened, warning

MARKS = {";": "semicolons", "\t": "tabs"}  # what stands between columns where it is no comma
SEE = Help(see="docs/measures.md#areas")


@dataclass
class Table:
    """The rows of a table, each cell by its column, with the line of each, and every fault so far."""

    file: str
    header: Sequence[str] = ()
    rows: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def fault(self, line: int, column: str, code: str, message: str) -> None:
        """One more fault, at a cell by the name of its column."""
        self.issues.append(replace(error(self.file, line, self._place(column), code, message), help=SEE))

    def warn(self, line: int, column: str, code: str, message: str) -> None:
        """One more doubt, which stops nothing, at a cell by the name of its column."""
        self.issues.append(replace(warning(self.file, line, self._place(column), code, message), help=SEE))

    def _place(self, column: str) -> int:
        return self.header.index(column) + 1 if column in self.header else 1


def unreadable(file: str, why: str, what: str = "the table") -> Issue:
    """That there is no file of areas to read; ``what`` is what it would be."""
    return replace(error(file, 1, 1, "area-file", f"{what} cannot be read: {why}"), help=SEE)


def read_table(file: str, data: bytes, needed: Sequence[str], more: Sequence[str]) -> Table:
    """The rows of a CSV file in UTF-8 with the columns that are ``needed`` and those that may be there."""
    table = Table(file)
    try:
        lines = data.decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        table.issues.append(unreadable(file, "it is not UTF-8"))
        return table
    rows = csv.reader(lines, strict=True)
    try:
        _read_header(table, next(rows, []), needed, more)
        line = 2
        for row in [] if table.issues else rows:
            _read_row(table, line, row)
            line = rows.line_num + 1
    except csv.Error as problem:
        table.fault(rows.line_num, "", "area-file", f"the row cannot be read: {problem}")
    if not table.rows and not table.issues:
        table.fault(1, "", "area-file", "the table has no rows")
    return table


def _read_header(table: Table, header: Sequence[str], needed: Sequence[str], more: Sequence[str]) -> None:
    table.header = [name.strip().lower() for name in header]
    for mark, name in MARKS.items():
        if mark in "".join(header) and len(header) < len(needed):
            table.fault(
                1, "", "area-file", f"the columns are parted by {name}: save the table as CSV, with commas"
            )
            return
    for name in needed:
        if name not in table.header:
            guess = nearest(name, table.header) or f"; the columns are {listed((*needed, *more))}"
            table.fault(1, "", "area-column", f'there is no column "{name}"{guess}')
    for place, name in enumerate(table.header):
        if name not in (*needed, *more):
            message = f'the column "{shortened(name)}" is none of {listed((*needed, *more))}'
            table.fault(1, name, "area-column", message)
        elif name in table.header[:place]:
            table.fault(1, name, "area-column", f'the column "{name}" stands twice')


def _read_row(table: Table, line: int, row: Sequence[str]) -> None:
    if row and len(row) != len(table.header):
        message = f"the row has {len(row)} fields and the header {len(table.header)}"
        table.fault(line, "", "area-column", message)
    elif row:
        cells = (cell.strip() for cell in row)
        table.rows.append((line, dict(zip(table.header, cells, strict=True))))

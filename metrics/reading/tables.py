"""The bytes of an extract to a table of text, with every fault of its shape.

Nothing is typed or trimmed here. A row keeps the line it starts in, so that whatever is found later can say
where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from metrics.declared.published_file import PublishedFile
from metrics.file_kinds import cell_name, read_as
from metrics.issues import Issue, has_errors
from metrics.reading.grids import rows_of_file
from metrics.reading.shape import SHAPE_RULES, Row, ShapeRule, shape_issues
from metrics.reading.sheets import corner_of


@dataclass(frozen=True)
class Table:
    """An extract as text: ``frame`` has a column for each position and the file's line as its index.

    ``header_line`` is the line in which the header stands. In a workbook ``sheet`` is the sheet that it stands on,
    and ``first_column`` the column of its first field, counted from 1. Of a file that is too large to be held,
    ``frame`` has rows that bear witness of all others, and ``counts`` says for how many rows each stands.
    """

    file: str
    header: tuple[str, ...]
    frame: pd.DataFrame
    header_line: int = 1
    sheet: str = ""
    first_column: int = 1
    counts: pd.Series | None = None

    @property
    def is_held(self) -> bool:
        """Whether every row of the file is in the frame."""
        return self.counts is None

    def number(self, rows: pd.DataFrame | None = None) -> int:
        """How many rows of the file there are, or some of the frame's stand for."""
        own = self.frame if rows is None else rows
        return len(own) if self.counts is None else int(self.counts.reindex(own.index).sum())

    def weight(self, line: int) -> int:
        """How many rows the row in a line stands for."""
        return 1 if self.counts is None else int(self.counts.loc[[line]].sum())

    def cell(self, line: int, field: int) -> str:
        """The cell of a workbook in which a field stands: ``Sheet1!C7``; nothing for other files."""
        return cell_name(self.sheet, line, field + self.first_column - 1) if self.sheet else ""


@dataclass(frozen=True)
class Columns:
    """Which column of a table is read for what: positions from 0, None where a source names none.

    ``ends`` are those of the ends of an interval, the lower first, and ``counts`` those of the two counts that a
    percentage is held against, the one above the line first.
    ``named`` are the columns that name the cells of each row, by the name that cells have for it:
    ``{"period": 0, "area": 1}``. ``values`` are the columns whose cells are values, each with what its header names
    in the same way: ``{1: {"period": January 2024}}``. It is None where each row counts one. ``beside`` are second
    columns, which hold the rest of what those of ``named`` begin: the month of a year.
    """

    named: Mapping[str, int] = field(default_factory=dict)
    beside: Mapping[str, int] = field(default_factory=dict)
    base: int | None = None
    ends: tuple[int, int] | None = None
    counts: tuple[int, int] | None = None
    where: tuple[int, ...] = ()
    values: Mapping[int, Mapping[str, Any]] | None = None

    @property
    def numbers(self) -> frozenset[int]:
        """The columns whose cells are held to numbers."""
        base = () if self.base is None else (self.base,)
        return frozenset((*(self.values or ()), *base, *(self.ends or ()), *(self.counts or ())))

    @property
    def used(self) -> frozenset[int]:
        """All columns that are read, for whatever it is."""
        return self.numbers.union(self.named.values(), self.beside.values(), self.where)

    def in_header(self, name: str) -> Mapping[int, Any]:
        """What the header says of a name of cells, by the column that it stands above."""
        return {position: names[name] for position, names in (self.values or {}).items() if name in names}


def parse_table(
    data: bytes, source: PublishedFile, file: str, rules: Iterable[ShapeRule] = SHAPE_RULES
) -> tuple[Table | None, list[Issue]]:
    """The table in the bytes of a file, with what is odd about its shape; None with the faults that break it."""
    rows, issues = rows_of_file(data, source, file)
    if not has_errors(issues):
        issues += shape_issues(rows, source, file, rules)
    if has_errors(issues):
        return None, issues
    table = _table(rows, file)
    if read_as(file).has_sheets:
        sheet, first_column = corner_of(data, source, file)
        table = replace(table, sheet=sheet, first_column=first_column)
    return table, issues


def _table(rows: list[Row], file: str) -> Table:
    (header_line, header), *body = rows
    lines = pd.Index([line for line, _ in body], name="line")
    frame = pd.DataFrame([row for _, row in body], index=lines, columns=range(len(header)), dtype=object)
    return Table(file, tuple(header), frame, header_line)

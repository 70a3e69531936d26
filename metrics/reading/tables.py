"""The bytes of an extract to a table of text, with every fault of its shape.

Nothing is typed or trimmed here. A row keeps the line it starts in, so that whatever is found later can say
where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from metrics.declared.source import Source
from metrics.issues import Issue, has_errors
from metrics.reading.grids import rows_of_file
from metrics.reading.shape import SHAPE_RULES, Row, ShapeRule, shape_issues


@dataclass(frozen=True)
class Table:
    """An extract as text: ``frame`` has a column for each position and the file's line as its index.

    ``header_line`` is the line in which the header stands.
    """

    file: str
    header: tuple[str, ...]
    frame: pd.DataFrame
    header_line: int = 1


@dataclass(frozen=True)
class Columns:
    """Which column of a table is read for what: positions from 0, None where a source names none.

    ``named`` are the columns that name the cells of each row, by the name that cells have for it:
    ``{"period": 0, "area": 1}``. ``values`` are the columns whose cells are values, each with what its header names
    in the same way: ``{1: {"period": January 2024}}``. It is None where each row counts one.
    """

    named: Mapping[str, int] = field(default_factory=dict)
    base: int | None = None
    where: tuple[int, ...] = ()
    values: Mapping[int, Mapping[str, Any]] | None = None

    @property
    def numbers(self) -> frozenset[int]:
        """The columns whose cells are held to numbers."""
        return frozenset(self.values or ()) | frozenset(() if self.base is None else (self.base,))

    @property
    def used(self) -> frozenset[int]:
        """All columns that are read, for whatever it is."""
        return self.numbers.union(self.named.values(), self.where)

    def in_header(self, name: str) -> Mapping[int, Any]:
        """What the header says of a name of cells, by the column that it stands above."""
        return {position: names[name] for position, names in (self.values or {}).items() if name in names}


def parse_table(
    data: bytes, source: Source, file: str, rules: Iterable[ShapeRule] = SHAPE_RULES
) -> tuple[Table | None, list[Issue]]:
    """The table in the bytes of a file, with what is odd about its shape; None with the faults that break it."""
    rows, issues = rows_of_file(data, source, file)
    if not has_errors(issues):
        issues += shape_issues(rows, source, file, rules)
    if has_errors(issues):
        return None, issues
    return _table(rows, file), issues


def _table(rows: list[Row], file: str) -> Table:
    (header_line, header), *body = rows
    lines = pd.Index([line for line, _ in body], name="line")
    frame = pd.DataFrame([row for _, row in body], index=lines, columns=range(len(header)), dtype=object)
    return Table(file, tuple(header), frame, header_line)

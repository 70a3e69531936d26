"""The header of an extract against what was declared: which column is which, what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.declared.reconciliation import PercentageOf
from metrics.declared.source import Source
from metrics.issues import Issue, error, held_against, listed, nearest, shortened, warning
from metrics.reading.layouts import LAYOUT_READINGS
from metrics.reading.lookalikes import lookalike
from metrics.reading.shape import folded_name
from metrics.reading.tables import Columns, Table


def resolve_columns(measure: PublishedMeasure, table: Table) -> tuple[Columns, list[Issue]]:
    """Where each declared column stands in a table, and the faults of its header."""
    source, finder = measure.source, ColumnFinder(table)
    interval, counts = source.interval, None if measure.reconcile is None else measure.reconcile.counts
    value = finder.find("value", source.value.column)
    columns = Columns(
        named={
            item.name: finder.need((*item.path, *item.keys[0]), item.column)
            for item in source.cell_names
            if item.column is not None
        },
        beside={
            item.name: finder.need((*item.path, *item.keys[1]), item.beside)
            for item in source.cell_names
            if item.beside is not None
        },
        base=finder.find("base", source.base.column if source.base else None),
        ends=None
        if interval is None
        else (
            finder.need(("interval", "lower"), interval.lower),
            finder.need(("interval", "upper"), interval.upper),
        ),
        counts=None if counts is None else _of_counts(finder, source, counts),
        where=tuple(
            finder.need(("where", at, "column"), item.column) for at, item in enumerate(source.where)
        ),
        values=None if value is None else {value: {}},
    )
    issues = finder.issues + list(header_faults(table))
    if any(issue.code == "missing-column" for issue in issues):
        return columns, issues  # a column that nothing reads may be the one that is missing
    rest = dict(_undeclared(source, table, finder.used))
    columns, faults = LAYOUT_READINGS[source.layout](measure, table, columns, rest)
    return columns, issues + faults


def _of_counts(finder: ColumnFinder, source: Source, counts: PercentageOf) -> tuple[int, int]:
    """The columns of the two counts that a percentage is of; the second may be that of its base."""
    at, base = ("reconcile", "counts"), () if source.base is None else source.base.column
    return finder.declared((*at, "column"), counts.column), finder.declared(
        (*at, "over"), counts.over or base
    )


def _undeclared(source: Source, table: Table, used: Collection[int]) -> Iterator[tuple[int, str]]:
    """The columns that are neither used nor ignored: their positions and names."""
    expected = {folded_name(name) for name in source.ignore}
    expected.update(folded_name(table.header[position]) for position in used)
    for position, name in enumerate(table.header):
        if position not in used and name.strip() and folded_name(name) not in expected:
            yield position, name
        expected.add(folded_name(name))  # a second column of the same name is told as such


class ColumnFinder:
    """Looks columns up by their accepted names, gathering what is missing."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.positions: dict[str, int] = {}
        for position, name in enumerate(table.header):
            self.positions.setdefault(folded_name(name), position)
        self.used: set[int] = set()
        self.issues: list[Issue] = []

    def find(self, part: str, names: Sequence[str] | None) -> int | None:
        """The position of a column that may be declared; None where it is not."""
        return None if names is None else self.need((part, "column"), names)

    def need(self, part: tuple[str | int, ...], names: Sequence[str]) -> int:
        """The position of the column that a key of the source names."""
        return self.declared(("source", *part), names)

    def declared(self, path: tuple[str | int, ...], names: Sequence[str]) -> int:
        """The position of the column that a key of the measure names."""
        before = len(self.issues)
        position = self._position(names)
        self.issues[before:] = held_against(path, self.issues[before:])
        return position

    def _position(self, names: Sequence[str]) -> int:
        positions = sorted(
            {self.positions[folded_name(name)] for name in names if folded_name(name) in self.positions}
        )
        if not positions:
            if self._is_lookalike(names):
                return 0
            guess = nearest(names[0], self.table.header)
            accepted = listed(names) if len(names) == 1 else f"any of {listed(names)}"
            message = f"no column is named {accepted}; found {listed(self.table.header)}{guess}"
            self._fault(1, "missing-column", message)
            # The column that is meant is not told a second time, as one that nothing reads.
            self.used.update(at for name, at in self.positions.items() if f'"{name}"' in guess.casefold())
            return 0
        if len(positions) > 1:
            both = listed(self.table.header[position] for position in positions)
            message = f"the columns {both} are both accepted for one thing"
            self._fault(positions[1] + 1, "ambiguous-column", message)
        self.used.update(positions)
        return positions[0]

    def _is_lookalike(self, names: Sequence[str]) -> bool:
        """Tells of a column whose name looks like an accepted one, and is not."""
        for position, name in enumerate(self.table.header):
            clause = lookalike(name, names)
            if clause and name.strip():
                self._fault(position + 1, "look-alike", f'the column "{name}" is not known{clause}')
                self.used.add(position)
                return True
        return False

    def _fault(self, column: int, code: str, message: str) -> None:
        self.issues.append(error(self.table.file, self.table.header_line, column, code, message))


def header_faults(table: Table) -> Iterator[Issue]:
    """What is wrong with the names of the columns, whatever reads them."""
    seen: set[str] = set()
    empty = list(_empty_columns(table))
    if empty:
        columns = "a column has" if len(empty) == 1 else f"{len(empty)} columns have"
        message = (
            f"{columns} neither a name nor a value, and nothing reads {'it' if len(empty) == 1 else 'them'}"
        )
        yield warning(table.file, table.header_line, empty[0] + 1, "blank-column", message)
    for position, name in enumerate(table.header):
        if not name.strip():
            if position not in empty:
                yield _unnamed(table, position)
        elif folded_name(name) in seen:
            yield error(
                table.file,
                table.header_line,
                position + 1,
                "duplicate-column",
                f'the column "{name}" stands twice',
            )
        seen.add(folded_name(name))


def _empty_columns(table: Table) -> Iterator[int]:
    """The columns in which nothing stands, from the header down."""
    for position, name in enumerate(table.header):
        if not name.strip() and len(table.frame) and not _filled(table, position).any():
            yield position


def _filled(table: Table, position: int) -> pd.Series:
    return table.frame[position].map(lambda text: bool(text.strip())).astype(bool)


def _unnamed(table: Table, position: int) -> Issue:
    message, filled = "the column has no name", _filled(table, position)
    if filled.any():
        line = int(table.frame.index[filled][0])
        message += f', and holds "{shortened(str(table.frame.at[line, position]))}" in line {line}'
    return error(
        table.file,
        table.header_line,
        position + 1,
        "blank-column",
        f"{message}; ask the publisher what it is",
    )

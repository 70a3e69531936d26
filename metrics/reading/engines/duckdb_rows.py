"""A CSV counted by duckdb where it lies, while it is looked through as bytes; what is odd is left to others

duckdb knows no lines and forgives what a publisher must be asked about. So a file is taken from it only where its
bytes leave no doubt, and where the rows that bear witness, read again at their places, say the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import groupby
from typing import Any, BinaryIO

import pandas as pd

from metrics.reading.engines.blockwise import Blockwise, Start, may_end_with_a_note
from metrics.reading.engines.duckdb_words import literal, of_text
from metrics.reading.engines.engine import processors
from metrics.reading.engines.gathered import MOST_GROUPS, TOO_MANY_GROUPS, weights_of
from metrics.reading.engines.groups import FIRST_ROWS, Plan
from metrics.reading.engines.plans import table_of
from metrics.reading.engines.progress import Progress
from metrics.reading.engines.scanner import Scan, Scanner, rows_of
from metrics.reading.engines.scans import Odd, Watch
from metrics.reading.packed import Unread
from metrics.reading.parquet import connected, literal_path
from metrics.reading.shape import Row
from metrics.reading.supplied import RecordFile
from metrics.reading.tables import Table

_ENCODINGS = ("utf-8", "cp1252")  # the latter where all is ASCII
_MOST_ANSWERS = 3 * MOST_GROUPS  # of groups, days and pairs; where there are more they do not hold all rows
_GROUPS = """
SELECT {tags}, count(*), min(row), GROUPING({tags}) = {mask}
FROM (SELECT {tagged}, row_number() OVER () - 1 AS row FROM read_csv(?, columns = {columns}, {options}))
GROUP BY GROUPING SETS ({sets})
LIMIT {most}
"""
_OPTIONS = (
    "auto_detect = false, header = false, skip = {skip}, delim = {delimiter}, quote = '\"', "
    "escape = '\"', comment = '', strict_mode = true, null_padding = false, ignore_errors = false"
)


@dataclass(frozen=True)
class Duckdb:
    """duckdb on the processors of this machine; ``otherwise`` counts what is odd."""

    otherwise: Blockwise

    def table(self, file: RecordFile, start: Start, plan: Plan, progress: Progress) -> Table | None:
        """The table of a file; None where something is odd in it. Raises Unread."""
        table = duckdb_table(file, start, plan, progress)
        return self.otherwise.table(file, start, plan, progress) if table is None else table


def is_installed() -> bool:
    """Whether duckdb is."""
    return find_spec("duckdb") is not None


def _may_be_read(plan: Plan) -> bool:
    """Whether a plan asks for nothing but groups: faults row by row, and columns of names, are for others."""
    form, is_sought = plan.form, plan.apart or plan.named
    return form.width > 1 and form.encoding in _ENCODINGS and bool(plan.keys) and not is_sought


def duckdb_table(file: RecordFile, start: Start, plan: Plan, progress: Progress) -> Table | None:
    """What duckdb makes of a file by itself; None where it is not sure to be right. Raises Unread."""
    if not _may_be_read(plan):
        return None
    scanner = Scanner(
        Watch(plan.form, plan.free, plan.judge), start.offset, start.line, max(processors() // 2, 1)
    )
    with file.opened() as stream, connected(processors()) as (connection, trouble):
        query = _query(plan, start)
        try:
            with _answering(connection, query, literal_path(file.location)) as answer:
                scans = list(_followed(scanner, stream, file, progress))
                groups = _Groups(plan, answer.result())
        except (Odd, trouble):
            return None
        if not groups.hold_all(scanner.row) or may_end_with_a_note(scanner.last, plan.form):
            return None
        return _table_of(file, start, groups, {*scanner.personal.values()}, _Rows(stream, plan, scans))


def _followed(scanner: Scanner, stream: BinaryIO, file: RecordFile, progress: Progress) -> Iterator[Scan]:
    with progress.of(file, scanner.offset) as bar:
        for scan in scanner.scans(stream):
            bar.counted(scan.length, scanner.row)
            yield scan


# What duckdb is asked ---------------------------------------------------------------------------------------


@contextmanager
def _answering(connection: Any, query: str, path: str) -> Iterator[Future[list[tuple[Any, ...]]]]:
    """The answer to a query, which another thread waits for; it is stopped where this one has come to its end."""
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(lambda: connection.execute(query, [path]).fetchall())
        try:
            yield answer
        finally:
            if not answer.done():
                connection.interrupt()


def _query(plan: Plan, start: Start) -> str:
    """What asks for the groups, and for the first row of each day and pair, in one reading of the file."""
    tags = {f"k{position}": _tag(plan, position, "month") for position in plan.keys}
    main = tuple(tags)
    sets = {main: None}
    if plan.dates is not None:
        tags["day"] = _tag(plan, plan.dates.position, "day")
        sets["day",] = None
    for pair in plan.pairs:
        tags |= {f"p{position}": _text(position) for position in pair}
        sets[tuple(f"p{position}" for position in pair)] = None
    return _GROUPS.format(
        tags=", ".join(tags),
        mask=sum(1 << at for at, tag in enumerate(reversed(tags)) if tag not in main),
        tagged=", ".join(f"{own} AS {tag}" for tag, own in tags.items()),
        columns="{" + ", ".join(f"'c{position}': 'VARCHAR'" for position in range(plan.form.width)) + "}",
        options=_OPTIONS.format(skip=start.line - 1, delimiter=literal(plan.form.delimiter)),
        sets=", ".join(f"({', '.join(names)})" for names in sets),
        most=_MOST_ANSWERS,
    )


def _tag(plan: Plan, position: int, part: str) -> str:
    """What rows are grouped by in a column: its text, or that of its month or day."""
    if plan.dates is None or plan.dates.position != position:
        return _text(position)
    by_month = plan.dates.by_month and part == "month"
    return of_text(_text(position), plan.dates.pattern, "month" if by_month else "day")


def _text(position: int) -> str:
    return f"coalesce(c{position}, '')"


# What it answers --------------------------------------------------------------------------------------------


class _Groups:
    """The groups of a file by their texts, with how many rows they have, and rows that bear witness of more."""

    def __init__(self, plan: Plan, answer: Sequence[tuple[Any, ...]]) -> None:
        width = len(plan.keys)
        self.plan = plan
        self.first: dict[tuple[str, ...], int] = {}
        self.counts: dict[tuple[str, ...], int] = {}
        self.further: set[int] = set()
        for *tags, count, row, is_group in answer:
            if is_group:
                self.first[tuple(tags[:width])] = int(row)
                self.counts[tuple(tags[:width])] = int(count)
            else:
                self.further.add(int(row))
        if len(self.counts) > MOST_GROUPS:
            raise Unread("too-large", TOO_MANY_GROUPS)

    def hold_all(self, number: int) -> bool:
        """Whether they have as many rows as the file."""
        return sum(self.counts.values()) == number

    def key(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The texts of the group of a row."""
        plan, dates = self.plan, self.plan.dates
        texts = [plan.key_of(position, cells[position]) for position in plan.keys]
        days = [dates is not None and dates.position == position for position in plan.keys]
        pairs = zip(texts, days, strict=True)
        return tuple(dates.key(text) if dates is not None and is_day else text for text, is_day in pairs)

    def weights(self, rows: Mapping[int, Row]) -> dict[int, int] | None:
        """How many rows each of some stands for; None where a row is not of the group that it is the first of."""
        if any(self.key(rows[row][1]) != key for key, row in self.first.items()):
            return None
        further = {row: self.key(rows[row][1]) for row in rows.keys() - set(self.first.values())}
        if not self.first.keys() >= {*further.values()}:
            return None
        return weights_of({key: (row, self.counts[key]) for key, row in self.first.items()}, further)


@dataclass(frozen=True)
class _Rows:
    """The rows of a file by their numbers, counted from 0: where they stand, and how they are written."""

    stream: BinaryIO
    plan: Plan
    scans: Sequence[Scan]

    def at(self, numbers: Sequence[int]) -> dict[int, Row]:
        """Some rows, whose numbers come in order, with their lines. Raises OSError."""
        rows: dict[int, Row] = {}
        starts = [scan.row for scan in self.scans]
        for at, own in groupby(numbers, lambda number: bisect_right(starts, number) - 1):
            scan, chosen = self.scans[at], list(own)
            inner = [number - scan.row for number in chosen]
            rows |= zip(chosen, rows_of(self.stream, self.plan.form, scan, inner), strict=True)
        return rows


def _table_of(
    file: RecordFile, start: Start, groups: _Groups, personal: set[int], all_rows: _Rows
) -> Table | None:
    """The rows that bear witness as a table; None where they say other than duckdb, or are no records."""
    beginning = range(min(FIRST_ROWS, sum(groups.counts.values())))
    rows = all_rows.at(sorted({*groups.first.values(), *groups.further, *personal, *beginning}))
    if any(groups.plan.may_be_odd(rows[row][1]) for row in groups.first.values()):
        return None
    weights = groups.weights(rows)
    if weights is None:
        return None
    table = table_of(file.display_name, start.header, list(rows.values()))
    return replace(table, counts=pd.Series([weights[row] for row in rows], table.frame.index, dtype="int64"))

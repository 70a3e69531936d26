"""The rows of a tracker's file, read as declared: items or counts of them, and what is wrong with each cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from metrics.areas import folded
from metrics.declared.account_source import DayColumn
from metrics.declared.tracker import Tracker
from metrics.declared.tracker_source import ITEM_DAYS, STATUSES, ItemStatus, TrackerSource
from metrics.issues import Issue, has_errors, listed, nearest, shortened
from metrics.promises.items import Counts, Item
from metrics.reading.conditions import conditions_met, counting
from metrics.reading.supplied_rows import day_reader, supplied_columns, text_reader
from metrics.reading.tables import Table, parse_table
from metrics.reading.texts import read_column
from metrics.reading.values import Faulty

MOST_LETTERS = 60  # of a reference, which stands in addresses
_NO_ADDRESS = re.compile(r"[/\\?#%]|^\.")
_DIGITS = re.compile(r"\d{1,7}", re.ASCII)
_OPTIONAL = ("area", "said_in", "due_words", "reason", "update")


@dataclass(frozen=True)
class TrackerRows:
    """The rows of one file: none with an error in it. ``fields`` has the field of each column, counted from 1.

    ``as_at`` are the days to which its rows stand, where a column says it, each with the first line that has it.
    """

    items: tuple[Item, ...] = ()
    counts: tuple[Counts, ...] = ()
    as_at: Mapping[date, int] = field(default_factory=dict)
    fields: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def tracker_rows(
    tracker: Tracker, source: TrackerSource, roles: Mapping[str, str], data: bytes, file: str
) -> TrackerRows:
    """The rows of a tracker in the bytes of a file, and what is wrong with its cells, by the declared ``roles``."""
    table, issues = parse_table(data, source, file)
    if table is None:
        return TrackerRows(issues=tuple(issues))
    columns, faults = supplied_columns(source, table, _key)
    issues = [*issues, *faults]
    if has_errors(issues):
        return TrackerRows(issues=tuple(issues))
    where = [columns[f"where {at}"] for at in range(len(source.where))]
    rows = table.frame[counting(source.where, table, where)]
    issues += conditions_met(source.where, table, where, none_left=rows.empty)
    read = _Read(tracker, source, roles, table, rows, columns, issues)
    items = tuple(read.items()) if tracker.kind == "items" else ()
    counts = tuple(read.counts()) if tracker.kind == "counts" else ()
    fields = {name: position + 1 for name, position in columns.items()}
    if has_errors(issues):
        return TrackerRows(fields=fields, issues=tuple(issues))
    lines = zip(read.days("as_at"), map(int, rows.index), strict=True)
    days = {day: line for day, line in reversed(list(lines)) if day is not None}
    return TrackerRows(items, counts, days, fields, tuple(issues))


def _key(name: str) -> tuple[str, str]:
    """Where a column is declared below the source."""
    return ("counts", name) if name in STATUSES else ("all" if name == "every" else name, "column")


@dataclass(frozen=True)
class _Read:
    """The rows that count of a table; what cannot be read is added to the issues, and stands for nothing."""

    tracker: Tracker
    source: TrackerSource
    roles: Mapping[str, str]
    table: Table
    rows: pd.DataFrame
    columns: Mapping[str, int]
    issues: list[Issue]

    def column(self, name: str, reader: Callable[[str], Any], otherwise: Any) -> list[Any]:
        """What stands in a column, row by row; the same in every row where the column is not declared."""
        if name not in self.columns:
            return [otherwise] * len(self.rows)
        read = read_column(self.table, self.rows, self.columns[name], reader, self.issues)
        return [otherwise if value is None else value for value in read]

    def days(self, name: str) -> list[date | None]:
        """The days of a column; None where a cell is empty."""
        declared = getattr(self.source, name)
        if declared is None:
            return [None] * len(self.rows)
        return self.column(name, _day_reader(declared, has_words=name in ITEM_DAYS), None)

    def items(self) -> Iterator[Item]:
        """An item for each row."""
        texts = {name: self.column(name, text_reader(name, may_be_empty=True), "") for name in _OPTIONAL}
        days = {name: self.days(name) for name in ITEM_DAYS}
        references = self.column("reference", _reference, "")
        names = self.column("item", text_reader("what was promised"), "")
        statuses = self.column("status", _status_reader(self.tracker, self.source), "not-started")
        owners = self.column("owner", _owner_reader(self.source, self.roles), "")
        for at, line in enumerate(self.rows.index):
            yield Item(
                reference=references[at],
                item=names[at],
                status=statuses[at],
                owner=owners[at],
                original_due=days["original_due"][at],
                due=days["due"][at],
                completed=days["completed"][at],
                **{name: column[at] for name, column in texts.items()},
                line=int(line),
                file=self.table.file,
            )

    def counts(self) -> Iterator[Counts]:
        """The counts of each row."""
        days, every = self.days("as_at"), self.column("every", _number, None)
        groups = self.column("group", text_reader("what the row is of"), "")
        numbers = {status: self.column(status, _number, None) for status in self.source.counts}
        for at, line in enumerate(self.rows.index):
            name = groups[at] if self.source.group is None else self.source.group.name(groups[at])
            own = {status: column[at] for status, column in numbers.items() if column[at] is not None}
            yield Counts(days[at] or date.max, name, every[at], own, int(line), self.table.file)


# Cells -----------------------------------------------------------------------------------------------------


def _day_reader(column: DayColumn, *, has_words: bool) -> Callable[[str], date | Faulty | None]:
    """How a day is read: None where the cell is empty. A day in words is no day."""
    read_day = day_reader(column)

    def read(text: str) -> date | Faulty | None:
        if not text.strip():
            return None if has_words else Faulty("empty-cell", "the day to which the row stands is missing")
        day = read_day(text)
        if isinstance(day, Faulty) and has_words and any(map(str.isalpha, text)):
            message = f'"{shortened(text)}" is a day in words, and not as {column.format}; '
            mend = (
                'keep the words in a column that "due_words" names, and write the last day that is meant here'
            )
            return Faulty("day-in-words", message + mend)
        return day

    return read


def _reference(text: str) -> str | Faulty:
    """What an item is called by, which stands in its address."""
    reference = text_reader("the reference")(text)
    if isinstance(reference, str) and (_NO_ADDRESS.search(reference) or len(reference) > MOST_LETTERS):
        message = (
            f'"{shortened(reference)}" stands in an address: at most {MOST_LETTERS} letters and no / \\ ? # %'
        )
        return Faulty("bad-reference", message)
    return reference


def _status_reader(tracker: Tracker, source: TrackerSource) -> Callable[[str], ItemStatus | Faulty]:
    """How a status is read: by its own name, by the tracker's word for it, or by an alias."""
    aliases = {} if source.status is None else source.status.aliases
    words: dict[str, ItemStatus] = {_spaced(status): status for status in STATUSES}
    words |= {_spaced(own.label): status for status, own in tracker.words.items()}
    words |= {_spaced(word): status for word, status in aliases.items()}

    def read(text: str) -> ItemStatus | Faulty:
        status = words.get(_spaced(text))
        if status is None:
            guess = nearest(text, [*STATUSES, *aliases])
            guess = guess or f"; it is one of {listed(STATUSES)}, or a word under aliases"
            return Faulty("bad-status", f'"{shortened(text)}" is no status of an item{guess}')
        return status

    return read


def _spaced(word: str) -> str:
    """A word for comparing: "On track" is on-track."""
    return folded(word.replace("-", " ").replace("_", " "))


def _owner_reader(source: TrackerSource, roles: Mapping[str, str]) -> Callable[[str], str | Faulty]:
    """How the role that answers for an item is read: by its id or its words; empty where nobody is stated."""
    nobody = {folded(word) for word in (() if source.owner is None else source.owner.nobody)}
    by_words = {folded(words): name for name, words in roles.items()} | {folded(name): name for name in roles}

    def read(text: str) -> str | Faulty:
        word = folded(text)
        if not word or word in nobody:
            return ""
        if word not in by_words:
            declared = [*roles, *roles.values()]
            guess = nearest(text, declared) or f'; declared under "roles": {listed(roles) or "none"}'
            return Faulty("unknown-role", f'"{shortened(text)}" is none of the declared roles{guess}')
        return by_words[word]

    return read


def _number(text: str) -> int | Faulty | None:
    """A whole number of items; None where the cell is empty."""
    plain = text.strip()
    if not plain:
        return None
    if _DIGITS.fullmatch(plain) is None:
        return Faulty("bad-count", f'"{shortened(text)}" is no whole number of items, such as 28')
    return int(plain)

"""What rows of accounts, trackers and inspections have alike: days, texts for readers, columns nothing reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Protocol

from metrics.declared.account_source import AsAtFormat, DayColumn
from metrics.declared.document import Path
from metrics.declared.fields import Names
from metrics.declared.rows import Condition
from metrics.issues import Issue, has_errors, shortened
from metrics.period_dates import parse_date
from metrics.period_formats import parse_period
from metrics.periods import last_day, last_month
from metrics.readable import on_one_line
from metrics.reading.columns import ColumnFinder, header_faults
from metrics.reading.hostile import unshowable
from metrics.reading.shape import folded_name
from metrics.reading.tables import Table
from metrics.reading.unread_columns import unread_columns
from metrics.reading.values import Faulty

MONTHS = 12


class SuppliedSource(Protocol):
    """What is declared of a table that is no measure: its columns by what each is for, and which rows count."""

    @property
    def columns(self) -> Mapping[str, Names]:
        """The accepted names of each declared column."""

    @property
    def where(self) -> tuple[Condition, ...]:
        """Which rows count."""

    @property
    def ignore(self) -> Names:
        """Columns that are known and not used."""


def key_of_column(name: str) -> Path:
    """Where a column is declared, below its source."""
    return (name, "column")


def supplied_columns(
    source: SuppliedSource, table: Table, key_of: Callable[[str], Path] = key_of_column
) -> tuple[dict[str, int], list[Issue]]:
    """The position of each declared column by what it is for, and the faults of the header."""
    finder = ColumnFinder(table)
    columns = {name: finder.need(key_of(name), names) for name, names in source.columns.items()}
    for at, condition in enumerate(source.where):
        columns[f"where {at}"] = finder.need(("where", at, "column"), condition.column)
    issues = [*finder.issues, *header_faults(table)]
    if not has_errors(issues):
        issues += _unread(source.ignore, table, finder)
    return columns, issues


def _unread(ignored: Names, table: Table, finder: ColumnFinder) -> Iterator[Issue]:
    """The columns that nothing reads, but for those that are ignored: a warning each."""
    passed_over = {folded_name(name) for name in ignored}
    unread = {
        position: name
        for position, name in enumerate(table.header)
        if position not in finder.used and name.strip() and folded_name(name) not in passed_over
    }
    yield from unread_columns(table, unread)


def text_reader(what: str, *, may_be_empty: bool = False) -> Callable[[str], str | Faulty]:
    """How a name or another text that readers see is read; ``what`` it is, where it is missing."""

    def read(text: str) -> str | Faulty:
        plain = on_one_line(text)
        if not plain and not may_be_empty:
            return Faulty("empty-cell", f"{what} is missing")
        problem = unshowable(plain, "text")
        return Faulty("hostile-text", f'"{shortened(plain)}" {problem}') if problem else plain

    return read


def day_reader(column: DayColumn) -> Callable[[str], date | Faulty]:
    """How a day is read: the one that is written, or the last of a month or a quarter."""

    def read(text: str) -> date | Faulty:
        try:
            return _last_day(text.strip(), column.format)
        except ValueError as problem:
            return Faulty("bad-day", f'"{shortened(text)}" cannot be read as {column.format}: {problem}')

    return read


def _last_day(text: str, pattern: AsAtFormat) -> date:
    """Raises ValueError, in words, for what is not in the format."""
    match pattern:
        case "YYYY/YY Pn":
            return _end_of_month(text)
        case "YYYY-MM-DD" | "DD/MM/YYYY" | "DD MMM YYYY":
            return parse_date(text, pattern)
        case "Qn YY-YY" | "YYYY/YY Qn":
            return last_day(parse_period(text, pattern, "financial-quarter"))
        case _:
            return last_day(parse_period(text, pattern, "month"))


def _end_of_month(text: str) -> date:
    """The last day of a month of the financial year, by its number: ``2009/10 P7`` ends with October 2009.

    Raises ValueError, in words, for what is none.
    """
    match = re.fullmatch(r"(\d{4})/(\d{2}) P(\d{1,2})", text, re.ASCII)
    if match is None:
        raise ValueError("it is not a month of a financial year such as 2009/10 P7")
    year = parse_period(f"{match[1]}-{match[2]}", "YYYY-YY", "financial-year")
    number = int(match[3])
    if not 1 <= number <= MONTHS:
        raise ValueError(f"there is no month {number} of a year")
    return last_day(last_month(year) - (MONTHS - number))

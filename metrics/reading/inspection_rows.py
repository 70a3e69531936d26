"""The rows of a file of reports, or of single recommendations, read as declared, and every fault of their cells"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

import pandas as pd

from metrics.declared.inspection import Inspection
from metrics.declared.inspection_source import RecommendationSource, ReportSource, WrittenDay
from metrics.issues import Issue, has_errors, shortened
from metrics.oversight.inspections import NO, YES, Recommendation, Report
from metrics.period_dates import parse_date
from metrics.readable import on_one_line
from metrics.reading.conditions import conditions_met, counting
from metrics.reading.hostile import unshowable
from metrics.reading.supplied_rows import supplied_columns
from metrics.reading.tables import Table, parse_table
from metrics.reading.texts import read_column
from metrics.reading.values import Faulty

MOST_RECOMMENDATIONS = 9999
Entry = TypeVar("Entry")
Source = ReportSource | RecommendationSource
Reader = Callable[[str], Any]


@dataclass(frozen=True)
class ReadRows(Generic[Entry]):
    """The rows of one file: none with an error in it. ``fields`` has the field of each column, counted from 1."""

    entries: tuple[Entry, ...] = ()
    fields: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def report_rows(inspection: Inspection, data: bytes, file: str) -> ReadRows[Report]:
    """The reports in the bytes of a file, and what is wrong with its cells."""
    source = inspection.source
    readers: dict[str, Reader] = {
        "reference": _needed("a reference"),
        "report": _needed("the title of a report"),
        "kind": _needed("the kind of a report"),
        "published": _day_reader(source.published.format),
        "recommendations": _count,
        "comparable": _yes_or_no,
    }
    if source.answered is not None:
        readers["answered"] = _day_reader(source.answered.format)
    return _rows(source, readers, Report, data, file)


def recommendation_rows(source: RecommendationSource, data: bytes, file: str) -> ReadRows[Recommendation]:
    """The single recommendations in the bytes of a file, and what is wrong with its cells."""
    readers: dict[str, Reader] = {
        "reference": _needed("a reference"),
        "report": _needed("the reference of a report"),
        "text": _needed("the text of a recommendation"),
    }
    days = {"made_on": source.made_on, "answered": source.answered}
    readers |= {name: _day_reader(column.format) for name, column in days.items() if column is not None}
    return _rows(source, readers, Recommendation, data, file)


def _rows(
    source: Source, readers: Mapping[str, Reader], make: Callable[..., Entry], data: bytes, file: str
) -> ReadRows[Entry]:
    table, issues = parse_table(data, source, file)
    if table is None:
        return ReadRows(issues=tuple(issues))
    columns, faults = supplied_columns(source, table)
    issues = [*issues, *faults]
    if has_errors(issues):
        return ReadRows(issues=tuple(issues))
    where = [columns[f"where {at}"] for at in range(len(source.where))]
    rows = table.frame[counting(source.where, table, where)]
    issues += conditions_met(source.where, table, where, none_left=rows.empty)
    entries = tuple(_entries(source, readers, make, (table, rows, columns), issues))
    fields = {name: position + 1 for name, position in columns.items()}
    return ReadRows(() if has_errors(issues) else entries, fields, tuple(issues))


def _entries(
    source: Source,
    readers: Mapping[str, Reader],
    make: Callable[..., Entry],
    read: tuple[Table, pd.DataFrame, Mapping[str, int]],
    issues: list[Issue],
) -> Iterator[Entry]:
    """A value for each row; what cannot be read is added to the issues, and stands for nothing."""
    table, rows, columns = read
    cells = {
        name: read_column(table, rows, columns[name], readers.get(name, _text), issues)
        for name in source.columns
    }
    for line in rows.index:
        own = {name: column[line] for name, column in cells.items() if column[line] is not None}
        texts: dict[str, Any] = {
            name: "" for name in ("reference", "report", "kind", "text") if name in cells
        }
        yield make(**{**texts, **own}, line=int(line), file=table.file)


# Cells -----------------------------------------------------------------------------------------------------


def _text(text: str) -> str | Faulty:
    """A text that readers see; nothing where the cell is empty."""
    plain = on_one_line(text)
    problem = unshowable(plain, "text")
    return Faulty("hostile-text", f'"{shortened(plain)}" {problem}') if problem else plain


def _needed(what: str) -> Reader:
    def read(text: str) -> str | Faulty:
        return _text(text) if text.strip() else Faulty("empty-cell", f"{what} is missing")

    return read


def _day_reader(pattern: WrittenDay) -> Reader:
    def read(text: str) -> date | Faulty | None:
        if not text.strip():
            return None
        try:
            return parse_date(text.strip(), pattern)
        except ValueError as problem:
            return Faulty("bad-day", f'"{shortened(text)}" cannot be read as {pattern}: {problem}')

    return read


def _count(text: str) -> int | Faulty | None:
    plain = text.strip()
    if not plain:
        return None
    if plain.isascii() and plain.isdigit() and int(plain) <= MOST_RECOMMENDATIONS:
        return int(plain)
    message = f'"{shortened(plain)}" is not how many recommendations there are: a whole number, or nothing'
    return Faulty("bad-count", message)


def _yes_or_no(text: str) -> bool | Faulty | None:
    plain = text.strip().casefold()
    if plain in ("", YES, NO):
        return plain == YES if plain else None
    return Faulty("bad-answer", f'"{shortened(text.strip())}" is neither {YES} nor {NO}, nor nothing')

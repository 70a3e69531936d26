"""What the header of each layout says: the columns of values beside the declared ones, and what names them.

What a layout is stands in metrics/declared/layouts.py. Cells are read alike in all (metrics/reading/cells.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from typing import Any

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import AREAS_AS_COLUMNS, CATEGORIES_AS_COLUMNS, EVENTS, PERIODS_AS_COLUMNS, ROWS
from metrics.issues import Issue, error, held_against, listed, shortened, warning
from metrics.period_formats import parse_period
from metrics.reading.names import as_meant, day_reader, reader_of
from metrics.reading.shape import folded_name
from metrics.reading.tables import Columns, Table
from metrics.reading.unread_columns import LONGEST_NAME, unread_columns
from metrics.reading.values import Faulty

# The columns that are declared are completed by those that the header alone tells of. What is handed in last are
# the columns that are neither declared nor ignored, by position: each is read, or an issue.
LayoutReading = Callable[[PublishedMeasure, Table, Columns, Mapping[int, str]], tuple[Columns, list[Issue]]]


# A row for each value, or for each event -------------------------------------------------------------------


def _declared_alone(
    measure: PublishedMeasure, table: Table, columns: Columns, rest: Mapping[int, str]
) -> tuple[Columns, list[Issue]]:
    """The header tells of no more; a column that nothing reads is a warning."""
    lost = _ignored_in_vain(measure, table)
    return columns, list(unread_columns(table, rest, lambda name: _ignored_otherwise(lost, name)))


def _ignored_in_vain(measure: PublishedMeasure, table: Table) -> list[str]:
    """The names under ``ignore`` that no column has."""
    header = {folded_name(column) for column in table.header}
    return [other for other in measure.source.ignore if folded_name(other) not in header]


def _ignored_otherwise(lost: Sequence[str], name: str) -> str:
    """The clause on a name under ``ignore`` that no column has and that is near to an unread one; or nothing."""
    near = get_close_matches(folded_name(name), map(folded_name, lost), n=1, cutoff=0.8)
    return f', where "{near[0]}" is no column' if near else ""


# A column for each period ----------------------------------------------------------------------------------


def _with_periods(
    measure: PublishedMeasure, table: Table, columns: Columns, rest: Mapping[int, str]
) -> tuple[Columns, list[Issue]]:
    """The rest are periods. A column that is none may be a period gone wrong: a fault."""
    issues: list[Issue] = []
    periods: dict[int, pd.Period] = {}
    days: dict[int, int | Faulty] = {}
    period, day_of = measure.source.period, day_reader(measure)
    lost = _ignored_in_vain(measure, table)
    for position, name in rest.items():
        try:
            periods[position] = parse_period(
                as_meant(period, name), period.format, measure.frequency, period.day
            )
        except ValueError as problem:
            message = (
                f'the column "{shortened(name, LONGEST_NAME)}" is neither declared nor a period: {problem}'
            )
            message += _ignored_otherwise(lost, name)
            issues.append(error(table.file, table.header_line, position + 1, "unknown-column", message))
        else:
            days |= {position: day_of(name)} if period.day == "each" else {}
    for position in _repeated(days or periods):
        message = f'the period "{rest[position]}" stands twice'
        issues.append(error(table.file, table.header_line, position + 1, "duplicate-column", message))
    if not periods and not issues:
        issues.append(
            warning(table.file, table.header_line, 1, "no-periods", "the file has no column that is a period")
        )
    values: dict[int, dict[str, Any]] = {position: {"period": of} for position, of in periods.items()}
    for position, day in days.items():
        values[position]["day"] = day
    return replace(columns, values=values), issues


# A column for each area ------------------------------------------------------------------------------------


def _with_names(
    measure: PublishedMeasure, table: Table, columns: Columns, rest: Mapping[int, str], a_name: str
) -> tuple[Columns, list[Issue]]:
    """The rest are names of one kind. A column that is none may be one by a new name: a fault."""
    issues: list[Issue] = []
    meanings: dict[int, str] = {}
    item = next(item for item in measure.source.cell_names if item.column is None)
    read = reader_of(measure, item)
    for position, name in rest.items():
        meaning = read(name)
        if isinstance(meaning, Faulty):
            message = f"a column that is neither declared nor ignored is {a_name}, and {meaning.message}"
            issues.append(error(table.file, table.header_line, position + 1, meaning.code, message))
        else:
            meanings[position] = meaning
    for position in _repeated(meanings) if measure.source.combine != "sum" else ():
        message = f'the {item.kind} "{rest[position]}" stands twice'
        issues.append(error(table.file, table.header_line, position + 1, "duplicate-column", message))
    if not meanings and not issues:
        issues.append(
            error(
                table.file, table.header_line, 1, "missing-column", f"the file has no column that is {a_name}"
            )
        )
    values = {position: {item.name: meaning} for position, meaning in meanings.items()}
    return replace(columns, values=values), held_against(("source", *item.path), issues)


# A column for each category --------------------------------------------------------------------------------


def _with_categories(
    measure: PublishedMeasure, table: Table, columns: Columns, rest: Mapping[int, str]
) -> tuple[Columns, list[Issue]]:
    """The rest are categories of one dimension, and each that is declared has its column, as all declared do."""
    columns, issues = _with_names(measure, table, columns, rest, "a category")
    item = next(item for item in measure.source.cell_names if item.column is None)
    dimension = next(other for other in measure.source.dimensions if other.id == item.name)
    present = set(columns.in_header(item.name).values())
    lost = [category.name for category in dimension.categories if category.name not in present]
    if lost and not issues:
        message = f"no column is the category {listed(lost)} of {item.name}; found {listed(table.header)}"
        issues.append(error(table.file, table.header_line, 1, "missing-column", message))
    return columns, held_against(("source", *item.path), issues)


def _repeated(meanings: Mapping[int, object]) -> Iterator[int]:
    """The columns whose header means what one before them means."""
    seen: set[object] = set()
    for position, meaning in meanings.items():
        if meaning in seen:
            yield position
        seen.add(meaning)


LAYOUT_READINGS: Mapping[str, LayoutReading] = {
    ROWS.name: _declared_alone,
    PERIODS_AS_COLUMNS.name: _with_periods,
    AREAS_AS_COLUMNS.name: partial(_with_names, a_name="an area"),
    CATEGORIES_AS_COLUMNS.name: _with_categories,
    EVENTS.name: _declared_alone,
}

"""How the cells of each layout are read: what its header holds beside the declared columns, and its values.

What a layout is stands in metrics/declared/layouts.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import EVENTS, PERIODS_AS_COLUMNS, ROWS
from metrics.declared.source import Source
from metrics.issues import Issue, error, warning
from metrics.period_formats import parse_period
from metrics.reading.names import period_reader
from metrics.reading.shape import folded_name
from metrics.reading.tables import Columns, Table
from metrics.reading.texts import read_column

Periods = dict[int, pd.Period]


@dataclass(frozen=True)
class LayoutReading:
    """``header`` gives the columns that are periods, by position, and the faults of all that is not declared.

    It takes the positions of the columns that are used. ``cells`` gives line, field, value (text) and period of
    the rows that count; it adds its issues to those that it is handed.
    """

    header: Callable[[PublishedMeasure, Table, set[int]], tuple[Periods, list[Issue]]]
    cells: Callable[[PublishedMeasure, Table, pd.DataFrame, Columns, list[Issue]], pd.DataFrame]


# A row for each value, or for each event -------------------------------------------------------------------


def _declared_header(measure: PublishedMeasure, table: Table, used: set[int]) -> tuple[Periods, list[Issue]]:
    """No column is a period; one that nothing reads is a warning."""
    issues = []
    for position, name in _undeclared(measure.source, table, used):
        message = f'the column "{name}" is not declared, and nothing reads it; name it under "ignore"'
        issues.append(warning(table.file, 1, position + 1, "unknown-column", message))
    return {}, issues


def _row_cells(
    measure: PublishedMeasure, table: Table, rows: pd.DataFrame, columns: Columns, issues: list[Issue]
) -> pd.DataFrame:
    """A cell for each row: its value, or 1 where no column holds one."""
    cells = pd.DataFrame({"line": rows.index, "field": (columns.value or 0) + 1})
    cells["value"] = "1" if columns.value is None else rows[columns.value].array
    periods = read_column(table, rows, columns.period or 0, period_reader(measure), issues)
    cells["period"] = periods.to_numpy()
    return cells


# A column for each period ----------------------------------------------------------------------------------


def _period_header(measure: PublishedMeasure, table: Table, used: set[int]) -> tuple[Periods, list[Issue]]:
    """The columns that are periods. A column that is none may be a period gone wrong: a fault."""
    issues: list[Issue] = []
    periods: Periods = {}
    period = measure.source.period
    for position, name in _undeclared(measure.source, table, used):
        try:
            periods[position] = parse_period(name, period.format, measure.frequency, period.day)
        except ValueError as problem:
            message = f'the column "{name}" is neither declared nor a period: {problem}'
            issues.append(error(table.file, 1, position + 1, "unknown-column", message))
    for position, name in _repeated(periods, table.header):
        message = f'the period "{name}" stands twice'
        issues.append(error(table.file, 1, position + 1, "duplicate-column", message))
    if not periods and not issues:
        issues.append(warning(table.file, 1, 1, "no-periods", "the file has no column that is a period"))
    return periods, issues


def _repeated(periods: Periods, header: Sequence[str]) -> Iterator[tuple[int, str]]:
    seen: set[pd.Period] = set()
    for position, period in periods.items():
        if period in seen:
            yield position, header[position]
        seen.add(period)


def _period_cells(
    measure: PublishedMeasure, table: Table, rows: pd.DataFrame, columns: Columns, issues: list[Issue]
) -> pd.DataFrame:
    """A cell for each row and each column that is a period."""
    positions = list(columns.periods)
    cells = rows[positions].melt(var_name="field", value_name="value", ignore_index=False)
    cells = cells.reset_index()
    cells["period"] = cells["field"].map(columns.periods)
    cells["field"] = cells["field"].astype(int) + 1
    return cells


def _undeclared(source: Source, table: Table, used: set[int]) -> Iterator[tuple[int, str]]:
    """The columns that are neither used nor ignored: their positions and names."""
    expected = {folded_name(name) for name in source.ignore}
    expected.update(folded_name(table.header[position]) for position in used)
    for position, name in enumerate(table.header):
        if position not in used and name.strip() and folded_name(name) not in expected:
            yield position, name
        expected.add(folded_name(name))  # a second column of the same name is told as such


_BY_ROW = LayoutReading(_declared_header, _row_cells)
LAYOUT_READINGS: Mapping[str, LayoutReading] = {
    ROWS.name: _BY_ROW,
    PERIODS_AS_COLUMNS.name: LayoutReading(_period_header, _period_cells),
    EVENTS.name: _BY_ROW,
}

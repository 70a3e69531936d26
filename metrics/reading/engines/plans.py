"""What is counted of a file of records: by what its rows are grouped, and which of them bear witness"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.file_kinds import CSV, PARQUET, read_as
from metrics.issues import has_errors
from metrics.period_formats import is_dated
from metrics.reading.columns import resolve_columns
from metrics.reading.conditions import counting
from metrics.reading.engines.fields import Form
from metrics.reading.engines.groups import Dates, Judge, Plan
from metrics.reading.names import day_reader, reader_of
from metrics.reading.shape import Row
from metrics.reading.tables import Columns, Table
from metrics.reading.values import Faulty

_BLANK = re.compile("")
Pairs = Callable[[PublishedMeasure, Table, Columns], tuple[tuple[int, int], ...]]


@dataclass(frozen=True)
class Look:
    """What those who judge a file look at beside the columns that are read.

    ``judge`` tells what points at a person, ``suspect`` which names of columns do and ``figure`` what may stand
    below such a name; ``pairs`` are columns that are held against each other.
    """

    judge: Judge | None = None
    suspect: Callable[[str], bool] = lambda _: False
    figure: re.Pattern[str] | None = None
    pairs: Pairs = lambda *_: ()
    free: Callable[[PublishedMeasure, Table, Columns], list[int]] = lambda *_: []


def is_counted(measure: PublishedMeasure, file: str) -> bool:
    """Whether a file of a measure can be counted in blocks: a row counts one, and nothing is filled from above."""
    source = measure.source
    counts = LAYOUTS[source.layout].counts_rows and source.value.column is None
    further = source.base or source.interval or source.over or source.fill_down
    return counts and not further and read_as(file) in (CSV, PARQUET)


def plan_of(measure: PublishedMeasure, form: Form, table: Table, columns: Columns, look: Look) -> Plan:
    """What is counted of a file, from its first rows and where its columns are."""
    keys = tuple(sorted({*columns.named.values(), *columns.beside.values(), *columns.where}))
    free = look.free(measure, table, columns)
    named = {at: look.figure for at in free if look.figure and look.suspect(table.header[at])}
    unnamed = {at: _BLANK for at, name in enumerate(table.header) if not name.strip()}
    return Plan(
        form,
        keys,
        _dates(measure, columns),
        look.pairs(measure, table, columns),
        tuple(free),
        {**named, **unnamed},
        look.judge,
    )


def _dates(measure: PublishedMeasure, columns: Columns) -> Dates | None:
    """The column of days, where one holds them alone in a format of fixed width."""
    period, position = measure.source.period, columns.named.get("period")
    others = [at for name, at in columns.named.items() if name != "period"]
    if position is None or position in (*others, *columns.where) or columns.beside.get("period") is not None:
        return None
    if not is_dated(period.format) or period.format == "DD MMM YYYY" or period.aliases:
        return None
    by_month = period.day == "any" and measure.frequency != "week"
    return Dates(position, period.format, by_month)


def faulty_plan(measure: PublishedMeasure, table: Table, plan: Plan) -> Plan | None:
    """The same plan with the texts that cannot be read, row by row; None where all can be."""
    columns, issues = resolve_columns(measure, table)
    if has_errors(issues) or plan.apart:
        return None
    rows = table.frame[counting(measure.source.where, table, columns.where)]
    apart: dict[int, dict[str, str]] = {}
    for position, text, reader in _readers(measure, columns, rows):
        read = reader(text)
        if isinstance(read, Faulty):
            apart.setdefault(position, {})[plan.key_of(position, text)] = read.code
    if not apart:
        return None
    by_day = None if plan.dates is None else replace(plan.dates, by_month=False)
    counted = {at: frozenset(map(str, rows[at])) for at in columns.where}
    return replace(plan, dates=by_day, apart=apart, counted=counted)


def _readers(
    measure: PublishedMeasure, columns: Columns, rows: pd.DataFrame
) -> Iterator[tuple[int, str, Callable[[str], object]]]:
    """Each distinct text of each column of names that stands alone, and how it is read."""
    for item in measure.source.cell_names:
        if item.name in columns.named and item.name not in columns.beside:
            position, reader = columns.named[item.name], reader_of(measure, item)
            for text in rows[position].unique():
                yield position, str(text), reader
            if item.kind == "period" and measure.source.period.day == "each":
                for text in rows[position].unique():
                    yield position, str(text), day_reader(measure)


def table_of(file: str, header: Row, body: list[Row]) -> Table:
    """Rows with their lines as a table."""
    lines = pd.Index([line for line, _ in body], name="line")
    width = len(header[1])
    cells = [(row + [""] * width)[:width] for _, row in body]
    frame = pd.DataFrame(cells, lines, range(width), dtype=object)
    return Table(file, tuple(header[1]), frame, header[0])

"""The rows of a table that count, as typed cells: period, area, categories and value, with every fault.

Each distinct text is read once, however many rows hold it. A cell that is not what was declared is an issue
with its line and field; nothing is coerced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from metrics.areas import CITY_OF_LONDON, LONDON, area_code, folded, nearest_area
from metrics.columns import Columns
from metrics.framework import PublishedMeasure
from metrics.issues import Issue, error, listed, nearest, shortened
from metrics.period_formats import parse_period
from metrics.source import Condition, Dimension, Source
from metrics.tables import Table

NO_BOROUGH = "-"  # before a name that counts for London and is no area of its own
SHORTHAND = {f"[{status}]": status for status in ("c", "x", "z", "u", "low")}


@dataclass(frozen=True)
class Faulty:
    """What a cell's text turned out to be when it is not what was declared."""

    code: str
    message: str


def read_cells(measure: PublishedMeasure, table: Table, columns: Columns) -> tuple[pd.DataFrame, list[Issue]]:
    """The cells that count: line, field, period, area, one column for each dimension, value and status."""
    source = measure.source
    rows = table.frame[_counting(source, table, columns)]
    issues = list(_no_rows(source, table, columns)) if rows.empty else []
    if source.layout == "periods-as-columns":
        cells = _melted(rows, columns)
    else:
        cells = pd.DataFrame({"line": rows.index, "field": (columns.value or 0) + 1})
        cells["value"] = "1" if columns.value is None else rows[columns.value].to_numpy()
        reader = _period_reader(measure)
        cells["period"] = _column(table, rows, columns.period or 0, reader, issues).to_numpy()
    extra = _named(source, table, rows, columns, issues)
    for name, values in extra.items():
        cells[name] = (
            cells["line"].map(values) if source.layout == "periods-as-columns" else values.to_numpy()
        )
    _read_values(measure, table, cells, issues)
    return cells, issues


def _counting(source: Source, table: Table, columns: Columns) -> pd.Series:
    mask = pd.Series(True, index=table.frame.index)
    for condition, position in zip(source.where, columns.where, strict=True):
        mask &= _meets(table.frame[position], condition)
    return mask


def _meets(column: pd.Series, condition: Condition) -> pd.Series:
    wanted = {folded(value) for value in condition.values}
    return column.map({text: folded(text) in wanted for text in column.unique()}).astype(bool)


def _no_rows(source: Source, table: Table, columns: Columns) -> Iterator[Issue]:
    for condition, position in zip(source.where, columns.where, strict=True):
        found = table.frame[position]
        if not _meets(found, condition).any():
            names = [str(name).strip() for name in found.unique()]
            message = (
                f'no row has {listed(condition.values)} in "{table.header[position]}"; found {listed(names)}'
            )
            guess = nearest(condition.values[0], names)
            yield error(table.file, 1, position + 1, "no-rows", message + guess)
            return
    yield error(table.file, 1, 1, "no-rows", "no row meets all conditions together")


def _melted(rows: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    positions = list(columns.periods)
    cells = rows[positions].melt(var_name="field", value_name="value", ignore_index=False)
    cells = cells.reset_index()
    cells["period"] = cells["field"].map(columns.periods)
    cells["field"] = cells["field"].astype(int) + 1
    return cells


def _named(
    source: Source, table: Table, rows: pd.DataFrame, columns: Columns, issues: list[Issue]
) -> Mapping[str, pd.Series]:
    """The area and the categories of each row, by the row's line."""
    named = {"area": pd.Series(LONDON, index=rows.index, dtype=object)}
    if columns.area is not None:
        named["area"] = _column(table, rows, columns.area, _area_reader(source), issues)
    for dimension, position in zip(source.dimensions, columns.dimensions, strict=True):
        named[dimension.id] = _column(table, rows, position, _category_reader(dimension), issues)
    return named


def _column(
    table: Table, rows: pd.DataFrame, position: int, reader: Callable[[str], Any], issues: list[Issue]
) -> pd.Series:
    """A column read text by text; a fault is told at every row that has it."""
    read = {text: reader(text) for text in rows[position].unique()}
    faulty = {text: value for text, value in read.items() if isinstance(value, Faulty)}
    if faulty:
        for line, text in rows[position][rows[position].isin(list(faulty))].items():
            fault = faulty[text]
            issues.append(error(table.file, int(str(line)), position + 1, fault.code, fault.message))
    good = {text: None if isinstance(value, Faulty) else value for text, value in read.items()}
    return pd.Series([good[text] for text in rows[position]], index=rows.index, dtype=object)


def _period_reader(measure: PublishedMeasure) -> Callable[[str], pd.Period | Faulty]:
    def read(text: str) -> pd.Period | Faulty:
        try:
            return parse_period(text, measure.source.period.format, measure.frequency)
        except ValueError as problem:
            return Faulty("bad-period", f'period "{shortened(text)}" cannot be read: {problem}')

    return read


def _area_reader(source: Source) -> Callable[[str], str | Faulty]:
    assert source.area is not None
    none = {folded(name) for name in source.area.no_borough}
    aliases = {folded(theirs): folded(ours) for theirs, ours in source.area.aliases.items()}

    def read(text: str) -> str | Faulty:
        if not text.strip():
            return Faulty("empty-cell", "the area is empty")
        name = aliases.get(folded(text), folded(text))
        if name in none:
            return NO_BOROUGH + name
        code = LONDON if name == "london" else area_code(name)
        if code is None:
            guess = nearest_area(text) or '; name it under "aliases" or "no_borough"'
            return Faulty("unknown-area", f'area "{shortened(text)}" is not known{guess}')
        if code == CITY_OF_LONDON and source.city_of_london == "excluded":
            message = "the City of London has its own police; if it is in the data, declare "
            return Faulty("unknown-area", message + '"city_of_london: included"')
        return code

    return read


def _category_reader(dimension: Dimension) -> Callable[[str], str | Faulty]:
    names = {
        folded(spelling): category.name
        for category in dimension.categories
        for spelling in (category.name, *category.aliases)
    }

    def read(text: str) -> str | Faulty:
        if not text.strip():
            return Faulty("empty-cell", f"{dimension.title} is empty")
        if not names:
            return " ".join(text.split())
        if folded(text) in names:
            return names[folded(text)]
        allowed = [category.name for category in dimension.categories]
        guess = nearest(text, allowed) or f"; declared: {listed(allowed)}"
        return Faulty("unknown-category", f'{dimension.title} "{shortened(text)}" is not declared{guess}')

    return read


def _read_values(measure: PublishedMeasure, table: Table, cells: pd.DataFrame, issues: list[Issue]) -> None:
    """Replaces the text of values by numbers, and adds the status of those that are marks."""
    read = {text: read_value(measure, text) for text in cells["value"].unique()}
    bad = {text for text, value in read.items() if isinstance(value, Faulty)}
    for line, field, text in cells.loc[cells["value"].isin(bad), ["line", "field", "value"]].itertuples(
        index=False
    ):
        fault = read[text]
        assert isinstance(fault, Faulty)
        issues.append(error(table.file, line, field, fault.code, fault.message))
    numbers = {text: value if isinstance(value, float) else None for text, value in read.items()}
    marks = {text: value if isinstance(value, str) else "" for text, value in read.items()}
    cells["status"] = [marks[text] for text in cells["value"]]
    cells["value"] = pd.Series([numbers[text] for text in cells["value"]], index=cells.index, dtype="float64")


def read_value(measure: PublishedMeasure, text: str) -> float | str | Faulty:
    """One cell: a number in the measure's unit (a percentage is 61.0), a status, or what is wrong with it."""
    source, trimmed = measure.source, text.strip()
    mark = source.value.marks.get(trimmed) or SHORTHAND.get(trimmed.casefold())
    if mark is not None:
        return mark
    if not trimmed:
        return Faulty("empty-cell", 'the value is empty; a missing one is declared under "marks"')
    written = source.value.written_as
    ending = "%" if written == "percent" else ""
    pattern = rf"(-?\d{{1,15}}(?:{re.escape(source.decimal)}\d{{1,10}})?){ending}"
    found = re.fullmatch(pattern, trimmed, re.ASCII)
    if found is None:
        return Faulty("bad-number", f'"{shortened(text)}" is not {EXAMPLES[written]}')
    number = Decimal(found[1].replace(source.decimal, "."))
    fault = _out_of_range(measure, number, trimmed)
    return fault or float(abs(number * 100 if written == "proportion" else number))  # "-0" is 0


EXAMPLES = {
    "number": "a plain number such as 6100",
    "percent": "a percentage such as 61%",
    "proportion": "a proportion such as 0.61",
}


def _out_of_range(measure: PublishedMeasure, number: Decimal, text: str) -> Faulty | None:
    written = measure.source.value.written_as
    most = 1 if written == "proportion" else 100
    if number < 0:
        return Faulty("negative", f'"{text}" is below 0')
    if measure.unit == "percent" and number > most:
        noun = "proportion" if written == "proportion" else "percentage"
        return Faulty("over-100", f'{noun} "{text}" is above {most}; {noun}s run from 0 to {most}')
    if measure.unit != "percent" and number != number.to_integral_value():
        return Faulty("not-whole", f'"{text}" is not a whole number, and counts are')
    return None

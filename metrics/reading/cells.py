"""The rows of a table that count, as typed cells: period, area, categories, value and base, with every fault.

Each distinct text is read once, however many rows hold it. A cell that is not what was declared is an issue
with its line and field; nothing is coerced.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import CellName
from metrics.issues import Issue, error, held_against
from metrics.reading.beside_counts import read_counts
from metrics.reading.conditions import conditions_met, counting
from metrics.reading.names import BESIDE, SUBTOTAL, day_reader, reader_of
from metrics.reading.tables import Columns, Table
from metrics.reading.texts import array_of, fault_issues, read_column
from metrics.reading.values import Faulty, Marked, base_reader, end_reader, mark_of, other_reading, read_value

ENDS = ("lower", "upper")  # of a published interval


def read_cells(measure: PublishedMeasure, table: Table, columns: Columns) -> tuple[pd.DataFrame, list[Issue]]:
    """The cells that count: line, field, period, area, one column for each dimension, value and status.

    Where the source names a column of bases there is ``base`` as well: how many people were asked, or NaN. Where it
    names those of an interval there are its ends, ``lower`` and ``upper``; and ``day``, an ordinal, where each day
    has rows of its own. Where a percentage is held against counts there is what ``read_counts`` adds.
    """
    source = measure.source
    rows = table.frame[counting(source.where, table, columns.where)]
    issues = list(conditions_met(source.where, table, columns.where, none_left=rows.empty))
    cells = _value_cells(rows, columns)
    for name, by_line in _named_by_row(measure, table, rows, columns, issues).items():
        cells[name] = by_line.reindex(cells["line"]).to_numpy()
    for name, by_field in _named_by_header(columns).items():
        cells[name] = cells["field"].map(by_field)
    _read_values(measure, table, cells, issues)
    if table.counts is not None:
        cells["value"] *= table.counts.reindex(cells["line"]).to_numpy(dtype="float64")
    if columns.base is not None:
        bases = read_column(table, rows, columns.base, base_reader(source), issues)
        cells["base"] = bases.reindex(cells["line"]).to_numpy(dtype="float64")
    if columns.counts is not None:
        read_counts(measure, table, rows, cells, columns.counts, issues)
    if columns.ends is not None:
        _read_ends(measure, table, rows, cells, columns.ends, issues)
    return cells, _without_what_follows(issues)


def _read_ends(
    measure: PublishedMeasure,
    table: Table,
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    ends: tuple[int, int],
    issues: list[Issue],
) -> None:
    """Adds the ends of published intervals, which hold the value between them; a faulty row is told at its end."""
    faults: list[Issue] = []
    for name, position in zip(ENDS, ends, strict=True):
        column = read_column(table, rows, position, end_reader(measure), faults)
        cells[name] = column.reindex(cells["line"]).to_numpy(dtype="float64")
    issues += faults
    below, above = cells["lower"] > cells["value"], cells["upper"] < cells["value"]
    alone = cells["lower"].isna() != cells["upper"].isna()
    for outside, position, words in (
        (below, ends[0], "above its value"),
        (above, ends[1], "below its value"),
        (alone & ~below & ~above, ends[0], "without the other end"),
    ):
        for line in () if faults else cells["line"][outside & cells["value"].notna()]:
            text = str(table.frame.at[line, position]).strip()
            message = f'"{text}" is no end of an interval: it stands {words}'
            issues.append(error(table.file, int(line), position + 1, "bad-interval", message))


def without_subtotals(cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cells that are counted, and those of areas that are declared to add up others."""
    names = cells["area"].unique()
    sums = (
        cells["area"]
        .map({name: isinstance(name, str) and name.startswith(SUBTOTAL) for name in names})
        .astype(bool)
    )
    return cells[~sums], cells[sums]


def _without_what_follows(issues: list[Issue]) -> list[Issue]:
    """A row of totals is told as such, and not again for its other cells."""
    totals = {issue.line for issue in issues if issue.code == "total-row"}
    return [issue for issue in issues if issue.line not in totals or issue.code == "total-row"]


# Cells -----------------------------------------------------------------------------------------------------


def _value_cells(rows: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    """A cell for each row and each column of values, or for each row where it counts one.

    Of its names it has the region alone.
    """
    if columns.values is None:
        cells = pd.DataFrame({"line": rows.index, "field": 1, "value": "1"})
    else:
        cells = rows[list(columns.values)].melt(var_name="field", value_name="value", ignore_index=False)
        cells = cells.reset_index()
        cells["field"] = cells["field"].astype(int) + 1
    unnamed = {"period": None, "area": region_code()}  # what neither a row nor the header names
    return cells.assign(**{name: pd.Series(text, cells.index, object) for name, text in unnamed.items()})


def _named_by_header(columns: Columns) -> Mapping[str, Mapping[int, Any]]:
    """What the header says of cells, by the name that cells have for it and by their field."""
    named: dict[str, dict[int, Any]] = {}
    for position, names in (columns.values or {}).items():
        for name, meaning in names.items():
            named.setdefault(name, {})[position + 1] = meaning
    return named


def _named_by_row(
    measure: PublishedMeasure, table: Table, rows: pd.DataFrame, columns: Columns, issues: list[Issue]
) -> Mapping[str, pd.Series]:
    """The period, the area and the categories that stand in each row, by the row's line."""
    named: dict[str, pd.Series] = {}
    for item in measure.source.cell_names:
        if item.name in columns.named:
            faults: list[Issue] = []
            position, reader = columns.named[item.name], reader_of(measure, item)
            texts = _in_two_columns(measure, rows, columns, item) if item.name in columns.beside else rows
            named[item.name] = read_column(table, texts, position, reader, faults)
            if item.kind == "period" and measure.source.period.day == "each":
                named["day"] = read_column(table, texts, position, day_reader(measure), [])
            issues += faults if item.kind == "period" else held_against(("source", *item.path), faults)
    return named


def _in_two_columns(
    measure: PublishedMeasure, rows: pd.DataFrame, columns: Columns, item: CellName
) -> pd.DataFrame:
    """Rows with what two columns name between them as one text, in the place of the first.

    A period has its year and the month or quarter of it, an area its ward and the district of that.
    """
    first, rest = rows[columns.named[item.name]], rows[columns.beside[item.name]].str.strip()
    joined = rows.copy()
    if item.kind == "area":
        joined[columns.named[item.name]] = first.str.replace(BESIDE, "") + BESIDE + rest
        return joined
    two = measure.source.period.columns
    if two is not None and two.part == "quarter":
        rest = rest.where(~rest.str.fullmatch("[1-4]"), "Q" + rest)
    joined[columns.named[item.name]] = first.str.strip() + " " + rest
    return joined


def _read_values(measure: PublishedMeasure, table: Table, cells: pd.DataFrame, issues: list[Issue]) -> None:
    """Replaces the text of values by numbers, and adds the status of those that are marks."""
    codes, texts = pd.factorize(cells["value"].to_numpy(dtype=object))
    read = [read_value(measure, text) for text in texts]
    faulty = {code: value for code, value in enumerate(read) if isinstance(value, Faulty)}
    if faulty:
        at = np.flatnonzero(np.isin(codes, list(faulty)))
        bad = cells[["line", "field"]].iloc[at].itertuples(index=False)
        places = [(line, field, faulty[codes[row]]) for row, (line, field) in zip(at, bad, strict=True)]
        marks = [code for code, text in enumerate(texts) if mark_of(measure.source, text) is not None]
        numbers = len(cells) - int(np.isin(codes, marks).sum())
        mend = other_reading(measure, [texts[code] for code in faulty])
        issues += fault_issues(table.file, places, numbers, "values", mend)
    parts = [_number_and_status(value) for value in read]
    cells["status"] = pd.Series(array_of([status for _, status in parts])[codes], index=cells.index)
    cells["value"] = np.array([number for number, _ in parts], dtype="float64")[codes]


def _number_and_status(value: float | str | Marked | Faulty) -> tuple[float, str]:
    match value:
        case Marked():
            return value.value, value.status
        case float():
            return value, ""
        case str():
            return np.nan, value
        case _:
            return np.nan, ""

"""The checks on an extract, in stages: shape, header, cells, then across rows.

A later stage needs the earlier. One mistake gives one message: a file whose shape is broken is not searched
for bad cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from metrics.areas import LONDON, area_name
from metrics.cells import NO_BOROUGH, read_cells
from metrics.columns import resolve_columns
from metrics.framework import PublishedMeasure
from metrics.issues import Issue, error, has_errors
from metrics.periods import label
from metrics.tables import parse_table


def check_measure(
    measure: PublishedMeasure, files: Mapping[str, bytes]
) -> tuple[pd.DataFrame | None, list[Issue]]:
    """A measure's cells from all its files, by the name each is shown under, and every issue found.

    The frame has the columns file, line, field, period, area, one for each dimension, value and status; it is
    None when an error stands in the way.
    """
    issues: list[Issue] = []
    frames = [_check_file(measure, data, file, issues) for file, data in files.items()]
    if has_errors(issues):
        return None, issues
    cells = pd.concat([frame for frame in frames if frame is not None], ignore_index=True)
    issues += [issue for check in ACROSS for issue in check(measure, cells)]
    return (None if has_errors(issues) else cells), issues


def _check_file(
    measure: PublishedMeasure, data: bytes, file: str, issues: list[Issue]
) -> pd.DataFrame | None:
    table, found = parse_table(data, measure.source, file)
    issues += found
    if table is None:
        return None
    columns, found = resolve_columns(measure, table)
    issues += found
    if has_errors(found):
        return None
    cells, found = read_cells(measure, table, columns)
    issues += found
    cells.insert(0, "file", file)
    return cells


def keys_of(measure: PublishedMeasure) -> list[str]:
    """The columns that together name one value."""
    return ["period", "area", *(dimension.id for dimension in measure.source.dimensions)]


def there_are_values(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """A measure whose files hold no period at all has nothing to show."""
    if cells.empty:
        yield error(measure.source.files[0], 1, 1, "no-rows", f'"{measure.id}": the files hold no values')


def values_stand_once(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Where rows are taken as given, one period, area and category has one value in a file."""
    if measure.source.combine == "sum":
        return
    keys = ["file", *keys_of(measure)]
    named = cells[cells["area"] != NO_BOROUGH]
    repeated = named[named.duplicated(keys, keep=False)]
    first_lines = repeated.groupby(keys, sort=False)["line"].transform("first")
    for _, row in repeated.assign(first=first_lines)[repeated.duplicated(keys)].iterrows():
        first = f"the first is in line {row['first']}"
        message = f'{_what(row)} stands twice; {first}; declare "combine: sum" if both count'
        yield error(row["file"], int(row["line"]), int(row["field"]), "duplicate-row", message)


def files_agree(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Where two files hold the same period, area and category, they hold the same value."""
    if cells["file"].nunique() < 2:
        return
    keys = keys_of(measure)
    known = cells.assign(value=cells["value"].fillna(-1.0))  # withheld in one file must be so in the other
    totals = known.groupby(["file", *keys], sort=False, as_index=False).agg(
        value=("value", "sum"), line=("line", "first"), field=("field", "first")
    )
    for _, group in totals[totals.duplicated(keys, keep=False)].groupby(keys, sort=False):
        first = group.iloc[0]
        for _, other in group[group["value"] != first["value"]].iterrows():
            there = f"{first['value']:g} in {first['file']}, line {first['line']}"
            message = f"{_what(other)} is {other['value']:g} here and {there}"
            yield error(other["file"], int(other["line"]), int(other["field"]), "files-disagree", message)


def london_is_there(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """London's own row is there where London is made of it, and is not added up twice where it is not."""
    rows = cells[cells["area"] == LONDON]
    if measure.source.london == "own-row" and rows.empty and not cells.empty:
        yield error(str(cells["file"].iloc[0]), 1, 1, "no-london", f'"{measure.id}": no row is London\'s own')
    if measure.source.london != "own-row" and measure.source.area is not None:
        for _, row in rows.head(1).iterrows():
            message = "a row for London stands among the areas that are added up to make London"
            yield error(row["file"], int(row["line"]), 1, "london-twice", message)


ACROSS = (there_are_values, values_stand_once, files_agree, london_is_there)


def _what(row: pd.Series) -> str:
    area = area_name(row["area"]) if row["area"] else "an area that is no borough"
    return f"{area} in {label(row['period'])}"

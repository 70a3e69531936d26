"""The checks on an extract, in stages: shape, header, cells, then across rows.

A later stage needs the earlier. One mistake gives one message: a file whose shape is broken is not searched
for bad cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from metrics.areas import LONDON, area_name, police_boroughs
from metrics.cells import NO_BOROUGH, read_cells
from metrics.columns import resolve_columns
from metrics.framework import PublishedMeasure
from metrics.issues import Issue, error, has_errors, listed, nearest, warning
from metrics.periods import label
from metrics.tables import parse_table


def check_measure(
    measure: PublishedMeasure, files: Mapping[str, bytes]
) -> tuple[pd.DataFrame | None, list[Issue]]:
    """A measure's cells from all its files, by the name each is shown under, and every issue in order.

    The frame has the columns file, line, field, period, area, one for each dimension, value and status; it is
    None when an error stands in the way.
    """
    issues: list[Issue] = []
    frames = [_check_file(measure, data, file, issues) for file, data in files.items()]
    if has_errors(issues):
        return None, sorted(issues)
    cells = pd.concat([frame for frame in frames if frame is not None], ignore_index=True)
    if cells.empty:
        message = f'"{measure.id}": the files hold no values'
        return None, sorted([*issues, error(next(iter(files)), 1, 1, "no-rows", message)])
    issues = sorted(issues + [issue for check in ACROSS for issue in check(measure, cells)])
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


def values_stand_once(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Where rows are taken as given, one period, area and category has one value in a file."""
    if measure.source.combine == "sum":
        return
    keys = ["file", *keys_of(measure)]
    repeated = cells[cells.duplicated(keys, keep=False)]
    first_lines = repeated.groupby(keys, sort=False)["line"].transform("first")
    mend = (
        'narrow the rows with "where"'
        if measure.unit == "percent"
        else 'declare "combine: sum" if both count'
    )
    for _, row in repeated.assign(first_line=first_lines)[repeated.duplicated(keys)].iterrows():
        message = f"{_what(row)} stands twice; the first is in line {row['first_line']}; {mend}"
        yield error(row["file"], int(row["line"]), int(row["field"]), "duplicate-row", message)


def files_agree(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Where two files hold the same period, area and category, they hold the same value or mark."""
    if cells["file"].nunique() < 2:
        return
    keys = keys_of(measure)
    groups = cells.groupby(["file", *keys], sort=False)
    whole = groups["value"].count() == groups.size()
    totals = (
        groups[["line", "field"]]
        .first()
        .assign(value=groups["value"].sum().where(whole), status=groups["status"].max())
    )
    totals = totals.assign(said=totals.apply(_said, axis=1)).reset_index()
    for _, group in totals[totals.duplicated(keys, keep=False)].groupby(keys, sort=False):
        first = group.iloc[0]
        for _, other in group[group["said"] != first["said"]].iterrows():
            there = f"{first['said']} in {first['file']}, line {first['line']}"
            message = f"{_what(other)} is {other['said']} here and {there}"
            yield error(other["file"], int(other["line"]), int(other["field"]), "files-disagree", message)


def _said(total: pd.Series) -> str:
    return f"[{total['status']}]" if pd.isna(total["value"]) else f"{total['value']:.12g}"


def london_is_there(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """London's own row is there where London is made of it, and is not added up twice where it is not."""
    rows = cells[cells["area"] == LONDON]
    if measure.source.london == "own-row":
        yield from _periods_without_london(measure, cells, rows)
    elif measure.source.area is not None:
        for _, row in rows.head(1).iterrows():
            message = "a row for London stands among the areas that are added up to make London"
            yield error(row["file"], int(row["line"]), 1, "london-twice", message)


def _periods_without_london(
    measure: PublishedMeasure, cells: pd.DataFrame, rows: pd.DataFrame
) -> Iterator[Issue]:
    if rows.empty:
        message = f'"{measure.id}": no row is London\'s own; name it under "aliases" of the area'
        yield error(str(cells["file"].iloc[0]), 1, 1, "no-london", message)
        return
    say, then = (error, "zero") if measure.source.absent == "zero" else (warning, "missing")
    for _, row in cells[~cells["period"].isin(rows["period"])].drop_duplicates("period").iterrows():
        message = f"{label(row['period'])} has no row of London's own, so London's figure would be {then}"
        yield say(row["file"], int(row["line"]), 1, "no-london", message)


def headlines_are_there(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """The category that is a measure's own figure stands in its files."""
    for dimension in measure.source.dimensions:
        found = [str(name) for name in cells[dimension.id].unique()]
        if dimension.headline is not None and dimension.headline not in found:
            message = (
                f'no row has the headline "{dimension.headline}" of {dimension.id}; found {listed(found)}'
            )
            guess = nearest(dimension.headline, found)
            yield error(str(cells["file"].iloc[0]), 1, 1, "no-headline", message + guess)


def periods_follow_each_other(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """No period is left out: a lost column would make every area zero, a period without rows is doubtful."""
    source = measure.source
    if source.layout == "events":  # a month may pass without one
        return
    lost_column = source.layout == "periods-as-columns" and source.absent == "zero"
    say, then = (error if lost_column else warning), ("zero" if source.absent == "zero" else "missing")
    found = cells.drop_duplicates("period").sort_values("period")
    for before, (_, row) in zip(found["period"], found.iloc[1:].iterrows(), strict=False):
        if row["period"].ordinal - before.ordinal != 1:
            between = f"{label(before)} and {label(row['period'])}"
            message = f"there is nothing between {between}, so every figure there would be {then}"
            yield say(row["file"], int(row["line"]), int(row["field"]), "gap", message)


def boroughs_are_there(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Where areas are added up to make London, a borough without any row may have been lost."""
    source = measure.source
    if source.area is None or source.london == "own-row" or source.layout == "events":
        return
    lost = [area_name(code) for code in police_boroughs() if code not in set(cells["area"])]
    if lost:
        message = f"London is added up, and no row is of {listed(lost)}"
        yield warning(str(cells["file"].iloc[0]), 1, 1, "no-borough", message)


ACROSS = (
    values_stand_once,
    files_agree,
    london_is_there,
    headlines_are_there,
    periods_follow_each_other,
    boroughs_are_there,
)


def _what(row: pd.Series) -> str:
    area = str(row["area"])
    area = f'"{area.removeprefix(NO_BOROUGH)}"' if area.startswith(NO_BOROUGH) else area_name(area)
    return f"{area} in {label(row['period'])}"

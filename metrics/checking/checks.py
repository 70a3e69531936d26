"""The checks on an extract, in stages: shape, header, cells, then across rows.

A later stage needs the earlier. One mistake gives one message: a file whose shape is broken is not searched
for bad cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pandas as pd

from metrics.checking.areas import boroughs_have_rows, headlines_have_rows, london_has_its_rows
from metrics.checking.keys import files_agree, nothing_is_left_out, values_stand_once
from metrics.checking.periods import (
    breaks_are_declared,
    labels_agree,
    periods_are_consecutive,
    periods_have_ended,
    periods_stand_in_order,
)
from metrics.checking.personal import no_personal_data
from metrics.checking.plausible import percentages_are_no_proportions, values_are_possible
from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, error, has_errors
from metrics.reading.cells import read_cells
from metrics.reading.columns import resolve_columns
from metrics.reading.tables import parse_table

Rule = Callable[[PublishedMeasure, pd.DataFrame], Iterator[Issue]]

# Stages across rows: where one finds an error, what the next would say only follows from it.
ACROSS: tuple[tuple[Rule, ...], ...] = (
    (
        values_stand_once,
        percentages_are_no_proportions,
        values_are_possible,
        periods_stand_in_order,
        breaks_are_declared,
    ),
    (files_agree, london_has_its_rows, headlines_have_rows, periods_are_consecutive, boroughs_have_rows),
    (nothing_is_left_out,),
)


def check_measure(
    measure: PublishedMeasure, files: Mapping[str, bytes], today: date | None = None
) -> tuple[pd.DataFrame | None, list[Issue]]:
    """A measure's cells from all its files, by the name each is shown under, and every issue in order.

    The frame has the columns file, line, field, period, area, one for each dimension, value and status, and
    base where the source names one; it is None when an error stands in the way. ``today`` is the day of the
    release, when it is known.
    """
    issues: list[Issue] = []
    frames = [_check_file(measure, data, file, issues) for file, data in files.items()]
    if has_errors(issues):
        return None, sorted(issues)
    cells = pd.concat([frame for frame in frames if frame is not None], ignore_index=True)
    if cells.empty:
        message = f'"{measure.id}": the files hold no values'
        return None, sorted([*issues, error(next(iter(files)), 1, 1, "no-rows", message)])
    issues += _across(measure, cells, today)
    return (None if has_errors(issues) else cells), sorted(issues)


def _check_file(
    measure: PublishedMeasure, data: bytes, file: str, issues: list[Issue]
) -> pd.DataFrame | None:
    table, faults = parse_table(data, measure.source, file)
    issues += faults
    if table is None:
        return None
    columns, faults = resolve_columns(measure, table)
    faults += no_personal_data(measure, table, columns)
    issues += _without_refused_columns(faults)
    if has_errors(faults):
        return None
    cells, faults = read_cells(measure, table, columns)
    issues += faults or labels_agree(measure, table, columns, cells)
    cells.insert(0, "file", file)
    return cells


def _without_refused_columns(issues: list[Issue]) -> list[Issue]:
    """Without saying that a column is unknown which must not be there at all."""
    refused = {issue.column for issue in issues if issue.code == "personal-data"}
    unknown = ("unknown-column", "unknown-area")
    return [issue for issue in issues if issue.code not in unknown or issue.column not in refused]


def _across(measure: PublishedMeasure, cells: pd.DataFrame, today: date | None) -> list[Issue]:
    issues = [] if today is None else list(periods_have_ended(cells, today))
    for rules in ACROSS:
        issues += [issue for rule in rules for issue in rule(measure, cells)]
        if has_errors(issues):
            break
    return issues

"""Where in a workbook something stands: the sheet and its cell, for all that is told of a measure's files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from metrics.checking.checks import OF_NO_PLACE
from metrics.checking.doubts import Doubt
from metrics.declared.framework import PublishedMeasure
from metrics.file_kinds import read_as
from metrics.issues import Issue, error
from metrics.reading.sheets import in_cells
from metrics.reading.supplied import Supplied


def in_workbooks(
    measure: PublishedMeasure, files: Mapping[str, Supplied], issues: Iterable[Issue]
) -> list[Issue]:
    """The issues, those of workbooks with the cell that each stands in; ``files`` are the measure's, by name."""
    placed: list[Issue] = []
    of_books: dict[str, list[Issue]] = {}
    for issue in issues:
        of_all = issue.code in OF_NO_PLACE and (issue.line, issue.column) == (1, 1)
        in_book = issue.file in files and read_as(issue.file).has_sheets and not issue.cell
        (of_books.setdefault(issue.file, []) if in_book and not of_all else placed).append(issue)
    for file, own in of_books.items():
        data = files[file]
        placed += in_cells(data, measure.source, own) if isinstance(data, bytes) else own
    return placed


def doubts_in_workbooks(
    measure: PublishedMeasure, files: Mapping[str, Supplied], doubts: Iterable[Doubt]
) -> list[Doubt]:
    """The same of doubts."""
    placed = []
    for doubt in doubts:
        (issue,) = in_workbooks(measure, files, [error(*doubt.place, doubt.code, doubt.message)])
        place = issue.file, issue.line, issue.column
        placed.append(replace(doubt, place=place, cell=issue.cell))
    return placed

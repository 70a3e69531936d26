"""Where in a workbook an issue stands: the sheet and its cell, for all that is told of a measure's files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from metrics.declared.framework import PublishedMeasure
from metrics.file_kinds import read_as
from metrics.issues import Issue
from metrics.reading.sheets import in_cells


def in_workbooks(
    measure: PublishedMeasure, files: Mapping[str, bytes], issues: Iterable[Issue]
) -> list[Issue]:
    """The issues, those of workbooks with the cell that each stands in; ``files`` are the measure's, by name."""
    placed: list[Issue] = []
    of_books: dict[str, list[Issue]] = {}
    for issue in issues:
        in_book = issue.file in files and read_as(issue.file).has_sheets and not issue.cell
        (of_books.setdefault(issue.file, []) if in_book else placed).append(issue)
    for file, own in of_books.items():
        placed += in_cells(files[file], measure.source, own)
    return placed

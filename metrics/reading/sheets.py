"""The declared cells of a workbook as rows, what is odd about them, and the names of cells in issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from metrics.declared.published_file import PublishedFile
from metrics.file_kinds import CellRange, cell_name, cell_range, column_letters, read_as
from metrics.issues import Issue, error, listed, nearest, warning
from metrics.reading.packed import Unread
from metrics.reading.shape import Row, folded_name, is_blank
from metrics.reading.sheet_marks import Block, SheetMarks
from metrics.reading.workbooks import Sheet, Workbook, workbook


def sheet_rows(data: bytes, source: PublishedFile, file: str) -> tuple[list[Row], list[Issue]]:
    """The rows of the declared cells, and what is odd about them. Raises Unread where the file cannot be read."""
    book = workbook(data, read_as(file))
    name, issues = sheet_in(book, source, file)
    if name is None:
        return [], issues
    sheet = book.sheet(name, source.decimal)
    part = _part(sheet, source)
    rows = [
        (line, sheet.rows[line - 1][part.first_column - 1 : part.last_column])
        for line in range(part.first_row, part.last_row + 1)
    ]
    return rows, [*issues, *_oddities(sheet, part, source, file)]


def sheet_in(book: Workbook, source: PublishedFile, file: str) -> tuple[str | None, list[Issue]]:
    """The sheet that is declared, or the only one that is shown."""
    if source.sheet is None:
        if len(book.visible) == 1:
            return book.visible[0], []
        message = (
            f'the workbook has {len(book.visible)} sheets: {listed(book.visible, 20)}; declare the "sheet"'
        )
        return None, [error(file, 1, 1, "which-sheet", message)]
    name = next((name for name in book.names if folded_name(name) == folded_name(source.sheet)), None)
    if name is None:
        guess = nearest(source.sheet, book.names) or f"; it has {listed(book.names, 20)}"
        return None, [error(file, 1, 1, "which-sheet", f'the workbook has no sheet "{source.sheet}"{guess}')]
    if name in book.hidden:
        message = f'the sheet "{name}" is hidden in the workbook, and is read; is it the right one?'
        return name, [warning(file, 1, 1, "hidden-sheet", message)]
    return name, []


def _part(sheet: Sheet, source: PublishedFile) -> Block:
    """The cells that are read: those of the range, or from the header on as far as anything stands."""
    declared = cell_range(source.range) if source.range is not None else CellRange(source.header, 1, None, 0)
    height = len(sheet.rows)
    last_row = min(declared.last_row or height, height)
    width = max((_width(row) for row in sheet.rows[declared.first_row - 1 : last_row]), default=0)
    return Block(declared.first_row, declared.first_column, last_row, declared.last_column or width)


def _width(row: list[str]) -> int:
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def _oddities(sheet: Sheet, part: Block, source: PublishedFile, file: str) -> Iterator[Issue]:
    """What is wrong with the cells that are read, or hangs together with them and is not."""
    marks = sheet.marks
    if marks.stale:
        message = (
            "a program has written the formulas of this sheet, and no spreadsheet has worked them out since"
        )
        yield error(file, 1, 1, "no-result", f"{message}; ask for it with values")
    for block in [block for block in marks.unsolved if block.meets(part)][:1]:
        message = "the formula in this cell has no value; ask for the file as a spreadsheet has saved it"
        yield error(file, *_place(block, part), "no-result", message)
    for block in [block for block in marks.merged if block.meets(part)][:1]:
        message = (
            "cells are merged here, and all but the first are empty; ask for the file with a value in each"
        )
        yield error(file, *_place(block, part), "merged-cells", message)
    yield from _hidden(marks, part, file)
    yield from _hidden_columns(marks, part, file)
    yield from _beyond(sheet, part, source, file)


def _place(block: Block, part: Block) -> tuple[int, int]:
    """The first cell of a block, with its column counted from the first that is read."""
    return block.first_row, max(1, block.first_column - part.first_column + 1)


def _hidden(marks: SheetMarks, part: Block, file: str) -> Iterator[Issue]:
    """Rows that a reader of the workbook does not see are read: they are told."""
    hidden = [rows for rows in marks.hidden_rows if rows[0] <= part.last_row and rows[1] >= part.first_row]
    if hidden:
        count = sum(min(last, part.last_row) - max(first, part.first_row) + 1 for first, last in hidden)
        rows = "a row is" if count == 1 else f"{count:,} rows are"
        line = max(hidden[0][0], part.first_row)
        message = (
            f"{rows} hidden in the workbook, and read all the same; see whether they belong to the figures"
        )
        yield warning(file, line, 1, "hidden-rows", message)


def _hidden_columns(marks: SheetMarks, part: Block, file: str) -> Iterator[Issue]:
    """Columns that a reader of the workbook does not see are read: they are told, once for all."""
    columns = [
        column
        for first, last in marks.hidden_columns
        for column in range(max(first, part.first_column), min(last, part.last_column) + 1)
    ]
    if columns:
        letters = listed([column_letters(column) for column in columns], 5)
        holds = f"column {letters} is" if len(columns) == 1 else f"columns {letters} are"
        message = (
            f"{holds} hidden in the workbook, and read all the same; see whether what stands there is meant"
        )
        yield warning(file, part.first_row, columns[0] - part.first_column + 1, "hidden-columns", message)


def _beyond(sheet: Sheet, part: Block, source: PublishedFile, file: str) -> Iterator[Issue]:
    """A table goes no further than its range: what is added to it later would never be read."""
    if source.range is None:
        return
    mend = f"{source.range} leaves it out; widen the range, or end it at a column or row that is blank"
    below = sheet.rows[part.last_row : part.last_row + 1]
    if below and not is_blank(below[0][part.first_column - 1 : part.last_column]):
        message = f"the table goes on in this row, and {mend}"
        yield error(file, part.last_row + 1, 1, "beyond-range", message)
    header = sheet.rows[part.first_row - 1] if part.first_row <= len(sheet.rows) else []
    if len(header) > part.last_column and header[part.last_column].strip():
        message = f"the table goes on in this column, and {mend}"
        yield error(file, part.first_row, part.last_column - part.first_column + 2, "beyond-range", message)


def in_cells(data: bytes, source: PublishedFile, issues: list[Issue]) -> list[Issue]:
    """The issues of one workbook with the cells that they stand in; those of the file itself have none.

    Columns count from the first of the range while a sheet is read, and from that of the sheet here.
    """
    if not issues:
        return issues
    sheet, first = corner_of(data, source, issues[0].file)
    return [_in_cell(issue, sheet, issue.column + first - 1) if sheet else issue for issue in issues]


def in_workbooks(files: Mapping[str, bytes], source: PublishedFile, issues: Iterable[Issue]) -> list[Issue]:
    """The issues of files by their names, those of workbooks with their cells where they have none yet."""
    placed = list[Issue]()
    for issue in issues:
        in_book = issue.file in files and read_as(issue.file).has_sheets and not issue.cell
        placed += in_cells(files[issue.file], source, [issue]) if in_book else [issue]
    return placed


def corner_of(data: bytes, source: PublishedFile, file: str) -> tuple[str, int]:
    """The sheet that is read and the column that fields count from; no sheet where there is none to read."""
    try:
        name = sheet_in(workbook(data, read_as(file)), source, file)[0]
    except Unread:
        return "", 1
    return name or "", cell_range(source.range).first_column if source.range is not None else 1


def _in_cell(issue: Issue, sheet: str, column: int) -> Issue:
    return replace(issue, column=column, cell=cell_name(sheet, issue.line, column))

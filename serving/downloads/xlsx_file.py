"""A measure's figures as a spreadsheet: a sheet that says what they are, and a sheet of data.

The same figures give the same bytes: the only date inside is that of the release.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from components.site import downloads_words as words
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.language import say
from serving.downloads.contents import TooManyRows, cells, cover
from serving.http.answer import Json

MOST_ROWS = 1_048_575  # a sheet has one more, for the names of the columns
# Rows go to the disk as they come: a sheet of 12,000 rows takes 7 MB of memory, and 50 without. Names are text,
# whatever they start with; numbers come as numbers, and nothing becomes a link by itself.
OPTIONS: dict[str, object] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = {
    "period_label": 26,
    "window": 22,
    "area": 32,
    "dimension": 16,
    "category": 28,
    "measure": 22,
    "body": 44,
    **dict.fromkeys(("item", "report", "update", "document", "answer_link", "addressee"), 44),
    **dict.fromkeys(("said_in", "owner", "reason", "due_words", "group", "answered_by"), 24),
}


MEMORY = "/dev/shm"  # of Linux; most containers have it, also where the rest is read-only
ENOUGH_BYTES = 65_536  # so much can be written, or it is no place


@dataclass(frozen=True)
class Contents:
    """What a workbook holds: what it is called, what to know of it, and its rows under the names of their columns.

    ``heading`` stands first on the sheet that says what it is, ``cover`` is the rest of it: names and texts.
    """

    title: str
    heading: str
    cover: Sequence[tuple[str, str]]
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def xlsx_bytes(release: Release, measure: PublishedMeasure, rows: Sequence[Json]) -> bytes:
    """Rows of the API as a workbook. Raises TooManyRows."""
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    title = say(words.FILE_TITLE, title=measure.title, release=release.title)
    body = (cells(release, measure, row) for row in rows)
    contents = Contents(title, measure.title, cover(release, measure), list(words.COLUMNS), body)
    return workbook_bytes(release, contents, len(rows))


def workbook_bytes(release: Release, contents: Contents, count: int) -> bytes:
    """A workbook of some contents with ``count`` rows; the only date inside is that of the release."""
    buffer = io.BytesIO()
    with Workbook(buffer, OPTIONS | _place()) as book:
        book.set_properties(
            {
                "title": contents.title,
                "author": release.config.site.producer,
                "created": release.published_at,
            }
        )
        _cover(book, contents)
        _data(book, contents, count)
    return buffer.getvalue()


def _place() -> dict[str, object]:
    """Where rows go as they come: the folder for temporary files, or one of the memory's own; else they stay here.

    Kept here they take more memory, and the same figures are in other bytes. That is for a machine on which nothing
    may be written.
    """
    for folder in (None, MEMORY):
        try:
            with tempfile.NamedTemporaryFile(dir=folder) as file:
                file.write(bytes(ENOUGH_BYTES))
                return {"tmpdir": folder}
        except OSError:
            continue
    return {"in_memory": True}


def _cover(book: Workbook, contents: Contents) -> None:
    """What a reader must know before quoting a figure, in two columns."""
    sheet, bold = book.add_worksheet(say(words.SHEET_ABOUT)), book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, contents.heading, book.add_format({"bold": True, "font_size": 16}))
    for row, (name, text) in enumerate(contents.cover, start=2):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text, wrapped)


def _data(book: Workbook, contents: Contents, count: int) -> None:
    """The figures under the names of their columns, which stay in view while the rest is scrolled."""
    sheet, bold = book.add_worksheet(say(words.SHEET_DATA)), book.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, count), len(contents.columns) - 1)
    for column, name in enumerate(contents.columns):
        sheet.set_column(column, column, WIDTHS.get(name, 12))
        sheet.write_string(0, column, name, bold)
    for number, row in enumerate(contents.rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell)


def _write(sheet: Worksheet, row: int, column: int, cell: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)

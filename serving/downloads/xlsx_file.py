"""A measure's figures as a spreadsheet: a sheet that says what they are, and a sheet of data.

The same figures give the same bytes: the only date inside that is none of theirs is that of the release.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.site import downloads_words as words
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.language import say
from serving.downloads.sheets import COVER_WIDTHS, Contents, measure_contents, width
from serving.http.answer import Json

# Rows go to the disk as they come: a sheet of 12,000 rows takes 7 MB of memory, and 50 without. Names are text,
# whatever they start with; numbers come as numbers, and nothing becomes a link by itself.
OPTIONS: dict[str, object] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MEMORY = "/dev/shm"  # of Linux; most containers have it, also where the rest is read-only
ENOUGH_BYTES = 65_536  # so much can be written, or it is no place


def xlsx_bytes(release: Release, measure: PublishedMeasure, rows: Sequence[Json]) -> bytes:
    """Rows of the API as a workbook. Raises TooManyRows."""
    return workbook_bytes(release, measure_contents(release, measure, rows))


def workbook_bytes(release: Release, contents: Contents) -> bytes:
    """A workbook of some contents; the only date inside is that of the release, but for days in its cells."""
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
        _data(book, contents)
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
    for column, letters in enumerate(COVER_WIDTHS):
        sheet.set_column(column, column, letters)
    sheet.write_string(0, 0, contents.heading, book.add_format({"bold": True, "font_size": 16}))
    for row, (name, text) in enumerate(contents.cover, start=2):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text, wrapped)


def _data(book: Workbook, contents: Contents) -> None:
    """The figures under the names of their columns, which stay in view while the rest is scrolled."""
    sheet, bold = book.add_worksheet(say(words.SHEET_DATA)), book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, contents.count), len(contents.columns) - 1)
    for column, name in enumerate(contents.columns):
        sheet.set_column(column, column, width(name))
        sheet.write_string(0, column, name, bold)
    for number, row in enumerate(contents.rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell, day)


def _write(sheet: Worksheet, row: int, column: int, cell: object, day: Format) -> None:
    match cell:
        case str():
            sheet.write_string(row, column, cell)
        case int() | float():
            sheet.write_number(row, column, cell)
        case date():
            sheet.write_datetime(row, column, cell, day)

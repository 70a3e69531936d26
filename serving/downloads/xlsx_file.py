"""A measure's figures as a spreadsheet: a sheet that says what they are, and a sheet of data.

The same figures give the same bytes: the only date inside is that of the release.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

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
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = {"period_label": 26, "window": 22, "area": 32, "dimension": 16, "category": 28, "measure": 22}


def xlsx_bytes(release: Release, measure: PublishedMeasure, rows: Sequence[Json]) -> bytes:
    """Rows of the API as a workbook. Raises TooManyRows."""
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    buffer = io.BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        book.set_properties(
            {
                "title": say(words.FILE_TITLE, title=measure.title, release=release.title),
                "author": release.config.site.producer,
                "created": release.published_at,
            }
        )
        _cover(book, release, measure)
        _data(book, release, measure, rows)
    return buffer.getvalue()


def _cover(book: Workbook, release: Release, measure: PublishedMeasure) -> None:
    """What a reader must know before quoting a figure, in two columns."""
    sheet, bold = book.add_worksheet(say(words.SHEET_ABOUT)), book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, measure.title, book.add_format({"bold": True, "font_size": 16}))
    for row, (name, text) in enumerate(cover(release, measure), start=2):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text, wrapped)


def _data(book: Workbook, release: Release, measure: PublishedMeasure, rows: Sequence[Json]) -> None:
    """The figures under the names of their columns, which stay in view while the rest is scrolled."""
    sheet, bold = book.add_worksheet(say(words.SHEET_DATA)), book.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(words.COLUMNS) - 1)
    for column, name in enumerate(words.COLUMNS):
        sheet.set_column(column, column, WIDTHS.get(name, 12))
        sheet.write_string(0, column, name, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(cells(release, measure, row)):
            _write(sheet, number, column, cell)


def _write(sheet: Worksheet, row: int, column: int, cell: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)

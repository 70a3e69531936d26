"""The kinds of file that an extract may be, one value for each: what its name ends in, and what it is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    """A kind of file. ``is_text`` has a delimiter and an encoding, ``has_sheets`` sheets with ranges of cells."""

    ending: str
    words: str
    is_text: bool = False
    has_sheets: bool = False


CSV = FileKind(".csv", "a CSV", is_text=True)
PACKED_CSV = FileKind(".csv.gz", "a CSV packed with gzip", is_text=True)
XLSX = FileKind(".xlsx", "an Excel workbook (xlsx)", has_sheets=True)
XLSM = FileKind(".xlsm", "an Excel workbook with macros (xlsm)", has_sheets=True)
ODS = FileKind(".ods", "an OpenDocument spreadsheet (ods)", has_sheets=True)
PARQUET = FileKind(".parquet", "a Parquet file")
FILE_KINDS = (CSV, PACKED_CSV, XLSX, XLSM, ODS, PARQUET)
OLDER = (".xls", ".xlsb")  # what is hidden or not worked out in such a workbook cannot be told
OLDER_MEND = "it is a workbook in an older or another form; ask the publisher for it as .xlsx"
ENDINGS = tuple(kind.ending for kind in FILE_KINDS)
ENDINGS_IN_WORDS = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
NAME_PATTERN = rf"^[^/\\\x00-\x1f]+({'|'.join(map(re.escape, ENDINGS))})$"


def kind_of(name: str) -> FileKind | None:
    """The kind of file that a name says it is, whatever its capital letters; None where it says none."""
    return next((kind for kind in FILE_KINDS if name.lower().endswith(kind.ending)), None)


def read_as(name: str) -> FileKind:
    """The kind that a file is read as: what its name says, and else a CSV."""
    return kind_of(name) or CSV


# Cells -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CellRange:
    """A range of cells of a sheet; rows and columns count from 1. ``last_row`` is None down to the end."""

    first_row: int
    first_column: int
    last_row: int | None
    last_column: int


RANGE_PATTERN = r"^[A-Z]{1,3}[1-9][0-9]{0,6}:[A-Z]{1,3}([1-9][0-9]{0,6})?$"
_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d*)", re.ASCII)


def cell_range(text: str) -> CellRange:
    """A range as it is declared: ``A5:F40``, or ``A5:F`` for all rows from the fifth on."""
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is no range of cells")
    first, first_row, last, last_row = match.groups()
    return CellRange(
        int(first_row), column_number(first), int(last_row) if last_row else None, column_number(last)
    )


def column_number(letters: str) -> int:
    """``C`` is the third column, ``AA`` the twenty-seventh."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """The letters of a column, counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(sheet: str, line: int, column: int) -> str:
    """A cell as spreadsheets name it: ``Sheet1!C7``, with the sheet in quotes where it holds more than a word."""
    name = sheet if re.fullmatch(r"\w+", sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{column_letters(column)}{line}"

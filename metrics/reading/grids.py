"""The bytes of a file of any kind to rows of text, each with the line or the row of the sheet that it stands in.

From here on all kinds are read alike.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

from metrics.declared.published_file import PublishedFile
from metrics.file_kinds import (
    CSV,
    ODS,
    PACKED_CSV,
    PARQUET,
    XLSM,
    XLSX,
    FileKind,
    read_as,
)
from metrics.issues import Issue, error, has_errors
from metrics.reading.encodings import decoded
from metrics.reading.packed import Unread, gunzipped
from metrics.reading.parquet import parquet_rows
from metrics.reading.shape import Row, is_blank, merge_conflicts
from metrics.reading.sheets import sheet_rows
from metrics.reading.workbooks import workbook

LONGEST_FIELD = 100_000
UNCLOSED = "the row that starts here cannot be read: {problem}; look for a quote that is not closed"
_LINE_END = re.compile(r"\r\n|\r|\n")
Rows = tuple[list[Row], list[Issue]]


def rows_of_file(data: bytes, source: PublishedFile, file: str) -> Rows:
    """The rows from the header down, and what is wrong with the file; none with an error."""
    try:
        rows, issues = _READERS[read_as(file)](data, source, file)
    except Unread as problem:
        return [], [error(file, 1, 1, problem.code, problem.message)]
    while rows and is_blank(rows[-1][1]):
        rows.pop()
    declared = source.header > 1 or not read_as(file).is_text
    if not rows and declared and not has_errors(issues):
        issues.append(error(file, 1, 1, "empty-file", nothing_words(source, read_as(file))))
    return ([] if has_errors(issues) else rows), issues


def nothing_words(source: PublishedFile, kind: FileKind) -> str:
    """What is said where nothing stands where the header is declared to be."""
    if source.range is not None and kind.has_sheets:
        return f"nothing stands in {source.range}; is it the right range, and the right sheet?"
    return f"nothing stands from line {source.header} on, where the header is declared to be"


# Text ------------------------------------------------------------------------------------------------------


def _csv_rows(data: bytes, source: PublishedFile, file: str) -> Rows:
    text, issues = decoded(data, source, file)
    if not has_errors(issues):
        issues += merge_conflicts(text, file)
    if has_errors(issues):
        return [], issues
    return split_rows(below(text, source.header), source.delimiter, file, source.header)


def below(text: str, line: int) -> str:
    """A text from one of its lines on."""
    if line == 1:
        return text
    ends = (match.end() for at, match in enumerate(_LINE_END.finditer(text), 2) if at == line)
    return text[next(ends, len(text)) :]


def split_rows(text: str, delimiter: str, file: str, first: int = 1) -> Rows:
    """Each row with the line it starts in. Equal cells share one string, since most columns repeat."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    seen: dict[str, str] = {}
    rows: list[Row] = []
    started = first
    try:
        for row in reader:
            rows.append((started, [seen.setdefault(cell, cell) for cell in row]))
            started = first + reader.line_num
    except csv.Error as problem:
        return [], [error(file, started, 1, "csv-syntax", UNCLOSED.format(problem=problem))]
    while rows and is_blank(rows[-1][1]):
        rows.pop()
    return rows, []


# All kinds -------------------------------------------------------------------------------------------------


def _parquet_rows(data: bytes, source: PublishedFile, file: str) -> Rows:
    return list(enumerate(parquet_rows(data, source.decimal), 1)), []


_READERS: dict[FileKind, Callable[[bytes, PublishedFile, str], Rows]] = {
    CSV: _csv_rows,
    PACKED_CSV: lambda data, source, file: _csv_rows(gunzipped(data), source, file),
    XLSX: sheet_rows,
    XLSM: sheet_rows,  # its macros are passed over
    ODS: sheet_rows,
    PARQUET: _parquet_rows,
}


def texts_beside(data: bytes, source: PublishedFile, file: str) -> Iterator[tuple[str, list[Row]]]:
    """All that is stored with a file and not read as its table, by sheet: other sheets, and lines above a header.

    Of the sheet that is read all rows are given, those of its table too. Nothing of a file that cannot be read.
    """
    kind = read_as(file)
    try:
        if kind.has_sheets:
            book = workbook(data, kind)
            for name in book.names:
                yield name, list(enumerate(book.sheet(name, source.decimal).rows, 1))
        elif kind.is_text and source.header > 1:
            text, _ = decoded(gunzipped(data) if kind == PACKED_CSV else data, source, file)
            lines = _LINE_END.split(text)[: source.header - 1]
            yield "", [(line, words.split(source.delimiter)) for line, words in enumerate(lines, 1)]
    except Unread:
        return

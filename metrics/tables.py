"""The bytes of an extract to a table of text: encoding, quotes and the shape of the rows, with every fault.

Nothing is typed or trimmed here. A row keeps the line it starts in, so that whatever is found later can say
where it stands.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from metrics.issues import Issue, error, shortened
from metrics.source import Source

LONGEST_FIELD = 100_000


@dataclass(frozen=True)
class Table:
    """An extract as text: ``frame`` has a column for each position and the file's line as its index."""

    file: str
    header: tuple[str, ...]
    frame: pd.DataFrame


def parse_table(data: bytes, source: Source, file: str) -> tuple[Table | None, list[Issue]]:
    """The table in the bytes of a file, or the faults of its shape."""
    text, issues = _decoded(data, source, file)
    if issues:
        return None, issues
    rows, issues = _rows(text, source, file)
    issues = issues or list(_delimiter_faults(rows, source, file)) or list(_shape_faults(rows, file))
    if issues:
        return None, issues
    (_, header), *body = rows
    lines = pd.Index([line for line, _ in body], name="line")
    frame = pd.DataFrame([row for _, row in body], index=lines, columns=range(len(header)), dtype=object)
    return Table(file, tuple(header), frame), []


def _decoded(data: bytes, source: Source, file: str) -> tuple[str, list[Issue]]:
    encoding = "utf-8-sig" if source.encoding == "utf-8" else source.encoding
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        found = f"byte 0x{data[problem.start]:02X} is not {source.encoding}"
        message = f"{found}; declare the encoding that the file is in, or save it as UTF-8"
        before = data[: problem.start].decode(encoding)
        return "", [error(file, *_place_after(before, source), "encoding", message)]
    if not text.strip():
        return "", [error(file, 1, 1, "empty-file", "the file is empty; was it cut off on its way?")]
    if "\0" in text:
        place = _place_after(text[: text.index("\0")], source)
        message = "the file holds a NUL character; is it UTF-16 or not a CSV?"
        return "", [error(file, *place, "encoding", message)]
    return text, []


def _place_after(text: str, source: Source) -> tuple[int, int]:
    """The line and the field that come after a text."""
    line = re.split(r"\r\n|\r|\n", text)
    fields = next(csv.reader([line[-1]], delimiter=source.delimiter), [""])
    return len(line), len(fields) or 1


def _rows(text: str, source: Source, file: str) -> tuple[list[tuple[int, list[str]]], list[Issue]]:
    """Each row with the line it starts in. Equal cells share one string, since most columns repeat."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=source.delimiter, strict=True)
    seen: dict[str, str] = {}
    rows: list[tuple[int, list[str]]] = []
    started = 1
    try:
        for row in reader:
            rows.append((started, [seen.setdefault(cell, cell) for cell in row]))
            started = reader.line_num + 1
    except csv.Error as problem:
        message = f"the row that starts here cannot be read: {problem}; look for a quote that is not closed"
        return [], [error(file, started, 1, "csv-syntax", message)]
    while rows and not any(cell.strip() for cell in rows[-1][1]):
        rows.pop()
    return rows, []


def _delimiter_faults(rows: list[tuple[int, list[str]]], source: Source, file: str) -> Iterator[Issue]:
    """A header that is one long field was meant to be split at another mark."""
    header = rows[0][1] if rows else []
    others = [mark for mark in (",", ";", "\t", "|") if mark != source.delimiter and mark in "".join(header)]
    if len(header) == 1 and others:
        mark = "\\t" if others[0] == "\t" else others[0]
        found = f'the header is one field, "{shortened(header[0])}"'
        yield error(file, 1, 1, "delimiter", f'{found}; if it is several, declare delimiter: "{mark}"')


def _shape_faults(rows: list[tuple[int, list[str]]], file: str) -> Iterator[Issue]:
    width = len(rows[0][1]) if rows else 0
    if not rows or not any(cell.strip() for cell in rows[0][1]):
        yield error(file, 1, 1, "no-header", "the first line is blank; it must hold the names of the columns")
        return
    if len(rows) == 1:
        yield error(file, rows[0][0], 1, "only-header", "the file holds a header and no rows")
    for line, row in rows[1:]:
        if not any(cell.strip() for cell in row):
            yield error(file, line, 1, "blank-row", "the row is blank; remove it")
        elif len(row) != width:
            fields = "1 field" if len(row) == 1 else f"{len(row)} fields"
            found = f"the row has {fields} and the header has {width}"
            hint = f'; it starts with "{shortened(row[0], 30)}"'
            yield error(file, line, min(len(row), width) + 1, "ragged-row", found + hint)

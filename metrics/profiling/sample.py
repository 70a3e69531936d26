"""The start of an extract as a table of text: its encoding and delimiter are found, nothing is declared yet."""

from __future__ import annotations

import gzip
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd

from metrics.declared.layouts import EVENTS
from metrics.declared.source import Source
from metrics.file_kinds import CSV, ODS, PACKED_CSV, PARQUET, XLSM, XLSX, FileKind, read_as
from metrics.issues import Issue, error, has_errors, listed
from metrics.profiling.tables import Place, header_line, place_in_sheet
from metrics.reading.encodings import decoded
from metrics.reading.files import GZIP, type_faults
from metrics.reading.grids import below, rows_of_file, split_rows
from metrics.reading.packed import Unread, gunzipped
from metrics.reading.shape import (
    DELIMITERS,
    Row,
    ShapeRule,
    file_has_rows,
    merge_conflicts,
    rows_fit_the_header,
    shape_issues,
)
from metrics.reading.sheets import sheet_in
from metrics.reading.workbooks import workbook

MOST_BYTES = 4 * 1024**2  # of a file that is looked at; the rest of a longer one is like it, or is not
Encoding = Literal["utf-8", "cp1252"]
# Text is decoded as for a declared source, of which the encoding alone matters here.
ANY = Source.model_validate(
    {
        **dict.fromkeys(("publisher", "title"), "any"),
        **{"link": "https://example.org", "licence": "OGL-3.0", "files": ("any.csv",), "layout": EVENTS.name},
        **{"period": {"format": "YYYY"}, "absent": "zero", "region": "all-rows"},
    }
)


@dataclass(frozen=True)
class Sample:
    """The start of one file: ``frame`` has a column for each name in ``header``; ``complete`` if that is all.

    A column in which nothing stands, from the header down, is in neither. ``place`` is where the table stands.
    ``sheet`` is that of a workbook, and has to be declared where ``names_sheet`` says so.
    """

    name: str
    header: tuple[str, ...]
    frame: pd.DataFrame
    data: bytes
    complete: bool
    encoding: Encoding = "utf-8"
    delimiter: str = ","
    place: Place = field(default=Place())
    sheet: str = ""
    names_sheet: bool = False

    @property
    def way(self) -> tuple[str, str, str, Place]:
        """How it is read: the same for all files of a measure."""
        return self.encoding, self.delimiter, self.sheet, self.place


SheetSize = tuple[str, int, int, bool]
Sampled = tuple[Sample | None, list[Issue]]


def sheets_to_choose(name: str, data: bytes) -> list[SheetSize]:
    """The sheets of a workbook with their rows and columns, where a person has to say which one is meant."""
    kind = read_as(name)
    if not kind.has_sheets or type_faults(data, name):
        return []
    try:
        book = workbook(data, kind)
        if len(book.visible) == 1:
            return []
        sizes = [(sheet, book.sheet(sheet).rows) for sheet in book.names]
    except Unread:
        return []  # it is told when the file is read
    return [(sheet, len(rows), max(map(len, rows), default=0), sheet in book.hidden) for sheet, rows in sizes]


def take_sample(
    name: str, data: bytes, display_name: str, sheet: str | None = None
) -> tuple[Sample | None, list[Issue]]:
    """The start of a file from its first bytes, or the faults that keep it from being read as a table.

    ``data`` may be one byte longer than ``MOST_BYTES``: then the file is longer still. Workbooks and Parquet files,
    which cannot be cut, are whole. ``sheet`` is that of a workbook; the only one where there are not several.
    """
    issues = type_faults(data, display_name)
    if has_errors(issues):
        return None, issues
    try:
        return _OF_KIND[read_as(name)](name, data, display_name, sheet)
    except Unread as problem:
        return None, [error(display_name, 1, 1, problem.code, problem.message)]


def _of_text(name: str, data: bytes, display_name: str, sheet: str | None) -> Sampled:
    packed = data.startswith(GZIP)
    plain = gunzipped(data) if packed else data
    complete = len(plain) <= MOST_BYTES
    plain = plain if complete else plain[: plain[:MOST_BYTES].rfind(b"\n") + 1]
    encoding, text, issues = _text(plain, display_name)
    issues = issues or list(_is_text(text, display_name)) or list(merge_conflicts(text, display_name))
    if has_errors(issues):
        return None, issues
    delimiter, rows, issues = _split(text, display_name)
    header = header_line(rows)
    if header > 1:
        rows, issues = split_rows(below(text, header), delimiter, display_name, header)
    kept = plain if not packed else data if complete else gzip.compress(plain, mtime=0)
    sample = Sample(name, (), pd.DataFrame(), kept, complete, encoding, delimiter, Place(header))
    return _as_table(sample, rows, issues, display_name)


def _of_workbook(name: str, data: bytes, display_name: str, sheet: str | None) -> Sampled:
    book = workbook(data, read_as(name))
    source = ANY.model_copy(update={"sheet": sheet})
    sheet_name, issues = sheet_in(book, source, display_name)
    if sheet_name is None:
        return None, issues
    place = place_in_sheet(book.sheet(sheet_name).rows)
    declared = source.model_copy(update={"header": place.header, "range": place.range})
    rows, issues = rows_of_file(data, declared, display_name)
    several = len(book.names) > 1
    sample = Sample(name, (), pd.DataFrame(), data, True, place=place, sheet=sheet_name, names_sheet=several)
    return _as_table(sample, rows, issues, display_name)


def _of_parquet(name: str, data: bytes, display_name: str, sheet: str | None) -> Sampled:
    rows, issues = rows_of_file(data, ANY, display_name)
    return _as_table(Sample(name, (), pd.DataFrame(), data, True), rows, issues, display_name)


def _as_table(sample: Sample, rows: list[Row], issues: list[Issue], display_name: str) -> Sampled:
    """A sample with its rows, where they have the shape of a table."""
    faults = issues if has_errors(issues) else shape_issues(rows, ANY, display_name, _RULES)
    if has_errors(faults):
        return None, faults
    (_, header), *body = rows
    named = [position for position, text in enumerate(header) if text.strip()]
    frame = pd.DataFrame([row for _, row in body], columns=range(len(header)), dtype=object)
    frame = frame[named].set_axis(range(len(named)), axis=1)
    return replace(sample, header=tuple(header[at] for at in named), frame=frame), []


_OF_KIND: Mapping[FileKind, Callable[[str, bytes, str, str | None], Sampled]] = {
    CSV: _of_text,
    PACKED_CSV: _of_text,
    XLSX: _of_workbook,
    XLSM: _of_workbook,
    ODS: _of_workbook,
    PARQUET: _of_parquet,
}


def _text(data: bytes, display_name: str) -> tuple[Encoding, str, list[Issue]]:
    """As UTF-8, and where it is not that, as the older Windows has it."""
    text, issues = decoded(data, ANY, display_name)
    if not any("byte 0x" in issue.message for issue in issues):
        return "utf-8", text, issues
    older, faults = decoded(data, ANY.model_copy(update={"encoding": "cp1252"}), display_name)
    return ("utf-8", "", issues) if faults else ("cp1252", older, [])


def _is_text(text: str, display_name: str) -> Iterator[Issue]:
    """Bytes of anything can be read as some text: the control characters in it give it away."""
    odd = sum(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\t\r\n" for c in text[:20_000])
    if odd * 100 > len(text[:20_000]):
        yield error(display_name, 1, 1, "wrong-type", "it is no text; ask the publisher for the data as CSV")


def _split(text: str, display_name: str) -> tuple[str, list[Row], list[Issue]]:
    """The rows, split at the mark that gives the most fields of one width; a lone column needs no mark."""
    splits = {mark: split_rows(text, mark, display_name) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: _regular(splits[mark][0]))
    return best, *splits[best]


def _regular(rows: Sequence[Row]) -> tuple[int, int]:
    """How many rows have the width that most have, where that is several fields; the header first of all."""
    widths = Counter(len(row) for _, row in rows)
    if not widths:
        return -1, 0
    width, times = widths.most_common(1)[0]
    return (times + (len(rows[0][1]) == width) * len(rows), width) if width > 1 else (0, 1)


def _names_stand_once(rows: list[Row], display_name: str) -> Iterator[Issue]:
    header = rows[0][1]
    folded = [" ".join(name.split()).casefold() for name in header]
    twice = [name for name, fold in zip(header, folded, strict=True) if folded.count(fold) > 1 and fold]
    if twice:
        message = f"columns of one name: {listed(twice)}; ask for names that differ"
        yield error(display_name, 1, 1, "duplicate-column", message)
    for place in (at for at, fold in enumerate(folded) if not fold):
        if any(row[place].strip() for _, row in rows[1:]):
            message = "the column has no name; ask for one"
            yield error(display_name, 1, place + 1, "blank-column", message)
            return


_RULES: tuple[ShapeRule, ...] = (
    lambda rows, _, file: file_has_rows(rows, file),
    lambda rows, _, file: rows_fit_the_header(rows, file),
    lambda rows, _, file: _names_stand_once(rows, file),
)

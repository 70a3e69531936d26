"""Every text of a file that is stored and public, with where it stands: in cells, in notes, beside the cells

A file is stored as it came. So all of it is gone through: the lines above its header, every cell of every sheet,
rows and columns that nothing reads, and in a workbook what stands beside the cells: notes, headers of pages,
properties.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Literal

from metrics.declared.published_file import PublishedFile
from metrics.file_kinds import PACKED_CSV, PARQUET, cell_name, column_number, read_as
from metrics.issues import Issue, error, has_errors, warning
from metrics.reading.encodings import decoded
from metrics.reading.grids import split_rows
from metrics.reading.packed import Unread, gunzipped, gzip_words, whole_zip
from metrics.reading.parquet import parquet_rows
from metrics.reading.shape import Row
from metrics.reading.workbooks import workbook

# Where the words of an office's program stand beside the cells: tags and, in the headers of pages, codes of layout.
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r'="([^"]*)"')
_LAYOUT = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[A-Z]')
_CELLS_OF_ALL = "xl/sharedStrings.xml"  # they are cells, which are looked at where they stand
_CELLS_OF_A_SHEET = re.compile(r"<sheetData\b.*?</sheetData>", re.DOTALL)
_NOTE = re.compile(
    r'<(?P<kind>comment|threadedComment)\b[^>]*?\bref="(?P<letters>[A-Z]{1,3})(?P<line>\d{1,7})"[^>]*>(?P<words>.*?)'
    r"</(?P=kind)>",
    re.DOTALL,
)
_SHEET = re.compile(r'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_RELATION = re.compile(r"<Relationship\b[^>]*>")


@dataclass(frozen=True)
class Place:
    """Where a text stands: the line and the column, in a workbook the sheet, and beside the cells the part."""

    line: int
    column: int
    sheet: str = ""
    part: str = ""

    def issue(self, file: str, severity: Literal["error", "warning"], code: str, message: str) -> Issue:
        """An issue there, which says in which part it is where that is no cell."""
        where = f"beside the cells, in {self.part}: " if self.part and not self.sheet else ""
        make = error if severity == "error" else warning
        issue = make(file, self.line, self.column, code, where + message)
        return replace(issue, cell=cell_name(self.sheet, self.line, self.column)) if self.sheet else issue


def cell_texts(data: bytes, source: PublishedFile, file: str) -> Iterator[tuple[Place, str]]:
    """The text of every cell that has one, from the first line on. Nothing of a file that cannot be read."""
    for sheet, rows in _cells(data, source, file):
        for line, row in rows:
            for column, text in enumerate(row, 1):
                if text:
                    yield Place(line, column, sheet), text


def judged_cells(
    data: bytes, source: PublishedFile, file: str, judge: Callable[[str], str]
) -> Iterator[tuple[Place, str, str]]:
    """The same with what ``judge`` says of each text, of which it is asked once however often it stands there."""
    judgements = dict[str, str]()
    for place, text in cell_texts(data, source, file):
        if text not in judgements:
            judgements[text] = judge(text)
        yield place, text, judgements[text]


def texts_beside_cells(data: bytes, file: str) -> Iterator[tuple[Place, str]]:
    """What a workbook, or a packed file, holds beside its cells: notes with their cells, else the part of it."""
    kind = read_as(file)
    try:
        if kind == PACKED_CSV and gunzipped(data):
            part = Place(1, 1, part="the header of the packed file")
            yield from ((part, words) for words in gzip_words(data))
        archive = whole_zip(data) if kind.has_sheets else None
    except Unread:
        return
    if archive is None:
        return
    sheets = _sheets_of_notes(archive)
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")) and name != _CELLS_OF_ALL:
            yield from _texts_of_part(name, _text(archive, name), sheets.get(name, ""))


def _texts_of_part(name: str, text: str, sheet: str) -> Iterator[tuple[Place, str]]:
    text = _CELLS_OF_A_SHEET.sub("", text)
    for note in _NOTE.finditer(text) if sheet else ():
        place = Place(int(note["line"]), column_number(note["letters"]), sheet, name)
        yield place, unescape(_TAG.sub("", note["words"]))
    rest = _NOTE.sub("", text) if sheet else text
    for words in [*_TAG.split(rest), *_ATTRIBUTE.findall(rest)]:
        yield Place(1, 1, part=name), _LAYOUT.sub(" ", unescape(words))


def _sheets_of_notes(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """The name of the sheet that each part with notes belongs to, as the parts of a workbook lead to each other."""
    names = set(archive.namelist())
    targets = _relations(archive, "xl/_rels/workbook.xml.rels", names)
    book = _text(archive, "xl/workbook.xml") if "xl/workbook.xml" in names else ""
    sheets = dict[str, str]()
    for title, key in _SHEET.findall(book):
        part = f"xl/{targets.get(key, '').removeprefix('/xl/')}"
        folder, _, own = part.rpartition("/")
        for target in _relations(archive, f"{folder}/_rels/{own}.rels", names).values():
            sheets[f"xl/{target.removeprefix('/xl/').removeprefix('../')}"] = unescape(title)
    return sheets


def _relations(archive: zipfile.ZipFile, name: str, names: set[str]) -> Mapping[str, str]:
    """The targets of a part's relations, by their ids."""
    tags = _RELATION.findall(_text(archive, name)) if name in names else []
    attributes = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in tags]
    return {own["Id"]: own["Target"] for own in attributes if {"Id", "Target"} <= own.keys()}


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8", "replace")


def _cells(data: bytes, source: PublishedFile, file: str) -> Iterator[tuple[str, list[Row]]]:
    """All rows of a file from its first line on, by sheet; the name of a sheet is a row above it."""
    kind = read_as(file)
    try:
        if kind.has_sheets:
            book = workbook(data, kind)
            for name in book.names:
                yield "", [(1, [name])]
                yield name, list(enumerate(book.sheet(name, source.decimal).rows, 1))
        elif kind == PARQUET:
            yield "", list(enumerate(parquet_rows(data, source.decimal), 1))
        else:
            text, issues = decoded(gunzipped(data) if kind == PACKED_CSV else data, source, file)
            rows, faults = split_rows(text, source.delimiter, file)
            if has_errors([*issues, *faults]):  # it cannot be split: its lines are looked at as they are
                rows = [(line, [words]) for line, words in enumerate(text.splitlines(), 1)]
            yield "", rows
    except Unread:
        return

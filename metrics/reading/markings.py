"""What may not stand anywhere in a file that is stored and public: protective markings, and addresses of mail.

A file is stored as it came. So all of it is looked at: the lines above its header, every cell of every sheet, rows
and columns that nothing reads, and in a workbook what stands beside the cells: notes, headers of pages, properties.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from metrics.declared.fields import MAIL_ADDRESS
from metrics.declared.published_file import PublishedFile
from metrics.file_kinds import PACKED_CSV, PARQUET, cell_name, read_as
from metrics.issues import Issue, error, has_errors
from metrics.markings import marking_in, marking_in_name
from metrics.reading.encodings import decoded
from metrics.reading.grids import split_rows
from metrics.reading.packed import Unread, gunzipped, gzip_words, whole_zip
from metrics.reading.parquet import parquet_rows
from metrics.reading.shape import Row
from metrics.reading.workbooks import workbook

MARKED = (
    'the protective marking "{marking}" stands {where}; what is stored is public: ask for a file without it'
)
MAIL = "this holds an e-mail address; ask for a file without it: it is stored as it came, and is public"
# Where the words of an office's program stand beside the cells: tags and, in the headers of pages, codes of layout.
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r'="([^"]*)"')
_LAYOUT = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[A-Z]')
_CELLS_OF_ALL = "xl/sharedStrings.xml"  # they are cells, which are looked at where they stand
_MAIL = re.compile(MAIL_ADDRESS, re.ASCII)


@dataclass(frozen=True)
class _Place:
    """Where a text stands: the line and the column, and in a workbook the sheet."""

    line: int
    column: int
    sheet: str = ""

    def fault(self, file: str, code: str, message: str) -> Issue:
        """An error there."""
        issue = error(file, self.line, self.column, code, message)
        return replace(issue, cell=cell_name(self.sheet, self.line, self.column)) if self.sheet else issue


def protective_markings(data: bytes, source: PublishedFile, file: str) -> Iterator[Issue]:
    """Each cell of a file that bears a protective marking, and its name; an error each: it stops a publication.

    Nothing is said of a file that cannot be read, which is told where it is read.
    """
    in_name = marking_in_name(file.rpartition("/")[2])
    if in_name:
        message = MARKED.format(where="in the name of the file", marking=in_name)
        yield error(file, 1, 1, "protective-marking", message)
    issues = list(_where(data, source, file, "protective-marking", _marked))
    yield from issues
    for part, words in () if issues else _beside_the_cells(data, file):
        marking = marking_in_name(words) if read_as(file) == PACKED_CSV else marking_in(words)
        if marking:
            message = MARKED.format(where=f"beside the cells, in {part}", marking=marking)
            yield error(file, 1, 1, "protective-marking", message)
            return


def mail_addresses(data: bytes, source: PublishedFile, file: str) -> Iterator[Issue]:
    """Each cell of a file that holds an e-mail address, wherever it stands; an error each. It is not repeated.

    What stands beside the cells, such as a note or who wrote it, is looked at where no cell holds one.
    """
    issues = list(
        _where(data, source, file, "personal-data", lambda text: MAIL if _MAIL.search(text) else "")
    )
    yield from issues
    for part, words in () if issues else _beside_the_cells(data, file):
        if _MAIL.search(words):
            yield error(file, 1, 1, "personal-data", f"beside the cells, in {part}: {MAIL}")
            return


def _marked(text: str) -> str:
    marking = marking_in(text)
    return MARKED.format(where="here", marking=marking) if marking else ""


def _where(
    data: bytes, source: PublishedFile, file: str, code: str, message_on: Callable[[str], str]
) -> Iterator[Issue]:
    """The cells of a file of which there is something to say; each distinct text is looked at once."""
    faults = dict[str, str]()
    for sheet, rows in _cells(data, source, file):
        for line, row in rows:
            for column, text in enumerate(row, 1):
                if text not in faults:
                    faults[text] = message_on(text)
                if faults[text]:
                    yield _Place(line, column, sheet).fault(file, code, faults[text])


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


def _beside_the_cells(data: bytes, file: str) -> Iterator[tuple[str, str]]:
    """What a file holds beside its cells, of a workbook and of a packed file: the part of it, and its words."""
    kind = read_as(file)
    try:
        if kind == PACKED_CSV and gunzipped(data):
            yield from (("the header of the packed file", words) for words in gzip_words(data))
        archive = whole_zip(data) if kind.has_sheets else None
    except Unread:
        return
    for name in [] if archive is None else archive.namelist():
        if archive is not None and name.endswith((".xml", ".rels")) and name != _CELLS_OF_ALL:
            text = archive.read(name).decode("utf-8", "replace")
            for words in [*_TAG.split(text), *_ATTRIBUTE.findall(text)]:
                yield name, _LAYOUT.sub(" ", unescape(words))

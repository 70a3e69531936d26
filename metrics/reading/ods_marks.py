"""The marks of the sheets of an OpenDocument spreadsheet, from the XML that it is made of."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from xml.parsers import expat

from metrics.reading.packed import DAMAGED, Unread
from metrics.reading.sheet_marks import Block, SheetMarks

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_ERROR_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = {_TABLE + "table-cell", _TABLE + "covered-table-cell"}
_ANNOTATION = _OFFICE + "annotation"


def ods_marks(archive: zipfile.ZipFile) -> Mapping[str, SheetMarks]:
    """The marks of each sheet by its name. Raises Unread where the file is damaged or far too large."""
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.text
    parser.buffer_text = True
    try:
        parser.Parse(archive.read("content.xml"), True)
    except (KeyError, ValueError, expat.ExpatError):
        raise Unread("damaged", DAMAGED) from None
    return walk.sheets


class _Walk:
    """Goes through the elements of a document, and counts the rows and cells of each table."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetMarks] = {}
        self.marks = SheetMarks()
        self.tables = 0  # how deep in tables: another may stand in a cell
        self.row = self.rows = self.column = self.columns = 0
        self.error: Block | None = None
        self.aside = 0  # how deep in notes on a cell
        self.words: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == _TABLE + "table":
            self.tables += 1
            if self.tables == 1:
                self.marks = self.sheets.setdefault(attributes.get(_TABLE + "name", ""), SheetMarks())
                self.row = self.columns = 0
        elif self.tables == 1 and name == _TABLE + "table-column":
            self._columns(attributes)
        elif self.tables == 1 and name == _TABLE + "table-row":
            self._row(attributes)
        elif self.tables == 1 and name in _CELLS:
            self._cell(attributes)
        elif name == _ANNOTATION:
            self.aside += 1

    def end(self, name: str) -> None:
        """An element ends."""
        if name == _TABLE + "table":
            self.tables -= 1
        elif name == _TABLE + "table-row" and self.tables == 1:
            self.row += self.rows
        elif name in _CELLS and self.error is not None:
            self.marks.errors.append((self.error, "".join(self.words).strip() or "#ERROR"))
            self.error = None
        elif name == _ANNOTATION:
            self.aside -= 1

    def text(self, words: str) -> None:
        """Words stand in an element."""
        if self.error is not None and not self.aside:
            self.words.append(words)

    def _row(self, attributes: Mapping[str, str]) -> None:
        self.rows, self.column = _times(attributes, "number-rows-repeated"), 0
        if _is_hidden(attributes):
            self.marks.hidden_rows.append((self.row + 1, self.row + self.rows))

    def _columns(self, attributes: Mapping[str, str]) -> None:
        first, self.columns = self.columns + 1, self.columns + _times(attributes, "number-columns-repeated")
        if _is_hidden(attributes):
            self.marks.hidden_columns.append((first, self.columns))

    def _cell(self, attributes: Mapping[str, str]) -> None:
        times = _times(attributes, "number-columns-repeated")
        block = Block(self.row + 1, self.column + 1, self.row + self.rows, self.column + times)
        self.column += times
        kind = attributes.get(_OFFICE + "value-type")
        spans = [_times(attributes, f"number-{way}-spanned") for way in ("rows", "columns")]
        if spans != [1, 1]:
            last = block.first_row + spans[0] - 1, block.first_column + spans[1] - 1
            self.marks.merged.append(Block(block.first_row, block.first_column, *last))
        if kind is None and _ERROR_TYPE not in attributes:
            if _TABLE + "formula" in attributes:
                self.marks.unsolved.append(block)
            return
        self.marks.reaches(block.last_row, block.last_column)
        if kind == "percentage":
            self.marks.percents.append(block)
        if attributes.get(_ERROR_TYPE) == "error":
            self.error, self.words = block, []


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return attributes.get(_TABLE + "visibility") in ("collapse", "filter")


def _times(attributes: Mapping[str, str], name: str) -> int:
    """How often an element stands for itself."""
    return max(1, int(attributes.get(_TABLE + name, "1")))

"""A workbook as its sheets, and a sheet as rows of text: what a publisher's CSV of it would hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TypeVar

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from metrics.file_kinds import ODS, FileKind
from metrics.reading.cell_texts import cell_text, percent, plain_number
from metrics.reading.ods_marks import ods_marks
from metrics.reading.packed import DAMAGED, Unread, whole_zip
from metrics.reading.sheet_marks import Block, SheetMarks
from metrics.reading.xlsx_marks import xlsx_marks

Result = TypeVar("Result")
_LOCKED = "it is protected by a password; ask for it without one"


@dataclass(frozen=True)
class Sheet:
    """A sheet as text from its first cell on, blank ones too; rows are of one length. ``marks`` say what is odd."""

    name: str
    rows: list[list[str]]
    marks: SheetMarks


@lru_cache(maxsize=4)
def workbook(data: bytes, kind: FileKind) -> Workbook:
    """A workbook; measures that read it one after the other read it once. Raises Unread as ``Workbook`` does."""
    return Workbook(data, kind)


class Workbook:
    """The sheets of a workbook. Raises Unread where it is damaged, locked, or far larger than it looks."""

    def __init__(self, data: bytes, kind: FileKind) -> None:
        self._archive = whole_zip(data)
        # The library reads all sheets of this kind at once, however far they reach: so they are looked at before.
        self._marks = ods_marks(self._archive) if kind == ODS else None
        self._book = _careful(lambda: CalamineWorkbook.from_filelike(BytesIO(data)))
        sheets = [item for item in self._book.sheets_metadata if item.typ == SheetTypeEnum.WorkSheet]
        self._sheets: dict[tuple[str, str], Sheet] = {}
        self.names = tuple(item.name for item in sheets)
        self.hidden = frozenset(item.name for item in sheets if item.visible != SheetVisibleEnum.Visible)

    @property
    def visible(self) -> tuple[str, ...]:
        """The names of the sheets that a reader sees."""
        return tuple(name for name in self.names if name not in self.hidden)

    def sheet(self, name: str, decimal: str = ".") -> Sheet:
        """A sheet by its exact name; numbers are written with a decimal mark."""
        if (name, decimal) not in self._sheets:
            self._sheets[name, decimal] = self._read(name, decimal)
        return self._sheets[name, decimal]

    def _read(self, name: str, decimal: str) -> Sheet:
        marks = xlsx_marks(self._archive, name) if self._marks is None else self._marks[name]
        rows = _careful(lambda: self._book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        seen: dict[str, str] = {}
        texts = [[seen.setdefault(text, text) for text in _texts(row, decimal)] for row in rows]
        _overlaid(texts, rows, marks, decimal)
        return Sheet(name, texts, marks)


def _texts(row: Sequence[object], decimal: str) -> list[str]:
    if decimal == ".":
        return [cell_text(cell) for cell in row]
    return [
        plain_number(cell).replace(".", decimal) if isinstance(cell, float) else cell_text(cell)
        for cell in row
    ]


def _overlaid(
    texts: list[list[str]], rows: Sequence[Sequence[object]], marks: SheetMarks, decimal: str
) -> None:
    """Percentages as they are shown, and errors as what they are: the library gives 0.61, and nothing."""
    width, height = max(map(len, texts), default=0), len(texts)
    for block in marks.percents:
        for row, column in _cells(block, height, width):
            value = rows[row][column]
            if isinstance(value, float | int) and not isinstance(value, bool):
                texts[row][column] = percent(float(value)).replace(".", decimal)
    for block, error in marks.errors:
        if block.last_row > height or block.last_column > width:
            _grow(texts, block)
            width, height = len(texts[0]), len(texts)
        for row, column in _cells(block, height, width):
            texts[row][column] = error


def _cells(block: Block, height: int, width: int) -> list[tuple[int, int]]:
    """The cells of a block that a sheet has, counted from 0."""
    rows = range(block.first_row - 1, min(block.last_row, height))
    columns = range(block.first_column - 1, min(block.last_column, width))
    return [(row, column) for row in rows for column in columns]


def _grow(texts: list[list[str]], block: Block) -> None:
    """Blank cells as far as a block reaches."""
    width = max(block.last_column, max(map(len, texts), default=0))
    texts += [[] for _ in range(block.last_row - len(texts))]
    for row in texts:
        row.extend([""] * (width - len(row)))


def _careful(read: Callable[[], Result]) -> Result:
    """What a library gives; whatever it stumbles over is a damaged file."""
    try:
        return read()
    except PasswordError:
        raise Unread("locked", _LOCKED) from None
    except (KeyboardInterrupt, SystemExit, MemoryError, Unread):
        raise
    except (
        CalamineError,
        BaseException,
    ):  # it is written in another language, and its panics are no Exception
        raise Unread("damaged", DAMAGED) from None

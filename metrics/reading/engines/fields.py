"""A block of a CSV as the places of its cells: quickly where it is plain, else by the reader that small files have.

A block starts and ends with a row. Its rows are those that ``csv.reader`` would give, or it is no block of fields.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from metrics.reading.grids import LONGEST_FIELD
from metrics.reading.shape import is_blank

Places = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
NEWLINE, RETURN, QUOTE, SPACE, ASCII = 10, 13, 34, 32, 128
MERGE_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>")  # at the start of a line, of a cell or not
_AFTER = b"\0" * 8  # so that eight bytes may be taken at the place of any cell


@dataclass(frozen=True)
class Form:
    """How the rows of a file are written: between fields, in which encoding, and below which header."""

    delimiter: str
    encoding: str
    header: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many fields a row has."""
        return len(self.header)

    @property
    def first(self) -> bytes:
        """The first name of the header, as a block has it."""
        return self.header[0].strip().encode(self.encoding)


@dataclass(frozen=True)
class Fields:
    """The cells of a block: where each starts and ends in ``data``, a row for each row.

    Some bytes of nothing stand behind the last cell. ``lines`` are those that rows start in, counted from 0, and
    ``ends_of_lines`` how many the block has in all. ``spans`` are where whole rows start and end in ``data``, whose
    ``encoding`` that is. Where ``escaped``, a quote within a cell stands twice.
    """

    data: bytes
    starts: Places
    ends: Places
    lines: Places
    ends_of_lines: int
    spans: Places
    encoding: str
    escaped: bool = False

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def array(self) -> Bytes:
        """The bytes."""
        return np.frombuffer(self.data, np.uint8)

    @cached_property
    def words(self) -> Words:
        """The eight bytes from each place on, as a number."""
        return np.ndarray((len(self.data) - len(_AFTER) + 1,), "<u8", self.data, strides=(1,))

    def taken(self, rows: Places) -> Fields:
        """Some rows alone, with no other bytes."""
        spans = self.spans[rows]
        lengths = spans[:, 1] - spans[:, 0]
        moves = (np.cumsum(lengths) - lengths - spans[:, 0]).reshape(-1, 1)
        data = b"".join(self.data[start:end] for start, end in spans.tolist()) + _AFTER
        starts, ends = self.starts[rows] + moves, self.ends[rows] + moves
        return replace(
            self,
            data=data,
            starts=starts,
            ends=ends,
            lines=self.lines[rows],
            ends_of_lines=0,
            spans=spans + moves,
        )

    def text(self, start: int, end: int) -> str:
        """The text of a cell by where it stands."""
        text = self.data[start:end].decode(self.encoding)
        return text.replace('""', '"') if self.escaped else text

    def rows(self) -> list[tuple[str, ...]]:
        """The cells of all rows."""
        if self.escaped or not self.data.isascii():
            return [self.texts(row) for row in range(len(self))]
        text, width = self.data.decode("ascii"), self.starts.shape[1]
        places = zip(self.starts.ravel().tolist(), self.ends.ravel().tolist(), strict=True)
        cells = [text[start:end] for start, end in places]
        return [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]

    def texts(self, row: int) -> tuple[str, ...]:
        """The cells of a row."""
        cells = zip(self.starts[row].tolist(), self.ends[row].tolist(), strict=True)
        return tuple(self.text(start, end) for start, end in cells)


def fields_of(data: bytes, form: Form) -> Fields | None:
    """The cells of a block of whole rows; None where a row is broken, blank, the header again, or not text."""
    if not data.endswith(b"\n"):
        data += b"\n"
    if b"\0" in data or not _is_text(data, form.encoding) or may_be_of_a_merge(data):
        return None
    fields = _plain(data, form) if form.width > 1 else None
    return fields or _careful(data, form)


def may_be_of_a_merge(data: bytes) -> bool:
    """Whether a line of a block begins with a mark of two versions, within a cell or not."""
    if not any(mark[:1] in data for mark in MERGE_MARKS):  # which is looked for in a fraction of the time
        return False
    return data.startswith(MERGE_MARKS) or any(b"\n" + mark in data for mark in MERGE_MARKS)


def _is_text(data: bytes, encoding: str) -> bool:
    try:
        return data.isascii() or bool(data.decode(encoding))
    except UnicodeDecodeError:
        return False


# A block in which nothing is odd ---------------------------------------------------------------------------


def _plain(data: bytes, form: Form) -> Fields | None:
    padded = data + _AFTER
    array = np.frombuffer(padded, np.uint8)
    ends_of_lines = array == NEWLINE
    marks = np.flatnonzero(ends_of_lines | (array == ord(form.delimiter)))
    quotes = np.flatnonzero(array == QUOTE) if b'"' in data else np.empty(0, np.int64)
    if len(quotes):
        marks = outside_quotes(marks, quotes)
    if not len(marks) or len(marks) % form.width:
        return None
    ends = marks.reshape(-1, form.width).copy()
    newlines = np.flatnonzero(ends_of_lines)
    if len(quotes) and len(newlines) > len(ends):
        newlines = outside_quotes(newlines, quotes)
    if not np.array_equal(newlines, ends[:, -1]):
        return None
    starts = np.concatenate(([0], marks[:-1] + 1)).reshape(-1, form.width)
    spans = np.column_stack((starts[:, 0], ends[:, -1]))
    if not _without_returns(array, ends, data.count(b"\r")):
        return None
    escaped = _unquoted(starts, ends, quotes)
    if escaped is None or int((ends - starts).max(initial=0)) >= LONGEST_FIELD:
        return None
    lines = _lines(ends_of_lines, spans[:, 0], quoted=len(quotes) > 0)
    number = data.count(b"\n")
    fields = Fields(padded, starts, ends, lines, number, spans, form.encoding, escaped)
    return None if _is_odd(fields, form) else fields


def outside_quotes(marks: Places, quotes: Places) -> Places:
    """The marks that stand outside of quotes; none where a quote is left open."""
    if len(quotes) % 2:
        return marks[:0]
    opened, closed = np.searchsorted(marks, quotes[::2]), np.searchsorted(marks, quotes[1::2])
    if (opened == closed).all():
        return marks
    steps = np.zeros(len(marks) + 1, np.int64)
    np.add.at(steps, opened, 1)
    np.subtract.at(steps, closed, 1)
    outside: Places = marks[np.cumsum(steps[:-1]) == 0]
    return outside


def _lines(ends_of_lines: npt.NDArray[np.bool_], starts: Places, *, quoted: bool) -> Places:
    """The line that each row starts in: a quoted cell may hold ends of lines."""
    if not quoted:
        return np.arange(len(starts))
    ends = np.flatnonzero(ends_of_lines)
    return np.arange(len(starts)) if len(ends) == len(starts) else np.searchsorted(ends, starts)


def _without_returns(array: Bytes, ends: Places, returns: int) -> bool:
    """Takes the CR off lines that end in CR LF, in place; False where another one stands anywhere."""
    if not returns:
        return True
    before = (array[np.maximum(ends[:, -1] - 1, 0)] == RETURN) & (ends[:, -1] > 0)
    ends[:, -1] -= before
    return returns == int(np.count_nonzero(before))


def _unquoted(starts: Places, ends: Places, quotes: Places) -> bool | None:
    """Takes the quotes off cells that stand in them, in place; whether any cell holds a quote, written as two.

    None where a quote stands anywhere else: in a cell that does not begin with one, or alone.
    """
    if not len(quotes):
        return False
    cells = np.searchsorted(starts.ravel(), quotes, side="right") - 1
    first = np.flatnonzero(np.diff(cells, prepend=-1))
    last = np.append(first[1:], len(quotes)) - 1
    own = np.unravel_index(cells[first], starts.shape)
    if (quotes[first] != starts[own]).any() or (quotes[last] != ends[own] - 1).any() or (first == last).any():
        return None
    inner = np.delete(quotes, np.concatenate((first, last)))
    if len(inner):
        of_cells = np.delete(cells, np.concatenate((first, last)))
        if len(inner) % 2 or (np.diff(inner)[::2] != 1).any() or (np.diff(of_cells)[::2] != 0).any():
            return None
    starts[own] += 1
    ends[own] -= 1
    return len(inner) > 0


def _is_odd(fields: Fields, form: Form) -> bool:
    """Whether some row is blank, or says the header again."""
    starts, ends, array = fields.starts, fields.ends, fields.array
    rows = np.arange(len(fields))
    for column in range(form.width):
        first = array[starts[rows, column]]
        rows = rows[(starts[rows, column] == ends[rows, column]) | (first <= SPACE) | (first >= ASCII)]
    if any(is_blank(list(fields.texts(row))) for row in rows.tolist()):
        return True
    if not len(fields):
        return False
    first = array[starts[:, 0]]
    likely = (first <= SPACE) | (first >= ASCII) if not form.first else first == form.first[0]
    likely |= (first <= SPACE) | (first >= ASCII)
    likely &= ends[:, 0] - starts[:, 0] >= len(form.first)
    last = form.header[-1].strip().encode(form.encoding)
    likely &= ends[:, -1] - starts[:, -1] >= len(last)
    if last:
        tail = array[starts[:, -1]]
        likely &= (tail == last[0]) | (tail <= SPACE) | (tail >= ASCII)
    header = [name.strip() for name in form.header]
    again = np.flatnonzero(likely).tolist()
    return any([text.strip() for text in fields.texts(row)] == header for row in again)


# Any other -------------------------------------------------------------------------------------------------


def _careful(data: bytes, form: Form) -> Fields | None:
    csv.field_size_limit(LONGEST_FIELD)
    text = data.decode(form.encoding)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.delimiter, strict=True)
    rows, lines, started = list[list[str]](), list[int](), 0
    try:
        for row in reader:
            rows.append(row)
            lines.append(started)
            started = reader.line_num
    except csv.Error:
        return None
    header = [name.strip() for name in form.header]
    for row in rows:
        if len(row) != form.width or is_blank(row) or [cell.strip() for cell in row] == header:
            return None
    return fields_of_rows(rows, lines, started)


def fields_of_rows(rows: Sequence[Sequence[str]], lines: Sequence[int], ends_of_lines: int) -> Fields:
    """The cells of rows that were read already, with the lines that they start in, counted from 0."""
    cells = [cell.encode() for row in rows for cell in row]
    width = len(rows[0]) if rows else 1
    lengths = np.array([len(cell) for cell in cells], dtype=np.int64)
    ends = np.cumsum(lengths).reshape(-1, width)
    starts = ends - lengths.reshape(-1, width)
    spans = np.column_stack((starts[:, 0], ends[:, -1]))
    data = b"".join(cells) + _AFTER
    return Fields(data, starts, ends, np.array(lines, np.int64), ends_of_lines, spans, "utf-8")

"""A CSV looked through as bytes: whether any reader of CSV reads it alike, and which rows may tell of a person

Nothing is taken apart, so that this takes a fraction of the time. What is not sure is odd, and read with more care.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from metrics.reading.engines.fields import (
    ASCII,
    MERGE_MARKS,
    NEWLINE,
    QUOTE,
    RETURN,
    SPACE,
    Bytes,
    Form,
    Places,
    fields_of,
    outside_quotes,
)
from metrics.reading.engines.suspects import first_suspect, marked_places
from metrics.reading.grids import LONGEST_FIELD

WINDOW = 1024**2  # bytes that are looked through at once; a row may not be longer
_MARGIN = 4  # bytes before and behind a window, so that those around any letter may be looked at
_AT_ONCE = 256 * 1024  # bytes whose masks stay close to the processor
_FEW = 300  # rows of a window that are read one by one; of more their columns are compared as a whole
_LETTERS, _DIGITS = ord("Z") - ord("A"), ord("9") - ord("0")
_ENDS = b"\r\n"


class Odd(Exception):
    """Two readers of CSV might read it in two ways."""


@dataclass(frozen=True)
class Watch:
    """What is looked for: columns that are ``free``, and what ``judge`` calls a text that tells of a person."""

    form: Form
    free: tuple[int, ...] = ()
    judge: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Scan:
    """Whole rows that stand together: where they start in the bytes, rows and lines of a file, and how many."""

    offset: int
    length: int
    row: int
    line: int
    number: int


@dataclass
class Scanner:
    """Looks a file through from ``offset`` on, where a row starts in ``line``.

    ``personal`` are the first rows that tell of a person, by their columns; ``last`` is the text of the last row.
    """

    watch: Watch
    offset: int
    line: int
    row: int = 0
    returns: bool | None = None
    last: bytes = b""
    personal: dict[int, int] = field(default_factory=dict)

    def scans(self, stream: BinaryIO, size: int = WINDOW) -> Iterator[Scan]:
        """What is looked through, window by window. Raises Odd, and OSError."""
        buffer = np.full(size + 2 * _MARGIN, NEWLINE, np.uint8)
        room, held = buffer.data[_MARGIN:-_MARGIN], 0
        stream.seek(self.offset)
        while size_read := stream.readinto(room[held:]):  # type: ignore[attr-defined]
            held += size_read
            if held < size:
                continue
            yield (scan := self._scan(buffer, held))
            held -= scan.length
            room[:held] = bytes(room[scan.length : scan.length + held])
        rest = bytes(room[:held]).rstrip(_ENDS)
        if rest:
            rest += _ENDS if self.returns or (self.returns is None and _ENDS in rest) else b"\n"
            end = np.full(_MARGIN, NEWLINE, np.uint8)
            scan = self._scan(np.concatenate((end, np.frombuffer(rest, np.uint8), end)), len(rest))
            if scan.length < len(rest):  # a quote stays open
                raise Odd
            yield scan

    def _scan(self, buffer: Bytes, held: int) -> Scan:
        """The whole rows of a window; more than ``held`` bytes of the buffer are none of it."""
        array = buffer[_MARGIN : _MARGIN + held]
        newlines, quotes = np.flatnonzero(array == NEWLINE), np.flatnonzero(array == QUOTE)
        if len(quotes) % 2:
            newlines, quotes = newlines[: np.searchsorted(newlines, quotes[-1])], quotes[:-1]
        ends = outside_quotes(newlines, quotes) if len(quotes) else newlines
        if not len(ends):
            raise Odd
        length = int(ends[-1]) + 1
        array, quotes = array[:length], quotes[: np.searchsorted(quotes, length)]
        newlines = newlines[: np.searchsorted(newlines, length)]
        self._must_be_plain(array, newlines, quotes, ends)
        self._look(buffer[: length + 2 * _MARGIN], ends)
        scan = Scan(self.offset, length, self.row, self.line, len(ends))
        self.offset, self.line, self.row = (
            self.offset + length,
            self.line + len(newlines),
            self.row + len(ends),
        )
        start = int(ends[-2]) + 1 if len(ends) > 1 else 0
        self.last = array[start:].tobytes()
        return scan

    def _must_be_plain(self, array: Bytes, newlines: Places, quotes: Places, ends: Places) -> None:
        """Raises Odd where a row is broken or too long, or where bytes are no text."""
        delimiter = ord(self.watch.form.delimiter)
        if array.max() >= ASCII and self.watch.form.encoding != "utf-8":
            raise Odd
        if not array.min() or not _is_utf_8(array) or not _are_plain(array, quotes, delimiter):
            raise Odd
        returns = int(np.count_nonzero(array == RETURN))
        if self.returns is None:
            self.returns = returns > 0
        if (returns > 0) != self.returns:
            raise Odd
        if returns and not (
            returns == len(newlines) == len(ends) and bool((array[newlines - 1] == RETURN).all())
        ):
            raise Odd
        if int(np.diff(ends, prepend=-1).max()) >= LONGEST_FIELD:
            raise Odd
        if _has_marks_of_a_merge(array, newlines):
            raise Odd
        if _delimiters(array, quotes, delimiter) != len(ends) * (self.watch.form.width - 1):
            raise Odd

    def _look(self, buffer: Bytes, ends: Places) -> None:
        """Notes the rows that tell of a person."""
        free = [position for position in self.watch.free if position not in self.personal]
        if self.watch.judge is None or not free:
            return
        rows = np.unique(np.searchsorted(ends, _likely(buffer, ord(self.watch.form.delimiter)))).tolist()
        data = buffer[_MARGIN:-_MARGIN].tobytes() if rows else b""
        if len(rows) > _FEW and (fields := fields_of(data, self.watch.form)) is not None:
            marked = marked_places(fields)
            for position in free:
                row = first_suspect(fields, position, self.watch.judge, marked)
                if row is not None:
                    self.personal[position] = self.row + row
            return
        for row, cells in zip(rows, rows_at(data, self.watch.form, ends, rows), strict=True):
            for position in free:
                if position not in self.personal and self.watch.judge(cells[position]):
                    self.personal[position] = self.row + row


def rows_of(stream: BinaryIO, form: Form, scan: Scan, rows: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """Some rows of what was looked through, by their numbers there, with the lines that they start in.

    Raises OSError.
    """
    stream.seek(scan.offset)
    array = np.frombuffer(stream.read(scan.length).rstrip(_ENDS) + b"\n", np.uint8)
    newlines, quotes = np.flatnonzero(array == NEWLINE), np.flatnonzero(array == QUOTE)
    ends = outside_quotes(newlines, quotes) if len(quotes) else newlines
    starts = np.concatenate(([0], ends[:-1] + 1))
    lines = scan.line + np.searchsorted(newlines, starts[list(rows)])
    yield from zip(lines.tolist(), rows_at(array.tobytes(), form, ends, rows), strict=True)


def rows_at(data: bytes, form: Form, ends: Places, rows: Sequence[int]) -> Iterator[list[str]]:
    """The cells of some rows that are plain."""
    starts, chosen = np.concatenate(([0], ends[:-1] + 1)), list(rows)
    pairs = zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True)
    own = b"".join(data[start : end + 1] for start, end in pairs)
    csv.field_size_limit(LONGEST_FIELD)
    text = io.StringIO(own.decode("utf-8"), newline="")
    return csv.reader(text, delimiter=form.delimiter, strict=True)


def _is_utf_8(array: Bytes) -> bool:
    """Whether the bytes beyond ASCII make sense, each stretch of them by itself."""
    if array.max() < ASCII:
        return True
    beyond = np.flatnonzero(array >= ASCII)
    apart = np.insert(array[beyond], np.flatnonzero(np.diff(beyond) > 1) + 1, SPACE)
    try:
        apart.tobytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _are_plain(array: Bytes, quotes: Places, delimiter: int) -> bool:
    """Whether each quote opens a cell, closes it, or is one of two within it."""
    if not len(quotes):
        return True
    opening, closing = quotes[::2], quotes[1::2]
    twice = opening[1:] - closing[:-1] == 1
    before = array[opening - 1]
    opens = (before == delimiter) | (before == NEWLINE) | (opening == 0)
    behind = array[closing + 1]
    closes = (behind == delimiter) | (behind == NEWLINE) | (behind == RETURN)
    opens[1:] |= twice
    closes[:-1] |= twice
    return bool(opens.all() and closes.all())


def _has_marks_of_a_merge(array: Bytes, newlines: Places) -> bool:
    lines = np.concatenate(([0], newlines[:-1] + 1))
    likely = lines[np.isin(array[lines], np.frombuffer(b"<=>", np.uint8))].tolist()
    return any(array[at : at + len(MERGE_MARKS[0])].tobytes() in MERGE_MARKS for at in likely)


def _delimiters(array: Bytes, quotes: Places, delimiter: int) -> int:
    """How many delimiters stand outside of quotes."""
    number = int(np.count_nonzero(array == delimiter))
    if not len(quotes):
        return number
    starts, lengths = quotes[::2] + 1, quotes[1::2] - quotes[::2] - 1
    offsets = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    quoted = array[offsets + np.arange(len(offsets))]
    return number - int(np.count_nonzero(quoted == delimiter))


def _likely(buffer: Bytes, delimiter: int) -> Places:
    """Places that may tell of a person: a mark of mail, a letter beyond ASCII, or how a cell begins or ends.

    A postcode ends with a digit and two capitals, a number of National Insurance with a capital behind a digit or a
    space, and a telephone number begins with 0 or +. Spaces around a cell are no part of it.
    """
    array = buffer[_MARGIN:-_MARGIN]
    marks = [
        _marks(buffer[start : start + _AT_ONCE + 2 * _MARGIN], delimiter) + start
        for start in range(0, len(array), _AT_ONCE)
    ]
    of_mail = array == ord("@")
    if of_mail.any():
        marks.append(np.flatnonzero(of_mail))
    if array.max() >= ASCII:
        marks.append(np.flatnonzero(array >= ASCII))
    return np.concatenate(marks)


def _marks(buffer: Bytes, delimiter: int) -> Places:
    """The same of a few bytes and their margins, by how cells begin and end."""
    edges = (buffer <= SPACE) | (buffer == QUOTE) | (buffer == delimiter)
    own = buffer[_MARGIN:-_MARGIN]
    last = (own - np.uint8(ord("A")) <= _LETTERS) & edges[_MARGIN + 1 : 1 - _MARGIN]
    first = ((own == ord("0")) | (own == ord("+"))) & edges[_MARGIN - 1 : -_MARGIN - 1]
    marks = np.flatnonzero(last | first)
    before, further, behind = (buffer[marks + _MARGIN + step] for step in (-1, -2, 1))
    coded = (_is_capital(before) & _is_digit(further)) | _is_digit(before) | (before == SPACE)
    called = _is_digit(behind) | np.isin(behind, np.frombuffer(b" ()-", np.uint8))
    likely: Places = marks[np.where(_is_capital(own[marks]), coded, called)]
    return likely


def _is_capital(letters: Bytes) -> npt.NDArray[np.bool_]:
    return letters - np.uint8(ord("A")) <= _LETTERS


def _is_digit(letters: Bytes) -> npt.NDArray[np.bool_]:
    return letters - np.uint8(ord("0")) <= _DIGITS

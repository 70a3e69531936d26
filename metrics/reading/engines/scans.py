"""A CSV looked through as bytes: whether any reader of CSV reads it alike, and which rows may tell of a person

Nothing is taken apart, so that this takes a fraction of the time. What is not sure is odd, and read with more care.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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

_MARGIN = 4  # bytes before and behind a window, so that those around any letter may be looked at
_AT_ONCE = 256 * 1024  # bytes whose masks stay close to the processor
_FEW = 300  # rows of a window that are read one by one; of more their columns are compared as a whole
_LETTERS, _DIGITS = ord("Z") - ord("A"), ord("9") - ord("0")


class Odd(Exception):
    """Two readers of CSV might read it in two ways."""


@dataclass(frozen=True)
class Watch:
    """What is looked for: columns that are ``free``, and what ``judge`` calls a text that tells of a person."""

    form: Form
    free: tuple[int, ...] = ()
    judge: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Finding:
    """What a window comes to: its rows and lines, how these end, and the first row of each column by a person."""

    number: int
    lines: int
    returns: bool
    personal: Mapping[int, int]


def finding(window: bytes, watch: Watch) -> Finding:
    """What whole rows come to. Raises Odd where a row is broken or too long, or where bytes are no text."""
    margin, delimiter = b"\n" * _MARGIN, ord(watch.form.delimiter)
    buffer = np.frombuffer(margin + window + margin, np.uint8)
    array = buffer[_MARGIN:-_MARGIN]
    is_end, quotes = array == NEWLINE, np.flatnonzero(array == QUOTE)
    beyond = np.flatnonzero(array >= ASCII) if array.max() >= ASCII else quotes[:0]
    if not array.min() or not _is_text(array, beyond, watch.form) or not _are_plain(array, quotes, delimiter):
        raise Odd
    quoted = _quoted(array, quotes)
    lines = int(np.count_nonzero(is_end))
    number = lines - int(np.count_nonzero(quoted == NEWLINE))
    delimiters = int(np.count_nonzero(array == delimiter)) - int(np.count_nonzero(quoted == delimiter))
    returns = int(np.count_nonzero(array == RETURN))
    if delimiters != number * (watch.form.width - 1) or (returns and not returns == lines == number):
        raise Odd
    rows = _Rows(window, watch.form, is_end, quotes, number == lines)
    if rows.are_long() or rows.may_be_of_a_merge(array) or (returns and not rows.end_with_returns(array)):
        raise Odd
    places = _likely(buffer, delimiter, beyond) if watch.judge is not None and watch.free else quotes[:0]
    return Finding(number, lines, returns > 0, rows.personal(places, watch) if len(places) else {})


@dataclass(frozen=True)
class _Rows:
    """The rows of a window; where each ends is worked out only if something asks for it."""

    window: bytes
    form: Form
    is_end: npt.NDArray[np.bool_]
    quotes: Places
    are_lines: bool

    @cached_property
    def newlines(self) -> Places:
        return np.flatnonzero(self.is_end)

    @cached_property
    def ends(self) -> Places:
        return self.newlines if self.are_lines else outside_quotes(self.newlines, self.quotes)

    def are_long(self) -> bool:
        """Whether a row may have a cell that is longer than any reader takes."""
        half = LONGEST_FIELD // 2
        stretches = (self.is_end[start : start + half] for start in range(0, len(self.is_end), half))
        if self.are_lines and all(stretch.any() for stretch in stretches):
            return False
        return int(np.diff(self.ends, prepend=-1).max()) >= LONGEST_FIELD

    def may_be_of_a_merge(self, array: Bytes) -> bool:
        """Whether a line begins with a mark of two versions."""
        if not (array - np.uint8(ord("<")) <= ord(">") - ord("<")).any():
            return False
        starts = [0, *(self.newlines[:-1] + 1).tolist()]
        return any(self.window.startswith(MERGE_MARKS, start) for start in starts)

    def end_with_returns(self, array: Bytes) -> bool:
        """Whether each line ends with CR LF."""
        return bool((array[self.newlines - 1] == RETURN).all())

    def personal(self, places: Places, watch: Watch) -> dict[int, int]:
        """The first row of each column that tells of a person, of those at some places."""
        judge, rows = watch.judge, np.unique(np.searchsorted(self.ends, places)).tolist()
        assert judge is not None
        if len(rows) > _FEW and (fields := fields_of(self.window, self.form)) is not None:
            marked = marked_places(fields)
            first = {position: first_suspect(fields, position, judge, marked) for position in watch.free}
            return {position: row for position, row in first.items() if row is not None}
        personal: dict[int, int] = {}
        for row, cells in zip(rows, rows_at(self.window, self.form, self.ends, rows), strict=True):
            for position in watch.free:
                if position not in personal and judge(cells[position]):
                    personal[position] = row
        return personal


def rows_at(data: bytes, form: Form, ends: Places, rows: Sequence[int]) -> Iterator[list[str]]:
    """The cells of some rows that are plain."""
    starts, chosen = np.concatenate(([0], ends[:-1] + 1)), list(rows)
    pairs = zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True)
    own = b"".join(data[start : end + 1] for start, end in pairs)
    csv.field_size_limit(LONGEST_FIELD)
    text = io.StringIO(own.decode("utf-8"), newline="")
    return csv.reader(text, delimiter=form.delimiter, strict=True)


def _is_text(array: Bytes, beyond: Places, form: Form) -> bool:
    """Whether the bytes beyond ASCII, which stand at some places, make sense: each stretch of them by itself."""
    if not len(beyond):
        return True
    apart = np.insert(array[beyond], np.flatnonzero(np.diff(beyond) > 1) + 1, SPACE)
    try:
        apart.tobytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return form.encoding == "utf-8"


def _are_plain(array: Bytes, quotes: Places, delimiter: int) -> bool:
    """Whether each quote opens a cell, closes it, or is one of two within it."""
    if not len(quotes) or len(quotes) % 2:
        return not len(quotes)
    opening, closing = quotes[::2], quotes[1::2]
    twice = opening[1:] - closing[:-1] == 1
    before = array[opening - 1]
    opens = (before == delimiter) | (before == NEWLINE) | (opening == 0)
    behind = array[closing + 1]
    closes = (behind == delimiter) | (behind == NEWLINE) | (behind == RETURN)
    opens[1:] |= twice
    closes[:-1] |= twice
    return bool(opens.all() and closes.all())


def _quoted(array: Bytes, quotes: Places) -> Bytes:
    """All that stands within quotes."""
    starts, lengths = quotes[::2] + 1, quotes[1::2] - quotes[::2] - 1
    offsets = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    return array[offsets + np.arange(len(offsets))]


def _likely(buffer: Bytes, delimiter: int, beyond: Places) -> Places:
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
    return np.concatenate([*marks, beyond, np.flatnonzero(of_mail) if of_mail.any() else beyond[:0]])


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

"""A CSV looked through as bytes: whether any reader of CSV reads it alike, and which rows may tell of a person

Nothing is taken apart, so that this takes a fraction of the time. What is not sure is odd, and read with more care.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from metrics.reading.engines.fields import (
    ASCII,
    NEWLINE,
    QUOTE,
    RETURN,
    SPACE,
    Bytes,
    Form,
    Places,
    fields_of,
    may_be_of_a_merge,
    outside_quotes,
)
from metrics.reading.engines.suspects import first_suspect, marked_places
from metrics.reading.grids import LONGEST_FIELD

_EDGE, _CAPITAL, _NUMBER = 1, 2, 4
_NEXT = 3  # bits that a kind takes
_LAST, _FIRST = (
    _CAPITAL << _NEXT | _EDGE,
    _EDGE << _NEXT | _NUMBER,
)  # two letters at the end of a cell, at its start
_FEW = 300  # places of a window whose rows are read one by one; of more their columns are compared as a whole
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
    array, delimiter = np.frombuffer(window, np.uint8), ord(watch.form.delimiter)
    is_end, quotes = array == NEWLINE, np.flatnonzero(array == QUOTE)
    beyond = np.flatnonzero(array >= ASCII) if array.max() >= ASCII else quotes[:0]
    if not array.min() or not _is_text(array, beyond, watch.form) or not _are_plain(array, quotes, delimiter):
        raise Odd
    quoted = _quoted(array, quotes)
    lines = int(np.count_nonzero(is_end))
    number = lines - int(np.count_nonzero(quoted == NEWLINE))
    delimiters = int(np.count_nonzero(array == delimiter)) - int(np.count_nonzero(quoted == delimiter))
    returns = window.count(b"\r") if b"\r" in window else 0
    if delimiters != number * (watch.form.width - 1) or (returns and not returns == lines == number):
        raise Odd
    rows = _Rows(window, watch.form, is_end, quotes, number == lines)
    if rows.are_long() or may_be_of_a_merge(window) or (returns and not rows.end_with_returns(array)):
        raise Odd
    is_watched = watch.judge is not None and bool(watch.free)
    personal = rows.personal(_likely(window, array, delimiter, beyond), watch) if is_watched else {}
    return Finding(number, lines, returns > 0, personal)


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

    def end_with_returns(self, array: Bytes) -> bool:
        """Whether each line ends with CR LF."""
        return bool((array[self.newlines - 1] == RETURN).all())

    def personal(self, places: Places, watch: Watch) -> dict[int, int]:
        """The first row of each column that tells of a person, of those at some places."""
        judge = watch.judge
        assert judge is not None
        if len(places) > _FEW and (fields := fields_of(self.window, self.form)) is not None:
            marked = marked_places(fields)
            first = {position: first_suspect(fields, position, judge, marked) for position in watch.free}
            return {position: row for position, row in first.items() if row is not None}
        personal: dict[int, int] = {}
        for start, end in self._around(places):
            (cells,) = _read(self.window[start:end], self.form)
            for position in watch.free:
                if position not in personal and judge(cells[position]):
                    personal[position] = int(np.searchsorted(self.ends, start))
        return personal

    def _around(self, places: Places) -> list[tuple[int, int]]:
        """Where the rows start and end that hold some places, in their order."""
        if not self.are_lines:
            rows = np.unique(np.searchsorted(self.ends, places))
            starts = np.concatenate(([0], self.ends[:-1] + 1))[rows]
            return list(zip(starts.tolist(), (self.ends[rows] + 1).tolist(), strict=True))
        find, find_before = self.window.find, self.window.rfind
        own = sorted(set(places.tolist()))
        return sorted({(find_before(b"\n", 0, place) + 1, find(b"\n", place) + 1) for place in own})


def rows_at(data: bytes, form: Form, ends: Places, rows: Sequence[int]) -> Iterator[list[str]]:
    """The cells of some rows that are plain."""
    starts, chosen = np.concatenate(([0], ends[:-1] + 1)), list(rows)
    pairs = zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True)
    return _read(b"".join(data[start : end + 1] for start, end in pairs), form)


def _read(data: bytes, form: Form) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_FIELD)
    text = io.StringIO(data.decode("utf-8"), newline="")
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


def _likely(window: bytes, array: Bytes, delimiter: int, beyond: Places) -> Places:
    """Places that may tell of a person: a mark of mail, a letter beyond ASCII, or how a cell begins or ends.

    A postcode ends with a digit and two capitals, a number of National Insurance with a capital behind a digit or a
    space, and a telephone number begins with 0 or +. Spaces around a cell are no part of it. The first place is
    always among them, since nothing stands before it.
    """
    kinds = np.frombuffer(window.translate(_kinds(delimiter)), np.uint8)
    pairs = (kinds[:-1] << _NEXT) | kinds[1:]
    last = np.flatnonzero((pairs == _LAST) | (pairs == _FIRST))
    is_last = kinds[last] == _CAPITAL
    marks = np.where(is_last, last, last + 1)
    before, further, behind = (array[marks + step] for step in (-1, -2, 1))
    coded = (_is_capital(before) & _is_digit(further)) | _is_digit(before) | (before == SPACE)
    called = _is_digit(behind) | np.isin(behind, np.frombuffer(b" ()-", np.uint8))
    of_mail = np.flatnonzero(array == ord("@")) if b"@" in window else beyond[:0]
    return np.concatenate(([0], marks[np.where(is_last, coded, called)], beyond, of_mail))


@cache
def _kinds(delimiter: int) -> bytes:
    """The kind of each byte: the edge of a cell, a capital, or how a telephone number begins."""
    kinds = bytearray(256)
    for own, letters in (
        (_CAPITAL, range(ord("A"), ord("Z") + 1)),
        (_NUMBER, b"0+"),
        (_EDGE, range(SPACE + 1)),
    ):
        for letter in letters:
            kinds[letter] = own
    kinds[QUOTE] = kinds[delimiter] = _EDGE
    return bytes(kinds)


def _is_capital(letters: Bytes) -> npt.NDArray[np.bool_]:
    return letters - np.uint8(ord("A")) <= _LETTERS


def _is_digit(letters: Bytes) -> npt.NDArray[np.bool_]:
    return letters - np.uint8(ord("0")) <= _DIGITS

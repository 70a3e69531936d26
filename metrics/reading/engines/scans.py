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

from metrics.reading.engines.fields import (
    NEWLINE,
    RETURN,
    SPACE,
    Bytes,
    Form,
    Places,
    fields_of,
    may_be_of_a_merge,
    outside_quotes,
)
from metrics.reading.engines.marks import Marks, marks_of
from metrics.reading.engines.suspects import first_suspect, marked_places
from metrics.reading.grids import LONGEST_FIELD

_FEW = 300  # places of a window whose rows are read one by one; of more their columns are compared as a whole
_MAIL = b"@"


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
    array = np.frombuffer(window, np.uint8)
    marks = marks_of(array, ord(watch.form.delimiter))
    quotes = marks.quotes
    if (
        b"\0" in window
        or not _is_text(array, marks.beyond, watch.form)
        or not _are_plain(array, quotes, watch.form)
    ):
        raise Odd
    quoted = _quoted(array, quotes)
    number = marks.lines - int(np.count_nonzero(quoted == NEWLINE))
    delimiters = marks.delimiters - int(np.count_nonzero(quoted == ord(watch.form.delimiter)))
    returns = window.count(b"\r") if b"\r" in window else 0
    if delimiters != number * (watch.form.width - 1) or (returns and not returns == marks.lines == number):
        raise Odd
    rows = _Rows(window, array, watch.form, quotes, number == marks.lines)
    if rows.are_long() or may_be_of_a_merge(window) or (returns and not rows.end_with_returns()):
        raise Odd
    is_watched = watch.judge is not None and bool(watch.free)
    personal = rows.personal(_likely(window, array, marks), watch) if is_watched else {}
    return Finding(number, marks.lines, returns > 0, personal)


@dataclass(frozen=True)
class _Rows:
    """The rows of a window; where each ends is worked out only if something asks for it."""

    window: bytes
    array: Bytes
    form: Form
    quotes: Places
    are_lines: bool

    @cached_property
    def newlines(self) -> Places:
        return np.flatnonzero(self.array == NEWLINE)

    @cached_property
    def ends(self) -> Places:
        return self.newlines if self.are_lines else outside_quotes(self.newlines, self.quotes)

    def are_long(self) -> bool:
        """Whether a row may have a cell that is longer than any reader takes."""
        half, size = LONGEST_FIELD // 2, len(self.window)
        if self.are_lines and all(self.window.find(b"\n", at, at + half) >= 0 for at in range(0, size, half)):
            return False
        return int(np.diff(self.ends, prepend=-1).max()) >= LONGEST_FIELD

    def end_with_returns(self) -> bool:
        """Whether each line ends with CR LF."""
        return bool((self.array[self.newlines - 1] == RETURN).all())

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


def _are_plain(array: Bytes, quotes: Places, form: Form) -> bool:
    """Whether each quote opens a cell, closes it, or is one of two within it."""
    if not len(quotes) or len(quotes) % 2:
        return not len(quotes)
    opening, closing = quotes[::2], quotes[1::2]
    delimiter = ord(form.delimiter)
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


def _likely(window: bytes, array: Bytes, marks: Marks) -> Places:
    """Places that may tell of a person: those of marks, and the marks of mail."""
    places = marks.likely(array)
    return np.append(places, np.flatnonzero(array == ord(_MAIL))) if _MAIL in window else places

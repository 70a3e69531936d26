"""Where bytes stand that are more than a plain letter: quotes, bytes beyond ASCII, how a cell begins or ends

They are one in a hundred, or fewer, so that what follows costs little. Bytes are compared a piece at a time: what a
processor has at hand takes a third of the time of what it must fetch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from metrics.reading.engines.fields import ASCII, NEWLINE, QUOTE, SPACE, Bytes, Places

_PIECE = 64 * 1024  # bytes
_A, _LETTERS, _DIGITS = ord("A"), ord("Z") - ord("A"), ord("9") - ord("0")
_NUMBER = b"0+"  # how a telephone number begins


@dataclass(frozen=True)
class Marks:
    """Where such bytes of a window stand, in order, and the ``letters`` there; its lines and delimiters, counted.

    Capitals are among them where a cell or a word ends with one, 0 and + where it begins with one.
    """

    places: Places
    letters: Bytes
    lines: int
    delimiters: int

    @property
    def quotes(self) -> Places:
        """Where quotes stand."""
        quotes: Places = self.places[self.letters == QUOTE]
        return quotes

    @property
    def beyond(self) -> Places:
        """Where bytes beyond ASCII stand."""
        return self.places[self.letters >= ASCII]

    def likely(self, array: Bytes) -> Places:
        """Places that may tell of a person: a letter beyond ASCII, or how a cell begins or ends.

        A postcode ends with a digit and two capitals, a number of National Insurance with a capital behind a digit
        or a space, and a telephone number begins with 0 or +. Spaces around a cell are no part of it. The first
        place is always among them, since nothing stands before it.
        """
        is_last, is_first = is_capital(self.letters), _is_any(self.letters, _NUMBER)
        last, first = self.places[is_last], self.places[is_first]
        before, further = array[last - 1], array[last - 2]
        coded = (is_capital(before) & is_digit(further)) | is_digit(before) | (before == SPACE)
        called = is_of_a_number(array[first + 1])
        return np.concatenate(([0], last[coded], first[called], self.beyond))


def marks_of(array: Bytes, delimiter: int) -> Marks:
    """Those of a window, which ends with an end of a line."""
    pieces = [_of_piece(array, start, delimiter) for start in range(0, len(array), _PIECE)]
    places = np.concatenate([own for own, _, _ in pieces])
    lines, delimiters = (sum(numbers) for numbers in list(zip(*pieces, strict=True))[1:])
    return Marks(places, array[places], lines, delimiters)


def _of_piece(array: Bytes, start: int, delimiter: int) -> tuple[Places, int, int]:
    """The places of a piece, its lines and its delimiters; the byte at each side of it is looked at too."""
    around = array[max(start - 1, 0) : start + _PIECE + 1]
    own = slice(min(start, 1), min(start, 1) + _PIECE)
    is_mark, is_delimiter = around == QUOTE, around == delimiter
    is_edge = (around <= SPACE) | is_mark
    is_edge |= is_delimiter
    for letter in _NUMBER:
        is_first = around == letter
        is_first[1:] &= is_edge[:-1]
        is_mark |= is_first
    is_last = is_capital(around)
    is_last[:-1] &= is_edge[1:]
    is_mark |= is_last
    if around.max() >= ASCII:
        is_mark |= around >= ASCII
    lines = np.count_nonzero(around[own] == NEWLINE)
    return np.flatnonzero(is_mark[own]) + start, int(lines), int(np.count_nonzero(is_delimiter[own]))


def is_capital(letters: Bytes) -> npt.NDArray[np.bool_]:
    """Whether each is a capital of ASCII."""
    return letters - np.uint8(_A) <= _LETTERS


def is_digit(letters: Bytes) -> npt.NDArray[np.bool_]:
    """Whether each is a figure from 0 to 9."""
    return letters - np.uint8(ord("0")) <= _DIGITS


def is_of_a_number(letters: Bytes) -> npt.NDArray[np.bool_]:
    """Whether each may stand in the number of a telephone, behind its first letter."""
    return is_digit(letters) | _is_any(letters, b" ()-")


def _is_any(letters: Bytes, own: bytes) -> npt.NDArray[np.bool_]:
    is_any: npt.NDArray[np.bool_] = np.logical_or.reduce([letters == letter for letter in own])
    return is_any

"""The cells of a block that may point at a person, picked by their first and last letters before any is read"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from metrics.reading.engines.fields import ASCII, SPACE, Fields
from metrics.reading.engines.marks import is_capital, is_digit, is_of_a_number
from metrics.reading.engines.texts import distinct_cells

_LEAST = 5  # letters of the shortest postcode; whatever else is looked for is longer
_ZERO = ord("0")


def first_suspect(
    fields: Fields, position: int, judge: Callable[[str], str], marked: npt.NDArray[np.int64]
) -> int | None:
    """The first row whose cell is judged to be of a person; None where none is.

    ``marked`` are the places of ``marked_places``.
    """
    return _first(fields, position, _likely(fields, position, marked), lambda text: bool(judge(text)))


def first_unlike(fields: Fields, position: int, figure: re.Pattern[str]) -> int | None:
    """The first row whose cell is no figure; None where all are."""
    rows = np.arange(len(fields))
    return _first(fields, position, rows, lambda text: not figure.fullmatch(text.strip()))


def _first(
    fields: Fields, position: int, rows: npt.NDArray[np.int64], judge: Callable[[str], bool]
) -> int | None:
    starts, ends = fields.starts[rows, position], fields.ends[rows, position]
    _, first = distinct_cells(fields, starts, ends)
    for row in rows[first].tolist():
        if judge(fields.text(int(fields.starts[row, position]), int(fields.ends[row, position]))):
            return int(row)
    return None


def _likely(fields: Fields, position: int, marked: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The rows whose cell may be a mail address, a postcode, a number of a telephone or of National Insurance.

    A postcode ends with a digit and two capital letters, a National Insurance number begins with two capitals and
    ends with another, a telephone number begins with 0 or + and holds digits, spaces, brackets and hyphens alone.
    A cell that begins or ends with a space, or holds a letter beyond ASCII, is read whatever it is.
    """
    array, starts, ends = fields.array, fields.starts[:, position], fields.ends[:, position]
    rows = np.flatnonzero(ends - starts >= _LEAST)
    first, last = array[starts[rows]], array[ends[rows] - 1]
    open_end = (first <= SPACE) | (last <= SPACE) | (first >= ASCII) | (last >= ASCII)
    lettered = rows[is_capital(last) & ~open_end]
    lettered = lettered[_ends_as_a_code(fields, position, lettered)]
    numbered = rows[((first == _ZERO) | (first == ord("+"))) & ~open_end]
    for offset in (1, 2, 3):
        numbered = numbered[is_of_a_number(array[starts[numbered] + offset])]
    chosen = [rows[open_end], lettered, numbered, _with_any(fields, position, marked)]
    return np.unique(np.concatenate(chosen))


def marked_places(fields: Fields) -> npt.NDArray[np.int64]:
    """Where the marks of mail addresses stand in a block, and letters beyond ASCII."""
    array, places = fields.array, np.empty(0, np.int64)
    if b"@" in fields.data:
        places = np.flatnonzero(array == ord("@"))
    return places if fields.data.isascii() else np.sort(np.append(places, np.flatnonzero(array >= ASCII)))


def _ends_as_a_code(fields: Fields, position: int, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    array, starts, ends = fields.array, fields.starts[rows, position], fields.ends[rows, position]
    postcode = is_digit(array[ends - 3]) & is_capital(array[ends - 2])
    insured = is_capital(array[starts]) & is_capital(array[starts + 1])
    return postcode | insured


def _with_any(fields: Fields, position: int, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The rows in whose cell any of some places lies."""
    rows = np.unique(np.searchsorted(fields.starts[:, position], places, side="right") - 1)
    rows = rows[rows >= 0]
    starts, ends = fields.starts[rows, position], fields.ends[rows, position]
    holding: npt.NDArray[np.int64] = rows[np.searchsorted(places, ends) > np.searchsorted(places, starts)]
    return holding

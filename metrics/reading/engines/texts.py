"""The distinct texts of a column of a block, without one string for each row: exact, as comparing strings is"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.reading.engines.fields import Fields, Places, Words

LONGEST_HASHED = 256  # bytes; a column with longer cells is compared cell by cell
_EIGHT = 8
_MASKS = np.array([(1 << (_EIGHT * size)) - 1 for size in range(_EIGHT)] + [2**64 - 1], dtype=np.uint64)
_FACTOR, _SHIFT = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(29),
)  # the golden ratio, as Fibonacci hashing has it


def distinct_cells(fields: Fields, starts: Places, ends: Places) -> tuple[Places, Places]:
    """A code for each row, counted in the order in which texts come, and the first row of each code.

    ``starts`` and ``ends`` are those of one cell in each row. Equal codes are equal bytes: what a hash tells is
    compared byte by byte, and where two texts have one hash all are compared as they are.
    """
    lengths = ends - starts
    if not len(lengths):
        return lengths, lengths
    if int(lengths.max()) > LONGEST_HASHED:
        return _compared(fields, starts, ends)
    parts = _parts(fields.words, starts, lengths)
    hashed = lengths.astype(np.uint64)
    for part in parts:
        hashed = (hashed ^ part) * _FACTOR
        hashed ^= hashed >> _SHIFT
    codes, first = _codes(hashed)
    if all((part == part[first][codes]).all() for part in (lengths.astype(np.uint64), *parts)):
        return codes, first
    return _compared(fields, starts, ends)


def _parts(words: Words, starts: Places, lengths: Places) -> list[Words]:
    """Each cell in numbers of eight bytes, with nothing of what stands behind it."""
    last = len(words) - 1
    parts = list[Words]()
    for done in range(0, max(int(lengths.max()), 1), _EIGHT):
        part = words[np.minimum(starts + done, last) if done else starts]
        parts.append(part & _MASKS[np.maximum(np.minimum(lengths - done, _EIGHT), 0)])
    return parts


def _codes(values: npt.NDArray[np.generic] | list[bytes]) -> tuple[Places, Places]:
    codes, distinct = pd.factorize(np.asarray(values))
    first = np.empty(len(distinct), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return codes.astype(np.int64), first


def _compared(fields: Fields, starts: Places, ends: Places) -> tuple[Places, Places]:
    cells = np.empty(len(starts), dtype=object)
    pairs = zip(starts.tolist(), ends.tolist(), strict=True)
    cells[:] = [fields.data[start:end] for start, end in pairs]
    return _codes(cells)


def grouped(columns: list[Places]) -> tuple[Places, Places]:
    """The code of each row by several columns of codes together, and the first row of each code."""
    codes = columns[0]
    for column in columns[1:]:
        width = int(column.max(initial=0)) + 1
        codes, _ = pd.factorize(codes * width + column)
    return _codes(codes)

"""Counts by group and category, and what they tell of a sum among the categories, in bits.

What a row tells is reckoned from its size: two counts of the mean v that know nothing of each other are equal about
once in sqrt(4 pi v) times where their means are the same. So a row of 1,000 tells some 7 bits, one of 10 tells 3 or
4, and those below 5 tell nothing. Rows that say the same again tell nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
SMALL = 5  # a count below it is equal to another by chance every few times
ROUNDINGS = (1000, 100, 50, 10, 5)
PEAKS = 4
ENOUGH_ROUNDED = 20  # counts, all multiples of a number, before they are taken for rounded to it


@dataclass(frozen=True)
class Matrix:
    """Counts by group and category: ``values``, and where there is anything at all (``present``).

    The columns stand in the order in which the file has them. ``rounding`` is the step of its numbers.
    """

    values: Floats
    present: Bools
    rounding: int = 1

    def without(self, columns: Sequence[int]) -> Matrix:
        """The same with nothing in some of the columns; the others keep their places."""
        values, present = self.values.copy(), self.present.copy()
        values[:, list(columns)], present[:, list(columns)] = 0.0, False
        return replace(self, values=values, present=present)

    @cached_property
    def columns(self) -> list[int]:
        """The columns that hold anything but zeros."""
        return [int(column) for column in np.flatnonzero(self.values.any(axis=0))]

    @cached_property
    def tell(self) -> Bools:
        """Where a total could be told: the rows of each column in which there is another column too."""
        several: Bools = self.present & (self.present.sum(axis=1) > 1)[:, None]
        return several

    @cached_property
    def projected(self) -> Floats:
        """For each column, all columns added up over its rows with weights by chance.

        A relation that holds in all rows of a column holds here, and hardly any other does.
        """
        weights = np.random.default_rng(0).uniform(0.5, 1.5, len(self.values))
        product: Floats = (self.tell * weights[:, None]).T @ self.values
        return product

    @cached_property
    def peaks(self) -> Bools:
        """The few rows in which each column is largest."""
        rows = np.zeros(len(self.values), dtype=bool)
        rows[np.argpartition(-self.values, min(PEAKS, len(rows)) - 1, axis=0)[:PEAKS].ravel()] = True
        return rows

    @cached_property
    def most_bits(self) -> float:
        """The most that all rows could tell of all relations."""
        large = self.values[self.tell & (self.values >= SMALL)]
        return float(np.log2(4 * np.pi * large).sum()) / 2

    def leeway(self, parts: int) -> float:
        """By how much a sum of rounded numbers may differ from its rounded total."""
        return 1e-6 if self.rounding == 1 else self.rounding * (parts + 1) / 2

    def slack(self, column: int, parts: int) -> float:
        """The same for a projected column."""
        own = abs(float(self.projected[column, column]))
        rows = 1.5 * int(self.tell[:, column].sum()) if self.rounding > 1 else 0.0
        return 1e-9 * own + rows * self.leeway(parts)


def rounding_of(values: Floats) -> int:
    """The step that counts are rounded to: 5 where all are multiples of 5; 1 where not, or where few tell."""
    numbers = values[np.isfinite(values) & (values > 0)]
    if len(numbers) < ENOUGH_ROUNDED or (numbers % ROUNDINGS[-1]).any():
        return 1
    return next((step for step in ROUNDINGS if not (numbers % step).any()), 1)


# What it tells ---------------------------------------------------------------------------------------------


def rows_with(matrix: Matrix, total: int, parts: Sequence[int]) -> Bools:
    """The rows that have a total and any of its parts."""
    rows: Bools = matrix.present[:, total] & matrix.present[:, list(parts)].any(axis=1)
    return rows


def bits_of(matrix: Matrix, total: int, parts: Sequence[int]) -> float:
    """What all rows tell of a total and its parts; 0 where one contradicts it, or they tell nothing."""
    rows = rows_with(matrix, total, parts)
    return _bits(matrix, matrix.values[rows][:, [total]], matrix.values[rows][:, list(parts)])


def level_bits(matrix: Matrix, level: Sequence[int], rest: Sequence[int]) -> float:
    """The same of several columns that together are the sum of the others."""
    return _bits(matrix, matrix.values[:, list(level)], matrix.values[:, list(rest)])


def _bits(matrix: Matrix, left: Floats, right: Floats) -> float:
    right = right[:, right.any(axis=0)]
    own, sums = left.sum(axis=1), right.sum(axis=1)
    leeway = matrix.leeway(left.shape[1] + right.shape[1] - 1)
    if (np.abs(own - sums) > leeway).any():
        return 0.0
    large = own >= SMALL
    both = np.hstack([left[large], right[large]])
    distinct = np.unique(both, axis=0)
    # Figures that repeat each other, or are each a fixed share, say the same thing again.
    repeated = right.shape[1] == 1 and 2 * len(distinct) < len(both)
    if len(distinct) < 2 or repeated or (right.shape[1] > 1 and _proportional(distinct)):
        return 0.0
    sizes = distinct[:, : left.shape[1]].sum(axis=1)
    width = 2 * leeway + 1 if matrix.rounding > 1 else 1.0
    return float(np.log2(np.maximum(np.sqrt(4 * np.pi * sizes) / width, 1.0)).sum())


def _proportional(values: Floats) -> bool:
    used = values[:, values.any(axis=0)]
    shares = used / used.sum(axis=0)
    return bool((np.abs(shares - shares[:, [0]]) < 1e-12).all())

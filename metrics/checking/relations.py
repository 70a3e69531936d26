"""Which columns of a matrix of counts are sums of others, by arithmetic alone: totals among parts, levels mixed.

A relation counts only where it holds in every row that can tell, and where chance alone would hardly make it hold.
What a row tells is reckoned from its size: two counts of the mean v that know nothing of each other are equal about
once in sqrt(4 pi v) times where their means are the same. So a row of 1,000 tells some 7 bits, one of 10 tells 3 or
4, and those below 5 tell nothing. The bits of all rows must exceed those of the number of relations that were
tried, by ``ENOUGH``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from math import log2

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
ENOUGH = 10.0  # bits: once in a thousand, where means are equal, which they seldom are
SMALL = 5  # a count below it is equal to another by chance every few times
MOST_SEARCHED = (
    120  # columns among which any subset is looked for; neighbours are looked at whatever the number
)
MOST_PARTS = 60  # of a total whose parts do not stand beside it
MOST_HALVED = 34  # columns that are tried in every combination, where equations are too few to solve
MOST_ROWS = 400  # that equations are solved with; what solves them is held against all rows
ROUNDINGS = (1000, 100, 50, 10, 5)
ENOUGH_ROUNDED = 20  # counts, all multiples of a number, before they are taken for rounded to it


@dataclass(frozen=True)
class Relation:
    """Columns whose sum is that of others in each row that has both; ``rows`` is how many there are.

    One of ``totals`` alone is the sum of ``parts``. Several are a level of their own, or each of them is the sum
    of the others in rows of its own, where ``apart`` says so.
    """

    totals: tuple[int, ...]
    parts: tuple[int, ...]
    rows: int
    apart: bool = False


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
    if len(numbers) < ENOUGH_ROUNDED:
        return 1
    return next((step for step in ROUNDINGS if not (numbers % step).any()), 1)


def relations(matrix: Matrix) -> list[Relation]:
    """Every total among the columns, the lowest level first: a total is left out before the next is looked for."""
    relations: list[Relation] = []
    while len(matrix.columns) > 1 and matrix.most_bits >= ENOUGH:
        relation = next(_candidates(matrix), None)
        if relation is None:
            break
        relations.append(relation)
        matrix = matrix.without(relation.totals)
    return relations


def _candidates(matrix: Matrix) -> Iterator[Relation]:
    for looks in (_sums_of_all_others, _sums_of_neighbours, _levels, _sums_of_any):
        yield from looks(matrix)


# What is tried ---------------------------------------------------------------------------------------------


def _sums_of_all_others(matrix: Matrix) -> Iterator[Relation]:
    """A column that is the sum of all others in each of its rows; or several, in rows of their own."""
    totals, bits, rows = list[int](), 0.0, np.zeros(len(matrix.values), dtype=bool)
    sums = matrix.projected.sum(axis=1)
    for total in sorted(matrix.columns, key=lambda column: -int(matrix.tell[:, column].sum())):
        tell = matrix.tell[:, total]
        if abs(sums[total] - 2 * matrix.projected[total, total]) > matrix.slack(total, len(matrix.columns)):
            continue
        parts = tuple(column for column in matrix.columns if column != total)
        evidence = bits_of(matrix, total, parts)
        if evidence <= 0 or (tell & rows).any():
            continue
        others = float(matrix.present[tell].sum(axis=1).mean())
        if evidence >= ENOUGH + log2(others) and not totals:
            yield Relation((total,), _beside(matrix, total, parts), int(tell.sum()))
            return
        totals, bits, rows = [*totals, total], bits + evidence - log2(others), rows | tell
    could_tell = matrix.present.sum(axis=1) > 1
    if bits >= ENOUGH and 10 * int(rows.sum()) >= 8 * int(could_tell.sum()):
        parts = tuple(column for column in matrix.columns if column not in totals)
        yield Relation(tuple(sorted(totals)), parts, int(rows.sum()), apart=True)


def _beside(matrix: Matrix, total: int, parts: tuple[int, ...]) -> tuple[int, ...]:
    """Of the parts those that stand in rows of the total."""
    rows = matrix.tell[:, total]
    return tuple(part for part in parts if matrix.present[rows, part].any())


def _sums_of_neighbours(matrix: Matrix) -> Iterator[Relation]:
    """A column that is the sum of those which follow it, or stand before it, as totals in files mostly do."""
    for at, total in enumerate(matrix.columns):
        for run in (matrix.columns[at + 1 :], matrix.columns[:at][::-1]):
            sums = np.cumsum(matrix.projected[total, run])
            slack = matrix.slack(total, len(run))
            for last in np.flatnonzero(np.abs(sums - matrix.projected[total, total]) <= slack)[:4]:
                parts = tuple(part for part in run[: last + 1] if matrix.projected[total, part] > 0)
                yield from _believed(matrix, total, parts, log2(2 * len(matrix.columns)))


def _sums_of_any(matrix: Matrix) -> Iterator[Relation]:
    """A column that is the sum of others, wherever they stand; the smaller first."""
    if len(matrix.columns) > MOST_SEARCHED:
        return
    for total in sorted(matrix.columns, key=lambda column: matrix.values[:, column].sum()):
        rows = np.flatnonzero(matrix.tell[:, total])
        largest = rows[np.argsort(-matrix.values[rows, total], kind="stable")[:MOST_ROWS]]
        values = matrix.values[largest]
        own, slack = values[:, total], matrix.leeway(1)
        below = [
            column
            for column in matrix.columns
            if column != total and values[:, column].any() and (values[:, column] <= own + slack).all()
        ]
        enough = (values[:, below].sum(axis=1) >= own - matrix.leeway(len(below))).all()
        if 2 <= len(below) <= MOST_PARTS and enough:
            for parts in _solutions(values[:, below], own, matrix, total, below):
                yield from _believed(matrix, total, parts, float(len(below)))


def _solutions(
    values: Floats, own: Floats, matrix: Matrix, total: int, below: list[int]
) -> Iterator[tuple[int, ...]]:
    """The columns that add up to a total: solved as equations, or tried in all combinations where those are few."""
    weights, _, rank, _ = np.linalg.lstsq(values, own, rcond=None)
    if rank == len(below):
        if (np.abs(weights - np.round(weights)) < 0.3).all() and set(np.round(weights)) <= {0.0, 1.0}:
            yield tuple(
                column for column, weight in zip(below, np.round(weights), strict=True) if weight == 1
            )
    elif len(below) <= MOST_HALVED:
        yield from _halved(matrix, total, below)


def _halved(matrix: Matrix, total: int, below: list[int]) -> Iterator[tuple[int, ...]]:
    """All combinations with the projection of the total: the sums of a half sorted, each of the other looked up."""
    numbers, slack = matrix.projected[total, below], matrix.slack(total, len(below))
    middle = len(below) // 2
    low, high = (_all_sums(half) for half in (numbers[:middle], numbers[middle:]))
    order = np.argsort(low)
    needed = matrix.projected[total, total] - high
    first = np.searchsorted(low[order], needed - slack)
    last = np.searchsorted(low[order], needed + slack, side="right")
    for other in np.flatnonzero(last > first)[:50]:
        mask = int(order[first[other]]) | (int(other) << middle)
        yield tuple(column for bit, column in enumerate(below) if mask >> bit & 1)


def _all_sums(numbers: Floats) -> Floats:
    sums = np.zeros(1)
    for number in numbers:
        sums = np.concatenate([sums, sums + number])
    return sums


def _believed(matrix: Matrix, total: int, parts: tuple[int, ...], tried: float) -> Iterator[Relation]:
    """A total of several parts, where it holds and chance would not make it hold; ``tried`` is in bits."""
    if len(parts) > 1 and bits_of(matrix, total, parts) >= ENOUGH + tried:
        yield Relation((total,), tuple(sorted(parts)), int(_rows_of(matrix, total, parts).sum()))


def _levels(matrix: Matrix) -> Iterator[Relation]:
    """Columns that together are the sum of all others: two of them, or all up to a place in the file."""
    columns = matrix.columns
    if len(columns) < 4:
        return
    weights = np.random.default_rng(1).uniform(0.5, 1.5, len(matrix.values))
    numbers = weights @ matrix.values
    half = numbers.sum() / 2
    slack = 1e-9 * half + (matrix.leeway(len(columns)) * weights.sum() if matrix.rounding > 1 else 0.0)
    runs = [tuple(columns[:length]) for length in range(2, len(columns) - 1)]
    pairs = combinations(columns, 2) if len(columns) <= MOST_SEARCHED else ()
    for level in (*runs, *pairs):
        if abs(numbers[list(level)].sum() - half) <= slack:
            rest = tuple(column for column in columns if column not in level)
            smaller, larger = sorted((level, rest), key=len)
            if _level_bits(matrix, smaller, larger) >= ENOUGH + 2 * log2(len(columns)):
                yield Relation(smaller, larger, len(matrix.values))


# What it tells ---------------------------------------------------------------------------------------------


def _rows_of(matrix: Matrix, total: int, parts: Sequence[int]) -> Bools:
    rows: Bools = matrix.present[:, total] & matrix.present[:, list(parts)].any(axis=1)
    return rows


def bits_of(matrix: Matrix, total: int, parts: Sequence[int]) -> float:
    """What all rows tell of a total and its parts; 0 where one contradicts it, or they tell nothing."""
    rows = _rows_of(matrix, total, parts)
    return _bits(matrix, matrix.values[rows][:, [total]], matrix.values[rows][:, list(parts)])


def _level_bits(matrix: Matrix, level: Sequence[int], rest: Sequence[int]) -> float:
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

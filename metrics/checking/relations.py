"""Which columns of a matrix of counts are sums of others, by arithmetic alone: totals among parts, levels mixed.

A relation counts only where it holds in every row that can tell, and where chance alone would hardly make it hold:
the bits of all rows (see matrix.py) must exceed those of the number of relations that were tried, by ``ENOUGH``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import log2

import numpy as np

from metrics.checking.matrix import Floats, Matrix, bits_of, level_bits, rows_with

ENOUGH = 10.0  # bits: once in a thousand, where means are equal, which they seldom are
MOST_SEARCHED = (
    120  # columns among which any subset is looked for; neighbours are looked at whatever the number
)
MOST_PARTS = 60  # of a total whose parts do not stand beside it
MOST_HALVED = 34  # columns that are tried in every combination, where equations are too few to solve
MOST_ROWS = 400  # that equations are solved with; what solves them is held against all rows


@dataclass(frozen=True)
class Relation:
    """Columns whose sum is that of others in each row that has both; ``rows`` is how many there are.

    One of ``totals`` alone is the sum of ``parts``. Several are a level of their own, or each of them is the sum
    of the others in rows of its own, where ``apart`` says so. A total that is one ``nearly`` has the name of one,
    and so has one ``of_more`` than stands beside it.
    """

    totals: tuple[int, ...]
    parts: tuple[int, ...]
    rows: int
    apart: bool = False
    nearly: bool = False
    of_more: bool = False


def relations(matrix: Matrix) -> list[Relation]:
    """Every total among the columns, the lowest level first: a total is left out before the next is looked for."""
    relations: list[Relation] = []
    while len(matrix.columns) > 1 and matrix.most_bits >= ENOUGH:
        looks = (_sums_of_all_others, _sums_of_neighbours, _levels)
        first = next((relation for look in looks for relation in look(matrix)), None)
        sums = _sums_of_any(matrix) if first is None else [first]
        if not sums:
            break
        relations += sums
        matrix = matrix.without([total for relation in sums for total in relation.totals])
    return relations


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


def _sums_of_any(matrix: Matrix) -> list[Relation]:
    """Every column that is the sum of others, wherever they stand; the smaller first, which are no parts then."""
    sums: list[Relation] = []
    if len(matrix.columns) > MOST_SEARCHED:
        return sums
    for total in sorted(matrix.columns, key=lambda column: matrix.values[:, column].sum()):
        totals = [column for relation in sums for column in relation.totals]
        parts = [column for column in matrix.columns if column != total and column not in totals]
        sums += list(_sum_of(matrix, total, parts))[:1]
    return sums


def _sum_of(matrix: Matrix, total: int, parts: list[int]) -> Iterator[Relation]:
    """What a column is the sum of, of those that are nowhere larger."""
    values = _telling(matrix, total)
    own, slack = values[:, total], matrix.leeway(1)
    fits = np.logical_and(values.any(axis=0), (values <= (own + slack)[:, None]).all(axis=0))
    below = [column for column in parts if fits[column]]
    enough = (values[:, below].sum(axis=1) >= own - matrix.leeway(len(below))).all()
    if 2 <= len(below) <= MOST_PARTS and enough:
        for solution in _solutions(values[:, below], own, matrix, total, below):
            yield from _believed(matrix, total, solution, float(len(below)))


def _telling(matrix: Matrix, total: int) -> Floats:
    """Of the rows of a column those in which it is largest, and those in which any other is."""
    tell = np.flatnonzero(matrix.tell[:, total])
    own = matrix.values[tell, total]
    largest = np.argpartition(-own, MOST_ROWS)[:MOST_ROWS] if len(own) > MOST_ROWS else np.arange(len(own))
    telling: Floats = matrix.values[np.union1d(tell[largest], tell[matrix.peaks[tell]])]
    return telling


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
        yield Relation((total,), tuple(sorted(parts)), int(rows_with(matrix, total, parts).sum()))


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
            if level_bits(matrix, smaller, larger) >= ENOUGH + 2 * log2(len(columns)):
                yield Relation(smaller, larger, len(matrix.values))

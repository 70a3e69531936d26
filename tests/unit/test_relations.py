"""Sums among the columns of a matrix of counts, by arithmetic alone: what is one, and what chance makes look like one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from metrics.checking.matrix import Matrix, rounding_of
from metrics.checking.relations import Relation, relations

RANDOM = np.random.default_rng(20)


def counts(rows: int, columns: int, mean: float) -> np.ndarray:
    """Counts that know nothing of each other, each column with a mean of its own."""
    return RANDOM.poisson(RANDOM.uniform(mean / 3, 2 * mean, columns), (rows, columns)).astype(float)


def matrix(*columns: np.ndarray) -> Matrix:
    values = np.column_stack(columns)
    return Matrix(values, np.ones(values.shape, dtype=bool), rounding_of(values))


def test_counts_that_know_nothing_of_each_other_are_no_sums() -> None:
    shapes = [(rows, columns, mean) for rows in (2, 6, 40) for columns in (2, 5, 9) for mean in (2, 12, 90)]
    assert [shape for shape in shapes for _ in range(20) if relations(matrix(counts(*shape)))] == []


def test_a_total_of_all_others_is_one_wherever_it_stands() -> None:
    parts = counts(6, 4, 40)
    for place in range(5):
        values = np.insert(parts, place, parts.sum(axis=1), axis=1)
        others = tuple(column for column in range(5) if column != place)
        assert relations(matrix(values)) == [Relation((place,), others, 6)]


def test_the_lowest_of_nested_totals_comes_first() -> None:
    a, b, c, d = counts(8, 4, 60).T
    assert relations(matrix(a + b + c + d, a + b, a, b, c + d, c, d)) == [
        Relation((1,), (2, 3), 8),
        Relation((0,), (2, 3, 4), 8),
        Relation((4,), (5, 6), 8),
    ]


@pytest.mark.parametrize("rows", [12, 60], ids=["fewer-than-columns", "more-than-columns"])
def test_a_total_of_parts_that_lie_scattered_is_one(rows: int) -> None:
    parts = counts(rows, 20, 150)
    chosen = (1, 4, 5, 11, 17)
    assert relations(matrix(parts, parts[:, chosen].sum(axis=1))) == [Relation((20,), chosen, rows)]


def test_two_totals_that_take_in_all_others_are_a_level() -> None:
    parts = counts(5, 7, 90)
    first, second = parts[:, [0, 3, 6]].sum(axis=1), parts[:, [1, 2, 4, 5]].sum(axis=1)
    assert relations(matrix(parts, first, second)) == [Relation((7, 8), tuple(range(7)), 5)]


def test_each_group_of_rows_may_have_a_total_of_its_own() -> None:
    values, present = np.zeros((8, 6)), np.zeros((8, 6), dtype=bool)
    for rows, columns in ((slice(0, 4), [0, 1, 2]), (slice(4, 8), [3, 4, 5])):
        parts = counts(4, 2, 30)
        values[rows, columns] = np.column_stack([parts.sum(axis=1), parts])
        present[rows, columns] = True
    assert [relation.totals for relation in relations(Matrix(values, present))] in ([(0,), (3,)], [(0, 3)])


def test_rows_that_have_the_total_alone_say_nothing_against_it() -> None:
    parts = counts(9, 3, 50)
    table = Matrix(np.column_stack([parts.sum(axis=1), parts]), np.ones((9, 4), dtype=bool))
    table.present[6:, 1:], table.values[6:, 1:] = False, 0
    assert relations(table) == [Relation((0,), (1, 2, 3), 6)]


def test_a_row_that_contradicts_makes_it_no_total() -> None:
    parts = counts(9, 3, 50)
    total = parts.sum(axis=1)
    total[4] += 1
    assert relations(matrix(parts, total)) == []


def test_small_counts_say_nothing() -> None:
    parts = RANDOM.integers(0, 3, (60, 2)).astype(float)
    values = np.column_stack([parts, np.minimum(parts.sum(axis=1), 4)])
    assert relations(matrix(values)) == []


def test_figures_that_repeat_themselves_say_nothing() -> None:
    same = np.tile(np.array([1200.0, 1201, 1202, 1203]), 10)
    assert relations(matrix(same, same)) == []
    assert relations(matrix(same, 2 * same, 3 * same)) == []


def test_rounded_counts_may_differ_from_their_sum_by_what_rounding_does() -> None:
    parts = 5 * np.round(counts(30, 6, 900) / 5)
    total = parts.sum(axis=1) + RANDOM.choice([-10, -5, 0, 5, 10], 30)
    assert rounding_of(parts) == 5
    assert relations(matrix(parts, total)) == [Relation((6,), tuple(range(6)), 30)]
    assert relations(matrix(parts)) == []


@settings(max_examples=60, deadline=None)
@given(arrays("int64", st.tuples(st.integers(1, 6), st.integers(2, 6)), elements=st.integers(0, 40)))
def test_whatever_is_said_to_be_a_sum_is_one(values: np.ndarray) -> None:
    with_total = np.column_stack([values, values.sum(axis=1)]).astype(float)
    for relation in relations(Matrix(with_total, np.ones(with_total.shape, dtype=bool))):
        totals, parts = with_total[:, relation.totals], with_total[:, relation.parts]
        assert (totals.sum(axis=1) == parts.sum(axis=1)).all()

"""The formulas, against the examples that their sources print."""

from __future__ import annotations

import math

import pytest

from metrics.figures.statistics import (
    Z_95,
    byar,
    counts_difference,
    counts_ratio,
    proportions_difference,
    wilson,
)


@pytest.mark.parametrize(
    ("events", "base", "lower", "upper"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_wilsons_interval_is_that_of_the_published_examples(
    events: int, base: int, lower: str, upper: str
) -> None:
    low, high = wilson(events / base, base)
    assert (f"{low:.4f}", f"{high:.4f}") == (lower, upper)


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10; there the first is taken away
        ((48, 80), (56, 70), "0.0524", "0.3339"),
        ((3, 10), (9, 10), "0.1705", "0.8090"),
        ((0, 10), (10, 10), "0.6075", "1.0000"),
    ],
)
def test_newcombes_interval_is_that_of_the_published_examples(
    first: tuple[int, int], second: tuple[int, int], lower: str, upper: str
) -> None:
    low, high = proportions_difference(first[0] / first[1], first[1], second[0] / second[1], second[1])
    assert (f"{low:.4f}", f"{high:.4f}") == (lower, upper)


def exact_poisson(count: int) -> tuple[float, float]:
    """The exact limits, found by halving: the means that make the count, or more extreme ones, 2.5% likely."""

    def at_most(most: int, mean: float) -> float:
        return math.exp(-mean) * sum(mean**k / math.factorial(k) for k in range(most + 1))

    def solve(low: float, high: float, count: int, share: float) -> float:
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if at_most(count, middle) > share else (low, middle)
        return low

    top = 10.0 * count + 20
    return (solve(0, top, count - 1, 0.975) if count else 0.0), solve(0, top, count, 0.025)


@pytest.mark.parametrize("count", [3, 5, 9, 14, 21, 50, 109])
def test_byars_limits_are_close_to_the_exact_ones(count: int) -> None:
    assert byar(count) == pytest.approx(exact_poisson(count), rel=0.005, abs=0.03)


def test_a_count_of_none_has_a_lower_limit_of_none() -> None:
    low, high = byar(0)
    assert (low, f"{high:.2f}") == (0.0, "3.67")


@pytest.mark.parametrize(("first", "second"), [(6732, 6100), (6088, 6039), (500, 700)])
def test_the_ratio_of_large_counts_has_the_interval_of_its_logarithm(first: int, second: int) -> None:
    spread = Z_95 * math.sqrt(1 / first + 1 / second)
    expected = [second / first * math.exp(sign * spread) for sign in (-1, 1)]
    assert counts_ratio(first, second) == pytest.approx(expected, rel=0.002)


@pytest.mark.parametrize(("first", "second"), [(7, 8), (0, 3), (14, 21)])
def test_turning_two_counts_around_turns_their_interval_around(first: int, second: int) -> None:
    low, high = counts_difference(first, second)
    assert counts_difference(second, first) == pytest.approx((-high, -low))


@pytest.mark.parametrize(
    ("proportion", "base", "points"),
    [(0.5, 4800, 2.0), (0.61, 2400, 2.8), (0.5, 600, 5.7)],
)
def test_what_cannot_be_told_from_chance_is_as_large_as_is_known_of_the_surveys(
    proportion: float, base: int, points: float
) -> None:
    low, high = proportions_difference(proportion, base, proportion, base)
    assert (high - low) / 2 * 100 == pytest.approx(points, abs=0.1)

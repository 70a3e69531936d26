"""Intervals: how far chance alone may move a figure. Each formula is a few lines, with its source.

All intervals are two-sided at 95%. Proportions run from 0 to 1, counts are events in one period.
"""

from __future__ import annotations

from math import sqrt

Interval = tuple[float, float]

Z_95 = 1.959963984540054  # the 97.5th percentile of the standard normal distribution


def wilson(proportion: float, base: float) -> Interval:
    """The interval of one proportion from a sample of ``base`` people.

    Wilson's score interval without continuity correction: E. B. Wilson, "Probable inference, the law of
    succession, and statistical inference", Journal of the American Statistical Association 22 (1927), 209-212;
    method 3 of R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872.
    """
    middle = (2 * base * proportion + Z_95**2) / (2 * (base + Z_95**2))
    spread = Z_95 * sqrt(Z_95**2 + 4 * base * proportion * (1 - proportion)) / (2 * (base + Z_95**2))
    return max(0.0, middle - spread), min(1.0, middle + spread)


def byar(count: float) -> Interval:
    """The interval of the mean of a Poisson count, by Byar's approximation to the exact limits.

    N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research, volume II (IARC, 1987), page 69. It is
    within 0.2% of the exact limits from ten events on (Public Health England, Technical Guide: Confidence
    Intervals, 2018). Below ten its lower limit errs to the low side, so that a change is the less readily claimed.
    """
    lower = count * (1 - 1 / (9 * count) - Z_95 / (3 * sqrt(count))) ** 3 if count else 0.0
    above = count + 1
    return max(0.0, lower), above * (1 - 1 / (9 * above) + Z_95 / (3 * sqrt(above))) ** 3


def difference(first: float, limits_1: Interval, second: float, limits_2: Interval) -> Interval:
    """The interval of ``second - first``, from the interval of each: the squared distances add up.

    With Wilson's intervals this is method 10 of R. G. Newcombe, "Interval estimation for the difference between
    independent proportions", Statistics in Medicine 17 (1998), 873-890; in general the MOVER of A. Donner and
    G. Y. Zou, "Closed-form confidence intervals for functions of the normal mean and standard deviation",
    Statistical Methods in Medical Research 21 (2012), 347-359. The two must be independent.
    """
    middle = second - first
    below = sqrt((second - limits_2[0]) ** 2 + (limits_1[1] - first) ** 2)
    above = sqrt((limits_2[1] - second) ** 2 + (first - limits_1[0]) ** 2)
    return middle - below, middle + above


def ratio(first: float, limits_1: Interval, second: float, limits_2: Interval) -> Interval:
    """The interval of ``second / first``, both above zero, from the interval of each.

    The MOVER for a ratio (MOVER-R): A. Donner and G. Y. Zou, as in ``difference``. The two must be independent.
    """
    both = first * second
    lower_part = limits_2[0] * limits_1[1] * (2 * second - limits_2[0]) * (2 * first - limits_1[1])
    upper_part = limits_2[1] * limits_1[0] * (2 * second - limits_2[1]) * (2 * first - limits_1[0])
    lower = (both - sqrt(max(0.0, both**2 - lower_part))) / (limits_1[1] * (2 * first - limits_1[1]))
    upper = (both + sqrt(max(0.0, both**2 - upper_part))) / (limits_1[0] * (2 * first - limits_1[0]))
    return lower, upper


def proportions_difference(first: float, base_1: float, second: float, base_2: float) -> Interval:
    """The interval of ``second - first`` for two proportions from independent samples (Newcombe, method 10)."""
    return difference(first, wilson(first, base_1), second, wilson(second, base_2))


def counts_difference(first: float, second: float) -> Interval:
    """The interval of ``second - first`` for two independent Poisson counts over equal periods (MOVER, Byar)."""
    return difference(first, byar(first), second, byar(second))


def counts_ratio(first: float, second: float) -> Interval:
    """The interval of ``second / first`` for two independent Poisson counts over equal periods (MOVER, Byar)."""
    return ratio(first, byar(first), second, byar(second))

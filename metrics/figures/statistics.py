"""Intervals: how far chance alone may move a figure. Each formula is a few lines, with its source.

All intervals are two-sided, at 95% unless another ``z`` is given. Proportions run from 0 to 1, counts are events
in one period.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, sqrt

Interval = tuple[float, float]

Z_95 = 1.959963984540054  # the 97.5th percentile of the standard normal distribution
Z_998 = 3.090232306167813  # its 99.9th percentile
NEGLIGIBLE = 1e-17
BISECTIONS = 60  # halvings of the interval from 0 to 1, after which a float has no digit left


def wilson(proportion: float, base: float, z: float = Z_95) -> Interval:
    """The interval of one proportion from a sample of ``base`` people.

    Wilson's score interval without continuity correction: E. B. Wilson, "Probable inference, the law of
    succession, and statistical inference", Journal of the American Statistical Association 22 (1927), 209-212;
    method 3 of R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872.
    """
    middle = (2 * base * proportion + z**2) / (2 * (base + z**2))
    spread = z * sqrt(z**2 + 4 * base * proportion * (1 - proportion)) / (2 * (base + z**2))
    return max(0.0, middle - spread), min(1.0, middle + spread)


def byar(count: float, z: float = Z_95) -> Interval:
    """The interval of the mean of a Poisson count, by Byar's approximation to the exact limits.

    N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research, volume II (IARC, 1987), page 69. It is
    within 0.2% of the exact limits from ten events on (Public Health England, Technical Guide: Confidence
    Intervals, 2018). Below ten its lower limit errs to the low side, so that a change is the less readily claimed.
    """
    lower = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    above = count + 1
    return max(0.0, lower), above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3


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
    The upper end is infinite where the first may be nought.
    """
    both = first * second
    lower_part = limits_2[0] * limits_1[1] * (2 * second - limits_2[0]) * (2 * first - limits_1[1])
    upper_part = limits_2[1] * limits_1[0] * (2 * second - limits_2[1]) * (2 * first - limits_1[0])
    lower = (both - sqrt(max(0.0, both**2 - lower_part))) / (limits_1[1] * (2 * first - limits_1[1]))
    if limits_1[0] <= 0:
        return lower, inf
    return lower, (both + sqrt(max(0.0, both**2 - upper_part))) / (limits_1[0] * (2 * first - limits_1[0]))


def counts_difference(first: float, second: float) -> Interval:
    """The interval of ``second - first`` for two independent Poisson counts over equal periods (MOVER, Byar)."""
    return difference(first, byar(first), second, byar(second))


def counts_ratio(first: float, second: float) -> Interval:
    """The interval of ``second / first`` for two independent Poisson counts over equal periods (MOVER, Byar)."""
    return ratio(first, byar(first), second, byar(second))


def overdispersed_ratio(first: float, second: float, divisor: float) -> Interval:
    """The interval of ``second / first`` for two counts that move more than Poisson counts do.

    ``divisor`` is by how much: the counts are divided by it, and what is left has Poisson limits. The ratio itself
    is not changed by that. This is a quasi-Poisson model: P. McCullagh and J. A. Nelder, Generalized Linear Models
    (2nd edition, 1989), chapter 6.
    """
    return counts_ratio(first / divisor, second / divisor)


def overdispersed(count: float, phi: float, z: float) -> Interval:
    """The interval of the mean of a count with ``phi`` times the variance: Byar's of count/phi, times phi."""
    low, high = byar(count / phi, z)
    return low * phi, high * phi


def rounding_spread(step: float, z: float = Z_95) -> float:
    """How far rounding to a step moves a figure, as a half interval: a uniform error has the variance step²/12."""
    return z * step / sqrt(12)


def widened(value: float, interval: Interval, reach: float) -> Interval:
    """An interval whose distances from its value are widened by a further, independent half interval."""
    low, high = interval
    return value - sqrt((value - low) ** 2 + reach**2), value + sqrt((high - value) ** 2 + reach**2)


def widened_to(value: float, interval: Interval, z: float) -> Interval:
    """A published 95% interval at another ``z``: its distances from the value are ``Z_95`` standard errors each."""
    low, high = interval
    return value - (value - low) * z / Z_95, value + (high - value) * z / Z_95


# Two small counts ------------------------------------------------------------------------------------------


def small_counts_difference(first: int, second: int) -> Interval:
    """The interval of ``second - first`` for two small counts over equal periods, given their sum.

    If nothing changed, each event would fall in either period with probability 1/2. The share of the second has the
    central limits of C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the
    case of the binomial", Biometrika 26 (1934), 404-413; the difference is the sum times (2 share - 1).
    """
    both = first + second
    low, high = clopper_pearson(second, both)
    return both * (2 * low - 1), both * (2 * high - 1)


def small_counts_p(first: int, second: int) -> float:
    """How often chance alone makes two small counts differ so much or more: twice the smaller tail, at most 1."""
    both = first + second
    return min(1.0, 2 * at_most(min(first, second), both, 0.5))


@lru_cache(maxsize=4096)  # the same few small counts stand on many pages
def clopper_pearson(successes: int, trials: int, tail: float = 0.025) -> Interval:
    """The central limits of a binomial share, each leaving ``tail`` of the probability out; 0 to 1 of no trials."""
    low = _solved(lambda share: at_least(successes, trials, share) - tail) if successes else 0.0
    high = _solved(lambda share: tail - at_most(successes, trials, share)) if successes < trials else 1.0
    return low, high


def at_most(successes: int, trials: int, share: float) -> float:
    """The probability of so many successes or fewer, each with a share between 0 and 1 (neither of both)."""
    if successes > trials * share:
        return 1.0 - at_most(trials - successes - 1, trials, 1 - share) if successes < trials else 1.0
    term = _probability(successes, trials, share)
    total = term
    for number in range(successes, 0, -1):  # below the mean each is less likely than the one before
        term *= number / (trials - number + 1) * (1 - share) / share
        total += term
        if term <= total * NEGLIGIBLE:
            break
    return total


def _probability(successes: int, trials: int, share: float) -> float:
    if successes < 0:
        return 0.0
    ways = lgamma(trials + 1) - lgamma(successes + 1) - lgamma(trials - successes + 1)
    return exp(ways + successes * log(share) + (trials - successes) * log1p(-share))


def at_least(successes: int, trials: int, share: float) -> float:
    """The probability of so many successes or more."""
    return at_most(trials - successes, trials, 1 - share)


def _solved(rising: Callable[[float], float]) -> float:
    """Where a function that rises from below zero at 0 to above it at 1 is zero, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2

"""Series in which nothing changes: counts with a season, a dispersion and a memory, and shares of a survey.

All of it is arithmetic on arrays and a generator of random numbers; what words a series gets is no matter of this
module. A row of a two-dimensional array is one series, a column one month.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

Array = NDArray[np.float64]

YEAR = 12
CENTRED = np.array([0.5, *[1.0] * (YEAR - 1), 0.5]) / YEAR  # the 2 x 12 mean: half weights at both ends
MARGIN = len(CENTRED) // 2  # months at either end that have no centred mean
JUST_OVER_POISSON = (
    1.001  # less than that is a Poisson count: the negative binomial has no such limit in numbers
)


# What a real series is like --------------------------------------------------------------------------------


def month_index(counts: Array, months: pd.PeriodIndex) -> Array:
    """The season of a series of whole months: a day of January beside a day of the year, and so on to December.

    The mean, over the years, of a month's count a day divided by its centred mean of twelve months. Dividing by the
    days takes the lengths of the months out; ``expected`` puts them in again.
    """
    daily = counts / months.days_in_month.to_numpy()
    ratios = daily[MARGIN:-MARGIN] / np.convolve(daily, CENTRED, "valid")
    numbers = months.month.to_numpy()[MARGIN:-MARGIN]
    index = np.array([ratios[numbers == number].mean() for number in range(1, YEAR + 1)])
    return np.asarray(index / index.mean())


def lag_one(counts: Array) -> float:
    """How far a month's chance deviation goes on into the next: the lag-one correlation of the residuals.

    The residuals are those of the roots of the counts, whose variance hardly depends on their level, from their
    centred mean of twelve months and their mean of each calendar month.
    """
    roots = np.sqrt(counts)
    residuals = roots[MARGIN:-MARGIN] - np.convolve(roots, CENTRED, "valid")
    calendar = np.arange(len(residuals)) % YEAR
    for number in range(YEAR):
        residuals[calendar == number] -= residuals[calendar == number].mean()
    return float((residuals[1:] * residuals[:-1]).sum() / (residuals**2).sum())


def before_the_mean(measured: float) -> float:
    """The lag-one correlation of a series whose residuals have the ``measured`` one.

    The centred mean that is taken away holds a twelfth of each month and of its neighbours, so that a series
    without any memory is measured at -0.1. This is the correlation of the autoregressive series that measures so.
    """
    memories, residuals = _measured_by_memory()
    return float(np.interp(measured, residuals, memories))


@cache
def _measured_by_memory() -> tuple[Array, Array]:
    memories = np.arange(-50, 91) / 100
    weights = -CENTRED.copy()
    weights[MARGIN] += 1
    own = np.convolve(weights, weights[::-1])  # of the filter: at the lags from -12 to 12
    lags = np.arange(len(own)) - len(own) // 2
    residuals = [
        (own * memory ** np.abs(lags - 1)).sum() / (own * memory ** np.abs(lags)).sum() for memory in memories
    ]
    return memories, np.array(residuals)


# Series like it --------------------------------------------------------------------------------------------


def expected(level: float, months: pd.PeriodIndex, index: Array) -> Array:
    """What each month counts on average, where a mean month counts ``level``: by its season and its days."""
    shape = index[months.month.to_numpy() - 1] * months.days_in_month.to_numpy()
    return np.asarray(level * shape / shape.mean())


def with_step(means: Array, last: NDArray[np.int_], months: int, factor: float) -> Array:
    """A row of means for each series, whose level changes by a factor ``months`` before the end of its ``last``."""
    columns = np.arange(len(means))
    return np.where(columns > (last - months)[:, None], means * factor, means)


def counts_like(
    means: Array, phi: float, correlation: float, series: int, random: np.random.Generator
) -> Array:
    """Counts about their means, with ``phi`` times a Poisson count's variance and a lag-one correlation.

    Negative binomial (of size mean/(phi - 1)), made of normal values that follow each other as an autoregressive
    series of the first order (a Gaussian copula): R. B. Nelsen, An Introduction to Copulas (2nd edition, 2006).
    """
    ranks = scipy.stats.norm.cdf(_autoregressive(series, means.shape[-1], correlation, random))
    if phi < JUST_OVER_POISSON:
        return np.asarray(scipy.stats.poisson.ppf(ranks, means))
    return np.asarray(scipy.stats.nbinom.ppf(ranks, means / (phi - 1), 1 / phi))


def _autoregressive(series: int, months: int, correlation: float, random: np.random.Generator) -> Array:
    values = random.standard_normal((months, series))
    for month in range(1, months):
        values[month] = correlation * values[month - 1] + np.sqrt(1 - correlation**2) * values[month]
    return values.T


def shares_like(
    shares: Array, people: int, design_effect: float, step: float, random: np.random.Generator
) -> Array:
    """What a survey publishes of true shares, in per cent: with its design effect, rounded to a step.

    Beta-binomial: people are alike in their neighbourhoods, so that the variance is the design effect times that of
    as many people who were chosen one by one.
    """
    alike = (design_effect - 1) / (people - 1)
    if alike:
        weight = 1 / alike - 1
        shares = random.beta(shares * weight, (1 - shares) * weight)
    percent = 100 * random.binomial(people, shares) / people
    return np.asarray(np.floor(percent / step + 0.5) * step)

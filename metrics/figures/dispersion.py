"""How much more a count moves than chance alone would move it: its own dispersion, from its own series.

Offences come in runs and by season, so that their counts move more than independent events would (a Poisson count).
The factor by which the variance is larger, phi, is taken from the series itself, up to the period that is judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from math import sqrt
from statistics import median

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.figures.breaks import break_ordinals, same_side
from metrics.figures.series import Series
from metrics.figures.statistics import Z_95
from metrics.periods import PERIODS_IN_A_YEAR

LEAST_RANGES = 11  # of a monthly series 24 comparable months: fewer say too little of how far it moves
MEDIAN_RANGE = 0.954  # the median range of two standard normal values: sqrt(2) times their 0.75 quantile
FREEDOM_OF_A_RANGE = 0.37  # degrees of freedom for each range: ranges share values, and a median wastes some


@dataclass(frozen=True)
class Dispersion:
    """How often as large as a Poisson count's the variance is (``phi``, 1 or more), from so many ``ranges``."""

    phi: float
    ranges: int

    @property
    def is_known(self) -> bool:
        """Whether there are ranges enough to say anything."""
        return self.ranges >= LEAST_RANGES

    @property
    def quantile(self) -> float:
        """The 97.5th percentile of Student's t with the ranges' degrees of freedom. It needs a range at least.

        The expansion of M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.5, to
        its second term.
        """
        freedom, z = FREEDOM_OF_A_RANGE * self.ranges, Z_95
        return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)

    @property
    def divisor(self) -> float:
        """What a count is divided by, so that the Poisson limits of what is left allow for all of this."""
        return self.phi * (self.quantile / Z_95) ** 2


def dispersion(measure: PublishedMeasure, singles: Series, until: pd.Period) -> Dispersion:
    """The dispersion of a measure's single counts in one area, from all of them up to a period.

    A year's step of the root, D = 2 (sqrt(y) - sqrt(y of a year before)), has nearly the variance 2 phi whatever
    the count; so has the range of two neighbouring ones twice that. Of the ranges the median is taken, which a few
    wild months do not move. Nothing that would cross a break counts. Numbers that are no counts have none.
    """
    if not measure.unit_row.is_count:
        return Dispersion(1.0, 0)
    ranges = _ranges(measure, singles.values_until(until))
    if not ranges:
        return Dispersion(1.0, 0)
    return Dispersion(max(1.0, (median(ranges) / MEDIAN_RANGE) ** 2 / 2), len(ranges))


def known_from(measure: PublishedMeasure, singles: Series, until: pd.Period) -> pd.Period:
    """The first period for which the dispersion will be known, if from ``until`` on no figure is missing."""
    values = singles.values_until(until)
    for ahead in count(1):
        values[until.ordinal + ahead] = 0.0
        if len(_ranges(measure, values)) >= LEAST_RANGES:
            return until + ahead
    raise AssertionError("a series that goes on is long enough in the end")


# Values by the ordinals of their periods: whole numbers are quicker than periods, and this is asked for each tile.


def _ranges(measure: PublishedMeasure, values: dict[int, float]) -> list[float]:
    starts = break_ordinals(measure)
    steps = _steps_of_a_year(values, PERIODS_IN_A_YEAR[measure.frequency], starts)
    return [
        abs(step - steps[at - 1])
        for at, step in steps.items()
        if at - 1 in steps and same_side(starts, at - 1, at)
    ]


def _steps_of_a_year(values: dict[int, float], year: int, starts: list[int]) -> dict[int, float]:
    return {
        at: 2 * (sqrt(now) - sqrt(values[at - year]))
        for at, now in values.items()
        if at - year in values and same_side(starts, at - year, at)
    }

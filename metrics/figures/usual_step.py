"""What is usual for the time of year: the same step between neighbouring months in earlier years.

Offences follow the season: January comes out below December in most years. The change on the previous month says
little by itself, so it is shown beside what the same step was before. It is never judged by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log, sqrt

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.declared.units import CHANGES
from metrics.figures.breaks import break_ordinals, same_side
from metrics.figures.change import Change
from metrics.figures.dispersion import Dispersion
from metrics.figures.numbers import exact, rounded
from metrics.figures.season import has_season
from metrics.figures.series import Series
from metrics.periods import PERIODS_IN_A_YEAR

MOST_YEARS = 10
LEAST_YEARS = 3
LEAST_LIMIT, MOST_LIMIT = -90, 900  # per cent: a tenth, and ten times


@dataclass(frozen=True)
class UsualStep:
    """The step from one period to the next as it was in earlier years, in per cent, rounded to a tenth.

    ``limits`` are where it lies in 19 years of 20. ``years`` counts the earlier years, ``fell`` those of them in
    which the figure fell and ``rose`` those in which it rose. ``difference`` is this year's step.
    """

    earlier: pd.Period
    later: pd.Period
    usual: Decimal
    limits: tuple[Decimal, Decimal]
    years: int
    fell: int
    rose: int
    difference: Decimal

    @property
    def is_narrow(self) -> bool:
        """Whether the limits say anything: they lie less than a factor of ten from no change, on either side."""
        low, high = self.limits
        return low > LEAST_LIMIT and high < MOST_LIMIT

    @property
    def is_beyond(self) -> bool:
        """Whether this year's step lies outside what is usual, as the numbers are shown."""
        low, high = self.limits
        return not low <= self.difference <= high


def usual_step(
    measure: PublishedMeasure, singles: Series, change: Change, dispersion: Dispersion
) -> UsualStep | None:
    """What is usual of the change of a count on the period before, in one area.

    The mean of the logarithms of the step's ratio in up to ten earlier years, each year's two figures on the same
    side of a break, and as limits t · sqrt(phi (1/y1 + 1/y0) (1 + 1/n)) about it: the prediction interval for a
    further value of a mean of n, with this year's two figures for the variance of a logarithm of counts.
    None where the measure has no season or no single counts, the change is no step between neighbours, or
    there are too few years (three) or ranges.
    """
    if not _is_step(measure, change) or not dispersion.is_known:
        return None
    period = change.later.period
    ratios = list(_ratios(measure, singles, period))
    now, before = change.later.value, change.earlier.value
    if len(ratios) < LEAST_YEARS or not now or not before or change.difference is None:
        return None
    mean, years = sum(ratios) / len(ratios), len(ratios)
    reach = dispersion.quantile * sqrt(dispersion.phi * (1 / now + 1 / before) * (1 + 1 / years))
    return UsualStep(
        earlier=change.earlier.period,
        later=period,
        usual=_percent(mean),
        limits=(_percent(mean - reach), _percent(mean + reach)),
        years=years,
        fell=sum(ratio < 0 for ratio in ratios),
        rose=sum(ratio > 0 for ratio in ratios),
        difference=change.difference,
    )


def _is_step(measure: PublishedMeasure, change: Change) -> bool:
    return (
        has_season(measure)
        and change.later.window == "single"
        and len(change.comparison.later) == 1
        and change.comparison.earlier == (change.comparison.later[0] - 1,)
    )


def _ratios(measure: PublishedMeasure, singles: Series, period: pd.Period) -> Iterator[float]:
    year, starts = PERIODS_IN_A_YEAR[measure.frequency], break_ordinals(measure)
    for later in (period - year * back for back in range(1, MOST_YEARS + 1)):
        pair = singles.at(later - 1), singles.at(later)
        before, now = (None if item is None else item.value for item in pair)
        if before and now and same_side(starts, later.ordinal - 1, later.ordinal):
            yield log(now / before)


def _percent(ratio: float) -> Decimal:
    return rounded(exact(100 * (exp(ratio) - 1)), CHANGES["percent"].decimals or 0)

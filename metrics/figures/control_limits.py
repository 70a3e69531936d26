"""The limits of a control chart of single values (XmR), and the usual range as readers see it.

W. A. Shewhart's method for individual values: D. J. Wheeler, Understanding Variation (SPC Press, 1993);
NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Literal

from metrics.figures.numbers import exact, rounded, rounded_inwards

D2 = 1.128  # the mean range of two values, in standard deviations (Shewhart; NIST, as above)
REACH = 3 / D2  # how many mean ranges the limits stand from the mean: 2.6596
D4 = 3.267  # the upper limit of a range of two values, in mean ranges

Way = Literal["above", "below", "rising", "falling"]


@dataclass(frozen=True)
class Limits:
    """The usual range of single counts, in the measure's unit, with the mean and limit of the moving range.

    ``decimals`` are those of the values themselves: none of counts.
    """

    centre: float
    lower: float
    upper: float
    mean_range: float
    most_range: float
    decimals: int = 0

    @property
    def usual_range(self) -> tuple[float, float]:
        """The usual range as readers see it: its ends rounded inwards to the digits of the values.

        A value lies between them as they are shown exactly where it is within the limits. Where that leaves no
        number at all, to as many digits more as it takes.
        """
        lower, upper = exact(self.lower), exact(self.upper)
        ends = (rounded_inwards(lower, upper, decimals) for decimals in count(self.decimals))
        low, high = next((low, high) for low, high in ends if low <= high)
        return float(low), float(high)

    @property
    def average(self) -> float:
        """The average as it is shown, which is also what a run lies above or below: a tenth under a hundred."""
        return float(rounded(exact(self.centre), average_decimals(self.centre)))

    def side(self, value: float) -> Way | None:
        """Whether a value lies outside the limits, and where."""
        if value > self.upper:
            return "above"
        return "below" if value < self.lower else None


def average_decimals(average: float) -> int:
    """To how many decimals figures that are no whole counts are shown: one where they average under a hundred."""
    return 0 if average >= 100 else 1


def limits_of(values: Sequence[float | None], decimals: int = 0) -> Limits:
    """The limits of single values in the order of time: the mean, and three deviations to either side.

    A deviation is the mean moving range over d2 = 1.128, so that the limits stand 3 / 1.128 mean moving ranges from
    the mean, and never below zero, as a count cannot; the limit of the moving range is 3.267 times its mean.
    A missing value counts for nothing, and no range is taken across it. Raises ZeroDivisionError without two
    neighbouring values.
    """
    numbers = [value for value in values if value is not None]
    ranges = moving_ranges(values)
    centre, mean_range = sum(numbers) / len(numbers), sum(ranges) / len(ranges)
    reach = 3 * mean_range / D2
    return Limits(centre, max(0.0, centre - reach), centre + reach, mean_range, D4 * mean_range, decimals)


def moving_ranges(values: Sequence[float | None]) -> list[float]:
    """How far each value is from the one before, where both are there."""
    return [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]

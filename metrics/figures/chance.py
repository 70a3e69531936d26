"""How far chance alone may move the difference between two observations of a measure, by its declared test."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from metrics.areas import LONDON
from metrics.declared.framework import PublishedMeasure
from metrics.figures.numbers import CHANGE_DECIMALS, CHANGE_UNIT, exact, rounded
from metrics.figures.series import Observation
from metrics.figures.statistics import Interval, counts_difference, counts_ratio, proportions_difference


@dataclass(frozen=True)
class Weighed:
    """A difference against chance. ``interval`` is in the unit of the change (points, per cent or units).

    It is rounded as the change is, and judged as it is shown: an end that is shown as 0.0 takes in no change at
    all. It is None when the test cannot be made, because nobody says how many people were asked. ``bases`` are
    the interviews behind the earlier and the later figure, where the test is of a survey.
    """

    interval: tuple[Decimal, Decimal] | None
    bases: tuple[int, int] | None = None

    @property
    def may_be_chance(self) -> bool:
        """Whether no change at all lies inside the interval, or the test cannot be made."""
        return self.interval is None or self.interval[0] <= 0 <= self.interval[1]


def weighed(
    measure: PublishedMeasure, earlier: Observation, later: Observation, area: str = LONDON
) -> Weighed | None:
    """The difference between two observations with values, against chance; None where no test is declared.

    The two must not share a month: windows that overlap are never tested as if each stood alone.
    """
    assert earlier.value is not None and later.value is not None
    match measure.comparison.test:
        case "proportions":
            return _proportions(measure, earlier, later, area)
        case "counts" if CHANGE_UNIT[measure.unit] == "percent" and not earlier.value:
            return None  # none against none: there is no ratio to weigh
        case "counts":
            return Weighed(_rounded_interval(measure, _counts(measure, earlier.value, later.value)))
        case _:
            return None


def sample_size(
    measure: PublishedMeasure, observation: Observation, area: str = LONDON, category: str = ""
) -> int | None:
    """How many people stand behind a survey's figure: by the extract, or as declared; None when nobody says.

    What is declared holds for the measure's own figure: of a ``category`` only the extract can say.
    """
    if observation.base is not None:
        return observation.base
    if measure.sample is None or category:
        return None
    return measure.sample.size if area == LONDON else measure.sample.borough_size


def _proportions(measure: PublishedMeasure, earlier: Observation, later: Observation, area: str) -> Weighed:
    first, second = sample_size(measure, earlier, area), sample_size(measure, later, area)
    if first is None or second is None:
        return Weighed(None)
    effect = measure.sample.design_effect if measure.sample else 1.0
    low, high = proportions_difference(
        (earlier.value or 0.0) / 100, first / effect, (later.value or 0.0) / 100, second / effect
    )
    return Weighed(_rounded_interval(measure, (100 * low, 100 * high)), (first, second))


def _counts(measure: PublishedMeasure, earlier: float, later: float) -> Interval:
    if CHANGE_UNIT[measure.unit] == "count":
        return counts_difference(earlier, later)
    low, high = counts_ratio(earlier, later)
    return 100 * (low - 1), 100 * (high - 1)


def _rounded_interval(measure: PublishedMeasure, interval: Interval) -> tuple[Decimal, Decimal]:
    decimals = CHANGE_DECIMALS[CHANGE_UNIT[measure.unit]]
    low, high = (rounded(exact(end), decimals) for end in interval)
    return low, high

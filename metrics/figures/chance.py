"""How far chance alone may move the difference between two observations of a measure, by its declared test."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import isinf
from typing import Literal

from metrics.areas import districts, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.dispersion import Dispersion
from metrics.figures.numbers import exact, rounded
from metrics.figures.series import Observation
from metrics.figures.statistics import (
    Z_95,
    Interval,
    counts_difference,
    counts_ratio,
    difference,
    overdispersed_ratio,
    ratio,
    rounding_spread,
    small_counts_difference,
    small_counts_p,
    widened,
    wilson,
)
from metrics.periods import last_day

Doubt = Literal["chance", "too-few", "too-short", "no-base", "unweighed"]


@dataclass(frozen=True)
class Weighed:
    """A difference against chance. ``interval`` is in the unit of the change (points, per cent or units).

    It is rounded as the change is, and judged as it is shown: an end that is shown as 0.0 takes in no change at
    all. Its upper end is infinite where the earlier count may as well have been nought. It is None when the test
    cannot be made, because nobody says how many people were asked, or because the series is too short. ``bases``
    are the interviews behind the earlier and the later figure, where the test is of a survey; ``dispersion`` is
    that of the series where it is of counts; ``probability`` is how often chance makes two small counts differ so
    much or more.
    """

    interval: tuple[Decimal, Decimal] | None
    bases: tuple[int, int] | None = None
    dispersion: Dispersion | None = None
    probability: float | None = None
    doubt: Doubt = "chance"

    @property
    def may_be_chance(self) -> bool:
        """Whether no change at all lies inside the interval, or the test cannot be made."""
        return self.interval is None or self.interval[0] <= 0 <= self.interval[1]

    @property
    def comes_first(self) -> bool:
        """Whether doubt goes before a small size: little change is a claim too, and these cannot make it."""
        return self.doubt in ("too-short", "too-few", "unweighed")


def weighed(
    measure: PublishedMeasure,
    earlier: Observation,
    later: Observation,
    area: str = "",
    dispersion: Dispersion | None = None,
) -> Weighed | None:
    """The difference between two observations with values, against chance; None where no test is declared.

    Of other numbers nobody knows how chance moves them, unless their publisher says so or a measure has its change
    judged as it compares: then they are weighed by intervals, or not at all. The two must not share a month:
    windows that overlap are never tested as if each stood alone. Counts are
    weighed by the ``dispersion`` of their series, and small counts given their sum; where the measure has its
    change judged as it compares, both as Poisson counts.
    """
    area = area or region_code()
    assert earlier.value is not None and later.value is not None
    match measure.comparison.test:
        case "proportions":
            return _proportions(measure, earlier, later, area)
        case "intervals":
            return _published(measure, earlier, later)
        case "counts" if measure.change_unit == "percent" and not earlier.value:
            return None  # none against none: there is no ratio to weigh
        case "counts" if measure.comparison.judged == "as-compared":
            return Weighed(_rounded_interval(measure, _counts(measure, earlier.value, later.value)))
        case "counts" if measure.unit_row.is_few:
            return _small_counts(measure, earlier.value, later.value)
        case "counts":
            return _dispersed(measure, earlier.value, later.value, dispersion)
        case _ if measure.unit_row.is_plain and measure.comparison.judged == "like-with-like":
            return Weighed(None, doubt="unweighed")  # as-compared declares that chance has no part in it
        case _:
            return None


def sample_size(
    measure: PublishedMeasure, observation: Observation, area: str = "", category: str = ""
) -> int | None:
    """How many people stand behind a survey's figure: by the extract, or as declared; None when nobody says.

    What is declared holds for the measure's own figure of the region or of a district: of a ``category``, and of
    any other area, only the extract can say (``part_of`` names no category where it is that figure).
    """
    area = area or region_code()
    if observation.base is not None:
        return observation.base
    if measure.sample is None or category or (area != region_code() and area not in districts()):
        return None
    return measure.sample.interviews(last_day(observation.period), in_district=area != region_code())


def part_of(measure: PublishedMeasure, dimension: str, category: str) -> str:
    """A category of a dimension (an id), and empty where it is the measure's own figure.

    What is declared of the measure's own figure holds for it there as well: it is the same.
    """
    own = {item.id: item.headline for item in measure.source.dimensions}
    return "" if category and own.get(dimension) == category else category


def share_interval(measure: PublishedMeasure, value: float, base: int, z: float = Z_95) -> Interval:
    """The interval of a share of people, in points from 0 to 100: by so many interviews, and as it was rounded.

    Wilson's, with as many people as the interviews are worth by the design effect; where the source rounds its
    figures, its distances are widened by what rounding alone may do.
    """
    effect = 1.0 if measure.sample is None else measure.sample.design_effect
    low, high = wilson(value / 100, base / effect, z)
    step = None if measure.sample is None else measure.sample.rounded_to
    around = (100 * low, 100 * high)
    if step is not None:
        around = widened(value, around, rounding_spread(step, z))
    return max(0.0, min(around[0], value)), min(100.0, max(around[1], value))


def _proportions(measure: PublishedMeasure, earlier: Observation, later: Observation, area: str) -> Weighed:
    first, second = sample_size(measure, earlier, area), sample_size(measure, later, area)
    if first is None or second is None:
        return Weighed(None, doubt="no-base")
    before, now = earlier.value or 0.0, later.value or 0.0
    interval = difference(
        before, share_interval(measure, before, first), now, share_interval(measure, now, second)
    )
    return Weighed(_rounded_interval(measure, interval), (first, second))


def _published(measure: PublishedMeasure, earlier: Observation, later: Observation) -> Weighed:
    """Two figures by the 95% intervals that their publisher gives, taken as independent of each other.

    The distances of each figure to the ends of its interval are squared and added (``difference``), which for
    intervals of equal arms is the usual test by the sum of the squared standard errors, each an arm / 1.96. A
    difference in per cent is weighed as a ratio (``ratio``, MOVER-R), of figures above zero.
    """
    before, now = earlier.value or 0.0, later.value or 0.0
    if earlier.interval is None or later.interval is None:
        return Weighed(None, doubt="unweighed")
    if measure.change_unit != "percent":
        interval = difference(before, earlier.interval, now, later.interval)
        return Weighed(_rounded_interval(measure, interval))
    if before <= 0 or now <= 0 or earlier.interval[0] <= 0:
        return Weighed(None, doubt="unweighed")
    low, high = ratio(before, earlier.interval, now, later.interval)
    return Weighed(_rounded_interval(measure, (100 * (low - 1), 100 * (high - 1))))


def _dispersed(
    measure: PublishedMeasure, earlier: float, later: float, dispersion: Dispersion | None
) -> Weighed:
    """Two counts by how far their series moves; two noughts of a year before and now have no ratio to weigh."""
    if dispersion is None or not dispersion.is_known:
        return Weighed(None, dispersion=dispersion, doubt="too-short")
    low, high = overdispersed_ratio(earlier, later, dispersion.divisor)
    interval = _rounded_interval(measure, (100 * (low - 1), 100 * (high - 1)))
    # Of fewer than one event of those that would come singly, hardly any fall or rise is out of the question.
    doubt: Doubt = "too-few" if earlier < dispersion.divisor else "chance"
    return Weighed(interval, dispersion=dispersion, doubt=doubt)


def _small_counts(measure: PublishedMeasure, earlier: float, later: float) -> Weighed:
    before, now = round(earlier), round(later)
    interval = _rounded_interval(measure, small_counts_difference(before, now))
    return Weighed(interval, probability=small_counts_p(before, now), doubt="too-few")


def _counts(measure: PublishedMeasure, earlier: float, later: float) -> Interval:
    if measure.change_unit == "count":
        return counts_difference(earlier, later)
    low, high = counts_ratio(earlier, later)
    return 100 * (low - 1), 100 * (high - 1)


def _rounded_interval(measure: PublishedMeasure, interval: Interval) -> tuple[Decimal, Decimal]:
    decimals = measure.change_decimals
    low, high = (Decimal(end) if isinf(end) else rounded(exact(end), decimals) for end in interval)
    return low, high

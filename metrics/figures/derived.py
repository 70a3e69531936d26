"""Figures that are worked out from those of other measures, of the same period and the same area alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from metrics.areas import region_code
from metrics.declared.derived import Part
from metrics.declared.framework import PublishedMeasure
from metrics.declared.ratio import times
from metrics.figures.chance import part_of, sample_size, share_interval
from metrics.figures.dispersion import dispersion
from metrics.figures.observations import COLUMNS, as_text
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.statistics import Z_95, Interval, overdispersed, ratio
from metrics.figures.sums_of_areas import ENDS
from metrics.periods import PANDAS_FREQUENCY
from metrics.statuses import of_a_missing_part, strongest

OF_NOTHING = "z"  # nothing is there to divide by


@dataclass(frozen=True)
class Taken:
    """What a derived figure is made of: a part, its measure, and the series of that."""

    part: Part
    measure: PublishedMeasure
    data: MeasureData

    def series(self, measure: PublishedMeasure, area: str) -> Series:
        """The part's figures of an area, in the window of the derived measure."""
        key = Key(measure.window, area, self.part.dimension or "", self.part.category or "")
        return self.data.get(key)


@dataclass(frozen=True)
class Figure:
    """What a derived figure comes to: of how many, and its 95% interval, where it has these."""

    value: float
    base: float | None = None
    interval: Interval | None = None


Work = Callable[[PublishedMeasure, Sequence[Taken], Sequence[Observation], str], Figure | None]


def derived_frame(measure: PublishedMeasure, parts: Sequence[Taken]) -> pd.DataFrame:
    """The observations of a derived measure, as they are stored; in each period that any of its parts has.

    What a part has no figure of is not known, with the status of the part: what is withheld of one is withheld.
    Since a figure is there only where all its parts are shown, it gives back nothing that is withheld.
    """
    areas = [region_code()] if measure.source.area is None else _areas(measure, parts)
    rows = [row for area in areas for row in _rows_of(measure, parts, area)]
    frame = pd.DataFrame(rows, columns=[*COLUMNS, *ENDS])
    numbers = frame.astype(dict.fromkeys(("value", "base", *ENDS), "float64"))
    has_ends = measure.source.interval is not None
    return as_text(numbers if has_ends else numbers.drop(columns=ENDS))


def _areas(measure: PublishedMeasure, parts: Sequence[Taken]) -> list[str]:
    """The region, and the areas that any part has figures of."""
    named = (key.area for taken in parts for key in taken.data.series if key.window == measure.window)
    return list(dict.fromkeys((region_code(), *named)))


def _rows_of(measure: PublishedMeasure, parts: Sequence[Taken], area: str) -> list[dict[str, object]]:
    series = [taken.series(measure, area) for taken in parts]
    ends = [item.period for own in series for item in own]
    if not ends:
        return []
    frequency = PANDAS_FREQUENCY[measure.frequency]
    return [
        _row(measure, parts, [own.at(period) for own in series], area, period)
        for period in pd.period_range(min(ends), max(ends), freq=frequency)
    ]


def _row(
    measure: PublishedMeasure,
    parts: Sequence[Taken],
    observations: Sequence[Observation | None],
    area: str,
    period: pd.Period,
) -> dict[str, object]:
    lacking = ["x" if item is None else item.status or "x" for item in observations if not _is_known(item)]
    figures = [item for item in observations if item is not None and item.value is not None]
    assert measure.derived is not None
    figure = None if lacking else WORKS[measure.derived.how](measure, parts, figures, area)
    status = of_a_missing_part(strongest(lacking)) if lacking else strongest(item.status for item in figures)
    low, high = (figure.interval if figure else None) or (None, None)
    return {
        "window": measure.window,
        "period": period,
        "area": area,
        "dimension": "",
        "category": "",
        "value": figure and figure.value,
        "base": figure and figure.base,
        "status": status if figure or lacking else OF_NOTHING,
        "lower": low,
        "upper": high,
    }


def _is_known(item: Observation | None) -> bool:
    return item is not None and item.value is not None


# Each way of putting figures together ----------------------------------------------------------------------


def _value(observation: Observation) -> float:
    assert observation.value is not None
    return observation.value


def _ratio(
    measure: PublishedMeasure, _: Sequence[Taken], figures: Sequence[Observation], area: str
) -> Figure | None:
    first, second = map(_value, figures)
    if not second:
        return None
    return Figure(times(measure) * first / second, second if measure.source.over is not None else None)


def _difference(
    measure: PublishedMeasure, _: Sequence[Taken], figures: Sequence[Observation], area: str
) -> Figure:
    first, second = map(_value, figures)
    return Figure(first - second)


def _sum(measure: PublishedMeasure, _: Sequence[Taken], figures: Sequence[Observation], area: str) -> Figure:
    return Figure(sum(map(_value, figures)))


def _disproportionality(
    measure: PublishedMeasure, parts: Sequence[Taken], figures: Sequence[Observation], area: str
) -> Figure | None:
    """The rate of one group over that of another, with its interval by the interval of each rate (MOVER-R).

    A count has Byar's limits, widened by the dispersion of its own series, and divided by the people of its group;
    a percentage has Wilson's. The ratio of the two: A. Donner and G. Y. Zou, "Closed-form confidence intervals for
    functions of the normal mean and standard deviation", Statistical Methods in Medical Research 21 (2012), 347-59.
    The two are taken as independent; groups that go up and down together make it wider than it need be. No interval
    stands where one of the two has none, or where a rate is zero.
    """
    rates = [_rate(taken, item) for taken, item in zip(parts, figures, strict=True)]
    first, second = rates
    if not second:
        return None
    limits = [_limits(taken, item, area) for taken, item in zip(parts, figures, strict=True)]
    above, below = limits
    if above is None or below is None or not first or below[0] <= 0:
        return Figure(first / second)
    return Figure(first / second, interval=ratio(second, below, first, above))


def _rate(taken: Taken, observation: Observation) -> float:
    return _value(observation) / (taken.part.people or 1)


def _limits(taken: Taken, observation: Observation, area: str) -> Interval | None:
    """The 95% interval of a group's rate; None where nobody can tell it."""
    part, measure, value = taken.part, taken.measure, _value(observation)
    if measure.unit_row.is_share:
        category = part_of(measure, part.dimension or "", part.category or "")
        base = sample_size(measure, observation, area, category)
        return None if base is None else share_interval(measure, value, base)
    singles = taken.data.get(Key("single", area, part.dimension or "", part.category or ""))
    moves = dispersion(measure, singles, observation.period)
    if not moves.is_known or part.people is None:
        return None
    low, high = overdispersed(value, moves.divisor, Z_95)
    return low / part.people, high / part.people


WORKS: Mapping[str, Work] = {
    "ratio": _ratio,
    "difference": _difference,
    "sum": _sum,
    "disproportionality": _disproportionality,
}

"""An area beside the region: whether the two can be told apart, and with how many digits that shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from math import floor, log10
from typing import Literal

from metrics.areas import areas, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_figures import (
    RATE_DECIMALS,
    AreaFigure,
    area_figure,
    compared_window,
    display_number,
    ends,
    has_figures,
)
from metrics.figures.series import MeasureData

DIGITS = 3  # of a rate, where a tenth is too coarse
MOST_DECIMALS = 8

Standing = Literal["higher", "lower", "similar", "not-known"]
Reason = Literal[
    "interval",
    "itself",
    "no-value",
    "no-region-value",
    "no-sum",
    "no-rate",
    "no-residents",
    "other-force",
    "no-people",
    "no-interval",
    "too-short",
]


@dataclass(frozen=True)
class AreaComparison:
    """An area's figure of a measure, with its division's (None where it has none) and the region's beside it."""

    measure: PublishedMeasure
    figure: AreaFigure
    division: AreaFigure | None
    region: AreaFigure
    standing: Standing
    reason: Reason


def area_comparison(measure: PublishedMeasure, data: MeasureData, area: str) -> AreaComparison | None:
    """An area (a code) beside the region; None where the measure has no figures of it, or of its districts."""
    return next(iter(beside_region(measure, data, [area])), None)


def beside_region(measure: PublishedMeasure, data: MeasureData, codes: Iterable[str]) -> list[AreaComparison]:
    """Areas (codes) beside the region, where the measure has figures of them; what is shared is worked out once."""
    codes = [code for code in codes if has_figures(measure, data, code)]
    if not codes:
        return []
    window, period = compared_window(measure, data)
    figure_of = cache(lambda code: area_figure(measure, data, code, window, period))
    return [_compared(measure, code, figure_of) for code in codes]


def _compared(measure: PublishedMeasure, area: str, figure_of: Callable[[str], AreaFigure]) -> AreaComparison:
    figure, region, division = (
        figure_of(area),
        figure_of(region_code()),
        areas()[area].division if area in areas() else "",
    )
    standing, reason = _standing(measure, figure, region)
    comparison = AreaComparison(
        measure, figure, figure_of(division) if division else None, region, standing, reason
    )
    return _with_decimals(comparison, _decimals(measure, figure, region, standing))


def alike(comparisons: Sequence[AreaComparison]) -> list[AreaComparison]:
    """Comparisons of one measure with as many decimals in all, for a list in which they stand together.

    They are as many as it takes for two equal numbers to have the same word, unless the figures are equal.
    """
    fewest = max((comparison.figure.decimals for comparison in comparisons), default=0)
    decimals = fewest
    if any(comparison.measure.comparison.judged == "like-with-like" for comparison in comparisons):
        enough = (number for number in range(fewest, MOST_DECIMALS) if _are_told_apart(comparisons, number))
        decimals = next(enough, fewest)
    return [_with_decimals(comparison, decimals) for comparison in comparisons]


def _are_told_apart(comparisons: Sequence[AreaComparison], decimals: int) -> bool:
    """Whether no two figures that differ look equal beside two different words."""
    figures: dict[Decimal, set[float]] = {}
    standings: dict[Decimal, set[Standing]] = {}
    for comparison in comparisons:
        if (figure := comparison.figure.compared) is not None and comparison.standing != "not-known":
            number = display_number(comparison.measure, figure, decimals)
            figures.setdefault(number, set()).add(figure)
            standings.setdefault(number, set()).add(comparison.standing)
    return all(len(standings[number]) == 1 or len(figures[number]) == 1 for number in figures)


def _with_decimals(comparison: AreaComparison, decimals: int) -> AreaComparison:
    figure, region = (replace(figure, decimals=decimals) for figure in (comparison.figure, comparison.region))
    group = None if comparison.division is None else replace(comparison.division, decimals=decimals)
    return replace(comparison, figure=figure, division=group, region=region)


def compared_decimals(measure: PublishedMeasure, region: float | None) -> int:
    """How many decimals compared numbers have: of rates the first three digits of the region's, at least one."""
    if measure.rate is None:
        return measure.decimals
    if not region or measure.comparison.judged == "as-compared":
        return RATE_DECIMALS
    return max(RATE_DECIMALS, DIGITS - 1 - floor(log10(region)))


def _decimals(measure: PublishedMeasure, figure: AreaFigure, region: AreaFigure, standing: Standing) -> int:
    """As many decimals as it takes for the numbers, as they are shown, to bear the word that they carry."""
    fewest = compared_decimals(measure, region.compared)
    if measure.comparison.judged == "as-compared" or standing == "not-known" or figure.limits is None:
        return fewest
    enough = (
        decimals
        for decimals in range(fewest, MOST_DECIMALS)
        if _bears(measure, figure, region.compared or 0.0, standing, decimals)
    )
    return next(enough, MOST_DECIMALS)


def _bears(
    measure: PublishedMeasure, figure: AreaFigure, region: float, standing: Standing, decimals: int
) -> bool:
    assert figure.limits is not None and figure.compared is not None
    low, high = ends(measure, figure.limits, decimals)
    number, against = (display_number(measure, value, decimals) for value in (figure.compared, region))
    if not low <= number <= high:
        return False
    if standing == "similar":
        return low <= against <= high
    return against < low if standing == "higher" else high < against


# How it stands ---------------------------------------------------------------------------------------------


def _standing(measure: PublishedMeasure, figure: AreaFigure, region: AreaFigure) -> tuple[Standing, Reason]:
    """Higher or lower than the region only where the area's limits leave the region's figure out.

    The rule by which public health profiles compare an area with a benchmark: Public Health England, Technical
    Guide: RAG Rating Indicator Values (2017), with the limits of the Association of Public Health Observatories,
    Technical Briefing 3 (2008): 99.8%, so that of 32 areas that are all like the region one lies outside in some
    twelve releases. The region's figure is taken as it stands, without an interval of its own. It holds the area's
    own part, so the rule errs towards "similar". What is compared are the numbers themselves, and they are
    shown with as many digits as it takes to see it.
    """
    if figure.area == region_code():
        return "not-known", "itself"
    if (missing := _missing(measure, figure, region)) is not None:
        return "not-known", missing
    assert figure.limits is not None and region.compared is not None
    low, high, against = *figure.limits, region.compared
    if measure.comparison.judged == "as-compared":
        low, high = map(float, ends(measure, figure.limits))
        against = float(ends(measure, (against, against))[0])
    if low <= against <= high:
        return "similar", "interval"
    return ("lower" if high < against else "higher"), "interval"


def _missing(measure: PublishedMeasure, figure: AreaFigure, region: AreaFigure) -> Reason | None:
    """What it takes to compare an area with the region, and is not there."""
    if measure.source.level == "force":
        return "other-force"
    if figure.lacks_rate:
        return "no-residents"
    if figure.compared is None:
        return "no-sum" if figure.observation.status == "z" else "no-value"
    if region.compared is None:
        return "no-region-value"
    if measure.unit_row.adds_up and measure.rate is None:
        return "no-rate"
    if figure.limits is None:
        return _no_limits(measure)
    return None


def _no_limits(measure: PublishedMeasure) -> Reason:
    if measure.comparison.test == "proportions":
        return "no-people"
    return "too-short" if measure.comparison.test == "counts" else "no-interval"

"""Which comparison of a measure is judged better or worse: like with like, as it declares or by its frequency.

A count that follows the season is compared over the same months a year before: of the region three months in a row,
of a district or a division twelve, since few happen there. A survey is compared with the same quarter a year
before, a
rolling figure with the twelve months before, with which it shares none, and a running total with last year's at the
same point. A week has no like one a year before, as holidays move and a year is no whole number of weeks: it is
not judged.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from metrics.areas import region_code
from metrics.declared.bases import BasisKind
from metrics.declared.framework import PublishedMeasure
from metrics.declared.measure_rules import default_months
from metrics.figures.change import Change, compare, is_other_force
from metrics.figures.comparison import Comparison, comparison_of
from metrics.figures.dispersion import Dispersion, dispersion, known_from
from metrics.figures.series import Key, MeasureData
from metrics.periods import PERIODS_IN_A_YEAR


def verdict_comparison(measure: PublishedMeasure, period: pd.Period, area: str = "") -> Comparison | None:
    """The comparison that is judged, of an area (a code) up to a period.

    None where the measure has the change itself judged, as it compares, of weeks, which have no like ones, and of
    another force.
    """
    area = area or region_code()
    if measure.comparison.judged == "as-compared" or measure.frequency == "week":
        return None
    if is_other_force(measure, area):
        return None
    return comparison_of(measure, period, verdict_basis(measure), verdict_length(measure, area))


def verdict(
    measure: PublishedMeasure, data: MeasureData, period: pd.Period, area: str = ""
) -> tuple[Change | None, Dispersion]:
    """The change that is judged, of an area (a code) up to a period, and the dispersion that it is judged by.

    None where the measure has the change itself judged or none, and where there is nothing to compare.
    """
    area = area or region_code()
    singles, compared = data.get(Key("single", area)), verdict_comparison(measure, period, area)
    moves = dispersion(measure, singles, period)
    if compared is None:
        return None, moves
    change = compare(measure, data.get(Key(compared.window, area)), compared, area, moves)
    if change is not None and change.reason == "too-short" and len(singles):
        return replace(change, known_from=known_from(measure, singles, period)), moves
    return change, moves


def verdict_window(change: Change) -> str:
    """What one side of a judged comparison covers: ``3-months``, or the window of its figures."""
    if change.later.first is None:
        return change.comparison.window
    first, last = change.later.months
    return f"{last.ordinal - first.ordinal + 1}-months"


def verdict_basis(measure: PublishedMeasure) -> BasisKind:
    """What a verdict compares with: a year before, unless the measure says otherwise or has no season."""
    declared = measure.comparison.verdict
    if declared is not None and declared.basis is not None:
        return declared.basis
    stands_alone = measure.window == "single" and measure.comparison.season == "none"
    return "previous-period" if stands_alone else "same-period-last-year"


def verdict_length(measure: PublishedMeasure, area: str = "") -> int:
    """How many single periods each side of a verdict adds up: one of what cannot be added up."""
    area = area or region_code()
    if not adds_up(measure):
        return 1
    return max(1, verdict_months(measure, area) * PERIODS_IN_A_YEAR[measure.frequency] // 12)


def verdict_months(measure: PublishedMeasure, area: str = "") -> int:
    """How many months each side of a verdict on counts of single periods holds, declared or by default."""
    area = area or region_code()
    declared = measure.comparison.verdict
    months = None if declared is None else declared.months if area == region_code() else declared.area_months
    return months or default_months(measure, area != region_code())


def adds_up(measure: PublishedMeasure) -> bool:
    """Whether the measure's figures are counts of single periods, or amounts of which sums are declared."""
    row, is_declared = measure.unit_row, measure.comparison.verdict is not None
    return (row.is_count or (row.adds_up and is_declared)) and measure.window == "single"

"""What words the engine gives to series: verdicts, areas beside the region, and the months of a history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from benchmarks.unchanged import Array
from metrics.areas import police_districts, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_comparison import area_comparison
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.verdict import verdict
from metrics.periods import Window

Periods = Sequence[pd.Period]

FIRM = ("higher", "lower")


def series_of(periods: Periods, values: Iterable[float], window: Window = "single") -> Series:
    """Values in the order of their periods, as the engine takes them."""
    return Series(
        tuple(
            Observation(period, window, float(value)) for period, value in zip(periods, values, strict=False)
        )
    )


def verdict_words(
    measure: PublishedMeasure,
    periods: Periods,
    rows: Array,
    lasts: Iterable[int],
    key: Key | None = None,
) -> Iterator[str]:
    """The verdict on each row of values, as it is judged in the period at its place in ``lasts``."""
    key = key or Key()
    for row, last in zip(rows.tolist(), lasts, strict=True):
        values = MeasureData({key: series_of(periods[: last + 1], row, key.window)})
        yield verdict_word(measure, values, periods[last], key.area)


def verdict_word(measure: PublishedMeasure, data: MeasureData, period: pd.Period, area: str = "") -> str:
    """The outcome of the comparison that is judged: firm, or why there is no firm word."""
    area = area or region_code()
    change, _ = verdict(measure, data, period, area)
    return "not-known" if change is None else change.outcome


def firm_standings(measure: PublishedMeasure, data: MeasureData) -> int:
    """How many of the districts are called higher or lower than the region."""
    comparisons = (area_comparison(measure, data, code) for code in police_districts())
    return sum(comparison is not None and comparison.standing in FIRM for comparison in comparisons)


# The words of a history ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class History:
    """The words of real series, month by month: how many are firm, and how many of those do not hold.

    ``contradicted`` counts firm words that follow the other firm word of the month before. ``followed`` counts firm
    words with a firm word before them, however long ago, and ``reversed`` those of them that differ from it.
    """

    months: int = 0
    firm: int = 0
    contradicted: int = 0
    followed: int = 0
    reversed: int = 0

    def __add__(self, other: History) -> History:
        return History(
            self.months + other.months,
            self.firm + other.firm,
            self.contradicted + other.contradicted,
            self.followed + other.followed,
            self.reversed + other.reversed,
        )


def history(words: Sequence[str]) -> History:
    """What a series' words come to, a word for each month, oldest first, without a month left out."""
    firm = [word for word in words if word in FIRM]
    neighbours = Counter(
        (before in FIRM, after in FIRM, before == after) for before, after in pairwise(words)
    )
    return History(
        months=len(words),
        firm=len(firm),
        contradicted=neighbours[True, True, False],
        followed=max(0, len(firm) - 1),
        reversed=sum(before != after for before, after in pairwise(firm)),
    )

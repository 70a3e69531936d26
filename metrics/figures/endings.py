"""Rows of an area that end while the series goes on, where a missing row is zero otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics.areas import NO_AREA_NAMES, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.periods import PERIODS_IN_A_YEAR

NO_CHANCE = 5  # a stretch that would usually hold so many is not empty by chance


@dataclass(frozen=True)
class Ending:
    """The rows of an area that end with a period; ``area`` is as in cells, ``share`` what it was of the region."""

    area: str
    last: pd.Period
    share: float

    @property
    def is_no_area(self) -> bool:
        """Whether its rows count for the region alone."""
        return self.area.startswith(NO_AREA_NAMES)


def endings(measure: PublishedMeasure, cells: pd.DataFrame) -> tuple[Ending, ...]:
    """The areas whose rows end: counted in each period of a year, and with no row in any later one."""
    source = measure.source
    is_added_up = source.absent == "zero" and source.area is not None and source.region != "own-row"
    if not is_added_up or not LAYOUTS[source.layout].is_seamless:
        return ()
    table = cells.pivot_table(index="period", columns="area", values="value", aggfunc="sum").sort_index()
    year = PERIODS_IN_A_YEAR[measure.frequency]
    ended = (_ending(table, str(area), year) for area in table.columns if area != region_code())
    counted = source.region == "all-rows"
    return tuple(ending for ending in ended if ending and (counted or not ending.is_no_area))


def _ending(table: pd.DataFrame, area: str, year: int) -> Ending | None:
    rows = table.index[table[area].notna()]
    last = rows.max()
    before = table.loc[:last].tail(year)
    after = int((table.index > last).sum())
    if not after or len(before) < year or not (before[area] > 0).all():
        return None
    if before[area].mean() * after < NO_CHANCE:
        return None
    return Ending(area, last, float(before[area].sum() / before.sum().sum()))

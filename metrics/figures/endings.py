"""Rows of an area that end while the series goes on, or begin after it, where a missing row is zero otherwise."""

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


@dataclass(frozen=True)
class Beginning:
    """The rows of an area, as in cells, that begin with a period."""

    area: str
    first: pd.Period


def endings(measure: PublishedMeasure, cells: pd.DataFrame) -> tuple[Ending, ...]:
    """The areas whose rows end: counted in each period of a year, and with no row in any later one."""
    source, year = measure.source, PERIODS_IN_A_YEAR[measure.frequency]
    if not _is_added_up(measure):
        return ()
    table = _by_area(cells)
    ended = (_ending(table, str(area), year) for area in table.columns if area != region_code())
    counted = source.region == "all-rows"
    return tuple(ending for ending in ended if ending and (counted or not ending.is_no_area))


def beginnings(measure: PublishedMeasure, cells: pd.DataFrame) -> tuple[Beginning, ...]:
    """The districts whose rows begin: with no row in any period before, and counted in each of a year from there.

    Where the least of that year would make so many in the periods before that none is no chance. What counts for
    no district is left aside: its names come and go.
    """
    if not _is_added_up(measure):
        return ()
    table, year = _by_area(cells), PERIODS_IN_A_YEAR[measure.frequency]
    areas = (str(area) for area in table.columns if area != region_code())
    begun = (_beginning(table, area, year) for area in areas if not area.startswith(NO_AREA_NAMES))
    return tuple(filter(None, begun))


def _is_added_up(measure: PublishedMeasure) -> bool:
    """Whether a row of an area that is missing is taken for zero, and makes a sum smaller."""
    source = measure.source
    is_zero = source.absent == "zero" and source.area is not None and source.region != "own-row"
    return is_zero and LAYOUTS[source.layout].is_seamless


def _by_area(cells: pd.DataFrame) -> pd.DataFrame:
    """The counts by period and area, without a value where there is no row."""
    return cells.pivot_table(index="period", columns="area", values="value", aggfunc="sum").sort_index()


def _beginning(table: pd.DataFrame, area: str, year: int) -> Beginning | None:
    first = table.index[table[area].notna()].min()
    after, before = table.loc[first:].head(year), int((table.index < first).sum())
    if not before or len(after) < year or not (after[area] > 0).all():
        return None
    return Beginning(area, first) if after[area].min() * before >= NO_CHANCE else None


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

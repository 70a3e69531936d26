"""A measure's figures as a grid, and what readers could work out from them by adding up and taking away.

The region is the sum of its areas and of each breakdown, and no other force is a part of it; a running or rolling
total
is the sum of single periods. The headline category of a breakdown is the region's own figure once more. Its other
categories add up to nothing, save where they do so in each period: then the headline is their total, and readers
will see that it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.marking import sample_sizes
from metrics.periods import PANDAS_FREQUENCY, Window, window_months

Flags = npt.NDArray[np.bool_]
Amounts = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Name = tuple[str, str, str]

SINGLES = 0
TOTALS = 1
REGION_SERIES = 0
REST = 1
NOWHERE: Name = ("", "", "")  # what is in no district


@dataclass(frozen=True)
class Grid:
    """Figures by layer (single periods, their totals), series and period: the shape of the arrays.

    ``amounts`` are counts, or the people behind percentages; 0 where nothing ``is_known``. ``visible`` says where
    readers would see a figure: never in the series of what is in no district. ``families`` are the series that add
    up to the region's. The total of period t adds up the periods from ``first[t]`` to t, and t is in the totals
    from t to ``reach[t]``. ``rows`` is the place of each observation in the grid.
    """

    amounts: Amounts
    is_known: Flags
    visible: Flags
    families: tuple[Indices, ...]
    first: Indices
    reach: Indices
    rows: tuple[Indices, Indices, Indices]

    def family_of(self, series: int) -> Indices | None:
        """The series that add up to the region's with this; None for the region, and for one that stands alone."""
        return next((family for family in self.families if series in family), None)


def grid_of(measure: PublishedMeasure, observed: pd.DataFrame) -> Grid:
    """The grid of a measure's observations (metrics/figures/observations.py), none of which is withheld yet."""
    frequency = PANDAS_FREQUENCY[measure.frequency]
    periods = pd.period_range(observed["period"].min(), observed["period"].max(), freq=frequency)
    series, places = _series(measure, observed)
    layers = np.where(observed["window"] == _of_totals(measure), TOTALS, SINGLES)
    when = observed["period"].map(dict(zip(periods, range(len(periods)), strict=True)))
    rows = (layers.astype(np.int64), places, np.array(when, dtype=np.int64))
    first, reach = _windows(measure, periods)
    amounts = np.full((2, len(series), len(periods)), np.nan)
    amounts[rows] = amounts_of(measure, observed)
    visible = np.zeros(amounts.shape, dtype=bool)
    visible[rows] = observed["value"].notna().to_numpy()
    families = _families(measure, series, amounts)
    if measure.source.region == "all-rows" and measure.source.area is not None and families:
        amounts[:, REST] = _rest(measure, amounts, families[0])
    if _of_totals(measure) == measure.source.window:
        amounts[SINGLES] = _steps(amounts[TOTALS], first)
    is_known = ~np.isnan(amounts)
    return Grid(np.where(is_known, amounts, 0.0), is_known, visible, families, first, reach, rows)


def _series(measure: PublishedMeasure, observed: pd.DataFrame) -> tuple[list[Name], Indices]:
    """The names of the series (area, dimension, category), and the series of each observation."""
    headlines = {(item.id, item.headline) for item in measure.source.dimensions}
    region: Name = (region_code(), "", "")
    numbers = {name: number for number, name in enumerate((region, NOWHERE))}
    places = []
    for area, dimension, category in zip(*(observed[part] for part in _PARTS), strict=True):
        name = region if (dimension, category) in headlines else (area, dimension, category)
        places.append(numbers.setdefault(name, len(numbers)))
    return list(numbers), np.array(places, dtype=np.int64)


_PARTS = ("area", "dimension", "category")


def _of_totals(measure: PublishedMeasure) -> Window | None:
    """The window of running or rolling totals; None where readers see none that adds up.

    Totals of the year to date that come without their single periods give those away all the same, each by
    what it rises. Rolling totals without them do not.
    """
    if measure.window != measure.source.window:
        return measure.window
    adds_up = measure.unit_row.adds_up and measure.window.endswith("year-to-date")
    return measure.window if adds_up else None


def _windows(measure: PublishedMeasure, periods: pd.PeriodIndex) -> tuple[Indices, Indices]:
    """The first period of each total, and the last total that holds each period."""
    window, positions = _of_totals(measure), np.arange(len(periods))
    if window is None:
        return positions, positions - 1
    starts = (window_months(period, window)[0].asfreq(periods.freqstr) for period in periods)
    first = np.array([start.ordinal - periods[0].ordinal for start in starts], dtype=np.int64)
    return first, np.asarray(np.searchsorted(first, positions, side="right"), dtype=np.int64) - 1


def amounts_of(measure: PublishedMeasure, observed: pd.DataFrame) -> Amounts:
    """The count of each observation, or how many people were asked; NaN where there is no figure."""
    amounts = sample_sizes(measure, observed) if measure.unit_row.is_share else observed["value"]
    return amounts.where(observed["value"].notna()).to_numpy(dtype=np.float64)


def _families(measure: PublishedMeasure, series: list[Name], amounts: Amounts) -> tuple[Indices, ...]:
    """The series that add up to the region's: the areas, with what is in none of them, and each breakdown.

    Percentages do not add up. Where the people behind them are told, they do, and one percentage could be
    worked out from the others, weighted by them.
    """
    if measure.unit_row.is_share and measure.source.base is None:
        return ()
    areas = [n for n, (area, _, _) in enumerate(series) if area not in ("", region_code())]
    parts = [[*areas, REST]] if areas and measure.source.level != "force" else []
    for dimension in measure.source.dimensions:
        part = [n for n, (_, of, _) in enumerate(series) if of == dimension.id]
        if dimension.headline is None or _add_up(amounts, part):
            parts.append(part)
    return tuple(np.array(part, dtype=np.int64) for part in parts)


def _add_up(amounts: Amounts, part: list[int]) -> bool:
    """Whether series add up to the region's in each period in which all are known."""
    gaps = amounts[:, REGION_SERIES] - amounts[:, part].sum(axis=1)
    differences = gaps[~np.isnan(gaps)]
    return len(part) > 1 and differences.size > 0 and bool(np.allclose(differences, 0))


def _rest(measure: PublishedMeasure, amounts: Amounts, areas: Indices) -> Amounts:
    """What counts for the region and for no district: none where no such name is declared."""
    declared = measure.source.area is not None and measure.source.area.no_area
    rest: Amounts = amounts[:, REGION_SERIES] - amounts[:, areas[areas != REST]].sum(axis=1)
    return rest if declared else np.zeros_like(rest)


def _steps(totals: Amounts, first: Indices) -> Amounts:
    """The single periods that running totals give away: by how much each is above the one before."""
    steps = totals.copy()
    inside = first[1:] < np.arange(1, len(first))
    steps[:, 1:] -= np.where(inside, totals[:, :-1], 0.0)
    return np.maximum(steps, 0.0)

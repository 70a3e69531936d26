"""What the real series of a release are like, so that series in which nothing changes can be made like them.

Everything is measured of violence with injury: its season, its level and dispersion in each area, and how far a
month's chance deviation goes on into the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np
import pandas as pd

from benchmarks.unchanged import Array, before_the_mean, lag_one, month_index
from metrics.areas import divisions, police_districts, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_figures import area_data
from metrics.figures.dispersion import dispersion
from metrics.figures.release import Release
from metrics.figures.series import Key, MeasureData, Series

COUNTED = "violence-with-injury"
BEFORE_THE_PANDEMIC = pd.Period("2019-12", "M")


@dataclass(frozen=True)
class AreaLikeness:
    """What the series of an area (a code) is like: offences in a mean month, phi, and lag-one correlation."""

    area: str
    level: float
    phi: float
    measured_lag_one: float


@dataclass(frozen=True)
class Likeness:
    """What the series of a measure are like. ``index`` is the season of the region, from January on."""

    measure: PublishedMeasure
    data: MeasureData
    months: pd.PeriodIndex
    index: Array
    areas: Mapping[str, AreaLikeness]

    @property
    def region(self) -> AreaLikeness:
        """That of the region."""
        return self.areas[region_code()]

    @property
    def districts(self) -> list[AreaLikeness]:
        """Those of the districts, the lowest dispersion first."""
        return sorted((self.areas[code] for code in police_districts()), key=lambda area: area.phi)

    @property
    def middle_division(self) -> AreaLikeness:
        """That of the division in the middle, by their dispersions (of twelve, the sixth)."""
        by_phi = sorted((self.areas[code] for code in divisions()), key=lambda area: area.phi)
        return by_phi[(len(by_phi) - 1) // 2]

    @property
    def measured_lag_one(self) -> float:
        """The median over the districts and divisions, as it is measured."""
        return median(area.measured_lag_one for code, area in self.areas.items() if code != region_code())

    @property
    def lag_one(self) -> float:
        """The same with what the centred mean took away."""
        return before_the_mean(self.measured_lag_one)


def likeness(release: Release) -> Likeness:
    """What the series of offences in a release are like, the region's, its districts' and its divisions'."""
    measure = next(item for item in release.config.published() if item.id == COUNTED)
    data = release.data[COUNTED]
    singles = {
        code: singles_of(measure, data, code) for code in (region_code(), *police_districts(), *divisions())
    }
    months = pd.PeriodIndex([observation.period for observation in singles[region_code()]])
    early = months <= BEFORE_THE_PANDEMIC
    index = month_index(_values(singles[region_code()])[early], months[early])
    areas = {code: _of_area(measure, code, series, early) for code, series in singles.items()}
    return Likeness(measure, data, months, index, areas)


def singles_of(measure: PublishedMeasure, data: MeasureData, code: str) -> Series:
    """An area's counts of single months."""
    return area_data(measure, data, code).get(Key("single", code))


def _of_area(
    measure: PublishedMeasure, code: str, singles: Series, early: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> AreaLikeness:
    counts = _values(singles)
    phi = dispersion(measure, singles, singles.observations[-1].period).phi
    return AreaLikeness(code, float(counts.mean()), phi, lag_one(counts[early]))


def _values(singles: Series) -> Array:
    """Counts as an array. Raises ValueError where a month has none: a series with gaps can be no model."""
    if any(observation.value is None for observation in singles):
        raise ValueError("a month without a figure")
    return np.array([observation.value for observation in singles], dtype=np.float64)

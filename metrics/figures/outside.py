"""What the region has beyond its districts: rows of no district, of which no figure is published alone."""

from __future__ import annotations

import pandas as pd

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.ratio import is_ratio
from metrics.figures.series import Key, MeasureData


def outside_counts(measure: PublishedMeasure, data: MeasureData) -> dict[pd.Period, float]:
    """The region's count less that of its districts, oldest first, for the periods in which all of them are known.

    Of a ratio there are none: it is added up to nothing.
    """
    if is_ratio(measure):
        return {}
    window = measure.source.window
    districts = [data.get(Key(window, area)) for area in data.areas()]
    counts: dict[pd.Period, float] = {}
    for own in data.get(Key(window, region_code())) if districts else ():
        parts = [observation.value for series in districts if (observation := series.at(own.period))]
        values = [value for value in parts if value is not None]
        if own.value is not None and len(values) == len(districts):
            counts[own.period] = own.value - sum(values)
    return counts

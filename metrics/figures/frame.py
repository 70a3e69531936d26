"""A measure's figures as a typed pandas frame, one observation a row."""

from __future__ import annotations

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.figures.series import Key, MeasureData, Series
from metrics.periods import PANDAS_FREQUENCY

COLUMNS = ("window", "period", "area_code", "area", "dimension", "category", "value", "base", "status")


def frame(measure: PublishedMeasure, data: MeasureData) -> pd.DataFrame:
    """The observations of a measure, with the columns of ``COLUMNS``, oldest first within each series.

    ``period`` is a pandas period of the measure's frequency (a quarter ends its year in March, where it is a
    financial one); a rolling or year-to-date figure stands at the period that its ``window`` ends in. ``value``
    is a float in the measure's unit (61.0 for 61%) and missing where ``status`` says why; a withheld figure is
    missing too. ``base`` is the sample's size, where the extract holds it. ``dimension`` and ``category`` are
    empty for totals. ``attrs`` names the measure and its unit.
    """
    outside_included = measure.source.outside == "included"
    names = {
        area: measure.source.area_name(area, outside_included=outside_included)
        for area in {key.area for key in data.series}
    }
    rows = [row for key, series in data.series.items() for row in _rows(key, series, names[key.area])]
    columns = pd.DataFrame(rows, columns=list(COLUMNS))
    types = {"value": "float64", "base": "Int64", "period": f"period[{PANDAS_FREQUENCY[measure.frequency]}]"}
    typed = columns.astype({name: types.get(name, "str") for name in COLUMNS})
    typed.attrs = {"measure": measure.id, "unit": measure.unit}
    return typed


def _rows(key: Key, series: Series, name: str) -> list[tuple[object, ...]]:
    before = (key.area, name, key.dimension, key.category)
    return [
        (item.window, item.period, *before, item.value, item.base, item.status)
        for item in series.observations
    ]

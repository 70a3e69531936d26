"""Days that are added up to weeks or months: a figure of a period of which a day is absent is not known.

Cells have a ``day``, its ordinal, where each day of a period has rows of its own (``day: each`` in metrics.yaml).
"""

from __future__ import annotations

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.periods import first_day, last_day


def absent_days(measure: PublishedMeasure, cells: pd.DataFrame) -> pd.DataFrame:
    """The days of which an area or a category has no row, though it has some of others.

    The frame has ``day``, ``period`` and ``area``, and one column for each dimension. It is empty where days are
    not added up.
    """
    keys = ["area", *(dimension.id for dimension in measure.source.dimensions)]
    if "day" not in cells or cells.empty:
        return pd.DataFrame(columns=["day", "period", *keys])
    by_day = {
        day: period
        for period in pd.period_range(cells["period"].min(), cells["period"].max())
        for day in range(first_day(period).toordinal(), last_day(period).toordinal() + 1)
    }
    combinations = cells[keys].drop_duplicates()
    expected = combinations.merge(pd.DataFrame({"day": list(by_day)}), how="cross")
    absent = expected.merge(cells[[*keys, "day"]].drop_duplicates(), how="left", indicator=True)
    absent = absent[absent.pop("_merge") == "left_only"]
    return absent.assign(period=absent["day"].map(by_day).astype(object))


def with_absent_days(measure: PublishedMeasure, cells: pd.DataFrame) -> pd.DataFrame:
    """Cells with one more, without a value, for each absent day where what is absent is missing, not zero.

    A sum with an unknown part is unknown, so that no month is told by a part of its days.
    """
    if "day" not in cells or measure.source.absent == "zero":
        return cells
    absent = absent_days(measure, cells)
    if absent.empty:
        return cells
    places = {name: cells.iloc[0][name] for name in ("file", "line", "field")}
    unknown = absent.assign(**places, value=float("nan"), status="x")
    return pd.concat([cells, unknown], ignore_index=True)

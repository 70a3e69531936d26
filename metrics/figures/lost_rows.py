"""Rows that an extract should have and lacks, where a missing row is zero otherwise: what they count is not known.

They are the rows of an area that end while the series goes on, and those that ``gone`` in metrics.yaml names: of an
area, of periods, or of both. Each stands among the cells without a value, so that no sum that it is a part of is
told without it. A category that is gone is no part of any total: its own figures alone are not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.gone import Gone
from metrics.figures.endings import endings
from metrics.periods import PANDAS_FREQUENCY, parse_period_id

Lost = tuple[str, pd.Period]  # an area, as in cells, and a period


def with_lost_rows(measure: PublishedMeasure, cells: pd.DataFrame) -> pd.DataFrame:
    """Cells with one more, without a value, for each row that is lost, in every category."""
    lost = list(dict.fromkeys(lost_rows(measure, cells)))
    if not lost:
        return cells
    dimensions = [dimension.id for dimension in measure.source.dimensions]
    unknown = pd.DataFrame(lost, columns=["area", "period"]).astype({"period": object})
    if dimensions:
        unknown = unknown.merge(cells[dimensions].drop_duplicates(), how="cross")
    places = {name: cells.iloc[0][name] for name in ("file", "line", "field")}
    return pd.concat([cells, unknown.assign(**places, value=float("nan"), status="x")], ignore_index=True)


def lost_rows(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Lost]:
    """The areas and the periods of which there is no cell, though none does not mean zero."""
    source = measure.source
    if source.absent != "zero" or cells.empty:
        return
    periods = pd.period_range(
        cells["period"].min(), cells["period"].max(), freq=PANDAS_FREQUENCY[measure.frequency]
    )
    for ending in endings(measure, cells):
        if not ending.is_no_area:
            yield from ((ending.area, period) for period in periods if period > ending.last)
    for entry in measure.gone:
        for area in _areas(measure, entry, cells):
            rows = cells if entry.area is None else cells[cells["area"] == area]
            for period in _named(measure, entry, periods, rows["period"]):
                yield area, period


def lost_category(measure: PublishedMeasure, dimension: str, category: str, period: pd.Period) -> bool:
    """Whether ``gone`` names a category, in a period in which it has no rows."""
    return any(
        entry.dimension == dimension
        and entry.category in (None, category)
        and not entry.oldest
        and _is_within(measure, entry, period)
        for entry in measure.gone
    )


def _areas(measure: PublishedMeasure, entry: Gone, cells: pd.DataFrame) -> Iterable[str]:
    """The areas whose rows an entry names; none where it names a category, or a name of no area.

    Without an area it is of periods of which nothing is there at all.
    """
    if entry.dimension is not None or entry.oldest:
        return ()
    if entry.area is None:
        return dict.fromkeys(cells["area"])
    code = measure.source.area_code(entry.area)
    is_summed = code == region_code() and measure.source.region != "own-row"
    return () if not code or is_summed else (code,)


def _named(
    measure: PublishedMeasure, entry: Gone, periods: pd.PeriodIndex, rows: pd.Series
) -> Iterator[pd.Period]:
    """The periods without rows that an entry names; where it names no first one, those after the last row."""
    after = None if entry.first is not None or rows.empty else rows.max()
    present = set(rows)
    for period in periods:
        if (after is None or period > after) and period not in present and _is_within(measure, entry, period):
            yield period


def _is_within(measure: PublishedMeasure, entry: Gone, period: pd.Period) -> bool:
    first, last = (
        None if text is None else parse_period_id(text, measure.frequency)
        for text in (entry.first, entry.last)
    )
    return (first is None or first <= period) and (last is None or period <= last)

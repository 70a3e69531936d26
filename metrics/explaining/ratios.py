"""From the rows of both counts of a ratio to one figure: each count by its own rows, and that they divide to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from metrics.areas import area_name
from metrics.declared.framework import PublishedMeasure
from metrics.declared.ratio import Halves, halves_of, is_ratio
from metrics.explaining.readings import Reading, Untraceable, read_files
from metrics.explaining.tracing import Tracer
from metrics.figures.lineage import FileRead, Trail
from metrics.figures.observations import as_text, measure_data, span_of
from metrics.figures.ratios import ratio_figures
from metrics.figures.series import Key, MeasureData
from metrics.periods import label, period_id
from metrics.reading.supplied import Supplied


class RatioTracer:
    """Finds the cells behind the figures of one count over another, from its files and from what is stored."""

    def __init__(self, measure: PublishedMeasure, files: Mapping[str, Supplied], data: MeasureData) -> None:
        self.measure, self.data = measure, data
        halves = halves_of(measure)
        readings = halves.mapped(partial(read_files, files=files))
        cells = readings.mapped(_cells)
        figures, span = ratio_figures(measure, cells), span_of(pd.concat(cells.both))
        self._worked_out = measure_data(measure, as_text(figures.observed))
        counts = halves.beside(figures.counts).mapped(lambda half: measure_data(half[0], as_text(half[1])))
        self._tracers: Halves[Tracer] = (
            halves.beside(readings).beside(counts).mapped(lambda half: Tracer(*half[0], half[1], span))
        )

    @property
    def files(self) -> tuple[FileRead, ...]:
        """The files, which are the same of both counts."""
        return self._tracers.top.files

    def trail(self, key: Key, period: pd.Period, most: int | None = None) -> Trail:
        """The way to both counts. Raises Untraceable when they do not divide to the figure that is stored."""
        stored, again = self.data.get(key).at(period), self._worked_out.get(key).at(period)
        if stored is not None and stored.value is None and stored.status == "c":
            return Trail(key.window, period_id(period), hidden="figure")
        value, worked_out = (None if item is None else item.value for item in (stored, again))
        if value != worked_out:
            raise Untraceable(
                f"{self.measure.id}: the rows for {area_name(key.area)} in {label(period)} come to {worked_out}, "
                f"and {value} is stored: one of the two is not what was published"
            )
        top, under = self._tracers.mapped(lambda tracer: tracer.trail(key, period, most)).both
        return replace(top, over=under)


def _cells(readings: Sequence[Reading]) -> pd.DataFrame:
    return pd.concat([reading.cells for reading in readings], ignore_index=True)


def tracer_of(
    measure: PublishedMeasure, files: Mapping[str, Supplied], data: MeasureData
) -> Tracer | RatioTracer:
    """What finds the cells behind the figures of a measure. Raises Untraceable where a file cannot be read."""
    if is_ratio(measure):
        return RatioTracer(measure, files, data)
    return Tracer(measure, read_files(measure, files), data)

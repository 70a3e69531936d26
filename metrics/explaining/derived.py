"""From the figures of other measures to one that is derived, and from each of them to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from metrics.areas import area_name
from metrics.declared.derivation import part_name, parts_of
from metrics.declared.framework import Config, PublishedMeasure
from metrics.explaining.ratios import RatioTracer, tracer_of
from metrics.explaining.readings import Untraceable, extracts_of
from metrics.explaining.tracing import Tracer
from metrics.figures.derived import Taken, derived_frame
from metrics.figures.lineage import FileRead, PartTrail, Trail
from metrics.figures.observations import measure_data
from metrics.figures.series import Key, MeasureData
from metrics.periods import label, period_id
from metrics.reading.supplied import Supplied

NO_DATA = MeasureData({})


def taken_for(
    config: Config, measure: PublishedMeasure, data: Mapping[str, MeasureData]
) -> tuple[Taken, ...]:
    """What a derived measure is made of, with the series of each part; nothing of a measure that is not derived."""
    return tuple(Taken(part, own, data.get(own.id, NO_DATA)) for part, own in parts_of(config, measure))


class DerivedTracer:
    """Finds the figures that a derived one is made of, and the cells behind each of them."""

    def __init__(
        self,
        measure: PublishedMeasure,
        files: Mapping[str, Supplied],
        data: MeasureData,
        parts: Sequence[Taken],
    ) -> None:
        self.measure, self.data, self.parts = measure, data, parts
        self._again = measure_data(measure, derived_frame(measure, parts))
        self._tracers = [
            tracer_of(taken.measure, extracts_of(taken.measure, files), taken.data) for taken in parts
        ]

    @property
    def files(self) -> tuple[FileRead, ...]:
        """The files of all parts, each once."""
        return tuple({file.name: file for tracer in self._tracers for file in tracer.files}.values())

    def trail(self, key: Key, period: pd.Period, most: int | None = None) -> Trail:
        """The way to each part. Raises Untraceable when they do not come to the figure that is stored."""
        stored, again = (series.get(key).at(period) for series in (self.data, self._again))
        values = [None if item is None else item.value for item in (stored, again)]
        if values[0] != values[1]:
            raise Untraceable(
                f"{self.measure.id}: its parts for {area_name(key.area)} in {label(period)} come to {values[1]}, "
                f"and {values[0]} is stored: one of the two is not what was published"
            )
        return Trail(key.window, period_id(period), made_of=tuple(self._parts(key, period, most)))

    def _parts(self, key: Key, period: pd.Period, most: int | None) -> Iterator[PartTrail]:
        for taken, tracer in zip(self.parts, self._tracers, strict=True):
            part = taken.part
            own = Key(key.window, key.area, part.dimension or "", part.category or "")
            yield PartTrail(part_name(part, taken.measure), tracer.trail(own, period, most))


AnyTracer = Tracer | RatioTracer | DerivedTracer


def any_tracer(
    measure: PublishedMeasure, files: Mapping[str, Supplied], data: MeasureData, parts: Sequence[Taken]
) -> AnyTracer:
    """What finds the cells behind the figures of a measure, whatever it is made of. Raises Untraceable."""
    if measure.derived is not None:
        return DerivedTracer(measure, files, data, parts)
    return tracer_of(measure, files, data)

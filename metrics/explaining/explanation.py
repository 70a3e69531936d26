"""One tile, and the trails of all the figures that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.areas import region_code
from metrics.declared.among import gazetteer_of
from metrics.declared.framework import PublishedMeasure
from metrics.explaining.derived import AnyTracer, any_tracer, taken_for
from metrics.figures.derived import Taken
from metrics.figures.lineage import FileRead, Lineage, Role, Trails
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import Key, MeasureData, Observation
from metrics.figures.tiles import Tile, tile
from metrics.periods import Window, same_period_last_year
from metrics.reading.supplied import Supplied

MOST_STORED: Mapping[Role, int] = {"figure": 10}  # cells that are stored of a figure; of any other:
MOST_BESIDE = 3
SO_FAR: Window = "calendar-year-to-date"


@dataclass(frozen=True)
class Explanation:
    """A tile of a release with the trails of its figures; ``trails`` is None where none were stored."""

    release: Release
    tile: Tile
    files: tuple[FileRead, ...] = ()
    trails: Trails | None = None

    @property
    def is_region(self) -> bool:
        """Whether the region is spoken of."""
        return self.tile.area == region_code()

    @property
    def place(self) -> str:
        """The area that is spoken of, by the name that readers see."""
        included = self.release.outside_included(self.tile.measure.id)
        return gazetteer_of(self.release.config).name(self.tile.area, outside_included=included)

    def single(self, period: pd.Period) -> Observation | None:
        """The figure of a period as the files hold it, alone; None where there is none."""
        measure = self.tile.measure
        if not isinstance(measure, PublishedMeasure):
            return None
        data = self.release.data.get(measure.id, NO_DATA)
        return data.get(Key(measure.source.window, self.tile.area)).at(period)


def figures_of(tile: Tile) -> dict[Role, tuple[Key, pd.Period]]:
    """The figures that a tile speaks of, by their part in it: each by its series and its period."""
    measure, figures = tile.measure, dict[Role, tuple[Key, pd.Period]]()
    if not isinstance(measure, PublishedMeasure) or tile.latest is None:
        return figures
    period = tile.latest.period
    figures["figure"] = (Key(measure.window, tile.area), period)
    if tile.change is not None:
        compared = Key(tile.change.comparison.window, tile.area)
        if compared.window != measure.window:
            figures["later"] = (compared, tile.change.later.period)
        figures["earlier"] = (compared, tile.change.earlier.period)
    if tile.beside is not None:
        figures["beside"] = (Key(tile.beside.comparison.window, tile.area), tile.beside.earlier.period)
    if tile.supplement and measure.supplement is not None:
        key = Key(SO_FAR, region_code(), measure.supplement.dimension, measure.supplement.category)
        figures |= {"supplement": (key, period), "supplement-earlier": (key, same_period_last_year(period))}
    return figures


def explained(
    release: Release, tile: Tile, files: Mapping[str, Supplied], most: Mapping[Role, int] | None = None
) -> Explanation:
    """A tile with its trails, from the files that its measure was read from, by their names.

    ``most`` is how many cells of a figure are told; all, where it is not given. Raises Untraceable when the
    rows do not give what is stored.
    """
    if not isinstance(tile.measure, PublishedMeasure):
        return Explanation(release, tile)
    data = release.data.get(tile.measure.id, NO_DATA)
    parts = taken_for(release.config, tile.measure, release.data)
    tracer = any_tracer(tile.measure, files, data, parts)
    return Explanation(release, tile, tracer.files, _trails(tracer, tile, most))


def lineage(
    measure: PublishedMeasure,
    files: Mapping[str, Supplied],
    data: MeasureData,
    today: date,
    parts: Sequence[Taken] = (),
) -> Lineage:
    """How the region's newest figure came to be, as a release stores it; of a derived one also its ``parts``.

    Raises Untraceable.
    """
    tracer = any_tracer(measure, files, data, parts)
    return Lineage(tracer.files, _trails(tracer, tile(measure, data, today), MOST_STORED))


def _trails(tracer: AnyTracer, tile: Tile, most: Mapping[Role, int] | None) -> Trails:
    return {
        role: tracer.trail(key, period, None if most is None else most.get(role, MOST_BESIDE))
        for role, (key, period) in figures_of(tile).items()
    }

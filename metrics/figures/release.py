"""A release in memory: what was declared, what was observed, and what its tiles say on a given day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from metrics.areas import region_code
from metrics.declared.bases import BasisKind
from metrics.declared.former import by_new_ids, called_now
from metrics.declared.framework import Config, PublishedMeasure
from metrics.figures.acknowledged import Acknowledged
from metrics.figures.lineage import Lineage
from metrics.figures.mismatches import Mismatch
from metrics.figures.records import NO_RECORDS, Records
from metrics.figures.series import MeasureData
from metrics.figures.tiles import Tile, tile
from metrics.language import language
from metrics.money.entries import Ledger
from metrics.outlines import Outlines
from metrics.oversight.inspections import InspectionTable
from metrics.periods import last_day
from metrics.promises.items import Tracked
from metrics.release_titles import release_title
from metrics.territory import Territory, territory

NO_DATA = MeasureData({})


@dataclass(frozen=True)
class Release:
    """A published release, read-only. ``data`` holds the series of each published measure, by its id.

    ``lineage`` tells how the newest figures came to be, by measure; older releases were stored without it.
    ``acknowledged`` is what it no longer has, or has against all that is usual, with the reason for each.
    ``outlines`` are those of its areas, None where it declares no boundaries, as older releases do not.
    ``records`` is what it holds beside the figures of its measures.
    """

    id: str
    published_at: datetime
    config: Config
    data: Mapping[str, MeasureData]
    lineage: Mapping[str, Lineage] = field(default_factory=dict)
    acknowledged: tuple[Acknowledged, ...] = ()
    outlines: Outlines | None = None
    records: Records = NO_RECORDS

    def called_now(self, names: Mapping[str, str]) -> Release:
        """The release with the ids that its measures have now; ``names`` gives them by their former ids."""
        if not names.keys() & {measure.id for measure in self.config.measures}:
            return self
        return replace(
            self,
            config=called_now(self.config, names),
            data=by_new_ids(self.data, names),
            lineage=by_new_ids(self.lineage, names),
            records=self.records.called_now(names),
            acknowledged=tuple(item.called_now(names) for item in self.acknowledged),
        )

    @property
    def accounts(self) -> Mapping[str, Ledger]:
        """The rows of each account of money, by its id."""
        return self.records.accounts

    @property
    def mismatches(self) -> Mapping[str, tuple[Mismatch, ...]]:
        """What does not add up in the files of each measure, by its id."""
        return self.records.mismatches

    @property
    def trackers(self) -> Mapping[str, Tracked]:
        """What was promised, by the id of each tracker; one that has declared totals alone is among them."""
        return self.records.trackers

    @property
    def inspections(self) -> Mapping[str, InspectionTable]:
        """The tables of reports of inspections, by their ids."""
        return self.records.inspections

    @property
    def title(self) -> str:
        """The release's name for readers: ``Q3 2023/24``."""
        return release_title(self.id)

    def tile(
        self,
        measure_id: str,
        today: date,
        area: str = "",
        comparison: BasisKind | None = None,
        until: pd.Period | None = None,
    ) -> Tile:
        """A measure's tile on a day, as ``tile`` makes it. Raises KeyError when the measure is not declared.

        That of the region, as the measure is declared, is made once: a page asks for it again and again. Where
        figures are published, nothing in it depends on the day.
        """
        area = area or region_code()
        measure, data = self.config.measure(measure_id), self.data.get(measure_id, NO_DATA)
        is_usual = area == region_code() and comparison is None and until is None
        if not is_usual or not isinstance(measure, PublishedMeasure):
            return tile(measure, data, today, area, comparison, until)
        key = measure_id, language(), territory()
        if key not in self._region_tiles:
            self._region_tiles[key] = tile(measure, data, today, area)
        return self._region_tiles[key]

    @cached_property
    def _region_tiles(self) -> dict[tuple[str, str, Territory], Tile]:
        """The region's tile of each published measure, in a language and with the areas in force."""
        return {}

    def newest_day(self, measure_id: str) -> date | None:
        """The last day of the newest period for which the whole region has a figure of a measure, if any has."""
        series, region = self.data.get(measure_id, NO_DATA).series, region_code()
        own = (items for key, items in series.items() if key.area == region and not key.dimension)
        newest = (items.latest_known for items in own)
        return max((last_day(item.period) for item in newest if item is not None), default=None)

    def newest_days(self) -> dict[str, date]:
        """That day of each measure that has one, by its id."""
        days = {measure_id: self.newest_day(measure_id) for measure_id in self.data}
        return {measure_id: day for measure_id, day in days.items() if day is not None}

    def acknowledged_of(self, measure_id: str) -> tuple[Acknowledged, ...]:
        """What is acknowledged of a measure."""
        return tuple(item for item in self.acknowledged if item.measure == measure_id)

    def outside_included(self, measure_id: str) -> bool:
        """Whether the measure's region holds the districts outside."""
        measure = self.config.measure(measure_id)
        return isinstance(measure, PublishedMeasure) and measure.source.outside == "included"

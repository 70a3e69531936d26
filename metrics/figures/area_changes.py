"""How areas have changed, side by side: of each the comparison that its own page judges, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_figures import area_data, has_figures
from metrics.figures.change import Change
from metrics.figures.sentences import observation_text, with_decimals_of
from metrics.figures.series import MeasureData, Observation
from metrics.figures.tiles import tile

Labels = tuple[str, str]  # of the earlier side, and of the later


@dataclass(frozen=True)
class AreaChange:
    """The judged change of one area (a code); None where nothing of it is judged or compared."""

    measure: PublishedMeasure
    area: str
    change: Change | None

    @property
    def labels(self) -> Labels:
        """What is compared: ``January to December 2022``, ``January to December 2023``; empty without a change."""
        return ("", "") if self.change is None else (self.change.earlier.label, self.change.later.label)

    def figure_text(self, side: Observation) -> str:
        """The figure of one side, with as many decimals as the difference needs."""
        return observation_text(with_decimals_of(self.measure, self.change), side)


def area_changes(
    measure: PublishedMeasure, data: MeasureData, today: date, areas: Iterable[str]
) -> list[AreaChange]:
    """The judged change of each area (a code) that a measure has figures of, in the order given.

    All are of the same periods: an area whose own newest figure is of others has no change among them.
    """
    changes = [
        AreaChange(measure, area, tile(measure, area_data(measure, data, area), today, area).judged)
        for area in areas
        if has_figures(measure, data, area)
    ]
    labels = labels_of(changes)
    return [item if item.labels == labels else AreaChange(measure, item.area, None) for item in changes]


def labels_of(changes: Sequence[AreaChange]) -> Labels:
    """What the newest of some changes compares; empty texts where there is none."""
    judged = [item for item in changes if item.change is not None]
    newest = max(judged, key=_end, default=None)
    return ("", "") if newest is None else newest.labels


def _end(item: AreaChange) -> pd.Timestamp:
    assert item.change is not None
    return item.change.later.period.end_time

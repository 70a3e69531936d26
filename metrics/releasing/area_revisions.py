"""Revisions of districts: which moved the most, and the periods in which nearly all moved the same way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from metrics.areas import districts
from metrics.declared.framework import PublishedMeasure
from metrics.figures.comparison import compared_window
from metrics.figures.series import Key, MeasureData
from metrics.releasing.diff import MeasurePair, by_size
from metrics.releasing.revisions import Revision, revisions

MOST_LARGEST = 10
FEWEST_AREAS = 5
TOGETHER = Decimal("0.9")  # of the districts that have a figure


@dataclass(frozen=True)
class Shift:
    """A period in which nearly all districts moved the same way.

    ``revised`` are those that did, the largest move first, of ``areas`` districts with a figure in the later one.
    """

    period: pd.Period
    revised: tuple[Revision, ...]
    areas: int

    @property
    def label(self) -> str:
        """The period in words."""
        return self.revised[0].after.label

    @property
    def is_up(self) -> bool:
        """Whether they moved up."""
        return _is_up(self.revised[0])


def district_revisions(pair: MeasurePair) -> tuple[Revision, ...]:
    """The revised figures of districts, not of breakdowns."""
    return tuple(item for item in pair.revised if item.key.area in districts() and not item.key.dimension)


def largest(pair: MeasurePair) -> list[Revision]:
    """The revisions of districts that moved a figure the most, in the measure's own unit."""
    if pair.published is None:
        return []
    return by_size(pair.published, district_revisions(pair))[:MOST_LARGEST]


def shifts(pair: MeasurePair, later: MeasureData) -> list[Shift]:
    """The periods in which at least nine in ten districts moved the same way, newest first.

    ``later`` are the measure's figures in the later release.
    """
    measure, by_period = pair.published, defaultdict[pd.Period, list[Revision]](list)
    if measure is None:
        return []
    for item in district_revisions(pair):
        if item.before.value is not None:
            by_period[item.after.period].append(item)
    both = {period: _areas(measure, later, period) for period in by_period}
    every = (_shift(measure, period, items, both[period]) for period, items in by_period.items())
    return sorted((item for item in every if item is not None), key=lambda item: item.period, reverse=True)


def _areas(measure: PublishedMeasure, later: MeasureData, period: pd.Period) -> int:
    """How many districts have a figure of a period."""
    window = compared_window(measure)
    figures = (later.get(Key(window, area)).at(period) for area in later.areas())
    return sum(figure is not None and figure.value is not None for figure in figures)


def _shift(measure: PublishedMeasure, period: pd.Period, items: list[Revision], areas: int) -> Shift | None:
    ups = [item for item in items if _is_up(item)]
    same = max(ups, [item for item in items if not _is_up(item)], key=len)
    if areas < FEWEST_AREAS or len(same) < TOGETHER * areas:
        return None
    return Shift(period, tuple(by_size(measure, same)) or tuple(same), areas)


def _is_up(revision: Revision) -> bool:
    return (revision.after.value or 0) > (revision.before.value or 0)


def revisions_of_area(
    measure: PublishedMeasure, earlier: MeasureData, later: MeasureData, area: str
) -> tuple[Revision, ...]:
    """What of one area's figures of a measure a release revised, in the window that is compared, newest first."""
    key = Key(compared_window(measure), area)
    old, new = (MeasureData({key: data.get(key)}) for data in (earlier, later))
    revised = revisions(old, new).revised
    return tuple(item for item in reversed(revised) if item.after.value is not None)

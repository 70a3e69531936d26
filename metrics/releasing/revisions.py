"""What one release says of a measure beside the release before: which figures are revised, new and gone.

A revision is a figure that differs from the one that the release before gave for the same thing. A figure that
is missing or withheld now is no revision: there is no value to mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from metrics.figures.series import Key, MeasureData, Observation
from metrics.statuses import weaker_than

# What names one value among stored observations.
NAMES = ["window", "period", "area", "dimension", "category"]
# Marks that give way to "revised". Every other one says more about the figure than that it moved.
GIVE_WAY = list(weaker_than("r"))


def mark_revised(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """New stored observations, with the status ``r`` where the old ones gave another value, or none.

    Both frames are text, with the columns of ``metrics.figures.observations.COLUMNS``. Neither is altered.
    """
    before = new[NAMES].merge(old[[*NAMES, "value"]], on=NAMES, how="left")["value"]
    values = new["value"].to_numpy()
    differs = before.notna().to_numpy() & (before.to_numpy() != values) & (values != "")
    revised = differs & new["status"].isin(GIVE_WAY).to_numpy()
    return new.assign(status=new["status"].mask(revised, "r"))


@dataclass(frozen=True)
class Revision:
    """One figure as the release before gave it, and as it is now; either may have no value."""

    key: Key
    before: Observation
    after: Observation

    @property
    def share(self) -> float | None:
        """The size of the revision as a share of the figure before; None where it has none."""
        if self.before.value is None or self.after.value is None or self.before.value == 0:
            return None
        return abs(self.after.value - self.before.value) / abs(self.before.value)


KeyedFigure = tuple[Key, Observation]


@dataclass(frozen=True)
class Revisions:
    """A measure's figures that differ, in the order of the series; then those that are new, and gone."""

    revised: tuple[Revision, ...] = ()
    new: tuple[KeyedFigure, ...] = ()
    gone: tuple[KeyedFigure, ...] = ()


def revisions(old: MeasureData, new: MeasureData) -> Revisions:
    """What differs between a measure's series of two releases."""
    return Revisions(tuple(_revised(old, new)), tuple(_missing(old, new)), tuple(_missing(new, old)))


def _revised(old: MeasureData, new: MeasureData) -> Iterator[Revision]:
    for key, series in new.series.items():
        earlier = old.get(key)
        for after in series:
            before = earlier.at(after.period)
            if before is not None and before.value != after.value:
                yield Revision(key, before, after)


def _missing(reference: MeasureData, data: MeasureData) -> Iterator[KeyedFigure]:
    """The figures of ``data`` that are not in ``reference``; a gap is no figure."""
    for key, series in data.series.items():
        lacking = series.periods - reference.get(key).periods
        yield from (
            (key, observation)
            for observation in series
            if lacking and observation.value is not None and observation.period in lacking
        )

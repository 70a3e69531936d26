"""What is withheld of wards and of the districts that they add up to, so that neither gives the other away.

First each district by itself: its figure stays as it is, and among its wards further ones are withheld until each
small one may be another. Then the region with its districts. Of a district that is withheld all wards are withheld
as well, in the same period and window: so whatever may be otherwise among districts may be so among their wards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.areas import districts, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.suppression.grid import Amounts, amounts_of
from metrics.figures.suppression.releases import States

RowFlags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """Observations, and of each whether an earlier release withheld it ``before``, or showed it to the ``public``.

    ``states`` is what each of the releases makes of it (metrics/figures/suppression/releases.py), by release and
    row. ``floors`` are the least that readers know each to be. What all of them add up to may be a figure that
    stays as it is.
    """

    observed: pd.DataFrame
    before: RowFlags
    public: RowFlags
    states: States
    floors: Amounts
    sum_stays: bool = False

    def part(self, which: RowFlags, *, sum_stays: bool = False) -> Rows:
        """Some of the rows."""
        states, floors = self.states[:, which], self.floors[which]
        return Rows(self.observed[which], self.before[which], self.public[which], states, floors, sum_stays)


@dataclass(frozen=True)
class Hidden:
    """Which rows are withheld, and which of them can be worked out all the same."""

    withheld: RowFlags
    exposed: RowFlags


Hide = Callable[[PublishedMeasure, Rows], Hidden]


def has_levels(measure: PublishedMeasure, observed: pd.DataFrame) -> bool:
    """Whether figures of wards stand beside those of their districts."""
    return measure.source.level == "ward" and bool(observed["area"].isin(list(districts())).any())


def withheld_by_level(measure: PublishedMeasure, rows: Rows, hide: Hide) -> RowFlags:
    """Which rows are withheld; ``hide`` tells it of the parts of one sum."""
    area = rows.observed["area"]
    own = set(area.unique()) & districts().keys()
    above = area.map({code: measure.source.gazetteer.district(code) for code in area.unique()})
    above = above.where(above.isin(own), "")  # what is added up to the region by itself lies in none
    withheld, before = np.zeros(len(area), dtype=bool), rows.before.copy()
    for district in sorted(own):
        wards, itself = (above == district).to_numpy(), (area == district).to_numpy()
        if not wards.any():
            continue
        hidden = hide(_of_district(measure), _as_region(rows, wards | itself, district))
        withheld[wards | itself] |= hidden.withheld
        exposed = np.zeros(len(area), dtype=bool)
        exposed[wards | itself] = hidden.exposed
        before |= itself & _at_places_of(rows.observed, exposed & wards)
    public = rows.public | _all_wards_public(rows, above)
    top = (above == "").to_numpy()
    floors = _floors(measure, rows, above)
    of_top = hide(measure, replace(rows, before=before, public=public, floors=floors).part(top)).withheld
    withheld[top] = of_top
    return withheld | _below(rows.observed, above, withheld & top)


def _of_district(measure: PublishedMeasure) -> PublishedMeasure:
    """The measure as it is of one district, where that stands in the place of the region."""
    source = measure.source.model_copy(update={"region": "sum-of-areas", "dimensions": ()})
    return measure.model_copy(update={"source": source})


def _as_region(rows: Rows, which: RowFlags, district: str) -> Rows:
    part = rows.part(which, sum_stays=True)
    area = part.observed["area"].mask(part.observed["area"] == district, region_code())
    return replace(part, observed=part.observed.assign(area=area))


def _places(observed: pd.DataFrame) -> pd.Series:
    """The window and the period of each row as one text."""
    return observed["window"] + " " + observed["period"].astype(str)


def _at_places_of(observed: pd.DataFrame, which: RowFlags) -> RowFlags:
    """The rows of those windows and periods in which some row is meant."""
    places = _places(observed)
    return places.isin(places[which].unique()).to_numpy()


def _all_wards_public(rows: Rows, above: pd.Series) -> RowFlags:
    """The rows of districts that earlier releases gave away, by showing all of their wards."""
    inside = (above != "").to_numpy()
    keys = _places(rows.observed) + " " + above
    of_districts = pd.Series(rows.public[inside]).groupby(keys[inside].to_numpy()).all()
    open_ones = of_districts[of_districts].index
    return (_places(rows.observed) + " " + rows.observed["area"]).isin(open_ones).to_numpy()


def _floors(measure: PublishedMeasure, rows: Rows, above: pd.Series) -> Amounts:
    """The least that readers know each district to be, by those of its wards that earlier releases tell of.

    Those that were shown are what they are. Where the district was shown otherwise than it is now, so are those
    that were withheld. What is left of it is more than nothing, if it is: few zeros are withheld.
    """
    amounts = pd.Series(amounts_of(measure, rows.observed)).fillna(0.0)
    places, inside = _places(rows.observed), (above != "").to_numpy()
    wards, itself = places + " " + above, places + " " + rows.observed["area"]
    open_sums, held_sums = (
        itself.map(amounts[inside & which].groupby(wards[inside & which].to_numpy()).sum())
        .fillna(0.0)
        .to_numpy()
        for which in (rows.public, rows.before)
    )
    stays = open_sums + np.where(rows.before, 0.0, held_sums)
    floors: Amounts = np.where(stays > 0, stays + np.clip(amounts.to_numpy() - stays, 0, 1), 0.0)
    return floors


def _below(observed: pd.DataFrame, above: pd.Series, withheld: RowFlags) -> RowFlags:
    """The rows of the wards of districts that are withheld."""
    districts_withheld = (_places(observed) + " " + observed["area"])[withheld]
    keys = _places(observed) + " " + above
    return (keys.isin(districts_withheld) & (above != "")).to_numpy()

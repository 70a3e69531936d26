"""Rows that end while the series goes on: a district, or a name of no district, that the newest file has left out.

Where a missing row is zero, the region is then too low from that period on, and every later drop says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from metrics.areas import folded, region_code
from metrics.checking.doubts import Doubt, doubt
from metrics.checking.outside import falls_of_region
from metrics.checking.places import place_of
from metrics.checking.previous import Previous
from metrics.declared.framework import PublishedMeasure
from metrics.declared.gone import Gone
from metrics.declared.layouts import LAYOUTS
from metrics.issues import listed
from metrics.language import listed_words, say
from metrics.periods import PERIODS_IN_A_YEAR, label, parse_period_id
from metrics.reading.names import NO_AREA_NAMES, no_area_name

NO_CHANCE = 5  # a stretch that would usually hold so many is not empty by chance
LEAST_FALL = 0.05  # per cent: a smaller one is shown as none


@dataclass(frozen=True)
class Ending:
    """The rows of an area that end with a period; ``area`` is as in cells, ``share`` what it was of the region."""

    area: str
    last: pd.Period
    share: float

    @property
    def is_no_area(self) -> bool:
        """Whether its rows count for the region alone."""
        return self.area.startswith(NO_AREA_NAMES)


def endings(measure: PublishedMeasure, cells: pd.DataFrame) -> tuple[Ending, ...]:
    """The areas whose rows end: counted in each period of a year, and with no row in any later one."""
    source = measure.source
    is_added_up = source.absent == "zero" and source.area is not None and source.region != "own-row"
    if not is_added_up or not LAYOUTS[source.layout].is_seamless:
        return ()
    table = cells.pivot_table(index="period", columns="area", values="value", aggfunc="sum").sort_index()
    year = PERIODS_IN_A_YEAR[measure.frequency]
    ended = (_ending(table, str(area), year) for area in table.columns if area != region_code())
    counted = source.region == "all-rows"
    return tuple(ending for ending in ended if ending and (counted or not ending.is_no_area))


def _ending(table: pd.DataFrame, area: str, year: int) -> Ending | None:
    rows = table.index[table[area].notna()]
    last = rows.max()
    before = table.loc[:last].tail(year)
    after = int((table.index > last).sum())
    if not after or len(before) < year or not (before[area] > 0).all():
        return None
    if before[area].mean() * after < NO_CHANCE:
        return None
    return Ending(area, last, float(before[area].sum() / before.sum().sum()))


def rows_go_on(
    measure: PublishedMeasure,
    cells: pd.DataFrame,
    stored: pd.DataFrame,
    ended: Iterable[Ending],
    previous: Previous | None,
) -> Iterator[Doubt]:
    """No area's rows end before the series does: a doubt for those that end together for one reason."""
    by_reason = [(ending.last, _reason(measure, ending), ending) for ending in ended]
    by_reason.sort(key=lambda item: (item[0].ordinal, item[1], item[2].area))
    for (last, reason), group in groupby(by_reason, key=lambda item: item[:2]):
        alike = [ending for _, _, ending in group]
        names = [_spelt(measure, ending) for ending in alike]
        first, size = label(last + 1), _size(measure, stored, last, alike, previous)
        message = f'"{measure.id}": rows of {listed(names)} end with {label(last)}, and the series goes on: '
        message += say("{region's} figure from {first} on {size}", first=first, size=size)
        text = say(
            "The source has no rows of {names} after {period}. {region’s} figure from {first} on {size}.",
            names=listed_words([say("“{name}”", name=name) for name in names]),
            period=label(last),
            first=first,
            size=size,
        )
        about = f"{', '.join(names)} {label(last)}"
        place = place_of(cells, last + 1, region_code())
        yield doubt(measure.id, about, place, text, "gone-rows", message, reason=reason)


def _spelt(measure: PublishedMeasure, ending: Ending) -> str:
    """An area's name; one that is no district has the spelling that is declared."""
    if ending.is_no_area:
        return no_area_name(measure.source, ending.area)
    return measure.source.area_name(ending.area)


def _reason(measure: PublishedMeasure, ending: Ending) -> str:
    """The reason that ``gone`` declares for rows that end."""
    after = (ending.last + 1).ordinal
    return next((entry.reason for entry in measure.gone if _names(measure, entry, ending, after)), "")


def _names(measure: PublishedMeasure, entry: Gone, ending: Ending, after: int) -> bool:
    if entry.area is None or entry.dimension is not None or entry.oldest:
        return False
    if (measure.source.area_code(entry.area) or f"{NO_AREA_NAMES}{folded(entry.area)}") != ending.area:
        return False
    bounds = [parse_period_id(text, measure.frequency).ordinal for text in (entry.first,) if text]
    return entry.last is None and all(bound <= after for bound in bounds)


def _size(
    measure: PublishedMeasure,
    stored: pd.DataFrame,
    last: pd.Period,
    alike: list[Ending],
    previous: Previous | None,
) -> str:
    """By how much the region is lower than in the current release; else what the rows were of it."""
    falls = falls_of_region(measure, stored, previous)
    later = falls[falls.index > last.ordinal]
    if not later.empty and later.max() >= LEAST_FALL:
        return say("is lower than in the release before, by up to {size}%", size=f"{later.max():.1f}")
    if measure.suppression is not None:
        return say("lacks them")  # a share of the year could give away what is withheld
    share = 100 * sum(ending.share for ending in alike)
    return say("lacks them; in the year before they were {share}% of it", share=f"{share:.1f}")

"""Rows that end while the series goes on: a district, or a name of no district, that the newest file has left out.

From that period on a district is not known, and neither is the region that it is a part of; without a name of no
district the region is too low.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pandas as pd

from metrics.areas import NO_AREA_NAMES, folded, region_code
from metrics.checking.doubts import Doubt, doubt
from metrics.checking.outside import falls_of_region
from metrics.checking.places import place_of
from metrics.checking.previous import Previous
from metrics.declared.framework import PublishedMeasure
from metrics.declared.gone import Gone
from metrics.figures.endings import Beginning, Ending
from metrics.issues import listed
from metrics.language import listed_words, say
from metrics.periods import label, parse_period_id, period_id
from metrics.reading.names import no_area_name

BEGIN_LATE = (
    "The source has no rows of {names} before {period}, where the figures begin with {start}: they are taken for "
    "zero."
)
NOT_KNOWN_BEFORE = "The source has no rows of {names} before {period}: what was before is not known."
LEAST_FALL = 0.05  # per cent: a smaller one is shown as none


def rows_go_on(
    measure: PublishedMeasure,
    cells: pd.DataFrame,
    stored: pd.DataFrame,
    ended: Iterable[Ending],
    previous: Previous | None,
) -> Iterator[Doubt]:
    """No area's rows end before the series does: a doubt for those that end together for one reason."""
    end = cells["period"].max().ordinal
    by_reason = [(ending.last, _reason(measure, ending, end), ending) for ending in ended]
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


def rows_begin(measure: PublishedMeasure, cells: pd.DataFrame, begun: Iterable[Beginning]) -> Iterator[Doubt]:
    """No district's rows begin after the series does: a doubt for those that begin together for one reason."""
    start = cells["period"].min()
    by_reason = [(item.first, _reason_before(measure, item, start), item.area) for item in begun]
    by_reason.sort(key=lambda item: (item[0].ordinal, *item[1:]))
    for (first, reason), group in groupby(by_reason, key=lambda item: item[:2]):
        names = [measure.source.area_name(area) for _, _, area in group]
        message = f'"{measure.id}": rows of {listed(names)} begin with {label(first)}, and the series with '
        message += f"{label(start)}: what is before would be zero. Where it is not known, name it under "
        message += f'"gone" with its first and its last period, {period_id(start)} and {period_id(first - 1)}'
        quoted = listed_words([say("“{name}”", name=name) for name in names])
        text = say(BEGIN_LATE, names=quoted, period=label(first), start=label(start))
        if reason:
            text = say(NOT_KNOWN_BEFORE, names=quoted, period=label(first))
        about, place = f"{', '.join(names)} {label(first)}", place_of(cells, first, region_code())
        yield doubt(measure.id, about, place, text, "late-rows", message, reason=reason)


def _reason_before(measure: PublishedMeasure, beginning: Beginning, start: pd.Period) -> str:
    """The reason that ``gone`` declares for all periods before rows begin."""
    for entry in measure.gone:
        if entry.area is None or entry.dimension is not None or entry.oldest or entry.first is None:
            continue
        first = parse_period_id(entry.first, measure.frequency)
        last = None if entry.last is None else parse_period_id(entry.last, measure.frequency)
        is_all = first <= start and (last is None or last >= beginning.first - 1)
        if is_all and measure.source.area_code(entry.area) == beginning.area:
            return entry.reason
    return ""


def _spelt(measure: PublishedMeasure, ending: Ending) -> str:
    """An area's name; one that is no district has the spelling that is declared."""
    if ending.is_no_area:
        return no_area_name(measure.source, ending.area)
    return measure.source.area_name(ending.area)


def _reason(measure: PublishedMeasure, ending: Ending, end: int) -> str:
    """The reason that ``gone`` declares for rows that end; ``end`` is the ordinal of the last period of all."""
    after = (ending.last + 1).ordinal
    return next((entry.reason for entry in measure.gone if _names(measure, entry, ending, after, end)), "")


def _names(measure: PublishedMeasure, entry: Gone, ending: Ending, after: int, end: int) -> bool:
    """Whether an entry names an area and all its periods from the one ``after`` its last row to the ``end``."""
    if entry.area is None or entry.dimension is not None or entry.oldest:
        return False
    if (measure.source.area_code(entry.area) or f"{NO_AREA_NAMES}{folded(entry.area)}") != ending.area:
        return False
    first, last = (
        None if text is None else parse_period_id(text, measure.frequency).ordinal
        for text in (entry.first, entry.last)
    )
    return (first is None or first <= after) and (last is None or last >= end)


def _size(
    measure: PublishedMeasure,
    stored: pd.DataFrame,
    last: pd.Period,
    alike: list[Ending],
    previous: Previous | None,
) -> str:
    """By how much the region is lower than in the current release; else what the rows were of it.

    Without a district it is not known.
    """
    if not all(ending.is_no_area for ending in alike):
        return say("is not known without them")
    falls = falls_of_region(measure, stored, previous)
    later = falls[falls.index > last.ordinal]
    if not later.empty and later.max() >= LEAST_FALL:
        return say("is lower than in the release before, by up to {size}%", size=f"{later.max():.1f}")
    if measure.suppression is not None:
        return say("lacks them")  # a share of the year could give away what is withheld
    share = 100 * sum(ending.share for ending in alike)
    return say("lacks them; in the year before they were {share}% of it", share=f"{share:.1f}")

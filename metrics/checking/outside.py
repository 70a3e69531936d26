"""Rows of no district, such as airports and unknown places: they count for the region, and have no figure.

What they come to is what the region has beyond its districts.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics.areas import folded, region_code
from metrics.checking.doubts import Doubt, doubt
from metrics.checking.places import place_of
from metrics.checking.previous import Previous
from metrics.declared.framework import PublishedMeasure
from metrics.figures.intervals import span_text
from metrics.issues import listed
from metrics.language import say
from metrics.periods import PANDAS_FREQUENCY, label, parse_period_id
from metrics.reading.names import EMPTY

NO_CHANCE = 5  # fewer in all may have been given a district since


def outside_rows_stay(
    measure: PublishedMeasure,
    cells: pd.DataFrame,
    stored: pd.DataFrame,
    previous: Previous,
    until: pd.Period | None,
) -> Iterator[Doubt]:
    """Where the current release counts rows of no district in the region, so does the drop.

    Later periods than ``until`` are left to the rule on rows that end.
    """
    before, source = previous.stored.get(measure.id), measure.source
    counts = source.absent == "zero" and source.region == "all-rows" and source.area is not None
    if before is None or not counts or previous.counts_otherwise(measure):
        return
    both = pd.DataFrame({"then": _outside(measure, before), "now": _outside(measure, stored)}).dropna()
    both = both if until is None else both[both.index <= until.ordinal]
    lost = both[(both["then"] > 0) & (both["now"] == 0)]
    if lost["then"].sum() < NO_CHANCE:
        return
    falls = falls_of_region(measure, stored, previous)
    if not (falls.reindex(lost.index) > 0).any():
        return  # they have a district now
    names = listed(name or EMPTY for name in (source.area.no_area if source.area else ()))
    freq = PANDAS_FREQUENCY[measure.frequency]
    ends = [pd.Period(ordinal=int(end), freq=freq) for end in (lost.index.min(), lost.index.max())]
    labels = list(dict.fromkeys(map(label, ends)))
    periods = " to ".join(labels)
    size = say("is lower by up to {size}%", size=f"{falls.reindex(lost.index).max():.1f}")
    message = say(
        '"{id}": release "{release}" counts rows of no {district} ({names}) that are not ',
        id=measure.id,
        release=previous.id,
        names=names,
    )
    message += say("there now, {periods}: {region's} figure {size}", periods=periods, size=size)
    text = say(
        "The source no longer has rows of no {district} that it had before, {periods}. {region’s} figure {size}.",
        periods=periods if len(labels) == 1 else span_text(*labels),
        size=size,
    )
    place, reason = place_of(cells, ends[0], region_code()), _reason(measure)
    about = f"{previous.id} {periods}"
    yield doubt(measure.id, about, place, text, "gone-rows", message, reason=reason)


def falls_of_region(measure: PublishedMeasure, stored: pd.DataFrame, previous: Previous | None) -> pd.Series:
    """By how many per cent the region's figures are below the current release's, by the ordinal of the period."""
    before = None if previous is None else previous.stored.get(measure.id)
    if before is None or previous is None or previous.counts_otherwise(measure):
        return pd.Series(dtype=float, index=pd.Index([], dtype="int64"))
    now, then = (_series(measure, frame, of_region=True) for frame in (stored, before))
    both = pd.DataFrame({"now": now, "then": then}).dropna()
    return (100 * (1 - both["now"] / both["then"].where(both["then"] > 0))).dropna()


def _outside(measure: PublishedMeasure, frame: pd.DataFrame) -> pd.Series:
    own, districts = (_series(measure, frame, of_region=of_region) for of_region in (True, False))
    return own - districts


def _series(measure: PublishedMeasure, frame: pd.DataFrame, *, of_region: bool) -> pd.Series:
    """Values by the ordinal of their period: the region's, or its districts' added up where all are there."""
    rows = frame[(frame["window"] == measure.source.window) & (frame["dimension"] == "")]
    rows = rows[(rows["area"] == region_code()) == of_region]
    ordinals = {text: parse_period_id(text, measure.frequency).ordinal for text in rows["period"].unique()}
    values = pd.to_numeric(rows["value"], errors="coerce")
    by_period = values.groupby(rows["period"].map(ordinals).to_numpy())
    return by_period.sum().where(by_period.count() == by_period.size())


def _reason(measure: PublishedMeasure) -> str:
    """The reason that ``gone`` declares for rows of no district."""
    names = {folded(name) for name in (measure.source.area.no_area if measure.source.area else ())}
    entries = (entry for entry in measure.gone if entry.area is not None and folded(entry.area) in names)
    return next((entry.reason for entry in entries), "")

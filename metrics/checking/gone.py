"""Figures that the current release has and a drop lacks: sets are compared, not what both have.

Where a missing row is zero, every district and every declared category has its figures, with or without rows in the
extract. There a figure is gone when a count that was no chance is zero, or when nothing of its series is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pandas as pd

from metrics.areas import is_region, region_code
from metrics.checking.doubts import Doubt, doubt
from metrics.checking.gone_words import Lost, doubts_of
from metrics.checking.previous import Previous
from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.gone import Gone
from metrics.declared.locations import Locations
from metrics.figures.endings import Ending
from metrics.issues import Issue, warning
from metrics.language import say
from metrics.periods import parse_period_id

NAMES = ["period", "area", "dimension", "category"]
SERIES = ["area", "dimension", "category"]
NO_CHANCE = 5  # a count of so many does not become none by a late record or two


def figures_gone(
    measure: PublishedMeasure,
    cells: pd.DataFrame,
    stored: pd.DataFrame,
    previous: Previous,
    ended: Iterable[Ending] = (),
) -> Iterator[Doubt]:
    """What of a measure's figures the current release has and the drop lacks, as one doubt for each kind.

    ``cells`` and ``stored`` are the measure's, as read and as they would be stored. What metrics.yaml declares to
    be gone has its reason. The figures of areas whose rows have ``ended`` are left to that rule.
    """
    before = previous.stored.get(measure.id)
    if before is None or before.empty or previous.counts_otherwise(measure):
        return
    lost, kept = lost_and_kept(measure, stored, before)
    was = previous.measure(measure.id)
    for ending in ended:
        without = {ending.area} if ending.is_no_area else {ending.area, region_code()}
        lost = lost[~lost["area"].isin(without) | (lost["ordinal"] <= ending.last.ordinal)]
    oldest = min((_ordinal(measure, period) for period in stored["period"].unique()), default=0)
    for entry in measure.gone:
        named = _named(measure, entry, lost, oldest)
        yield from doubts_of(Lost(measure, cells, lost[named], kept, previous.id, was), entry.reason)
        lost = lost[~named]
    yield from doubts_of(Lost(measure, cells, lost, kept, previous.id, was))


def measures_gone(config: Config, previous: Previous, file: str) -> Iterator[Doubt]:
    """The measures that had figures in the current release and have none now, or figures of another kind."""
    published = {measure.id: measure for measure in config.published()}
    declared = {measure.id for measure in config.measures}
    reasons = {measure.id: measure.reason for measure in config.retired()}
    reasons |= {entry.measure: entry.reason for entry in config.gone_measures}
    for measure_id, before in previous.stored.items():
        figures = int((before["value"] != "").sum())
        now, was = published.get(measure_id), previous.measure(measure_id)
        if not figures or (now is not None and not previous.counts_otherwise(now)):
            continue
        title = measure_id if was is None else was.title
        state, text = _state_of_measure(measure_id in declared, now is not None, title)
        message = f'"{measure_id}" has {figures:,} figures in release "{previous.id}", and {state}'
        about, place = f"{previous.id} {measure_id}", (file, 1, 1)
        reason = reasons.get(measure_id, "")
        yield doubt(measure_id, about, place, text, "gone-measure", message, reason=reason)


def _state_of_measure(declared: bool, published: bool, title: str) -> tuple[str, str]:
    """What has become of a measure, for staff and for readers."""
    if published:
        state = "what is declared now is another kind of figure; it needs an id of its own"
        text = "“{title}” was another kind of figure before: none of its earlier figures are kept here."
        return state, say(text, title=title)
    if declared:
        return "has none now", say("“{title}” has no figures any more.", title=title)
    return "is declared no more; was its id changed?", say(
        "“{title}” is no longer on this site.", title=title
    )


def unused_entries(
    measure: PublishedMeasure, doubts: Iterable[Doubt], previous: Previous, declared: Locations
) -> Iterator[Issue]:
    """Each new entry of ``gone`` names something that is gone: else it was misspelt, and hides what comes later."""
    was = previous.measure(measure.id)
    settled = {item.reason for item in doubts} | {entry.reason for entry in (was.gone if was else ())}
    for index, entry in enumerate(measure.gone):
        if entry.reason not in settled and not entry.oldest:
            message = f'measure "{measure.id}": nothing is gone that this names; mend it, or leave it out'
            mark = declared.mark(measure.id, ("gone", index))
            yield warning(declared.file, *mark, "unused-gone", message)


def lost_and_kept(
    measure: PublishedMeasure, stored: pd.DataFrame, before: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures of ``before`` that ``stored`` lacks, with the ordinal of each period; and those it has.

    Of the first ``is_zero`` tells which would be stored as zero. Both are as stored: text. A withheld figure is
    there. Figures of windows that are worked out are left aside: they follow from the others.
    """
    window = measure.source.window
    had = before[(before["window"] == window) & (before["value"] != "")]
    has = stored[(stored["window"] == window) & ((stored["value"] != "") | (stored["status"] == "c"))]
    stood = pd.MultiIndex.from_frame(has[NAMES])
    if measure.source.absent == "zero":
        has = has[~_emptied(has, had)]
    names = pd.MultiIndex.from_frame(has[NAMES])
    lost = had[~pd.MultiIndex.from_frame(had[NAMES]).isin(names)]
    ordinals = {period: _ordinal(measure, period) for period in lost["period"].unique()}
    is_zero = pd.MultiIndex.from_frame(lost[NAMES]).isin(stood)
    return lost.assign(ordinal=lost["period"].map(ordinals).astype("int64"), is_zero=is_zero), has


def _emptied(has: pd.DataFrame, had: pd.DataFrame) -> pd.Series:
    """Which figures are zero because nothing stands behind them any more."""
    values = has[NAMES].merge(had[[*NAMES, "value"]], on=NAMES, how="left")["value"]
    was = pd.to_numeric(values, errors="coerce").fillna(0).to_numpy()
    zero = has["value"] == "0"
    alive = pd.MultiIndex.from_frame(has[~zero][SERIES].drop_duplicates())
    without = ~pd.MultiIndex.from_frame(has[SERIES]).isin(alive)
    return zero & ((was >= NO_CHANCE) | ((was > 0) & without))


def _named(measure: PublishedMeasure, entry: Gone, lost: pd.DataFrame, oldest: int) -> pd.Series:
    """Which of the lost figures an entry of ``gone`` names."""
    named = pd.Series(True, index=lost.index)
    if entry.dimension is not None:
        named &= lost["dimension"] == entry.dimension
    elif entry.area is not None and is_region(entry.area):
        named &= lost["dimension"] == ""
    if entry.category is not None:
        named &= lost["category"] == entry.category
    if entry.area is not None:
        own = measure.source.area_code(entry.area)
        counted = lost[named & (lost["area"] == own) & (lost["value"] != "0")]
        # One that had nothing but zeros is another area than is meant.
        named &= lost["area"].isin(set() if counted.empty else _without(measure, own))
    if entry.first is not None:
        named &= lost["ordinal"] >= _ordinal(measure, entry.first)
    if entry.last is not None:
        named &= lost["ordinal"] <= _ordinal(measure, entry.last)
    return named & (lost["ordinal"] < oldest) if entry.oldest else named


def _without(measure: PublishedMeasure, area: str) -> set[str]:
    """The areas whose figures are not known without an area: its own, and the region where it is summed."""
    is_summed = measure.source.absent == "zero" and measure.source.region != "own-row"
    return {area, region_code()} if is_summed else {area}


@cache
def _ordinal_of(period: str, frequency: str) -> int:
    return int(parse_period_id(period, frequency).ordinal)  # type: ignore[arg-type]


def _ordinal(measure: PublishedMeasure, period: str) -> int:
    return _ordinal_of(period, measure.frequency)

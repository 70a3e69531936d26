"""Rules on a file with a row for each event: none counts nothing, and none stands far beyond all others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import exp

import pandas as pd

from metrics.checking.doubts import Doubt, doubt
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.figures.intervals import span_text
from metrics.issues import Issue, error
from metrics.language import say
from metrics.periods import PERIOD_NOUNS, label
from metrics.reading.frames import rows_of

ENOUGH_PERIODS = 12  # with events: fewer do not tell how long the series may be without one
SELDOM = 0.001  # a stretch that comes by chance more seldom than once in so many such series


def events_count(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """A row stands for something that happened: one that counts 0 is no event, and stretches the series."""
    if not LAYOUTS[measure.source.layout].counts_rows:
        return
    for row in rows_of(cells[cells["value"] == 0]):
        message = 'a row that counts 0 is no event; ask the publisher, or leave such rows out with "where"'
        yield error(row.file, int(row.line), int(row.field), "counts-none", message)


def events_follow_each_other(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Doubt]:
    """The region's series is never without an event for much longer than it ever was: a year would be wrong.

    The longest stretch is doubted where it is longer than every other, and either what follows it is no longer than
    the stretch itself, or chance would seldom leave so many periods empty. A district, or a category, may well be
    without an event for years.
    """
    if not LAYOUTS[measure.source.layout].counts_rows:
        return
    by_period = cells.groupby("period")["value"].sum()
    periods = sorted(by_period[by_period > 0].index, key=lambda period: period.ordinal)
    if len(periods) < ENOUGH_PERIODS:
        return
    runs = [later.ordinal - earlier.ordinal - 1 for earlier, later in pairwise(periods)]
    *others, longest = sorted(runs)
    at = runs.index(longest)
    if longest == others[-1] or not _is_doubted(by_period, periods, at, longest):
        return
    yield _stretch(measure, cells, periods, at, others[-1])


def _is_doubted(by_period: pd.Series, periods: list[pd.Period], at: int, longest: int) -> bool:
    span = periods[-1].ordinal - periods[0].ordinal + 1 - longest
    seldom = span * exp(-longest * float(by_period.sum()) / span) < SELDOM
    return len(periods) - at - 1 <= longest or seldom


def _stretch(
    measure: PublishedMeasure, cells: pd.DataFrame, periods: list[pd.Period], at: int, most: int
) -> Doubt:
    """The empty stretch after the period ``at``; ``most`` is how many were ever empty before."""
    first, last = label(periods[at] + 1), label(periods[at + 1] - 1)
    stretch = first if first == last else f"{first} to {last}"
    beyond = periods[at + 1] if len(periods) - at - 1 <= at + 1 else periods[at]
    row = cells[cells["period"] == beyond].iloc[0]
    noun, number = PERIOD_NOUNS[measure.frequency], periods[at + 1].ordinal - periods[at].ordinal - 1
    length, usual = _counted(number, noun), _counted(most, noun)
    message = f'"{measure.id}": no row is of {stretch}, {length}, and this row is of {label(beyond)}; '
    message += f"is its year right? No other stretch without a row is longer than {usual}"
    nothing = measure.noun.plural if measure.noun is not None else say("event")
    unusual = "The source has no {noun} from {stretch}, which is unusual."
    text = say(unusual, noun=nothing, stretch=first if first == last else span_text(first, last))
    place = str(row["file"]), int(row["line"]), int(row["field"])
    return doubt(measure.id, stretch, place, text, "empty-stretch", message)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

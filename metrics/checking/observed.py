"""The files of one measure against its declaration: its observations as they would be stored, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pandas as pd

from metrics.checking.cells import doubts_in_workbooks, in_workbooks
from metrics.checking.checks import check_measure
from metrics.checking.declared_names import categories_have_rows, outside_names_stay
from metrics.checking.doubts import Doubt
from metrics.checking.endings import rows_begin, rows_go_on
from metrics.checking.events import events_follow_each_other
from metrics.checking.gone import figures_gone, unused_entries
from metrics.checking.mending import breaks_are_in_the_data
from metrics.checking.newest import newest_is_believed
from metrics.checking.outside import outside_rows_stay
from metrics.checking.plausible import check_plausible
from metrics.checking.previous import (
    Earlier,
    Previous,
    check_previous,
    earlier_releases_are_read,
    nothing_was_published_before,
)
from metrics.checking.ratios import (
    check_ratio,
    doubtful_in_ratios,
    doubts_of_ratio,
    names_left_outside,
)
from metrics.checking.reconciled import for_readers, mismatch_issues, placed_mismatches
from metrics.declared.framework import PublishedMeasure
from metrics.declared.locations import Locations
from metrics.declared.ratio import is_ratio
from metrics.figures.endings import beginnings, endings
from metrics.figures.mismatches import Mismatch
from metrics.figures.observations import as_text, observations
from metrics.figures.ratios import suppressed_ratio
from metrics.figures.suppression.releases import Seen
from metrics.figures.suppression.withhold import suppressed
from metrics.issues import Issue
from metrics.reading.supplied import Supplied

RELEASES = "data/releases"


@dataclass(frozen=True)
class Observed:
    """A measure's observations as they would be stored, and what is wrong; none with an error in the way.

    ``mismatches`` are what does not add up in its files, of which readers are told.
    """

    stored: pd.DataFrame | None
    issues: list[Issue]
    doubts: list[Doubt] = field(default_factory=list)
    mismatches: tuple[Mismatch, ...] = ()


def observed(
    measure: PublishedMeasure,
    files: Mapping[str, Supplied],
    today: date | None,
    previous: Previous | None,
    declared: Locations,
    earlier: Earlier,
) -> Observed:
    """What a measure's files give of it, by the names they are shown under, beside the releases before.

    Of those the newest counts that has figures of it: ``previous``, or where that has none, one before it.
    """
    previous = previous and previous.with_figures(measure.id)
    if is_ratio(measure):
        return _observed_ratio(measure, files, today, previous, declared, earlier)
    cells, issues = check_measure(measure, files, today)
    if cells is None:
        return Observed(None, in_workbooks(measure, files, issues))
    figures = observations(measure, cells)
    issues += breaks_are_in_the_data(measure, cells, declared)
    issues += categories_have_rows(measure, cells, declared)
    stored, faults = _without_small(
        measure, list(files)[-1], figures, earlier, partial(suppressed, measure, figures)
    )
    issues += faults
    placed = placed_mismatches(measure, cells, stored)
    issues += mismatch_issues(measure, placed)
    doubts = _doubts(measure, cells, stored, previous)
    issues += _not_doubted(check_plausible(measure, cells, figures), doubts)
    if previous is not None:
        issues += check_previous(measure, list(files)[-1], stored, previous)
        issues += unused_entries(measure, doubts, previous, declared)
        issues += outside_names_stay(measure, cells, stored, previous, doubts, declared)
    doubts = doubts_in_workbooks(measure, files, doubts)
    return Observed(stored, in_workbooks(measure, files, issues), doubts, for_readers(measure, placed))


def _observed_ratio(
    measure: PublishedMeasure,
    files: Mapping[str, Supplied],
    today: date | None,
    previous: Previous | None,
    declared: Locations,
    earlier: Earlier,
) -> Observed:
    """The same of one count over another."""
    checked, issues = check_ratio(measure, files, today)
    if checked is None:
        return Observed(None, in_workbooks(measure, files, issues))
    figures, file = checked.figures, list(files)[-1]
    withhold = partial(suppressed_ratio, measure, figures)
    stored, faults = _without_small(measure, file, figures.observed, earlier, withhold)
    doubts = doubts_of_ratio(measure, checked, stored, previous)
    issues += [*faults, *_not_doubted(doubtful_in_ratios(measure, checked, declared), doubts)]
    if previous is not None:
        issues += check_previous(measure, file, stored, previous)
        issues += unused_entries(measure, doubts, previous, declared)
        issues += names_left_outside(measure, checked, stored, previous, doubts, declared)
    return Observed(stored, in_workbooks(measure, files, issues), doubts_in_workbooks(measure, files, doubts))


def _not_doubted(issues: Iterable[Issue], doubts: Iterable[Doubt]) -> list[Issue]:
    """Without what a doubt about the same place says already."""
    places = {item.place for item in doubts if item.code == "implausible-newest"}
    return [
        issue
        for issue in issues
        if issue.code != "unusual" or (issue.file, issue.line, issue.column) not in places
    ]


def _doubts(
    measure: PublishedMeasure, cells: pd.DataFrame, stored: pd.DataFrame, previous: Previous | None
) -> list[Doubt]:
    """What is gone or hard to believe of a measure."""
    ended = endings(measure, cells)
    doubts = [*events_follow_each_other(measure, cells), *newest_is_believed(measure, cells, stored)]
    doubts += rows_go_on(measure, cells, stored, ended, previous)
    doubts += rows_begin(measure, cells, beginnings(measure, cells))
    if previous is None:
        return doubts
    until = min((ending.last for ending in ended), default=None)
    doubts += outside_rows_stay(measure, cells, stored, previous, until)
    return [*doubts, *figures_gone(measure, cells, stored, previous, ended)]


def _without_small(
    measure: PublishedMeasure,
    file: str,
    observed: pd.DataFrame,
    earlier: Earlier,
    withhold: Callable[[Seen], pd.DataFrame],
) -> tuple[pd.DataFrame, list[Issue]]:
    """Observations as they would be stored, without what is withheld, and what of it was shown before."""
    complete = as_text(observed)
    if measure.suppression is None:
        return complete, []
    seen = earlier.seen(measure.id)
    stored = as_text(withhold(seen.unrevised(complete)))
    issues = [*earlier_releases_are_read(RELEASES, seen)]
    return stored, [*issues, *nothing_was_published_before(measure, file, stored, observed, seen)]

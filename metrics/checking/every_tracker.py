"""All trackers of a drop: their rows beside the release before, what does not add up in them, and what is gone"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from metrics.areas import folded
from metrics.checking.adding_up import discrepancy_issue
from metrics.checking.doubts import Doubt
from metrics.checking.first_dates import first_dates_withdrawn, lines_to_come_are_whole
from metrics.checking.previous import NOTHING_EARLIER, Earlier, Previous
from metrics.checking.trackers import TO_COME, check_tracker, gone_items
from metrics.declared.document import Path
from metrics.declared.framework import Config
from metrics.declared.locations import Locations
from metrics.declared.tracker import Tracker
from metrics.discrepancies import Discrepancy
from metrics.issues import Issue, error, listed, warning
from metrics.promises.items import Tracked
from metrics.promises.reconciliation import discrepancies
from metrics.promises.steps import steps_since
from metrics.promises.stored import totals_alone
from metrics.reading.extracts import Extract

Fields = Mapping[str, int]


@dataclass(frozen=True)
class CheckedTrackers:
    """The trackers whose rows have no errors, by their ids, every issue, and every doubt."""

    trackers: Mapping[str, Tracked] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def check_trackers(
    config: Config,
    extracts: Mapping[str, Extract],
    today: date | None,
    previous: Previous | None,
    declared: Locations,
    earlier: Earlier = NOTHING_EARLIER,
) -> CheckedTrackers:
    """Each tracker that has declared totals alone, or of which all files are there."""
    trackers, issues = dict[str, Tracked](), [*trackers_gone(config, previous, declared.file)]
    doubts = list[Doubt]()
    for tracker in config.trackers:
        issues += stated_days_have_come(tracker, today, declared)
        before, release = _before(tracker, previous)
        if tracker.source is None:
            tracked: Tracked | None = replace(totals_alone(tracker), steps=steps_since(before, release))
            fields: Fields = {}
        elif any(name not in extracts for name in tracker.source.files):
            continue
        else:
            files = {extracts[name].display_name: extracts[name].held for name in tracker.source.files}
            checked = check_tracker(tracker, config.roles, files, today, before, release)
            issues += checked.issues
            tracked, fields = checked.tracked, checked.fields
        if tracked is not None:
            trackers[tracker.id] = tracked
            issues += _beside(tracked, before, release, declared)
            issues += [_issue(item, tracker, fields, declared) for item in discrepancies(tracked)]
            issues += lines_to_come_are_whole(tracked, fields, earlier)
            doubts += first_dates_withdrawn(tracked, fields, earlier)
    issues += trackers_renamed(trackers, previous, declared)
    return CheckedTrackers(trackers, tuple(issues), tuple(doubts))


def _before(tracker: Tracker, previous: Previous | None) -> tuple[Tracked | None, str]:
    """A tracker as the newest release that has it has it, and the id of that release."""
    return (None, "") if previous is None else previous.tracker(tracker.id)


def _beside(tracked: Tracked, before: Tracked | None, release: str, declared: Locations) -> Iterator[Issue]:
    """Items of the release before where none is listed any more: the kind of the tracker is another now."""
    if before is not None and before.items and not tracked.items:
        items = {item.reference: item for item in before.items}
        yield from gone_items(tracked, items, release, declared.of_table(tracked.tracker, ("kind",)))


def _issue(item: Discrepancy, tracker: Tracker, fields: Fields, declared: Locations) -> Issue:
    """What does not add up, in the file or in the declaration."""
    key, _, at = item.column.partition(" ")
    if at:
        return discrepancy_issue(item, declared.of_table(tracker, (key, int(at), "as_at")))
    return discrepancy_issue(item, (item.file, item.line, fields.get(item.column, 1)))


def stated_days_have_come(tracker: Tracker, today: date | None, declared: Locations) -> Iterator[Issue]:
    """No day that the declaration states is still to come, but for the one before which nothing is to be done."""
    paths: list[tuple[Path, date | None]] = [(("as_at",), tracker.as_at)]
    paths += [
        (("declared_totals", at, "as_at"), totals.as_at) for at, totals in enumerate(tracker.declared_totals)
    ]
    for path, day in paths:
        if today is not None and day is not None and day > today:
            yield error(*declared.of_table(tracker, path), "future-period", TO_COME.format(day=day))


def trackers_gone(config: Config, previous: Previous | None, file: str) -> Iterator[Issue]:
    """A tracker that the release before had is still there; a warning."""
    before = () if previous is None or previous.config is None else previous.config.trackers
    ids = [tracker.id for tracker in config.trackers]
    gone = [tracker.id for tracker in before if tracker.id not in ids]
    if gone and previous is not None:
        message = f'{listed(gone)} of release "{previous.id}" is declared no longer'
        yield warning(file, 1, 1, "tracker-gone", message)


def trackers_renamed(
    trackers: Mapping[str, Tracked], previous: Previous | None, declared: Locations
) -> Iterator[Issue]:
    """None that is new has most items of one that is declared no longer: under another id it would have no past."""
    before = {} if previous is None else previous.records.trackers
    gone = {name: _promises(tracked) for name, tracked in before.items() if name not in trackers}
    for name, tracked in trackers.items():
        for former, items in gone.items():
            both = items & _promises(tracked)
            if previous is not None and name not in before and len(both) * 2 > len(items):
                number = f"{len(both)} of {len(items)}"
                message = f'"{name}" has {number} items of "{former}", as release "{previous.id}" calls it'
                mend = (
                    f'an id does not change, since first dates and addresses go with it: call it "{former}"'
                )
                yield error(
                    *declared.of_table(tracked.tracker, ("id",)), "tracker-renamed", f"{message}; {mend}"
                )


def _promises(tracked: Tracked) -> set[tuple[str, str]]:
    """The items of a tracker, each by its reference and what was promised."""
    return {(folded(item.reference), folded(item.item)) for item in tracked.items}

"""The files of a tracker against its declaration, and its items against those of the release before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from metrics.areas import folded
from metrics.declared.tracker import Tracker
from metrics.declared.tracker_source import ItemStatus
from metrics.issues import Issue, error, has_errors, listed, nearest, warning
from metrics.promises.items import OVER, Counts, Item, Step, Tracked
from metrics.promises.steps import steps_since
from metrics.reading.sheets import in_workbooks
from metrics.reading.tracker_rows import tracker_rows

TO_COME = "{day} is a day to come: nothing stands to it yet"


@dataclass(frozen=True)
class CheckedTracker:
    """A tracker with its rows, None with an error in them, every issue, and the fields of its columns."""

    tracked: Tracked | None
    issues: tuple[Issue, ...]
    fields: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Items:
    """What the rules look at: a tracker's items with their steps, those before, and the field of each column.

    ``release`` is the id of the one that had the items ``before``.
    """

    tracked: Tracked
    before: Mapping[str, Item]
    release: str
    fields: Mapping[str, int]
    today: date | None

    @cached_property
    def steps(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps of each reference in earlier releases, the earliest first."""
        steps = dict[str, tuple[Step, ...]]()
        for step in self.tracked.steps:
            steps[step.reference] = (*steps.get(step.reference, ()), step)
        return steps

    def place(self, item: Item, column: str) -> tuple[str, int, int]:
        """Where a cell of an item stands, or its reference where there is no such column."""
        return item.file, item.line, self.fields.get(column) or self.fields.get("reference", 1)


def check_tracker(
    tracker: Tracker,
    roles: Mapping[str, str],
    files: Mapping[str, bytes],
    today: date | None,
    before: Tracked | None = None,
    release: str = "",
) -> CheckedTracker:
    """A tracker's rows from its files, by the names that they are shown under; ``today`` is the release's day.

    ``before`` is the tracker as the current ``release`` has it, None where it has none.
    """
    source = tracker.source
    assert source is not None
    issues, fields, days = list[Issue](), dict[str, int](), dict[date, tuple[str, int]]()
    tracked = Tracked(tracker, tracker.as_at, steps=steps_since(before, release))
    for file, data in files.items():
        rows = tracker_rows(tracker, source, roles, data, file)
        issues += rows.issues
        fields |= rows.fields
        days |= {day: (file, line) for day, line in rows.as_at.items()}
        tracked = replace(
            tracked, items=(*tracked.items, *rows.items), counts=(*tracked.counts, *rows.counts)
        )
    if days:
        tracked = replace(tracked, as_at=max(days))
    if not has_errors(issues):
        issues += days_have_come(days, fields, today)
        items = _Items(tracked, _by_reference(before), release, fields, today)
        issues += [issue for rule in RULES for issue in rule(items)]
        issues += counts_stand_once(tracked, fields)
    placed = in_workbooks(files, source, issues)
    return CheckedTracker(None if has_errors(placed) else tracked, tuple(placed), fields)


def _by_reference(before: Tracked | None) -> dict[str, Item]:
    return {} if before is None else {item.reference: item for item in before.items}


def days_have_come(
    days: Mapping[date, tuple[str, int]], fields: Mapping[str, int], today: date | None
) -> Iterator[Issue]:
    """Nothing stands to a day that is still to come."""
    for day, place in days.items():
        if today is not None and day > today:
            yield error(*place, fields.get("as_at", 1), "future-period", TO_COME.format(day=day))


def counts_stand_once(tracked: Tracked, fields: Mapping[str, int]) -> Iterator[Issue]:
    """A group has one row a day, and the whole is among the rows of each day where it is declared."""
    first = dict[tuple[date, str], Counts]()
    for counts in tracked.counts:
        same = first.setdefault((counts.as_at, counts.group), counts)
        if same is not counts:
            message = (
                f'"{counts.group}" has a row for {counts.as_at} already, in line {same.line}; which counts?'
            )
            yield error(counts.file, counts.line, fields.get("group", 1), "duplicate-row", message)
    group = None if tracked.tracker.source is None else tracked.tracker.source.group
    if group is None or group.total_name is None:
        return
    for counts in {item.as_at: item for item in reversed(tracked.counts)}.values():
        if (counts.as_at, group.total_name) not in first:
            names = [item.group for item in tracked.counts if item.as_at == counts.as_at]
            guess = nearest(group.total_name, names) or f"; the rows are of {listed(names)}"
            message = f'no row to {counts.as_at} is of "{group.total}", which is declared as the whole{guess}'
            yield error(counts.file, counts.line, fields.get("group", 1), "no-total", message)


# Items -----------------------------------------------------------------------------------------------------


def references_stand_once(items: _Items) -> Iterator[Issue]:
    """A reference is of one item: addresses make no difference between capital and small letters."""
    first = dict[str, Item]()
    for item in items.tracked.items:
        same = first.setdefault(folded(item.reference), item)
        if same is not item:
            line = f"line {same.line}" if same.file == item.file else f"line {same.line} of {same.file}"
            message = f'"{item.reference}" stands in {line} already; each item needs its own reference'
            yield error(*items.place(item, "reference"), "duplicate-reference", message)


def references_are_written_alike(items: _Items) -> Iterator[Issue]:
    """A reference is written as the releases before wrote it: in other letters the item would have no past."""
    written = {folded(reference): reference for reference in items.steps}
    for item in items.tracked.items:
        was = written.get(folded(item.reference), item.reference)
        if was != item.reference and item.reference not in items.steps:
            message = f'"{item.reference}" was "{was}" in release "{items.steps[was][-1].release}"'
            yield error(
                *items.place(item, "reference"), "reference-respelled", f"{message}; write it as it was"
            )


def completion_is_past(items: _Items) -> Iterator[Issue]:
    """Nothing is complete on a day to come, nor after the day to which the tracker stands; that is a warning."""
    as_at = items.tracked.as_at
    for item in items.tracked.items:
        place = items.place(item, "completed")
        if item.completed is None:
            continue
        if items.today is not None and item.completed > items.today:
            message = (
                f'"{item.reference}": {item.completed} is a day to come: nothing is complete by then yet'
            )
            yield error(*place, "completed-to-come", message)
        elif as_at is not None and item.completed > as_at:
            message = f'"{item.reference}" is complete on {item.completed}, and the tracker stands to {as_at}'
            yield warning(*place, "completed-after", f"{message}; is that day out of date?")


def completion_goes_with_status(items: _Items) -> Iterator[Issue]:
    """A day of completion stands beside the status complete, and what was completed since has one; a warning."""
    for item in items.tracked.items:
        before = items.before.get(item.reference)
        if item.completed is not None and item.status != "complete":
            message = f'"{item.reference}" is complete on {item.completed}, and its status is {item.status}'
            yield error(*items.place(item, "status"), "completed-and-open", f"{message}; which is it?")
        elif item.status == "complete" and item.completed is None and before is not None and before.is_open:
            message = f'"{item.reference}" is complete, and release "{items.release}" had it open'
            yield warning(
                *items.place(item, "completed"), "no-completed-day", f"{message}: the day is not given"
            )


def reasons_are_stated(items: _Items) -> Iterator[Issue]:
    """What is withdrawn has a reason, and so has what was over in the release before and is open again."""
    under = _under(items.tracked, "reason")
    for item in items.tracked.items:
        last = next(reversed(items.steps.get(item.reference, ())), None)
        if item.status == "withdrawn" and not item.reason:
            message = f'"{item.reference}" is withdrawn, and nothing says why; give the reason {under}'
            yield error(*items.place(item, "reason"), "withdrawn-without-reason", message)
        if item.is_open and last is not None and last.status in OVER and not item.reason:
            was = f'"{item.reference}" was {_word(last.status)} in release "{last.release}" and is open again'
            yield error(*items.place(item, "reason"), "reopened-without-reason", f"{was}; say why {under}")


def _under(tracked: Tracked, name: str) -> str:
    """``under "Why"``: the column that the file has for something; where none is declared, the key that does it."""
    declared = {} if tracked.tracker.source is None else tracked.tracker.source.columns
    return f'under "{declared[name][0]}"' if name in declared else f'in a column that "{name}" declares'


def _word(status: ItemStatus) -> str:
    return status.replace("-", " ")


def first_dates_stay(items: _Items) -> Iterator[Issue]:
    """The first date of an item is what the first release that had one said, for ever."""
    for item in items.tracked.items:
        dated = [step for step in items.steps.get(item.reference, ()) if step.original_due or step.due]
        is_fixed = item.original_due is not None or any(step.original_due for step in dated)
        first = next(iter(dated), None)
        day = None if first is None else first.original_due or first.due
        if first is not None and is_fixed and item.original_due != day:
            now = "it is not given now" if item.original_due is None else f"it is {item.original_due} now"
            message = (
                f'the first date of "{item.reference}" was {day} in release "{first.release}", and {now}'
            )
            mend = f"first dates do not change; a later one belongs {_under(items.tracked, 'due')}"
            yield error(*items.place(item, "original_due"), "first-date-changed", f"{message}: {mend}")


def dates_go_forward(items: _Items) -> Iterator[Issue]:
    """No date lies before the first one; a warning."""
    for item in items.tracked.items:
        if item.due is not None and item.original_due is not None and item.due < item.original_due:
            message = f'"{item.reference}" is due on {item.due}, before its first date, {item.original_due}'
            yield warning(*items.place(item, "due"), "due-before-first", f"{message}; is it so?")


def items_stay(items: _Items) -> Iterator[Issue]:
    """What the release before had open, or complete, is still listed: it is withdrawn before it goes."""
    if items.tracked.items:
        first = items.tracked.items[0]
        yield from gone_items(
            items.tracked, items.before, items.release, (first.file, 1, items.fields.get("reference", 1))
        )


RULES: tuple[Callable[[_Items], Iterator[Issue]], ...] = (
    references_stand_once,
    references_are_written_alike,
    completion_is_past,
    completion_goes_with_status,
    reasons_are_stated,
    first_dates_stay,
    dates_go_forward,
    items_stay,
)


def gone_items(
    tracked: Tracked, before: Mapping[str, Item], release: str, place: tuple[str, int, int]
) -> Iterator[Issue]:
    """The items of the release ``before`` that are listed no longer and were not withdrawn: an error each."""
    names = [item.reference for item in tracked.items]
    listed_now = {folded(name) for name in names}
    for reference, item in before.items():
        if folded(reference) not in listed_now and item.status != "withdrawn":
            guess = nearest(reference, [name for name in names if name not in before])
            message = (
                f'"{reference}" of release "{release}" is listed no longer, and was not withdrawn: keep its row, '
                f"with the status withdrawn, and a reason {_under(tracked, 'reason')}"
            )
            yield error(*place, "gone-item", message + guess)

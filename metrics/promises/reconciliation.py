"""What does not add up in a tracker: totals against statuses and items, and parts against the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from metrics.dates import day_in_words
from metrics.declared.tracker import DeclaredTotals, Tracker
from metrics.declared.tracker_source import ItemStatus
from metrics.discrepancies import Discrepancy
from metrics.language import say, say_count
from metrics.promises.items import Counts, Tracked
from metrics.promises.sentences import status_words

SEVERAL = 2  # a report that gives one status alone does not say where the others stand
TOO_FEW = (
    "The report counts {every} {items}; the statuses that it gives add up to {sum}: 1 is not accounted for.",
    "The report counts {every} {items}; the statuses that it gives add up to {sum}: {gap} are not accounted for.",
)
TOO_MANY = (
    "The report counts {every} {items}; the statuses that it gives add up to {sum}, which is 1 too many.",
    "The report counts {every} {items}; the statuses that it gives add up to {sum}, which is {gap} too many.",
)
OF_DAY = "It is the report to {day}."
LISTED_ALL = "The report to {day} counts {every} {items}; {number} are listed."
LISTED_STATUS = "The report to {day} counts {every} {items} as {status}; of those listed it is {number}."
GROUP = "{group}: {text}"
PARTS_ALL = "{group}, {day}: the file counts {every} {items}; its parts add up to {sum}."
PARTS_STATUS = "{group}, {day}: the file counts {every} {items} as {status}; its parts add up to {sum}."


def discrepancies(tracked: Tracked) -> tuple[Discrepancy, ...]:
    """All that does not add up in a tracker, at the weight that it declares.

    The ``column`` of what the declaration says is ``declared_totals`` with the place among them.
    """
    items = (item for rule in RULES for item in rule(tracked))
    return tuple(replace(item, weight=tracked.tracker.reconcile.severity) for item in items)


def totals_have_their_statuses(tracked: Tracked) -> Iterator[Discrepancy]:
    """The statuses of declared totals add up to all."""
    for at, totals in enumerate(tracked.tracker.declared_totals):
        text = _statuses_text(tracked.tracker, totals.as_at, totals.every, totals.by_status)
        if text:
            yield _declared(tracked, at, text)


def totals_are_those_of_the_items(tracked: Tracked) -> Iterator[Discrepancy]:
    """Declared totals of the day to which the items stand are those of the items, where all are listed."""
    tracker = tracked.tracker
    if not tracked.items or tracker.not_listed is not None:
        return
    by_status = Counter(item.status for item in tracked.items)
    for at, totals in enumerate(tracker.declared_totals):
        if totals.as_at == tracked.as_at:
            for text in _against_items(tracker, totals, by_status):
                yield _declared(tracked, at, text)


def _against_items(
    tracker: Tracker, totals: DeclaredTotals, by_status: Mapping[ItemStatus, int]
) -> Iterator[str]:
    words = {"day": day_in_words(totals.as_at)}
    listed = sum(by_status.values())
    if _differ(tracker, totals.every, listed):
        items = tracker.noun.counted(totals.every)
        yield say(LISTED_ALL, **words, every=totals.every, items=items, number=listed)
    for status, number in totals.by_status.items():
        own = by_status.get(status, 0)
        if _differ(tracker, number, own):
            values = {"items": tracker.noun.counted(number), "status": status_words(tracker, status).label}
            yield say(LISTED_STATUS, **words, **values, every=number, number=own)


def counts_have_their_statuses(tracked: Tracked) -> Iterator[Discrepancy]:
    """The statuses of a row of counts add up to all of its group."""
    for counts in tracked.counts:
        if counts.every is not None:
            text = _statuses_text(tracked.tracker, counts.as_at, counts.every, counts.by_status)
            if text:
                yield _in_file(tracked, counts, "every", say(GROUP, group=counts.group, text=text))


def parts_are_the_whole(tracked: Tracked) -> Iterator[Discrepancy]:
    """The rows of parts add up to the row of the whole on each day, where one is declared."""
    tracker = tracked.tracker
    name = None if tracker.source is None or tracker.source.group is None else tracker.source.group.total_name
    for total in tracked.counts:
        parts = [item for item in tracked.counts if item.as_at == total.as_at and item.group != name]
        if total.group == name and parts:
            for column, text in _beside_parts(tracker, total, parts):
                yield _in_file(tracked, total, column, text)


def _beside_parts(tracker: Tracker, total: Counts, parts: list[Counts]) -> Iterator[tuple[str, str]]:
    """What of a row of the whole is not the sum of its parts: the column, and what is said of it."""
    words = {"group": total.group, "day": day_in_words(total.as_at)}
    numbers = [part.every for part in parts if part.every is not None]
    if total.every is not None and len(numbers) == len(parts) and _differ(tracker, total.every, sum(numbers)):
        items = tracker.noun.counted(total.every)
        yield "every", say(PARTS_ALL, **words, every=total.every, items=items, sum=sum(numbers))
    for status, number in total.by_status.items():
        own = [part.by_status[status] for part in parts if status in part.by_status]
        if len(own) == len(parts) and _differ(tracker, number, sum(own)):
            values = {"items": tracker.noun.counted(number), "status": status_words(tracker, status).label}
            yield status, say(PARTS_STATUS, **words, **values, every=number, sum=sum(own))


RULES: tuple[Callable[[Tracked], Iterator[Discrepancy]], ...] = (
    totals_have_their_statuses,
    totals_are_those_of_the_items,
    counts_have_their_statuses,
    parts_are_the_whole,
)


# Parts of sentences ----------------------------------------------------------------------------------------


def _statuses_text(tracker: Tracker, day: date, every: int, by_status: Mapping[ItemStatus, int]) -> str:
    """What is wrong with statuses that do not add up to all; nothing where they do, or may go on."""
    added = sum(by_status.values())
    gap = abs(every - added)
    if not _differ(tracker, every, added) or (added < every and len(by_status) < SEVERAL):
        return ""
    values = {"every": every, "items": tracker.noun.counted(every), "sum": added, "gap": gap}
    text = say_count(*(TOO_FEW if added < every else TOO_MANY), gap, **values)
    return f"{text} {say(OF_DAY, day=day_in_words(day))}"


def _differ(tracker: Tracker, first: int, second: int) -> bool:
    least = tracker.reconcile.tolerance
    return abs(first - second) >= max(1, least or 0)


def _declared(tracked: Tracked, at: int, text: str) -> Discrepancy:
    return Discrepancy("tracker", tracked.tracker.id, "totals-off", text, column=f"declared_totals {at}")


def _in_file(tracked: Tracked, counts: Counts, column: str, text: str) -> Discrepancy:
    place = Discrepancy("tracker", tracked.tracker.id, "totals-off", text, column=column)
    return replace(place, file=counts.file, line=counts.line)

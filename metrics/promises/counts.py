"""How many items of a tracker stand where: by items, by a report's totals, by counts; and which are overdue"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.declared.tracker_source import STATUSES, ItemStatus
from metrics.promises.items import Counts, Item, Tracked

CountedBy = Literal["items", "totals", "counts"]


@dataclass(frozen=True)
class Standing:
    """How many items there are on a day, and how many of them stand where.

    A status that nobody counts is not in it. ``every`` is None where no number of all is stated, and ``by`` is what
    was counted.
    """

    as_at: date | None
    every: int | None
    by_status: Mapping[ItemStatus, int]
    by: CountedBy

    @property
    def accounted(self) -> int:
        """How many are said to stand somewhere."""
        return sum(self.by_status.values())

    @property
    def unaccounted(self) -> int:
        """How many of all are not said to stand anywhere; never filled in. 0 where the parts are more than all."""
        return 0 if self.every is None else max(0, self.every - self.accounted)


def standings(tracked: Tracked) -> tuple[Standing, ...]:
    """How many stood where on each day that is told, the earliest first; the last is the one that counts.

    Of a list of items that is not shorter than its declared totals there is the day of the list alone.
    """
    if tracked.tracker.kind == "counts":
        return tuple(_of_counts(counts) for counts in _of_all(tracked))
    totals = sorted(tracked.tracker.declared_totals, key=lambda item: item.as_at)
    if tracked.items and not (totals and totals[-1].every > len(tracked.items)):
        return (_of_items(tracked),)
    return tuple(Standing(item.as_at, item.every, item.by_status, "totals") for item in totals)


def standing(tracked: Tracked) -> Standing | None:
    """How many stand where at last; None where nothing tells it."""
    every = standings(tracked)
    return every[-1] if every else None


def _of_items(tracked: Tracked) -> Standing:
    tally = Counter(item.status for item in tracked.items)
    by_status = {status: tally[status] for status in STATUSES if tally[status] or status == "complete"}
    return Standing(tracked.as_at, len(tracked.items), by_status, "items")


def _of_counts(counts: Counts) -> Standing:
    return Standing(counts.as_at, counts.every, counts.by_status, "counts")


def _of_all(tracked: Tracked) -> list[Counts]:
    """The rows of counts that are of all items, day by day: none is added up of its parts."""
    source = tracked.tracker.source
    group = None if source is None or source.group is None else source.group
    name = "" if group is None else group.name(group.total or "")
    return sorted((item for item in tracked.counts if item.group in ("", name)), key=lambda item: item.as_at)


def parts_of(tracked: Tracked) -> tuple[Counts, ...]:
    """The counts of the newest day, those of all items last."""
    rows, every = tracked.counts, {id(item) for item in _of_all(tracked)}
    newest = max((item.as_at for item in rows), default=None)
    own = [item for item in rows if item.as_at == newest]
    return tuple(sorted(own, key=lambda item: id(item) in every))


def overdue(tracked: Tracked, day: date) -> tuple[Item, ...]:
    """The items that are still to be done on a day that lies behind their own, the longest overdue first."""
    late = [item for item in tracked.items if item.is_overdue(day)]
    return tuple(sorted(late, key=lambda item: item.current_due or day))


def days_overdue(item: Item, day: date) -> int:
    """By how many days an item is overdue on a day; 0 where it is not."""
    due = item.current_due
    return (day - due).days if due is not None and item.is_overdue(day) else 0

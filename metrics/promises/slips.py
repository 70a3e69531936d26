"""How the dates of items moved: from the first that was promised on, release by release, and by how many days"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from metrics.declared.tracker_source import ItemStatus
from metrics.promises.items import Item, Step, Tracked


def stated_due(stands: Item | Step) -> date | None:
    """The day that is promised; None where there is none, or where there is a later one that is not stated."""
    is_unstated = stands.status == "date-revised" and stands.due in (None, stands.original_due)
    return None if is_unstated else stands.due or stands.original_due


@dataclass(frozen=True)
class Promise:
    """A day that was promised for an item. ``release`` is the id of what brought it, empty for the present one."""

    day: date
    release: str


@dataclass(frozen=True)
class Slip:
    """The line of an item's days: the first that was promised, and each other one after it."""

    item: Item
    line: tuple[Promise, ...]

    @property
    def is_unstated(self) -> bool:
        """Whether the day that counts now is not stated."""
        return not self.line or stated_due(self.item) is None

    @property
    def days(self) -> int | None:
        """How far the last day lies behind the first, in days: below zero where it was brought forward.

        None where there is no day, or where a later one is not stated.
        """
        return None if self.is_unstated else (self.line[-1].day - self.line[0].day).days

    @property
    def done_days(self) -> int | None:
        """By how many days it was complete after its first day: below zero where it was before it.

        None where it is not complete, or a day is not stated: one that its row alone has need not be the first.
        """
        item = self.item
        if item.status != "complete" or item.completed is None or not self.line:
            return None
        is_first = item.original_due is not None or bool(self.line[0].release)
        return (item.completed - self.line[0].day).days if is_first else None

    @property
    def times(self) -> int:
        """How often the day was moved."""
        return max(0, len(self.line) - 1)


@dataclass(frozen=True)
class Slips:
    """The slips of a tracker: those of items whose day is later now than the first, the longest first."""

    later: tuple[Slip, ...]
    earlier: tuple[Slip, ...]
    unstated: tuple[Item, ...]

    @property
    def median(self) -> float | None:
        """The slip in days that half of those that slipped do not exceed; None where none did."""
        days = [slip.days for slip in self.later if slip.days is not None]
        return float(median(days)) if days else None

    @property
    def longest(self) -> Slip | None:
        """The item that slipped most."""
        return self.later[0] if self.later else None

    @property
    def often(self) -> tuple[Slip, ...]:
        """Those whose day was moved more than once."""
        return tuple(slip for slip in self.later if slip.times > 1)


def slip_of(tracked: Tracked, item: Item) -> Slip:
    """The line of an item's days, through the releases that had it and now."""
    line = list[Promise]()
    for step in tracked.steps_of(item.reference):
        _add(line, step.original_due, step.due, step.release)
    _add(line, item.original_due, item.due, "")
    return Slip(item, tuple(line))


def _add(line: list[Promise], original: date | None, due: date | None, release: str) -> None:
    """The first day where the line begins with it, and the day as it then was where that is another."""
    if not line and original is not None:
        line.append(Promise(original, release))
    day = due or original
    if day is not None and (not line or line[-1].day != day):
        line.append(Promise(day, release))


def slips(tracked: Tracked) -> Slips:
    """Which items have another day than their first; ``unstated`` have a later one that nobody states."""
    own = [slip_of(tracked, item) for item in tracked.items]
    by_days = sorted(own, key=lambda slip: -(slip.days or 0))
    return Slips(
        tuple(slip for slip in by_days if (slip.days or 0) > 0),
        tuple(slip for slip in reversed(by_days) if (slip.days or 0) < 0),
        tuple(slip.item for slip in own if slip.item.status == "date-revised" and slip.is_unstated),
    )


# Since the release before ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Move:
    """How an item stood in the release before, and how it stands now."""

    item: Item
    before: Step

    @property
    def status_before(self) -> ItemStatus | None:
        """Where it stood, if that is another place than now."""
        return self.before.status if self.before.status != self.item.status else None

    @property
    def due_before(self) -> date | None:
        """The day that was promised, if that is another than now."""
        due = self.before.due or self.before.original_due
        return due if due != self.item.current_due else None

    @property
    def days(self) -> int | None:
        """By how many days its own day was moved; None where it was not, or either is not stated."""
        due = self.item.current_due
        return None if self.due_before is None or due is None else (due - self.due_before).days


@dataclass(frozen=True)
class Moves:
    """What is other than in the release before: items that moved, new ones, and those that are no longer listed."""

    changed: tuple[Move, ...]
    added: tuple[Item, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.gone)


def moves(tracked: Tracked) -> Moves | None:
    """What moved since the release before; None where no earlier one had the tracker."""
    if not tracked.steps:
        return None
    last = {step.reference: step for step in tracked.steps}
    pairs = [Move(item, last[item.reference]) for item in tracked.items if item.reference in last]
    references = {item.reference for item in tracked.items}
    return Moves(
        tuple(move for move in pairs if _has_changed(move)),
        tuple(item for item in tracked.items if item.reference not in last),
        tuple(reference for reference in last if reference not in references),
    )


def _has_changed(move: Move) -> bool:
    due = move.before.due or move.before.original_due
    return move.status_before is not None or due != move.item.current_due

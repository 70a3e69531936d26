"""What was promised, as values: items, counts, and the line of an item's dates through the releases"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from metrics.declared.tracker import Tracker
from metrics.declared.tracker_source import ItemStatus

OVER: tuple[ItemStatus, ...] = ("complete", "withdrawn")


@dataclass(frozen=True)
class Item:
    """What was promised, and where it stands. ``owner`` is the id of a declared role, empty where none is stated.

    ``line`` is the row's place in its ``file``; a text that is not stated is empty.
    """

    reference: str
    item: str
    status: ItemStatus
    area: str = ""
    said_in: str = ""
    owner: str = ""
    original_due: date | None = None
    due: date | None = None
    due_words: str = ""
    completed: date | None = None
    reason: str = ""
    update: str = ""
    line: int = 0
    file: str = ""

    @property
    def current_due(self) -> date | None:
        """The day by which it is promised now: a later one where there is one, else the first."""
        return self.due or self.original_due

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status not in OVER

    def is_overdue(self, day: date) -> bool:
        """Whether it is still to be done on a day, and its own day lies before that."""
        return self.is_open and self.current_due is not None and self.current_due < day


@dataclass(frozen=True)
class Counts:
    """How many items of a group stand where, on a day; ``every`` is how many there are in all."""

    as_at: date
    group: str
    every: int | None
    by_status: Mapping[ItemStatus, int] = field(default_factory=dict)
    line: int = 0
    file: str = ""


@dataclass(frozen=True)
class Step:
    """Where an item stood in a release: the day to which the tracker stood, and its dates and status then."""

    reference: str
    release: str
    as_at: date | None
    original_due: date | None
    due: date | None
    status: ItemStatus


@dataclass(frozen=True)
class Tracked:
    """A tracker with its items, or its counts, in the order of the file.

    ``as_at`` is the day to which they stand, None where nobody says it. ``steps`` are where items stood in earlier
    releases, the earliest first: for each item its first, and each at which its dates or its status were others.
    """

    tracker: Tracker
    as_at: date | None
    items: tuple[Item, ...] = ()
    counts: tuple[Counts, ...] = ()
    steps: tuple[Step, ...] = ()

    def item(self, reference: str) -> Item | None:
        """The item of that reference."""
        return next((item for item in self.items if item.reference == reference), None)

    def steps_of(self, reference: str) -> tuple[Step, ...]:
        """Where an item stood in earlier releases, the earliest first."""
        return tuple(step for step in self.steps if step.reference == reference)

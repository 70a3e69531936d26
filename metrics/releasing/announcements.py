"""Days that were announced for a release: which are still open, what they were before, and which are late.

An announcement is public at once, and is of no release: whether any is scheduled does not show. A day is met by the
first release that comes on it or later and is no correction. It stays met whatever becomes of that release.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from metrics.declared.framework import Config, PublishedMeasure
from metrics.declared.schedule import Updates, promised_by
from metrics.periods import UK
from metrics.releasing.history import Event, History, public, withdrawals

LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """A day as it was announced, or cancelled: when and why. Of one that is only declared nobody said when."""

    day: date
    at: datetime | None = None
    reason: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True)
class Announcement:
    """An announced day that is open, or was cancelled, with all that was said of it and of days before it moved."""

    steps: tuple[Step, ...]

    @property
    def day(self) -> date:
        """The day as it stands."""
        return self.steps[-1].day

    @property
    def days(self) -> tuple[date, ...]:
        """The days that it was, the first one first."""
        return tuple(dict.fromkeys(step.day for step in self.steps))

    @property
    def first(self) -> date:
        """The day that it was at first: it never changes, so it names the announcement."""
        return self.steps[0].day

    @property
    def at(self) -> datetime:
        """When something was last said of it."""
        return max(step.at for step in self.steps if step.at is not None)

    @property
    def reason(self) -> str:
        """Why it is that day, or was cancelled."""
        return self.steps[-1].reason

    @property
    def is_cancelled(self) -> bool:
        """Whether it was taken back: no release is late for it."""
        return self.steps[-1].is_cancelled


Announcements = tuple[Announcement, ...]


def announcements(history: History, now: datetime) -> Announcements:
    """The announced days that are open at a moment, the nearest first."""
    met = met_days(history, now).values()
    return tuple(item for item in _by_day(history, now) if not item.is_cancelled and item not in met)


def met_days(history: History, now: datetime) -> dict[str, Announcement]:
    """The announced days that releases have met by a moment, each by the id of its release."""
    corrections = {event.release for event in history if event.event == "corrected"}
    remaining = [item for item in _by_day(history, now) if not item.is_cancelled]
    met = dict[str, Announcement]()
    for release in sorted(ever_public(history, now), key=lambda event: event.at):
        day = next((item for item in remaining if _is_met(item, release)), None)
        if day is not None and release.release not in corrections:
            remaining.remove(day)
            met[release.release] = day
    return met


def ever_public(history: History, now: datetime) -> History:
    """The publications of releases that readers saw by a moment: of none that was withdrawn before its time."""
    gone = {release: event.at for release, event in withdrawals(history, now).items()}
    seen = public(history, now)
    return tuple(
        event for event in seen if event.event == "published" or event.at < gone.get(event.release, LAST)
    )


def cancelled_days(history: History, now: datetime) -> Announcements:
    """The days that were cancelled, the nearest first, while readers may still wait for them.

    That is until their day has passed and a release has come since they were cancelled.
    """
    today, last = now.astimezone(UK).date(), max((event.at for event in public(history, now)), default=None)
    cancelled = [item for item in _by_day(history, now) if item.is_cancelled]
    return tuple(item for item in cancelled if item.day >= today or last is None or last < item.at)


def spoken_days(history: History, now: datetime) -> Announcements:
    """All that readers are told of days to come: those that are open, and those that were cancelled."""
    return (*announcements(history, now), *cancelled_days(history, now))


def _by_day(history: History, now: datetime) -> list[Announcement]:
    """Every day that was announced by a moment, as it stands after it moved or was cancelled: the nearest first."""
    spoken = [event for event in history if event.event in ("announced", "cancelled") and event.time <= now]
    every: dict[date, Announcement] = {}
    for event in spoken:
        before = _before(every, event)
        step = Step(event.at.astimezone(UK).date(), event.time, event.reason, event.event == "cancelled")
        every[step.day] = Announcement((*before, step))
    return [every[day] for day in sorted(every)]


def _before(every: dict[date, Announcement], event: Event) -> tuple[Step, ...]:
    """What was said before: of the same day, of one that it takes the place of, or that a release declares."""
    if not event.instead_of:
        day = event.at.astimezone(UK).date()
        return every[day].steps if day in every else ()
    day = date.fromisoformat(event.instead_of)
    return every.pop(day).steps if day in every else (Step(day),)


def _is_met(item: Announcement, release: Event) -> bool:
    return item.at <= release.at and item.day <= release.at.astimezone(UK).date()


# With what a release declares ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """A day to come, or one that is late: the measures that wait for it, and how it was announced, if it was.

    ``promise`` is how often releases are promised, where it is the last day by which the next keeps it.
    """

    day: date
    measures: tuple[PublishedMeasure, ...] = ()
    announcement: Announcement | None = None
    promise: Updates | None = None

    def late_by(self, today: date) -> int:
        """For how many days it has been late; 0 while it is not."""
        return max(0, (today - self.day).days)


def due_day(measure: PublishedMeasure, open_days: Iterable[Announcement]) -> date | None:
    """When the next figure of a measure is due: as it declares, or where that day moved, the day as it stands."""
    declared = measure.next_update
    if not isinstance(declared, date):
        return None
    standing = (item for item in open_days if not item.is_cancelled)
    return next((item.day for item in standing if declared in {step.day for step in item.steps}), declared)


def due_days(config: Config, open_days: Announcements, came: date | None = None) -> tuple[Due, ...]:
    """Every day on which something is due, announced or declared, the nearest first.

    ``came`` is when the newest release came. Where a release is promised every so often, and no day is due until
    then, the last day that keeps the promise is due.
    """
    waiting: dict[date, Due] = {
        item.day: Due(item.day, (), item) for item in open_days if not item.is_cancelled
    }
    for measure in config.published():
        day = due_day(measure, open_days)
        if day is not None:
            due = waiting.get(day, Due(day))
            waiting[day] = replace(due, measures=(*due.measures, measure))
    last = None if came is None or config.site.updates is None else promised_by(config.site.updates, came)
    if last is not None and all(day > last for day in waiting):
        waiting[last] = Due(last, promise=config.site.updates)
    return tuple(waiting[day] for day in sorted(waiting))

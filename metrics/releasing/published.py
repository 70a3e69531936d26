"""The releases that readers may know of at a moment, and what has become of each.

A release that is still scheduled, or that was withdrawn before its time came, is none of them: nothing that is
made of these values can give it away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from metrics.periods import release_title
from metrics.releasing.history import Event, History, corrections, publications, withdrawals


@dataclass(frozen=True)
class Notice:
    """Something said of a release in words, and when it was said."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Published:
    """A release that is or was public: from when, with what note, and whether it was withdrawn or corrects."""

    id: str
    at: datetime
    note: str = ""
    withdrawn: Notice | None = None
    corrections: tuple[Notice, ...] = ()

    @property
    def title(self) -> str:
        """The release's name for readers: ``Q3 2023/24``."""
        return release_title(self.id)


Past = tuple[Published, ...]


def published(history: History, now: datetime) -> Past:
    """Every release that is or was public at a moment, newest first."""
    events = [event for event in publications(history) if event.at <= now]
    gone = withdrawals(history, now)
    seen = [event for event in events if _was_public(event, gone.get(event.release))]
    notices = corrections(history, now)
    newest_first = sorted(seen, key=lambda event: event.at)[::-1]
    return tuple(_published(event, gone.get(event.release), notices) for event in newest_first)


def _was_public(event: Event, gone: Event | None) -> bool:
    """Whether a release was ever shown: one that was scheduled may have been withdrawn before its time came."""
    return gone is None or event.event == "published" or event.at < gone.at


def _published(event: Event, gone: Event | None, notices: tuple[Event, ...]) -> Published:
    return Published(
        event.release,
        event.at,
        event.reason,
        None if gone is None else _notice(gone),
        tuple(_notice(notice) for notice in notices if notice.release == event.release),
    )


def _notice(event: Event) -> Notice:
    return Notice(event.at, event.reason)


def up_to(past: Past, release_id: str) -> Past:
    """The releases up to one of them, newest first, and those withdrawn since."""
    place = next((index for index, release in enumerate(past) if release.id == release_id), len(past))
    return tuple(release for index, release in enumerate(past) if index >= place or release.withdrawn)


def find(past: Past, release_id: str) -> Published | None:
    """The release of an id; None when readers know of none."""
    return next((release for release in past if release.id == release_id), None)


def corrected_by(past: Past, release_id: str) -> Published | None:
    """The release that came next and corrects one, if it still stands."""
    places = {release.id: index for index, release in enumerate(past)}
    place = places.get(release_id, 0)
    following = past[place - 1] if place else None
    stands = following is not None and following.withdrawn is None and following.corrections
    return following if stands else None


def before(past: Past, release_id: str) -> Published | None:
    """The release that was current until another came; None before the first."""
    place = next((index for index, release in enumerate(past) if release.id == release_id), len(past))
    for release in past[place + 1 :]:
        if release.withdrawn is None or release.withdrawn.at > past[place].at:
            return release
    return None

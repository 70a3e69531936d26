"""The releases that readers may know of at a moment, and what has become of each.

A release that is still scheduled, or that was withdrawn before its time came, is none of them: nothing that is
made of these values can give it away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from metrics.periods import release_title
from metrics.releasing.announcements import Announcement, ever_public, met_days
from metrics.releasing.history import Event, History, amendments, corrections, withdrawals

QUARTER = re.compile(r"\d{4}-\d{2}-q[1-4](?=-|$)")


@dataclass(frozen=True)
class Amendment:
    """When readers were given new words, and the words until then."""

    at: datetime
    before: str


@dataclass(frozen=True)
class Notice:
    """Something said of a release in words, and when it was said; ``amended`` are earlier words, oldest first."""

    at: datetime
    text: str
    amended: tuple[Amendment, ...] = ()


@dataclass(frozen=True)
class Published:
    """A release that is or was public: from when, with what note, and whether it was withdrawn or corrects.

    ``announcement`` is that of the day which it met.
    """

    id: str
    at: datetime
    note: str = ""
    withdrawn: Notice | None = None
    corrections: tuple[Notice, ...] = ()
    amended: tuple[Amendment, ...] = ()
    announcement: Announcement | None = None

    @property
    def title(self) -> str:
        """The release's name for readers: ``Q3 2023/24``."""
        return release_title(self.id)

    @property
    def last_said(self) -> datetime:
        """When something was last said of it: that it came, was corrected, withdrawn or amended."""
        notices = (*self.corrections, *([self.withdrawn] if self.withdrawn else []))
        amended = (*self.amended, *(item for notice in notices for item in notice.amended))
        return max([self.at, *(notice.at for notice in notices), *(item.at for item in amended)])


Past = tuple[Published, ...]


def published(history: History, now: datetime) -> Past:
    """Every release that is or was public at a moment, newest first."""
    gone, met = withdrawals(history, now), met_days(history, now)
    newest_first = sorted(ever_public(history, now), key=lambda event: event.at)[::-1]
    return tuple(
        replace(_published(history, now, event, gone.get(event.release)), announcement=met.get(event.release))
        for event in newest_first
    )


def _published(history: History, now: datetime, event: Event, gone: Event | None) -> Published:
    note, amended = _words(history, now, event, "note")
    return Published(
        event.release,
        event.at,
        note,
        None if gone is None else _notice(history, now, gone, "reason"),
        tuple(
            _notice(history, now, notice, "correction")
            for notice in corrections(history, now)
            if notice.release == event.release
        ),
        amended,
    )


def _notice(history: History, now: datetime, event: Event, amends: str) -> Notice:
    text, amended = _words(history, now, event, amends)
    return Notice(event.at, text, amended)


def _words(history: History, now: datetime, event: Event, amends: str) -> tuple[str, tuple[Amendment, ...]]:
    """The words of a part of a release at a moment, and those that readers had since they heard of it before them.

    Of what was said at its own moment every amendment comes later, in the same second too.
    """
    text, earlier = event.reason, list[Amendment]()
    for amended in amendments(history, event.release, amends):
        if amended.time <= now:
            was_read = amended.time > event.at or amended.time == event.at == event.time
            earlier += [Amendment(amended.time, text)] if was_read else []
            text = amended.reason
    return text, tuple(earlier)


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


def same_quarter(release_id: str, other_id: str) -> bool:
    """Whether two releases are of one quarter, so that the later one corrects the other.

    ``2023-24-q4-corrected`` and ``2023-24-q4-b`` are of the quarter of ``2023-24-q4``. Of ids that name no quarter
    one begins with the other: ``may-2024`` and ``may-2024-corrected``.
    """
    stems = [match[0] if (match := QUARTER.match(name)) else name for name in (release_id, other_id)]
    return stems[0] == stems[1] or any(
        longer.startswith(f"{shorter}-") for longer, shorter in (stems, stems[::-1])
    )


def earlier_than(past: Past, release_id: str) -> Past:
    """The releases before one of them; none where it is none of them."""
    place = next((index for index, release in enumerate(past) if release.id == release_id), len(past))
    return past[place + 1 :]


def before(past: Past, release_id: str) -> Published | None:
    """The release that a release is compared with: that of the quarter before; None before the first.

    It is the one that was current until another quarter's came. So a release that corrects another shows the
    revisions of its quarter too, whether or not the one that it corrects was withdrawn.
    """
    own = find(past, release_id)
    for release in earlier_than(past, release_id):
        stood = release.withdrawn is None or (own is not None and release.withdrawn.at > own.at)
        if stood and not same_quarter(release.id, release_id):
            return release
    return None


def corrected_release(past: Past, release_id: str) -> Published | None:
    """The release of the same quarter that came last before a release; None for the first one of its quarter."""
    return next(
        (item for item in earlier_than(past, release_id) if same_quarter(item.id, release_id)),
        None,
    )

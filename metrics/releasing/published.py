"""The releases that readers may know of at a moment, and what has become of each.

A release that is still scheduled, or that was withdrawn before its time came, is none of them: nothing that is
made of these values can give it away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, pairwise

from metrics.release_titles import release_title
from metrics.releasing.announcements import Announcement, ever_public, met_days
from metrics.releasing.history import Event, History, amendments, corrections, withdrawals
from metrics.releasing.reasons import Reason, Words, reasons_of

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
    ``retracted`` are its notices of corrections where it was withdrawn: readers had them, and have them no more.
    ``accepted`` are the reasons of what was accepted for it.
    """

    id: str
    at: datetime
    note: str = ""
    withdrawn: Notice | None = None
    corrections: tuple[Notice, ...] = ()
    amended: tuple[Amendment, ...] = ()
    retracted: tuple[Notice, ...] = ()
    accepted: tuple[Reason, ...] = ()
    announcement: Announcement | None = None

    @property
    def title(self) -> str:
        """The release's name for readers: ``Q3 2023/24``."""
        return release_title(self.id)

    @property
    def last_said(self) -> datetime:
        """When something was last said of it: that it came, was corrected, withdrawn or amended."""
        return max(
            [self.at, *(notice.at for notice in self._notices), *(item.at for item in self._amendments)]
        )

    @property
    def times_changed(self) -> int:
        """How often something was said of it after it came: it only ever rises."""
        return len(self._amendments) + (self.withdrawn is not None)

    @property
    def _notices(self) -> tuple[Notice, ...]:
        return (*self.corrections, *self.retracted, *([self.withdrawn] if self.withdrawn else []))

    @property
    def _amendments(self) -> tuple[Amendment, ...]:
        of_reasons = (amended_since(reason.words, self.at) for reason in self.accepted)
        of_notices = (notice.amended for notice in self._notices)
        return (*self.amended, *chain.from_iterable(of_notices), *chain.from_iterable(of_reasons))


Past = tuple[Published, ...]


def published(history: History, now: datetime) -> Past:
    """Every release that is or was public at a moment, newest first."""
    gone, met = withdrawals(history, now), met_days(history, now)
    newest_first = sorted(ever_public(history, now), key=lambda event: event.at)[::-1]
    return tuple(
        replace(
            _published(history, now, event, gone.get(event.release)),
            announcement=met.get(event.release),
            accepted=reasons_of(history, event.release, now),
        )
        for event in newest_first
    )


def amended_since(words: Words, since: datetime) -> tuple[Amendment, ...]:
    """Of words the earlier ones that readers had since a moment, each with when others took their place."""
    return tuple(Amendment(at, before) for (_, before), (at, _) in pairwise(words) if at > since)


def reasons_up_to(past: Past, release_id: str) -> tuple[Reason, ...]:
    """The reasons of what was accepted for a release and those before it: it keeps what they accepted."""
    return tuple(reason for item in up_to(past, release_id) for reason in item.accepted)


def _published(history: History, now: datetime, event: Event, gone: Event | None) -> Published:
    note, amended = _words(history, now, event, "note")
    notices = tuple(
        _notice(history, now, notice, "correction")
        for notice in corrections(history, now, also_withdrawn=True)
        if notice.release == event.release
    )
    if gone is None:
        return Published(event.release, event.at, note, None, notices, amended)
    withdrawn = _notice(history, now, gone, "reason")
    return Published(event.release, event.at, note, withdrawn, (), amended, notices)


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
    return next(comparable(past, release_id), None)


def comparable(past: Past, release_id: str) -> Iterator[Published]:
    """The releases of other quarters that stood when a release came, newest first.

    It is compared with the first of them, and in what that has no figures of, with the first that has some.
    """
    own = find(past, release_id)
    for release in earlier_than(past, release_id):
        stood = release.withdrawn is None or (own is not None and release.withdrawn.at > own.at)
        if stood and not same_quarter(release.id, release_id):
            yield release


def first_came(past: Past, release_id: str) -> datetime | None:
    """When the first release of the quarter of a release came: what corrects it is no new one. None if unknown."""
    return min((item.at for item in past if same_quarter(item.id, release_id)), default=None)


def corrected_release(past: Past, release_id: str) -> Published | None:
    """The release of the same quarter that came last before a release; None for the first one of its quarter."""
    return next(corrected_releases(past, release_id), None)


def corrected_releases(past: Past, release_id: str) -> Iterator[Published]:
    """The releases of the same quarter that came before a release, newest first."""
    return (item for item in earlier_than(past, release_id) if same_quarter(item.id, release_id))

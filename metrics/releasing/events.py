"""What is said of releases without altering one: a day announced, a schedule moved, an approval, a mended note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from metrics.issues import Refused, has_errors, listed
from metrics.periods import UK
from metrics.releasing.announcements import Announcement, announcements
from metrics.releasing.appending import append_event, manifest_checksum
from metrics.releasing.history import (
    Event,
    History,
    amendments,
    approval,
    events_of,
    publications,
    releases_folder,
    state,
    withdrawals,
)
from metrics.releasing.reasons import ACCEPTED
from metrics.releasing.refusals import must_exist, must_have_a_moment_of_its_own
from metrics.releasing.releases import sound_history
from metrics.releasing.store import writing
from metrics.releasing.verification import verify_release

# A day this near to one that is announced is that one moved, where nobody says which: releases are months apart.
NEAR = timedelta(days=45)
UNSEEN = re.compile(r"<U\+[0-9A-F]+>")  # what cannot be seen, as ``printable`` writes it
NOTE, REASON, CORRECTION = "note", "reason", "correction"


def announce(
    root: Path, event: Event, declared: Collection[date] = (), *, further: bool = False
) -> tuple[Event, History]:
    """Announces a day, and gives the event as it was written and the history with it. Readers see it at once.

    It takes the place of ``event.instead_of``; where that is empty, of the nearest open day within 45 days of it,
    unless it is a ``further`` one. ``declared`` are the days that the current release declares: they can be moved
    as well. Raises Refused when the day has passed or is announced already, or none is announced that it should
    take the place of, and OSError.
    """
    with writing(root):
        history = sound_history(root)
        event = placed(history, event, declared, further=further)
        append_event(root, event)
        return event, (*history, event)


def cancel(root: Path, event: Event) -> History:
    """Takes an announced day back, and gives the history with it. Readers see that at once, and why.

    Raises Refused when the day is not announced, and OSError.
    """
    with writing(root):
        history = sound_history(root)
        must_be_announced(history, event)
        append_event(root, event)
        return (*history, event)


def must_be_announced(history: History, event: Event) -> Announcement:
    """What was said of the day that ``event`` cancels. Raises Refused where it is not open."""
    day, open_days = event.at.astimezone(UK).date(), announcements(history, event.time)
    announcement = next((item for item in open_days if item.day == day), None)
    if announcement is None:
        days = listed(item.day.isoformat() for item in open_days) or "none"
        raise Refused(f"{day.isoformat()} is not announced, so it cannot be cancelled; announced: {days}")
    return announcement


def placed(history: History, event: Event, declared: Collection[date], *, further: bool) -> Event:
    """An announcement with the day that it takes the place of. Raises Refused as ``announce`` does."""
    day = event.at.astimezone(UK).date()
    announced = {item.day for item in announcements(history, event.time)}
    if event.at < event.time:
        raise Refused(f"{day.isoformat()}, 9:30 UK time, has passed; announce a day that is to come")
    if day in announced and not event.instead_of:
        raise Refused(f"{day.isoformat()} is announced already")
    movable = sorted({*announced, *declared} - {day})
    if event.instead_of:
        if date.fromisoformat(event.instead_of) not in movable:
            days = listed(item.isoformat() for item in movable) or "none"
            raise Refused(f"{event.instead_of} is not announced, so it cannot be moved; announced: {days}")
        return event
    near = [item for item in movable if abs(item - day) <= NEAR]
    if further or not near:
        return event
    return replace(event, instead_of=min(near, key=lambda item: abs(item - day)).isoformat())


def reschedule(root: Path, event: Event, *, same_moment: bool = False) -> History:
    """Gives a scheduled release another moment, and gives the history with it.

    Raises Refused when it is public, withdrawn or not there, when the moment has passed or is that of another
    release, or when another release comes between the two moments: revisions were marked, and small figures
    withheld, for the order as it is. Raises OSError.
    """
    with writing(root):
        history = sound_history(root)
        publication = must_exist(history, event.release)
        _must_be_waiting(history, event)
        if event.at < event.time:
            when = event.at.astimezone(UK).isoformat()
            raise Refused(f"{when} has passed; choose a moment that is to come")
        if event.at == publication.at:
            raise Refused(f'"{event.release}" is scheduled for that moment already')
        if not same_moment:
            must_have_a_moment_of_its_own(history, event)
        _must_stay_in_order(history, event, publication.at)
        append_event(root, event)
        return (*history, event)


def _must_be_waiting(history: History, event: Event) -> None:
    became = state(history, event.release, event.time)
    if became not in ("scheduled", "not-approved"):
        how = "is withdrawn" if became == "withdrawn" else "is public already"
        raise Refused(f'the release "{event.release}" {how}; only one that is scheduled can be moved')


def _must_stay_in_order(history: History, event: Event, before: datetime) -> None:
    first, last = sorted((before, event.at))
    gone = withdrawals(history, event.time)
    between = [
        other.release
        for other in publications(history)
        if first <= other.at <= last and other.release != event.release and other.release not in gone
    ]
    if between:
        raise Refused(
            f"{listed(between)} comes between the two moments, and what is revised or withheld was worked out for "
            f"the order as it is; withdraw {event.release}, and schedule it anew under another id"
        )


def approve(root: Path, event: Event) -> History:
    """Approves a scheduled release as it is stored, and gives the history with it.

    The event holds the checksum of the manifest, and so of every file. Raises Refused when the release is not
    waiting, is approved already, was scheduled by the same person, or is not as it was stored, and OSError.
    """
    with writing(root):
        history = sound_history(root)
        publication = must_exist(history, event.release)
        _must_be_approvable(history, event, publication)
        if has_errors(verify_release(root, event.release)):
            raise Refused(f'"{event.release}" is not as it was stored; pcp verify {event.release} tells more')
        checksum = manifest_checksum(releases_folder(root) / event.release)
        before = approval(history, publication)
        if before is not None and before.manifest == checksum:
            raise Refused(f'"{event.release}" is approved already, by {before.actor}')
        event = replace(event, at=event.time, manifest=checksum)
        append_event(root, event)
        return (*history, event)


def _must_be_approvable(history: History, event: Event, publication: Event) -> None:
    became = state(history, event.release, event.time)
    if became == "not-approved":
        raise Refused(
            f'the moment of "{event.release}" has passed without an approval; give it another one first: '
            f"pcp reschedule {event.release} --at TIME"
        )
    if became != "scheduled":
        raise Refused(
            f'the release "{event.release}" is {became}; only one that is scheduled can be approved'
        )
    if not _letters(event.actor):
        raise Refused(f'"{event.actor}" is nobody\'s name; PCP_ACTOR says who approves it')
    if _letters(event.actor) == _letters(publication.actor):
        raise Refused(
            f"{publication.actor} scheduled it, and another person approves it: PCP_ACTOR says who you are"
        )


def _letters(name: str) -> str:
    """A name without what one person may write in several ways: capitals, accents, spaces, points, hidden marks."""
    plain = unicodedata.normalize("NFKD", UNSEEN.sub("", name)).casefold()
    return "".join(character for character in plain if character.isalnum())


def amend(root: Path, event: Event) -> History:
    """Gives new words for what ``event.amends``, and gives the history with it; the old words are kept.

    Raises Refused when there is nothing to amend, or it says so already, and OSError.
    """
    with writing(root):
        history = sound_history(root)
        must_exist(history, event.release)
        before = words_of(history, event)
        if before is None:
            message = f'the release "{event.release}" has no {_named(event)} that could be amended'
            raise Refused(message + _accepted_elsewhere(history, event))
        if before == event.reason:
            raise Refused(f'the {_named(event)} of "{event.release}" says that already')
        append_event(root, event)
        return (*history, event)


_NAMES = {NOTE: "note", REASON: "reason for a withdrawal", CORRECTION: "correction"}


def _named(event: Event) -> str:
    return _NAMES.get(event.amends, f'reason for accepting "{event.code}"')


def _accepted_elsewhere(history: History, event: Event) -> str:
    """Where something is to be amended that another release accepted: later ones keep it, and follow."""
    others = [item.release for item in history if item.event == "accepted" and item.code == event.code]
    return f"; it was accepted for {listed(others)}" if others and event.amends == ACCEPTED else ""


def words_of(history: History, event: Event) -> str | None:
    """The words that an amendment would take the place of; None where there are none."""
    amended = [item for item in amendments(history, event.release, event.amends) if item.code == event.code]
    if amended:
        return amended[-1].reason
    match event.amends:
        case "note":
            return must_exist(history, event.release).reason
        case "reason":
            gone = withdrawals(history, event.time).get(event.release)
            return None if gone is None else gone.reason
        case "correction":
            own = events_of(history, "corrected", event.release)
        case _:
            accepted = events_of(history, "accepted", event.release)
            own = tuple(item for item in accepted if item.code == event.code)
    return own[-1].reason if own else None

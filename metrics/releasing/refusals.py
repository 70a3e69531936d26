"""What cannot be done as the history stands: each rule raises Refused with what to do instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from metrics.checking.drops import CheckedDrop
from metrics.issues import Refused, listed, nearest
from metrics.periods import UK
from metrics.releasing.history import REQUIRED, Event, History, publications, published_at, withdrawals
from metrics.releasing.previous import apart_from, to_come
from metrics.releasing.published import published

TOO_NEAR = timedelta(seconds=1)  # what comes within a second of another release nobody could see before it


def must_exist(history: History, release_id: str) -> Event:
    """What published or scheduled a release. Raises Refused when the history does not know it."""
    events = {event.release: event for event in publications(history)}
    if release_id not in events:
        raise Refused(f'there is no release "{release_id}"{nearest(release_id, events)}')
    return events[release_id]


def must_be_possible(
    history: History, drop: CheckedDrop, event: Event, *, same_moment: bool = False
) -> Event:
    """A publication as the history will hold it: that it needs approval is in it where the site asks for that.

    Raises Refused when the id is used, the moment has passed or is that of another release, other releases came
    in since the drop was checked beside those before it, or it cannot be approved because it comes at once.
    """
    _must_be_new(history, event)
    _must_know_the_others(history, drop, event)
    if event.event == "scheduled" and not same_moment:
        must_have_a_moment_of_its_own(history, event)
    if drop.config.site.approval != REQUIRED:
        return event
    if event.event == "published":
        raise Refused(
            "site.approval is required, so nothing is published at once; schedule it with --at, and another person "
            f"approves it before then: pcp approve {event.release}"
        )
    return replace(event, approval=REQUIRED)


def must_have_a_moment_of_its_own(history: History, event: Event) -> None:
    """Raises Refused when another release that stands comes at the same moment, within a second."""
    gone = withdrawals(history, event.time)
    same = [other.release for other in publications(history) if abs(other.at - event.at) < TOO_NEAR]
    taken = [name for name in same if name not in gone and name != event.release]
    if taken:
        raise Refused(
            f"{listed(taken)} is public from that very moment, and only one of two would be seen; choose another "
            "moment, or say --same-moment: then the one that is scheduled last is current"
        )


def _must_be_new(history: History, event: Event) -> None:
    if published_at(history, event.release) is not None:
        message = "exists already; a release is never altered, choose another id"
        raise Refused(f'the release "{event.release}" {message}')
    if event.at < event.time:
        when = event.at.astimezone(UK).isoformat()
        raise Refused(f"{when} has passed; without --at it is published now")


def _must_know_the_others(history: History, drop: CheckedDrop, event: Event) -> None:
    """Raises Refused where other releases bear on what may be said, and others are there than were looked at.

    All of them do where small figures are withheld, and where dates of promises are kept those that are to come.
    """
    withholds = any(measure.suppression is not None for measure in drop.config.published())
    others, beside = apart_from(history, event.release), set(drop.beside)
    waiting = set(to_come(others, event.at))
    is_lacking = bool(drop.records.trackers) and not waiting <= beside
    past = {release.id for release in published(others, event.at)}
    if is_lacking or (withholds and past | waiting != beside):
        raise Refused(
            "the drop was checked beside other releases than there are now, so it is not known what must stay "
            "withheld, and which dates were given; another came in between: type the same command again"
        )

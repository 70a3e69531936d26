"""What happened to releases, and which one is current: a function of the history and the clock.

The history is an append-only file of JSON lines. A line that was cut off while it was written never happened,
and neither did a correction, or what was accepted, whose publication was cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from metrics.plain_files import plain_bytes
from metrics.releasing.chain import HEAD, Heads, StoredHead, chain_faults, heads_of, parse_head

EventKind = Literal[
    "published",
    "scheduled",
    "withdrawn",
    "corrected",
    "accepted",
    "announced",
    "cancelled",
    "rescheduled",
    "approved",
    "amended",
    "renewed",
]
KINDS: tuple[EventKind, ...] = get_args(EventKind)
PUBLICATIONS = ("published", "scheduled")
WITH_PUBLICATION = ("corrected", "accepted")  # written before the publication that they belong to
MOVABLE = (*PUBLICATIONS, *WITH_PUBLICATION)
REQUIRED = "required"
MANIFEST, HISTORY = "manifest.json", "history.jsonl"
State = Literal["current", "published", "scheduled", "not-approved", "withdrawn"]


@dataclass(frozen=True)
class Event:
    """One thing that happened: ``time`` is when it was said, ``at`` from when it holds.

    ``code`` is that of the doubt which was accepted. An ``announced`` day is of no release: ``at`` is its moment,
    and ``instead_of`` the day (ISO 8601) that it takes the place of; ``cancelled`` takes it back. ``rescheduled``
    gives a release another moment. ``approved`` holds the checksum of the ``manifest`` that was approved, and
    ``approval`` says of a scheduled release that it is required. ``amended`` gives new words for what it
    ``amends``: the note, the reason of a withdrawal or of what was accepted (by its ``code``), or the correction.
    ``renewed`` is of no release: somebody vouches for all that stands before it, and why.
    """

    event: EventKind
    release: str
    time: datetime
    at: datetime
    actor: str
    reason: str = ""
    instead_of: str = ""
    manifest: str = ""
    amends: str = ""
    approval: str = ""
    code: str = ""

    def as_json(self) -> dict[str, str]:
        """The event as the history file holds it; times carry their offset, and what is empty of it alone goes."""
        further = {name: getattr(self, name) for name in FURTHER}
        return {
            "event": self.event,
            "release": self.release,
            "time": self.time.isoformat(),
            "at": self.at.isoformat(),
            "actor": self.actor,
            "reason": self.reason,
            **{name: text for name, text in further.items() if text},
        }


# What only some events have.
FURTHER = ("instead_of", "manifest", "amends", "approval", "code")
History = tuple[Event, ...]


# What the history says -------------------------------------------------------------------------------------


def current(history: History, now: datetime) -> str | None:
    """The id of the release that readers see at a moment; None while nothing has been published."""
    withdrawn = withdrawals(history, now)
    standing = [event for event in public(history, now) if event.release not in withdrawn]
    newest = [(event.at, index, event.release) for index, event in enumerate(standing)]
    return max(newest)[2] if newest else None


def published_at(history: History, release_id: str) -> datetime | None:
    """From when a release is public; None when the history does not know it."""
    return next((event.at for event in publications(history) if event.release == release_id), None)


def publications(history: History) -> History:
    """The events that published or scheduled a release, oldest first, each with its moment as last rescheduled."""
    return tuple(event for event in _rescheduled(history) if event.event in PUBLICATIONS)


def public(history: History, now: datetime) -> History:
    """The publications whose moment has come. One that needs approval and was not approved in time never comes."""
    return tuple(event for event in publications(history) if event.at <= now and _may_come(history, event))


def _rescheduled(history: History) -> History:
    """The events, those of a rescheduled release with its last moment."""
    moments = {event.release: event.at for event in history if event.event == "rescheduled"}
    return tuple(
        replace(event, at=moments[event.release])
        if event.event in MOVABLE and event.release in moments
        else event
        for event in history
    )


def _may_come(history: History, publication: Event) -> bool:
    return publication.approval != REQUIRED or approval(history, publication) is not None


def approval(history: History, publication: Event) -> Event | None:
    """The newest approval of a release that came by its moment; None when nobody has approved it."""
    own = events_of(history, "approved", publication.release)
    return next((event for event in reversed(own) if event.time <= publication.at), None)


def withdrawals(history: History, now: datetime) -> dict[str, Event]:
    """The releases that have been withdrawn by a moment, each with its event."""
    return {event.release: event for event in history if event.event == "withdrawn" and event.at <= now}


def state(history: History, release_id: str, now: datetime) -> State:
    """What has become of a release by a moment. Raises KeyError when the history does not know it."""
    publication = next((event for event in publications(history) if event.release == release_id), None)
    if publication is None:
        raise KeyError(release_id)
    if release_id in withdrawals(history, now):
        return "withdrawn"
    if publication.at > now:
        return "scheduled"
    if not _may_come(history, publication):
        return "not-approved"
    return "current" if current(history, now) == release_id else "published"


def is_waiting(history: History, release_id: str, now: datetime) -> bool:
    """Whether a release is scheduled, or would be public if it had been approved."""
    return published_at(history, release_id) is not None and state(history, release_id, now) in (
        "scheduled",
        "not-approved",
    )


def corrections(history: History, now: datetime, *, also_withdrawn: bool = False) -> tuple[Event, ...]:
    """The corrections that readers are told of at a moment, oldest first.

    Those of releases that are scheduled still, or withdrawn, are not among them, unless ``also_withdrawn``.
    """
    gone = () if also_withdrawn else withdrawals(history, now)
    standing = {event.release for event in public(history, now)}.difference(gone)
    return tuple(
        event
        for event in _rescheduled(history)
        if event.event == "corrected" and event.at <= now and event.release in standing
    )


def amendments(history: History, release_id: str, amends: str) -> History:
    """The events that gave new words for a part of a release, oldest first."""
    return tuple(event for event in events_of(history, "amended", release_id) if event.amends == amends)


def events_of(history: History, kind: EventKind, release_id: str) -> History:
    """What was said of one kind of a release, in the order in which it was said."""
    return tuple(event for event in history if event.event == kind and event.release == release_id)


# The file --------------------------------------------------------------------------------------------------


def releases_folder(root: Path) -> Path:
    """Where the releases of a site are stored."""
    return root / "data" / "releases"


def history_file(root: Path) -> Path:
    """Where the history of a site is stored."""
    return releases_folder(root) / HISTORY


def release_folders(root: Path) -> list[str]:
    """The names of the folders that hold releases, whether or not an event names them."""
    paths = releases_folder(root).glob("*")
    return sorted(path.name for path in paths if path.is_dir() and not path.name.startswith("."))


def read_history(root: Path) -> History:
    """The events, oldest first; none before the first publication.

    Raises ValueError for a damaged line, when there are releases and no history, and where its chain is broken.
    """
    return read_chain(root)[0]


def read_chain(root: Path) -> tuple[History, Heads]:
    """The events, oldest first, and the head of their chain after each, that before the first one included.

    Raises ValueError as ``read_history`` does.
    """
    stored = stored_head(
        root
    )  # before the history, which grows: a head is never ahead of what is read after it
    try:
        data = plain_bytes(history_file(root))
    except FileNotFoundError:
        if release_folders(root) or stored is not None:
            raise ValueError("the history of releases has gone, and the releases are there") from None
        return (), heads_of(b"")
    data = happened(data)
    broken = next((fault for fault in chain_faults(data, stored) if not fault.is_harmless), None)
    if broken is not None:
        raise ValueError(f"the chain of the history is broken, {broken}")
    return parse_history(data), heads_of(data)


def parse_history(data: bytes) -> History:
    """The events of a history, oldest first. Raises ValueError for a damaged line."""
    return tuple(_event(number, line) for number, line in _finished_lines(data))


def stored_head(root: Path) -> StoredHead:
    """The head that stands beside the history; None where none does, and a text, why, where it cannot be read."""
    try:
        return parse_head(plain_bytes(head_file(root)))
    except FileNotFoundError:
        return None


def head_file(root: Path) -> Path:
    """Where the head of the chain stands beside the history."""
    return releases_folder(root) / HEAD


def history_faults(data: bytes) -> Iterator[tuple[int, str]]:
    """The lines of a history that cannot be read, by their number, and why."""
    for number, line in _finished_lines(data):
        try:
            _event(number, line)
        except ValueError as problem:
            yield number, str(problem.__cause__)


def happened(data: bytes) -> bytes:
    """What of a history happened: not a line that was cut off, nor what is of a publication that never came."""
    finished = data[: data.rfind(b"\n") + 1]
    events = list(parse_history(finished))
    published = {event.release for event in publications(tuple(events))}
    while events and events[-1].event in WITH_PUBLICATION and events[-1].release not in published:
        finished = finished[: finished.rstrip().rfind(b"\n") + 1]
        events.pop()
    return finished


def _finished_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that are whole and not blank, by their number."""
    finished = data[: data.rfind(b"\n") + 1]
    return ((number, line) for number, line in enumerate(finished.split(b"\n"), 1) if line.strip())


def _event(number: int, line: bytes) -> Event:
    try:
        item = json.loads(line)
        if item["event"] not in KINDS:
            raise ValueError(f"the event {item['event']!r} is not known")
        texts = [item[name] for name in ("release", "actor", "reason")]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError("the release, the actor and the reason are texts")
        time, at = (_moment(item[name]) for name in ("time", "at"))
        further = [item.get(name, "") for name in FURTHER]
        if not all(isinstance(text, str) for text in further):
            raise ValueError(f"{', '.join(FURTHER)} are texts")
        return Event(item["event"], texts[0], time, at, *texts[1:], *further)
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise ValueError(f"line {number} of the history cannot be read: {problem}") from problem


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time has no offset")
    return moment

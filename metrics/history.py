"""What happened to releases, and which one is current: a function of the history and the clock.

The history is an append-only file of JSON lines. A line that was cut off while it was written never happened.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

EventKind = Literal["published", "scheduled", "withdrawn", "corrected"]
KINDS: tuple[EventKind, ...] = ("published", "scheduled", "withdrawn", "corrected")


@dataclass(frozen=True)
class Event:
    """One thing that happened: ``time`` is when it was said, ``at`` from when it holds."""

    event: EventKind
    release: str
    time: datetime
    at: datetime
    actor: str
    reason: str = ""

    def as_json(self) -> dict[str, str]:
        """The event as the history file holds it; times carry their offset."""
        return {
            "event": self.event,
            "release": self.release,
            "time": self.time.isoformat(),
            "at": self.at.isoformat(),
            "actor": self.actor,
            "reason": self.reason,
        }


History = tuple[Event, ...]


def releases_folder(root: Path) -> Path:
    """Where the releases of a site are stored."""
    return root / "data" / "releases"


def history_file(root: Path) -> Path:
    """Where the history of a site is stored."""
    return releases_folder(root) / "history.jsonl"


def read_history(root: Path) -> History:
    """The events, oldest first; none before the first publication. Raises ValueError for a damaged line."""
    try:
        data = history_file(root).read_bytes()
    except FileNotFoundError:
        return ()
    whole = data[: data.rfind(b"\n") + 1]
    return tuple(_event(number, line) for number, line in enumerate(whole.splitlines(), 1) if line.strip())


def current(history: History, now: datetime) -> str | None:
    """The id of the release that readers see at a moment; None while nothing has been published."""
    withdrawn = {event.release for event in history if event.event == "withdrawn" and event.at <= now}
    shown = [
        (event.at, index, event.release)
        for index, event in enumerate(history)
        if event.event in ("published", "scheduled") and event.at <= now and event.release not in withdrawn
    ]
    return max(shown)[2] if shown else None


def published_at(history: History, release_id: str) -> datetime | None:
    """From when a release is public; None when the history does not know it."""
    for event in history:
        if event.release == release_id and event.event in ("published", "scheduled"):
            return event.at
    return None


def append_event(root: Path, event: Event) -> None:
    """Adds an event to the history, whole and durable. Callers hold the writers' lock."""
    path = history_file(root)
    line = json.dumps(event.as_json(), ensure_ascii=False).encode() + b"\n"
    with path.open("ab+") as file:
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable, as fsync makes a file's bytes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _event(number: int, line: bytes) -> Event:
    try:
        item = json.loads(line)
        if item["event"] not in KINDS:
            raise ValueError(f"the event {item['event']!r} is not known")
        times = {name: datetime.fromisoformat(item[name]) for name in ("time", "at")}
        return Event(
            item["event"], item["release"], times["time"], times["at"], item["actor"], item["reason"]
        )
    except (ValueError, KeyError, TypeError) as problem:
        raise ValueError(f"line {number} of the history cannot be read: {problem}") from problem

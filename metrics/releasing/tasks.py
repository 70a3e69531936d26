"""What came for a release, measure by measure and file by file, and what did not: the list that staff work off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.figures.numbers import counted
from metrics.issues import printable
from metrics.periods import label, parse_period_id

Coming = Literal["updated", "no newer figure", "unchanged", "late", "absent", "missing", "not looked at"]
WHAT_TO_DO = (
    "ask its publisher; if it will not come, declare absent_this_time with a reason on the measure: its earlier "
    "figures then stay as they are, and readers are told why"
)
HAS_ERRORS = "its files have errors, which stand above; what came is seen once they are mended"
Stored = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Task:
    """How a measure stands: what came for it, and for each of its files what that is."""

    measure: str
    state: Coming
    words: str
    files: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, object]:
        """The task as a plain mapping."""
        files = [{"file": name, "state": words} for name, words in self.files]
        return {"measure": self.measure, "state": self.state, "text": self.words, "files": files}


@dataclass(frozen=True)
class Supply:
    """What a drop has, and what came before it.

    ``checksums`` are those of the drop's files by the names that are declared, ``released`` those of the releases
    that stand, newest first. ``stored`` are the observations of each measure that could be read, ``before`` those
    of the release before. ``due`` is when the next figure of a measure was announced for. ``refused`` are files
    that are in the drop and could not be taken, ``unread`` those that go with one which did not come.
    """

    checksums: Mapping[str, str] = field(default_factory=dict)
    released: Sequence[tuple[str, frozenset[str]]] = ()
    stored: Stored = field(default_factory=dict)
    before: Stored = field(default_factory=dict)
    due: Mapping[str, date] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()


def task(measure: PublishedMeasure, supply: Supply, day: date) -> Task:
    """How a measure stands in a drop that is to be released on a day."""
    files = tuple((name, _file_state(name, measure, supply)) for name in measure.source.files)
    state = _state(measure, supply, day)
    return Task(measure.id, state, printable(" ".join(_words(measure, state, supply, day))), files)


def _state(measure: PublishedMeasure, supply: Supply, day: date) -> Coming:
    if measure.absent_this_time is not None:
        return "absent"
    lacking = [name for name in measure.source.files if name not in supply.checksums]
    if any(name not in supply.refused for name in lacking):
        return "missing"
    if lacking or measure.id not in supply.stored:
        return "not looked at"
    now, before = (_newest(measure, stored) for stored in (supply.stored, supply.before))
    if now is not None and (before is None or now > before):
        return "updated"
    if measure.id in supply.due and supply.due[measure.id] <= day:
        return "late"
    return "unchanged" if _unchanged(measure, supply) else "no newer figure"


def _unchanged(measure: PublishedMeasure, supply: Supply) -> bool:
    return all(_last_with(supply.checksums[name], supply.released) for name in measure.source.files)


def _newest(measure: PublishedMeasure, stored: Stored) -> pd.Period | None:
    """The newest period that has a value."""
    frame = stored.get(measure.id)
    if frame is None:
        return None
    periods = frame.loc[frame["value"] != "", "period"]
    return None if periods.empty else parse_period_id(max(periods), measure.frequency)


def _words(measure: PublishedMeasure, state: Coming, supply: Supply, day: date) -> Iterator[str]:
    now, before = (_newest(measure, stored) for stored in (supply.stored, supply.before))
    match state:
        case "absent":
            yield f"stays as it is: {'' if measure.absent_this_time is None else measure.absent_this_time.reason}"
        case "missing":
            yield WHAT_TO_DO
        case "not looked at":
            yield HAS_ERRORS
        case _ if now is not None:
            yield f"to {label(now)}{f', before to {label(before)}' if before not in (None, now) else ''}"
    due = supply.due.get(measure.id)
    if state in ("late", "absent", "missing") and due is not None and due <= day:
        days = (day - due).days
        when = "that is the day of this release" if days == 0 else f"{counted(days, 'day')} before it"
        yield f"(was due on {due.isoformat()}, {when})"


def _file_state(name: str, measure: PublishedMeasure, supply: Supply) -> str:
    if measure.absent_this_time is not None:
        return "in the drop, and not read" if name in supply.unread else "absent"
    if name not in supply.checksums:
        return "not read, see above" if name in supply.refused else "missing"
    checksum = supply.checksums[name]
    since, earlier = _unchanged_since(checksum, supply.released), _last_with(checksum, supply.released)
    if since:
        return f"unchanged since {since}"
    return f"that of {earlier}, which is older than the release before" if earlier else "new"


def _last_with(checksum: str, released: Sequence[tuple[str, frozenset[str]]]) -> str:
    """The newest release that has a file; empty where none has."""
    return next((release_id for release_id, checksums in released if checksum in checksums), "")


def _unchanged_since(checksum: str, released: Sequence[tuple[str, frozenset[str]]]) -> str:
    """The first of the newest releases in a row that have the same file; empty where the newest has it not."""
    since = ""
    for release_id, checksums in released:
        if checksum not in checksums:
            break
        since = release_id
    return since

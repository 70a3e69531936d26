"""Which finished files an event of the history makes stale though their release stays.

The application answers those until they are written anew.

A state ends with three marks of what was said by its moment: everything, what was said of days to come, and what
stands on every page. Two states therefore tell which kinds of files differ, without any being made. Whatever is
in doubt counts as stale.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Literal

from metrics.periods import UK
from metrics.releasing.announcements import Announcements, spoken_days
from metrics.releasing.history import History
from metrics.releasing.published import Past, before, earlier_than, find, published, reasons_up_to

Extent = Literal["none", "releases", "dates", "everything"]
MARKS, PARTIAL = 3, "partial"

# Files by their names: what tells of releases, and what tells when the next figures of a measure come.
OF_RELEASES = re.compile(
    r"(?:releases[@/]|about/record@|feed\.atom@|calendar\.ics@|sitemap\.xml@|api/v1/(?:releases|record)@)"
)
OF_DATES = re.compile(r"(?:measures/|api/v1/measures)")


def marks(history: History, release_id: str, now: datetime) -> tuple[str, str, str]:
    """What was said by a moment, for the readers of a release: everything, of days to come, on every page."""
    past, days = published(history, now), spoken_days(history, now)
    return _mark((past, days)), _mark(days), _mark(_on_every_page(past, days, release_id, now))


def _on_every_page(past: Past, days: Announcements, release_id: str, now: datetime) -> tuple[object, ...]:
    """What any page may say: of days that have passed, of the release's own correction and what was accepted.

    And it may be compared with the release before, and say since which of those before nothing newer has come.
    """
    today, own = now.astimezone(UK).date(), find(past, release_id)
    passed = [step.day for item in days for step in item.steps if step.day < today]
    late = [item.day for item in days if item.day < today]
    corrected, accepted = () if own is None else own.corrections, reasons_up_to(past, release_id)
    earlier = before(past, release_id)
    standing = [item.id for item in earlier_than(past, release_id) if item.withdrawn is None]
    return today, passed, late, corrected, accepted, "" if earlier is None else earlier.id, standing


def _mark(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def extent(state: str, following: str) -> Extent:
    """Which files of one state are stale in the following one."""
    ours, theirs = state.split()[1:], following.split()[1:]
    if not state:
        return "everything"  # of files that were left in the middle of something
    if len(ours) != MARKS or len(theirs) != MARKS:
        return "dates"
    if ours[0] == theirs[0]:
        return "none"
    if ours[2] != theirs[2]:
        return "everything"
    return "releases" if ours[1] == theirs[1] else "dates"


def is_stale(name: str, stale: Extent) -> bool:
    """Whether the file of a name, such as ``measures/homicide@.html``, is one of those."""
    if stale in ("none", "everything"):
        return stale == "everything"
    return bool(OF_RELEASES.match(name) or (stale == "dates" and OF_DATES.match(name)))


def partial(following: str) -> str:
    """The state of files without those that are stale in a following state."""
    return " ".join([PARTIAL, *following.split()[1:]])

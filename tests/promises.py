"""Trackers of promises for tests: the shipped ones, small invented ones, and the files that they are read from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from metrics.checking.trackers import CheckedTracker, check_tracker
from metrics.declared.tracker import Tracker
from metrics.promises.items import Tracked
from metrics.promises.stored import totals_alone
from tests.money import DROP, shipped_config

HEADER = "ref,promise,theme,said,owner,first_due,due,due_said,state,done,why,news"
FILE = "promises.csv"
ROLES = {"chief-constable": "Chief Constable", "mayor": "Mayor and deputy"}
ORIGIN: Mapping[str, Any] = {
    "publisher": "The office",
    "title": "Report",
    "link": "https://example.org/report",
    "licence": "OGL-3.0",
    "files": FILE,
}
PROMISES: Mapping[str, Any] = {
    "id": "promises",
    "framework": "pcp",
    "title": "Promises",
    "description": "What the office promised.",
    "noun": {"singular": "promise", "plural": "promises"},
    "as_at": "2022-03-28",
    "source": {
        **ORIGIN,
        "reference": {"column": "ref"},
        "item": {"column": "promise"},
        "area": {"column": "theme"},
        "said_in": {"column": "said"},
        "owner": {"column": "owner", "nobody": ("not stated",)},
        "original_due": {"column": "first_due"},
        "due": {"column": "due"},
        "due_words": {"column": "due_said"},
        "status": {"column": "state", "aliases": {"to come": "not-started"}},
        "completed": {"column": "done"},
        "reason": {"column": "why"},
        "update": {"column": "news"},
    },
}
COUNTED_HEADER = "day,theme,all,open,done"
COUNTED: Mapping[str, Any] = {
    **{name: value for name, value in PROMISES.items() if name not in ("source", "as_at")},
    "id": "counted",
    "kind": "counts",
    "noun": {"singular": "recommendation", "plural": "recommendations"},
    "source": {
        **ORIGIN,
        "as_at": {"column": "day"},
        "group": {"column": "theme", "total": "Total"},
        "all": {"column": "all"},
        "counts": {"on-track": "open", "complete": "done"},
    },
}
# A public inquiry's recommendations, as two progress reports of the government count them (OGL v3.0).
INQUIRY = (
    "2025-05-29,The construction industry,28,28,0",
    "2025-05-29,Fire and rescue services,13,13,0",
    "2025-05-29,Response and recovery,14,14,0",
    "2025-05-29,Vulnerable people,3,2,1",
    "2025-05-29,Total,58,57,1",
    "2025-09-30,The construction industry,28,28,0",
    "2025-09-30,Fire and rescue services,13,13,0",
    "2025-09-30,Response and recovery,14,14,0",
    "2025-09-30,Vulnerable people and Phase 1 recommendations,6,3,3",
    "2025-09-30,Total,61,58,3",
)
OPEN = (
    "A1,Open the front desk,Access,Plan,chief-constable,2022-03-31,2022-03-31,March,on-track,,,Rooms are let"
)
DONE = "A2,Write to every board,Access,Plan,,2022-01-31,2022-01-31,January,complete,2022-01-20,,"


def tracker(
    declared: Mapping[str, Any] = PROMISES, *, source: Mapping[str, Any] | None = None, **changes: Any
) -> Tracker:
    """A tracker as it is declared, with some keys changed."""
    own = {**declared, **changes}
    if declared.get("source") is not None and own["source"] is not None:
        own["source"] = {**own["source"], **(source or {})}
    return Tracker.model_validate(own)


def checked(
    declared: Tracker,
    *rows: str,
    header: str = "",
    today: date | None = None,
    before: Tracked | None = None,
    release: str = "r1",
) -> CheckedTracker:
    """A tracker read from rows, beside the one ``before``."""
    header = header or (HEADER if declared.kind == "items" else COUNTED_HEADER)
    data = "\n".join([header, *rows]).encode() + b"\n"
    return check_tracker(declared, ROLES, {FILE: data}, today, before, release if before else "")


def tracked_of(declared: Tracker, *rows: str, before: Tracked | None = None, release: str = "r1") -> Tracked:
    """The same, where nothing is wrong with the rows."""
    result = checked(declared, *rows, before=before, release=release)
    assert result.tracked is not None, result.issues
    return result.tracked


@cache
def shipped_tracked(tracker_id: str) -> Tracked:
    """A tracker that ships, read from its file."""
    config = shipped_config()
    declared = config.tracker(tracker_id)
    if declared.source is None:
        return totals_alone(declared)
    (name,) = declared.source.files
    result = check_tracker(declared, config.roles, {name: (DROP / name).read_bytes()}, None)
    assert result.tracked is not None, result.issues
    return result.tracked

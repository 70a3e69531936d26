"""What stands wrong in the history on a day: dates that are late, releases that nobody approved, void approvals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from metrics.issues import Issue, error, listed, warning
from metrics.periods import UK
from metrics.releasing.announcements import Due, announcements, due_days
from metrics.releasing.diff_words import counted
from metrics.releasing.history import (
    REQUIRED,
    History,
    approval,
    current,
    history_file,
    is_waiting,
    publications,
    read_history,
)
from metrics.releasing.releases import DamagedRelease, stored_config
from metrics.releasing.store import void_approvals


def history_issues(root: Path, now: datetime) -> list[Issue]:
    """Dates that have passed without a release, and releases that want an approval.

    Nothing of a history that is damaged: that is told by ``pcp verify``.
    """
    try:
        history = read_history(root)
    except (OSError, ValueError):
        return []
    file = str(Path("data") / "releases" / history_file(root).name)
    return [*_late(root, history, now, file), *_unapproved(root, history, now, file)]


def _late(root: Path, history: History, now: datetime, file: str) -> Iterator[Issue]:
    today = now.astimezone(UK).date()
    for due in _due(root, history, now):
        days = due.late_by(today)
        if days:
            whose = f" for {listed(measure.id for measure in due.measures)}" if due.measures else ""
            what = "was announced" if due.announcement else "is declared"
            message = f"{due.day.isoformat()} {what}{whose}, and is late by {counted(days, 'day')}; "
            message += "readers see that. pcp announce DAY --instead-of "
            message += f"{due.day.isoformat()} --reason TEXT tells them a new day"
            yield warning(file, 1, 1, "late", message)


def _due(root: Path, history: History, now: datetime) -> tuple[Due, ...]:
    """Every day that readers wait for: those announced, and those that the release they see declares."""
    release_id, open_days = current(history, now), announcements(history, now)
    if release_id is not None:
        try:
            return due_days(stored_config(root, release_id), open_days)
        except DamagedRelease:
            pass
    return tuple(Due(item.day, (), item) for item in open_days)


def _unapproved(root: Path, history: History, now: datetime, file: str) -> Iterator[Issue]:
    for event in publications(history):
        if event.release == "" or not is_waiting(history, event.release, now):
            continue
        yield from void_approvals(root, event.release, history)
        if event.approval == REQUIRED and approval(history, event) is None:
            when = event.at.astimezone(UK)
            if event.at > now:
                message = (
                    f"{event.release} comes on {when:%Y-%m-%d at %H:%M} only if another person approves it"
                )
                yield warning(file, 1, 1, "not-approved", f"{message}: pcp approve {event.release}")
            else:
                message = f"{event.release} did not come on {when:%Y-%m-%d at %H:%M}: nobody had approved it"
                message += f"; give it another moment: pcp reschedule {event.release} --at TIME"
                yield error(file, 1, 1, "not-approved", message)

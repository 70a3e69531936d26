"""What stands wrong in the history on a day: dates that are late, releases that nobody approved, void approvals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from metrics.figures.numbers import counted
from metrics.issues import Issue, error, listed, warning
from metrics.periods import UK
from metrics.releasing.age import came_with
from metrics.releasing.announcements import Due, announcements, due_days
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
from metrics.releasing.published import first_came, published
from metrics.releasing.releases import DamagedRelease, stored_bulletin, stored_config
from metrics.releasing.verification import void_approvals


def history_issues(root: Path, now: datetime) -> list[Issue]:
    """Dates that have passed without a release, and releases that want an approval.

    Nothing of a history that is damaged: that is told by ``pcp verify``.
    """
    try:
        history = read_history(root)
    except (OSError, ValueError):
        return []
    file = str(Path("data") / "releases" / history_file(root).name)
    late, unapproved = _late(root, history, now, file), _unapproved(root, history, now, file)
    return [*late, *_not_renewed(root, history, now, file), *unapproved]


def _late(root: Path, history: History, now: datetime, file: str) -> Iterator[Issue]:
    today = now.astimezone(UK).date()
    for due in _due(root, history, now):
        days = due.late_by(today)
        if days:
            whose = f" for {listed(measure.id for measure in due.measures)}" if due.measures else ""
            message = f"{due.day.isoformat()} {_what(due)}{whose}, and is late by {counted(days, 'day')}; "
            instead = f" --instead-of {due.day.isoformat()}" if due.promise is None else ""
            message += f"readers see that. pcp announce DAY{instead} --reason TEXT tells them a new day"
            yield warning(file, 1, 1, "late", message)


def _not_renewed(root: Path, history: History, now: datetime, file: str) -> Iterator[Issue]:
    """The measures of which the current release has nothing newer than the one before."""
    release_id, past = current(history, now), published(history, now)
    newest_days = cache(partial(_newest_days, root))  # each release is read once, for all measures
    days = {} if release_id is None else newest_days(release_id) or {}
    former = {} if release_id is None else _former(root, release_id)
    renewal = {
        measure_id: came_with(
            past, release_id or "", (measure_id, *former.get(measure_id, ())), own, newest_days
        )
        for measure_id, own in days.items()
    }
    for release in past:
        names = [measure_id for measure_id, (_, first) in renewal.items() if first == release]
        if names:
            message = f"nothing newer since {release.id} for {listed(names)}; readers see that"
            yield warning(file, 1, 1, "not-renewed", message)


def _former(root: Path, release_id: str) -> dict[str, tuple[str, ...]]:
    """The former ids of each measure of a release; none where its declaration cannot be read."""
    try:
        return {measure.id: measure.formerly for measure in stored_config(root, release_id).measures}
    except DamagedRelease:
        return {}


def _newest_days(root: Path, release_id: str) -> dict[str, date] | None:
    """The last day of each measure's newest figure as a release was stored with it; None where it was not."""
    try:
        content = stored_bulletin(root, release_id)
    except DamagedRelease:
        return None
    return None if content is None else content.newest_days()


def _what(due: Due) -> str:
    if due.promise is not None:
        return f"is the last day for a release {due.promise} (site: updates)"
    return "was announced" if due.announcement else "is declared"


def _due(root: Path, history: History, now: datetime) -> tuple[Due, ...]:
    """Every day that readers wait for: those announced, and those that the release they see declares."""
    release_id, open_days = current(history, now), announcements(history, now)
    if release_id is not None:
        came = first_came(published(history, now), release_id)
        try:
            return due_days(
                stored_config(root, release_id),
                open_days,
                None if came is None else came.astimezone(UK).date(),
            )
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

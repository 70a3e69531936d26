"""All that is to be looked over before a release: the drop, its files, the checklist. Nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from metrics.checking.drops import CheckedDrop, Progress, examine_drop
from metrics.declared.framework import Config
from metrics.issues import Issue
from metrics.periods import UK
from metrics.reading.extracts import Extract
from metrics.releasing.announcements import announcements, due_day
from metrics.releasing.checklist import announced_day, checklist, correction_notice
from metrics.releasing.history import Event, History, current
from metrics.releasing.previous import read_earlier, read_files, read_previous
from metrics.releasing.published import published
from metrics.releasing.releases import DamagedRelease, sound_history, stored_config
from metrics.releasing.tasks import Stored, Supply, Task, task


@dataclass(frozen=True)
class Intended:
    """A publication that is to come: its event, the notice of what it corrects, and reasons for doubts by code."""

    event: Event
    correction: str = ""
    accepted: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Preparation:
    """A drop as it would be released, or None, with its issues; what is missing around it, and what came."""

    checked: CheckedDrop | None
    issues: list[Issue]
    checklist: list[Issue]
    tasks: tuple[Task, ...]


def prepare(
    root: Path,
    config_path: Path,
    drop: Path,
    display_name: str,
    intended: Intended,
    progress: Progress = tuple,
) -> Preparation:
    """A drop for the publication that is ``intended``, beside what readers see until its moment.

    Raises InvalidInput when the declaration cannot be read, and Refused when the history cannot.
    """
    event = intended.event
    history, at = sound_history(root), event.at
    (previous, damage), earlier = read_previous(root, at), read_earlier(root, at)
    day = at.astimezone(UK).date()
    examined = examine_drop(config_path, drop, display_name, day, previous, progress, earlier)
    checked, issues = examined.settled(intended.accepted)
    config = examined.config
    if config is None:
        return Preparation(None, issues, [], ())
    stored = {} if examined.drop is None else examined.drop.stored
    before = {} if previous is None else previous.stored
    supply = _supply(root, history, config, examined.supplied, event)
    tasks = _tasks(config, supply, stored, before, day)
    missing = checklist(config, display_name, str(drop), event.reason, day)
    missing += _around(history, str(drop), event, intended.correction, tasks)
    return Preparation(checked, sorted([*damage, *issues]), missing, tasks)


def _supply(
    root: Path, history: History, config: Config, supplied: Mapping[str, Extract], event: Event
) -> Supply:
    checksums = {name: extract.content_sha256 for name, extract in supplied.items()}
    released = read_files(root, published(history, event.at), frozenset(checksums.values()))
    return Supply(checksums, released, due=_due(root, history, config, event.time))


def _tasks(config: Config, supply: Supply, stored: Stored, before: Stored, day: date) -> tuple[Task, ...]:
    complete = replace(supply, stored=stored, before=before)
    return tuple(task(measure, complete, day) for measure in config.published())


def _due(root: Path, history: History, config: Config, now: datetime) -> dict[str, date]:
    """When readers were told that the next figure of each measure is due."""
    release_id, open_days = current(history, now), announcements(history, now)
    declared = config
    if release_id is not None:
        try:
            declared = stored_config(root, release_id)
        except DamagedRelease:
            declared = config
    days = {measure.id: due_day(measure, open_days) for measure in declared.published()}
    return {measure_id: day for measure_id, day in days.items() if day is not None}


def _around(
    history: History, drop: str, event: Event, correction: str, tasks: tuple[Task, ...]
) -> list[Issue]:
    past, open_days = published(history, event.at), announcements(history, event.time)
    is_new = any(words == "new" for item in tasks for _, words in item.files)
    only_older = is_new and all(item.state not in ("updated", "missing") for item in tasks)
    return [
        *correction_notice(past, drop, event.release, correction, only_older=only_older),
        *([] if correction else announced_day([item.day for item in open_days], drop, event.at)),
    ]

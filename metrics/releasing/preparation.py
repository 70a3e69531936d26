"""All that is to be looked over before a release: the drop, its files, the checklist. Nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from metrics.checking.absent import present
from metrics.checking.drops import CheckedDrop, Examined, Progress, examine_drop
from metrics.declared.among import areas_of
from metrics.declared.former import by_new_ids, former_ids
from metrics.declared.framework import Config
from metrics.issues import Issue, printable
from metrics.periods import UK
from metrics.releasing.announcements import announcements, due_day
from metrics.releasing.checklist import announced_day, checklist, correction_notice
from metrics.releasing.history import Event, History, current, is_waiting
from metrics.releasing.postcodes import with_postcodes
from metrics.releasing.previous import acknowledged_by, apart_from, read_earlier, read_files, read_previous
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
    """A drop as it would be released, or None, with its issues; what is missing around it, and what came.

    ``config`` is the declaration, None where it has errors.
    """

    checked: CheckedDrop | None
    issues: list[Issue]
    checklist: list[Issue]
    tasks: tuple[Task, ...]
    config: Config | None = None

    @property
    def of_the_drop(self) -> list[Issue]:
        """What is wrong or odd about the drop and its files, but for what stands first on the list."""
        return [issue for issue in self.issues if issue.code not in FIRST]

    @property
    def to_look_at(self) -> list[Issue]:
        """What staff look over: a drop that brings nothing new, then what is missing around it."""
        return [*(issue for issue in self.issues if issue.code in FIRST), *self.checklist]


FIRST = ("stale-drop",)


def prepare(
    root: Path,
    config_path: Path,
    drop: Path,
    display_name: str,
    intended: Intended,
    progress: Progress = tuple,
) -> Preparation:
    """A drop for the publication that is ``intended``, beside what readers see until its moment.

    A release that is scheduled already is not compared with itself, and what it acknowledges needs no reason once
    more. Raises InvalidInput when the declaration cannot be read, and Refused when the history cannot.
    """
    event = intended.event
    history, at = sound_history(root), event.at
    own = event.release if is_waiting(history, event.release, event.time) else ""
    (previous, damage), earlier = read_previous(root, at, own), read_earlier(root, at, own)
    day = at.astimezone(UK).date()
    examined = examine_drop(config_path, drop, display_name, day, previous, progress, earlier)
    examined = examined.beside(acknowledged_by(root, history, own) if own else ())
    checked, issues = with_postcodes(root, examined.config, examined.settled(intended.accepted))
    config, others = examined.config, apart_from(history, own)
    if config is None:
        return Preparation(None, issues, [], ())
    before = {} if previous is None else previous.called_now(former_ids(config)).stored
    with areas_of(config):
        tasks = _tasks(config, _supply(root, others, config, examined, event), before, day)
        missing = checklist(config, display_name, str(drop), event.reason, day)
        missing += _around(others, str(drop), event, intended.correction, tasks)
    return Preparation(checked, sorted([*damage, *issues]), missing, tasks, config)


def _supply(root: Path, history: History, config: Config, examined: Examined, event: Event) -> Supply | None:
    """What the drop has, and what came before it; None where there is no such folder."""
    supplied = examined.supplied
    if supplied is None:
        return None
    named = {name for measure in present(config).published() for name in measure.source.files}
    missing = {issue.file.rpartition("/")[2] for issue in examined.issues if issue.code == "missing-file"}
    return Supply(
        {name: extract.content_sha256 for name, extract in supplied.items()},
        read_files(root, published(history, event.at), supplied.values()),
        examined.stored,
        due=_due(root, history, config, event.time),
        refused=frozenset(name for name in named - supplied.keys() if printable(name) not in missing),
        unread=examined.unread,
    )


def _tasks(config: Config, supply: Supply | None, before: Stored, day: date) -> tuple[Task, ...]:
    if supply is None:
        return ()
    complete = replace(supply, before=before)
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
    days = by_new_ids(days, former_ids(config))
    return {measure_id: day for measure_id, day in days.items() if day is not None}


def _around(
    history: History, drop: str, event: Event, correction: str, tasks: tuple[Task, ...]
) -> list[Issue]:
    past, open_days = published(history, event.at), announcements(history, event.time)
    is_new = any(words == "new" for item in tasks for _, words in item.files)
    only_older = is_new and all(item.state not in ("updated", "missing", "not looked at") for item in tasks)
    return [
        *correction_notice(past, drop, event.release, correction, only_older=only_older),
        *([] if correction else announced_day([item.day for item in open_days], drop, event.at)),
    ]

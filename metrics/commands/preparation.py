"""What pcp publish, its dry run and pcp check --for tell before a release: the drop, the files, the checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from metrics.checking.drops import NOTHING_ACCEPTED, Progress
from metrics.commands.moments import moment_doubts
from metrics.commands.parts import actor, display_path, refusals, tell, uk_time
from metrics.commands.site import Site
from metrics.issues import InvalidInput, Issue, printable
from metrics.releasing.history import REQUIRED, Event, EventKind, History, approval, publications
from metrics.releasing.preparation import Intended, Preparation, prepare
from metrics.releasing.tasks import Task


def publication(site: Site, release_id: str, at: datetime | None, note: str | None) -> Event:
    """The event that a publication would be, now or at a moment."""
    now = site.time()
    kind: EventKind = "published" if at is None else "scheduled"
    moment = now if at is None else at.astimezone(UTC)
    return Event(kind, release_id, now, moment, printable(actor()), note or "")


def prepared(
    site: Site,
    drop: Path,
    event: Event,
    correction: str,
    at: datetime | None,
    progress: Progress = tuple,
    accepted: Mapping[str, str] = NOTHING_ACCEPTED,
) -> Preparation:
    """All that is to be looked over; ``at`` is the moment as it was typed, ``accepted`` reasons for doubts."""
    doubts = [] if at is None else moment_doubts(at, event.time, str(drop))
    try:
        with refusals("read"):
            preparation = prepare(
                *(site.root, site.config, drop, display_path(site.config)),
                *(Intended(event, correction, accepted), progress),
            )
    except InvalidInput as invalid:
        return Preparation(None, list(invalid.issues), doubts, ())
    return replace(preparation, checklist=[*doubts, *preparation.checklist])


def tell_preparation(preparation: Preparation, event: Event, correction: str, *, listed: bool) -> None:
    """Every issue, then, where it is ``listed``, what came of each measure and what is known of the release.

    A drop with errors has no checklist yet: they come first.
    """
    tell(preparation.issues, "text")
    if listed:
        lines = [*task_lines(preparation.tasks), *_publication_lines(event, correction)]
        click.echo("\n".join(lines))
    if preparation.checked is not None:
        _tell_checklist(preparation.checklist)


def _tell_checklist(missing: list[Issue]) -> None:
    tell(missing, "text")
    click.echo("Checklist: " + (f"{len(missing)} to look at." if missing else "nothing is missing."))


def task_lines(tasks: tuple[Task, ...]) -> list[str]:
    """Each measure with how it stands, and below it each of its files."""
    if not tasks:
        return []
    widths = [
        max(len(text) for text in column)
        for column in zip(*((t.measure, t.state) for t in tasks), strict=True)
    ]
    lines = ["Measures and files:"]
    for item in tasks:
        lines.append(
            f"  {item.measure.ljust(widths[0])}  {item.state.ljust(widths[1])}  {item.words}".rstrip()
        )
        lines += [f"      {printable(name)}: {words}" for name, words in item.files]
    return lines


def _publication_lines(event: Event, correction: str) -> list[str]:
    when = "now" if event.event == "published" else f"{uk_time(event.at)} UK time"
    lines = [f"Release {event.release}, {when}, by {event.actor}."]
    lines += [f"Note: {event.reason}"] if event.reason else []
    return [*lines, *([f"Correction: {correction}"] if correction else [])]


def approval_line(history: History, release_id: str, preparation: Preparation) -> str:
    """Who has approved a release that is scheduled, or whether anybody has to."""
    event = next((item for item in publications(history) if item.release == release_id), None)
    approved = None if event is None else approval(history, event)
    if approved is not None:
        return f"Approved by {approved.actor} on {uk_time(approved.time)} UK time."
    config = None if preparation.checked is None else preparation.checked.config
    required = config is not None and config.site.approval == REQUIRED
    return (
        "Approved by nobody, and it is required." if required else "Approved by nobody; it is not required."
    )

"""What pcp publish, its dry run and pcp check --for tell before a release: the drop, the files, the checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from metrics.checking.drops import NOTHING_ACCEPTED, Progress
from metrics.commands.moments import moment_doubts
from metrics.commands.parts import actor, display_path, refusals, tell, uk_time
from metrics.commands.site import Site
from metrics.declared.framework import Config
from metrics.issues import InvalidInput, printable
from metrics.periods import UK
from metrics.releasing.events import CORRECTION, NOTE, words_of
from metrics.releasing.history import (
    REQUIRED,
    Event,
    EventKind,
    History,
    approval,
    is_waiting,
    publications,
)
from metrics.releasing.preparation import Intended, Preparation, prepare
from metrics.releasing.refusals import must_exist
from metrics.releasing.tasks import Task


@dataclass(frozen=True)
class Typed:
    """What was typed of a publication: its id, its moment with the offset typed, its note, its notice."""

    release_id: str
    at: datetime | None = None
    note: str | None = None
    correction: str | None = None


def intended(site: Site, typed: Typed, accepted: Mapping[str, str] = NOTHING_ACCEPTED) -> Intended:
    """The publication that was typed, now or at its moment."""
    now, at = site.time(), typed.at
    kind: EventKind = "published" if at is None else "scheduled"
    moment = now if at is None else at.astimezone(UTC)
    event = Event(kind, typed.release_id, now, moment, printable(actor()), typed.note or "")
    return Intended(event, typed.correction or "", accepted)


def as_scheduled(history: History, typed: Typed, now: datetime) -> Typed:
    """What was typed of a release; where it is scheduled already, the rest is as it stands in the history."""
    if not is_waiting(history, typed.release_id, now):
        return typed
    event = must_exist(history, typed.release_id)
    note, correction = (
        words_of(history, replace(event, amends=amends, time=now)) for amends in (NOTE, CORRECTION)
    )
    at = event.at.astimezone(UK) if event.at > now else None
    return Typed(typed.release_id, typed.at or at, typed.note or note, typed.correction or correction)


def prepared(
    site: Site, drop: Path, publication: Intended, at: datetime | None, progress: Progress = tuple
) -> Preparation:
    """All that is to be looked over; ``at`` is the moment as it was typed."""
    doubts = [] if at is None else moment_doubts(at, publication.event.time, str(drop))
    try:
        with refusals("read"):
            preparation = prepare(
                site.root, site.config, drop, display_path(site.config), publication, progress
            )
    except InvalidInput as invalid:
        return Preparation(None, list(invalid.issues), doubts, ())
    return replace(preparation, checklist=[*doubts, *preparation.checklist])


def tell_preparation(preparation: Preparation, publication: Intended, *, listed: bool) -> None:
    """Every issue, then, where it is ``listed``, what came of each measure and what is known of the release.

    What is missing around it is told though the drop has errors: all at once, as far as it does not depend on them.
    """
    tell(preparation.of_the_drop, "text")
    if listed:
        click.echo("\n".join([*task_lines(preparation.tasks), *_publication_lines(publication)]))
    missing = preparation.to_look_at
    tell(missing, "text")
    if preparation.config is not None or missing:
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


def _publication_lines(publication: Intended) -> list[str]:
    event, correction = publication.event, publication.correction
    when = "now" if event.event == "published" else f"{uk_time(event.at)} UK time"
    lines = [f"Release {event.release}, {when}, by {event.actor}."]
    lines += [f"Note: {event.reason}"] if event.reason else []
    return [*lines, *([f"Correction: {correction}"] if correction else [])]


def approval_line(history: History, release_id: str, config: Config | None) -> str:
    """Who has approved a release that is scheduled, or whether anybody has to; ``config`` is what is declared."""
    event = next((item for item in publications(history) if item.release == release_id), None)
    approved = None if event is None else approval(history, event)
    if approved is not None:
        return f"Approved by {approved.actor} on {uk_time(approved.time)} UK time."
    if event is not None:
        is_required = event.approval == REQUIRED
    elif config is None:
        return "Approved by nobody; whether it is required is told once the declaration has no errors."
    else:
        is_required = config.site.approval == REQUIRED
    return (
        "Approved by nobody, and it is required."
        if is_required
        else "Approved by nobody; it is not required."
    )

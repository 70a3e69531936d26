"""pcp publish and pcp withdraw: what publishing staff do with a drop, and with a release that was a mistake."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from metrics.commands.acceptance import acceptance, accepts, refuse_unused
from metrics.commands.counting import counts_records
from metrics.commands.events import SAME_MOMENT
from metrics.commands.moments import AT_HELP, PublicFrom
from metrics.commands.parts import (
    DONE,
    FAULTS,
    ReleaseId,
    Words,
    actor,
    display_path,
    refusals,
    summary,
    uk_time,
)
from metrics.commands.preparation import Typed, intended, prepared, tell_preparation
from metrics.commands.serve import WRITTEN_TO, run_write_site
from metrics.commands.site import Site
from metrics.figures.numbers import counted
from metrics.guides import placed
from metrics.issues import has_errors, printable
from metrics.releasing.announcements import announcements, met_days
from metrics.releasing.history import (
    REQUIRED,
    Event,
    History,
    current,
    history_file,
    publications,
    releases_folder,
    withdrawals,
)
from metrics.releasing.modes import private_places
from metrics.releasing.releases import publish as publish_release
from metrics.releasing.releases import rehearse
from metrics.releasing.releases import withdraw as withdraw_release


@dataclass(frozen=True)
class Chosen:
    """What was chosen for a publication, by its options."""

    release_id: str
    at: datetime | None
    note: str | None
    correction: str | None
    folder: Path | None
    same_moment: bool
    dry_run: bool
    codes: tuple[str, ...]
    reasons: tuple[str, ...]


@click.command()
@click.argument("drop", type=click.Path(path_type=Path))
@click.option(
    "--release", "release_id", type=ReleaseId(), required=True, help="The release's id: 2023-24-q3."
)
@click.option("--at", type=PublicFrom(), help=f"Schedule it: {AT_HELP}")
@click.option("--note", type=Words(), help="A note for readers: what is new in it.")
@click.option("--correction", type=Words(), help="It corrects a mistake: the notice that readers see.")
@accepts
@click.option("--write-site", "folder", type=WRITTEN_TO, help="Then write the finished pages to this folder.")
@SAME_MOMENT
@click.option("--dry-run", is_flag=True, help="Only tell what would be published, and what is missing.")
@counts_records
@click.pass_obj
def publish(site: Site, /, drop: Path, **options: Any) -> None:
    """Check a drop, then publish it whole or not at all, now or at a later moment."""
    chosen = Chosen(**options)
    if chosen.at is not None and chosen.folder is not None:
        raise click.UsageError(
            "--write-site writes what is current now; with --at, call write-site at that time, "
            "or let pcp serve --write-site do it"
        )
    accepted = acceptance(chosen.codes, chosen.reasons)
    typed = Typed(chosen.release_id, chosen.at, chosen.note, chosen.correction)
    publication = intended(site, typed, accepted)
    event, correction = publication.event, publication.correction
    preparation = prepared(site, drop, publication, chosen.at)
    tell_preparation(preparation, publication, listed=chosen.dry_run)
    checked, missing = preparation.checked, preparation.checklist
    if checked is None or has_errors(missing):
        counts = summary([*preparation.issues, *missing], "")
        click.echo(f"{counts} Nothing was published.", err=True)
        sys.exit(FAULTS)
    refuse_unused(accepted, checked.acknowledged, ". Nothing was published")
    if chosen.dry_run:
        with refusals():
            event = rehearse(site.root, checked, event, same_moment=chosen.same_moment)
        _tell_rehearsed(event, counted(len(checked.stored), "measure"))
        sys.exit(DONE)
    with refusals():
        history = publish_release(
            *(site.root, checked, preparation.issues, event, correction),
            accepted=accepted,
            same_moment=chosen.same_moment,
        )
    _tell_published(history, history[-1], counted(len(checked.stored), "measure"))
    _tell_private(site)
    sys.exit(DONE if chosen.folder is None else run_write_site(site, chosen.folder))


def _tell_rehearsed(event: Event, measures: str) -> None:
    when = "now" if event.event == "published" else f"for {uk_time(event.at)} UK time"
    click.echo(f"Nothing was published: {event.release} would be, {when}, with {measures}.")
    if event.approval == REQUIRED:
        click.echo(TO_APPROVE.format(release=event.release))


TO_APPROVE = "Before then another person approves it, or it does not come: pcp approve {release}"


@click.command()
@click.argument("release_id", metavar="ID", type=ReleaseId())
@click.option("--reason", type=Words(), required=True, help="Why, for the history and for readers.")
@click.pass_obj
def withdraw(site: Site, release_id: str, reason: str) -> None:
    """Withdraw a release: the one before it is current again, and nothing is deleted."""
    now = site.time()
    with refusals():
        history = withdraw_release(
            site.root, Event("withdrawn", release_id, now, now, printable(actor()), reason)
        )
    click.echo(f"Withdrew {release_id}. {seen(history, now)}")
    for sentence in seen_days(history, release_id, now):
        click.echo(sentence)


def seen(history: History, now: datetime) -> str:
    """What readers see at a moment."""
    release_id = current(history, now)
    return "Readers see no release." if release_id is None else f"Readers see {release_id}."


def seen_days(history: History, release_id: str, now: datetime) -> Iterator[str]:
    """What readers see of announced days when a release was withdrawn; nothing where none was ever announced."""
    day = met_days(history, now).get(release_id)
    if day is not None:
        yield f"The day announced for it, {day.day.isoformat()}, stays met: readers are not told that it is late."
    days = ", ".join(item.day.isoformat() for item in announcements(history, now))
    if days:
        yield f"Readers see this announced for the next release: {days}. {ANOTHER_DAY}"
    elif day is not None:
        yield f"Readers see no day announced for the next release. {ANOTHER_DAY}"


ANOTHER_DAY = "Another day: pcp announce DAY --reason TEXT"


def _tell_published(history: History, event: Event, measures: str) -> None:
    if event.event == "scheduled":
        click.echo(f"Scheduled {event.release} with {measures} for {uk_time(event.at)} UK time.")
        click.echo(seen(history, event.time))
        if event.approval == REQUIRED:
            click.echo(TO_APPROVE.format(release=event.release))
    else:
        click.echo(f"Published {event.release} with {measures}.")
    for later in _public_later(history, event):
        message = (
            "its revisions were marked without this one; withdraw it, and publish it anew under another id"
        )
        click.echo(
            f"{later.release} is public from {uk_time(later.at)} UK time, after this one, and {message}."
        )


def _tell_private(site: Site) -> None:
    """That a server with a user of its own cannot read what was stored; nothing where it can."""
    releases = releases_folder(site.root)
    for place in private_places([releases.parent, releases, history_file(site.root)]):
        click.echo(placed(f"warning: {ONLY_OWNER.format(place=display_path(place))}"), err=True)


ONLY_OWNER = (
    "only its owner may read {place}: a server that runs as another user cannot show the release; "
    "docs/running.md names users, groups and modes"
)


def _public_later(history: History, event: Event) -> list[Event]:
    """Releases that this one comes before: they were scheduled earlier, or a clock is wrong."""
    withdrawn = withdrawals(history, event.time)
    later = (other for other in publications(history) if other.at > event.at)
    return [other for other in later if other.release not in withdrawn]

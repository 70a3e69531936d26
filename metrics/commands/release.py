"""pcp publish and pcp withdraw: what publishing staff do with a drop, and with a release that was a mistake."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

import click

from metrics.checking.drops import CheckedDrop
from metrics.commands.acceptance import acceptance, refuse_unused
from metrics.commands.parts import (
    DONE,
    FAULTS,
    ReleaseId,
    Site,
    Words,
    actor,
    display_path,
    refusals,
    summary,
    tell,
    uk_time,
)
from metrics.commands.serve import WRITTEN_TO, run_write_site
from metrics.issues import InvalidInput, Issue, printable
from metrics.periods import UK
from metrics.releasing.access import private_places
from metrics.releasing.checklist import checklist
from metrics.releasing.history import (
    Event,
    EventKind,
    History,
    current,
    history_file,
    publications,
    releases_folder,
    withdrawals,
)
from metrics.releasing.releases import publish as publish_release
from metrics.releasing.releases import withdraw as withdraw_release
from metrics.releasing.review import checked_drop

TIME_OF_DAY = time(9, 30)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class PublicFrom(click.ParamType[datetime]):
    """From when a release is public: a day, which means 9:30 UK time, or a time with its offset."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment in UTC."""
        text = str(value)
        try:
            if DAY.fullmatch(text):
                return datetime.combine(date.fromisoformat(text), TIME_OF_DAY, UK).astimezone(UTC)
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f'"{text}" is neither a day, 2024-05-09, nor a time, {EXAMPLE}', param, ctx)
        uk_time = moment.replace(tzinfo=UK).isoformat(timespec="minutes")
        self.fail(f'"{text}" has no offset; in UK time it is {uk_time}', param, ctx)


EXAMPLE = "2024-05-09T09:30:00+01:00"


@click.command()
@click.argument("drop", type=click.Path(path_type=Path))
@click.option(
    "--release", "release_id", type=ReleaseId(), required=True, help="The release's id: 2023-24-q3."
)
@click.option("--at", type=PublicFrom(), help=f"Schedule it: 2024-05-09 (9:30 UK time), or {EXAMPLE}.")
@click.option("--note", type=Words(), help="A note for readers: what is new in it.")
@click.option("--correction", type=Words(), help="It corrects a mistake: the notice that readers see.")
@click.option(
    "--accept", "codes", multiple=True, metavar="CODE", help="Accept what is gone or doubtful, by its code."
)
@click.option(
    "--reason", "reasons", multiple=True, type=Words(), help="Why it is accepted, for readers: one for each."
)
@click.option("--write-site", "folder", type=WRITTEN_TO, help="Then write the finished pages to this folder.")
@click.pass_obj
def publish(
    site: Site,
    /,
    drop: Path,
    release_id: str,
    at: datetime | None,
    note: str | None,
    correction: str | None,
    folder: Path | None,
    **accepting: tuple[str, ...],
) -> None:
    """Check a drop, then publish it whole or not at all, now or at a later moment."""
    if at is not None and folder is not None:
        raise click.UsageError(
            "--write-site writes what is current now; with --at, call write-site at that time, "
            "or let pcp serve --write-site do it"
        )
    now, accepted = site.time(), acceptance(**accepting)
    checked, issues = _checked(site, drop, at or now, accepted)
    refuse_unused(accepted, checked.acknowledged)
    kind: EventKind = "published" if at is None else "scheduled"
    event = Event(kind, release_id, now, at or now, printable(actor()), note or "")
    _tell_checklist(site, drop, checked, event)
    with refusals():
        history = publish_release(site.root, checked, issues, event, correction or "", accepted=accepted)
    _tell_published(history, event, len(checked.stored))
    _tell_private(site)
    sys.exit(DONE if folder is None else run_write_site(site, folder))


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


def seen(history: History, now: datetime) -> str:
    """What readers see at a moment."""
    release_id = current(history, now)
    return "Readers see no release." if release_id is None else f"Readers see {release_id}."


def _checked(
    site: Site, drop: Path, at: datetime, accepted: Mapping[str, str]
) -> tuple[CheckedDrop, list[Issue]]:
    """A drop as it stands on the day it is public, beside the release that readers see until then."""
    try:
        display_name = display_path(site.config)
        checked, issues = checked_drop(site.root, site.config, drop, display_name, at, accepted=accepted)
    except InvalidInput as invalid:
        checked, issues = None, list(invalid.issues)
    tell(issues, "text")
    if checked is None:
        click.echo(summary(issues, "") + " Nothing was published.", err=True)
        sys.exit(FAULTS)
    return checked, issues


def _tell_checklist(site: Site, drop: Path, checked: CheckedDrop, event: Event) -> None:
    day = event.at.astimezone(UK).date()
    missing = checklist(checked.config, display_path(site.config), str(drop), event.reason, day)
    tell(missing, "text")
    click.echo("Checklist: " + (f"{len(missing)} to look at." if missing else "nothing is missing."))


def _tell_published(history: History, event: Event, measures: int) -> None:
    if event.event == "scheduled":
        click.echo(f"Scheduled {event.release} with {measures} measures for {uk_time(event.at)} UK time.")
        click.echo(seen(history, event.time))
    else:
        click.echo(f"Published {event.release} with {measures} measures.")
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
        click.echo(f"warning: {ONLY_OWNER.format(place=display_path(place))}", err=True)


ONLY_OWNER = (
    "only its owner may read {place}: a server that runs as another user cannot show the release; "
    "docs/running.md names users, groups and modes"
)


def _public_later(history: History, event: Event) -> list[Event]:
    """Releases that this one comes before: they were scheduled earlier, or a clock is wrong."""
    withdrawn = withdrawals(history, event.time)
    later = (other for other in publications(history) if other.at > event.at)
    return [other for other in later if other.release not in withdrawn]

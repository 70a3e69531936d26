"""pcp announce, reschedule, approve and amend: what staff say of a release before it comes, and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import click

from metrics.commands.acceptance import must_be_acceptable
from metrics.commands.moments import AT_HELP, Day, PublicFrom
from metrics.commands.parts import ReleaseId, Words, actor, refusals, uk_time
from metrics.commands.site import Site, refuse
from metrics.issues import printable
from metrics.periods import UK
from metrics.releasing import events
from metrics.releasing.announcements import announcements, due_days
from metrics.releasing.history import Event, EventKind, History, current, published_at
from metrics.releasing.moments import doubts_of
from metrics.releasing.reasons import ACCEPTED
from metrics.releasing.releases import DamagedRelease, sound_history, stored_config

SAME_MOMENT = click.option(
    "--same-moment", is_flag=True, help="Though another release comes at that very moment."
)


@click.command()
@click.argument("day", type=Day())
@click.option("--reason", type=Words(), required=True, help="Why, or what comes: readers see it.")
@click.option("--instead-of", type=Day(), help="The announced day that it takes the place of.")
@click.option("--further", is_flag=True, help="Announced days stay as they are: this is one more.")
@click.option("--cancel", is_flag=True, help="DAY was announced, and no release is to come on it.")
@click.option("--sure", is_flag=True, help="Though it is far off, at a weekend or on a bank holiday.")
@click.option("--dry-run", is_flag=True, help="Only tell what readers would see.")
@click.pass_obj
def announce(site: Site, /, day: datetime, reason: str, **options: Any) -> None:
    """Announce DAY for a release, at 9:30 UK time; readers see it at once.

    A day within 45 days of one that is announced moves that one, and readers see both; --further adds one, and
    --instead-of says which one moves. With --cancel an announced day is taken back, and readers see why.
    """
    how = How(**options)
    now = site.time()
    before = "" if how.instead_of is None else how.instead_of.date().isoformat()
    kind: EventKind = "cancelled" if how.cancel else "announced"
    event = Event(kind, "", now, day.astimezone(UTC), printable(actor()), reason, before)
    if how.cancel:
        _cancel(site, event, dry_run=how.dry_run)
    else:
        _announce(site, event, how)


@dataclass(frozen=True)
class How:
    """How a day is announced, by the options typed. Raises click.UsageError where they do not go together."""

    instead_of: datetime | None
    further: bool
    cancel: bool
    sure: bool
    dry_run: bool

    def __post_init__(self) -> None:
        if self.instead_of is not None and self.further:
            raise click.UsageError("--instead-of moves a day, and --further adds one: say one of them")
        if self.cancel and (self.instead_of is not None or self.further):
            message = "--cancel takes DAY back: neither --instead-of nor --further goes with it"
            raise click.UsageError(message)


def _announce(site: Site, event: Event, how: How) -> None:
    """Announces a day, or tells what that would do. A doubtful one is refused first: it is public at once."""
    doubts = [message for _, message in doubts_of(event.at.astimezone(UK), event.time)]
    if doubts and not how.sure:
        refuse(f"{'; '.join(doubts)}; readers would see it at once: if it is meant, say --sure")
    with refusals():
        declared = _declared(site, event.time)
        if how.dry_run:
            history = sound_history(site.content())
            event = events.placed(history, event, declared, further=how.further)
            history = (*history, event)
        else:
            event, history = events.announce(site.content(), event, declared, further=how.further)
    day, before = event.at.astimezone(UK).date().isoformat(), event.instead_of
    if how.dry_run:
        place = f" It would take the place of {before}." if before else ""
        click.echo(
            f"Nothing was announced: {day} would be.{place} {_announced(history, event.time, 'would see')}"
        )
    else:
        place = f" It takes the place of {before}." if before else ""
        click.echo(f"Announced {day}.{place} {_announced(history, event.time)}")


def _cancel(site: Site, event: Event, *, dry_run: bool) -> None:
    """Takes an announced day back, or tells what that would do."""
    with refusals():
        history = sound_history(site.content())
        announcement = events.must_be_announced(history, event)
        history = (*history, event) if dry_run else events.cancel(site.root, event)
    day = announcement.day.isoformat()
    if dry_run:
        click.echo(f"Nothing was cancelled: {day} would be. {_announced(history, event.time, 'would see')}")
        return
    click.echo(f"Cancelled {day}. {_announced(history, event.time)}")
    if len(announcement.days) > 1:
        before = announcement.days[-2].isoformat()
        click.echo(f"It had taken the place of {before}; if that day stands, announce it again.")


def _announced(history: History, now: datetime, see: str = "see") -> str:
    days = ", ".join(item.day.isoformat() for item in announcements(history, now))
    return f"Readers {see}: {days}." if days else f"Readers {see} no announced day."


def _declared(site: Site, now: datetime) -> list[date]:
    """The days that the current release declares for its measures' next figures."""
    history = sound_history(site.root)
    release_id = current(history, now)
    try:
        config = None if release_id is None else stored_config(site.root, release_id)
    except DamagedRelease as damaged:
        refuse(f"the current release cannot be read: {damaged}")
    return [] if config is None else [due.day for due in due_days(config, announcements(history, now))]


@click.command()
@click.argument("release_id", metavar="ID", type=ReleaseId())
@click.option("--at", type=PublicFrom(), required=True, help=f"The new moment: {AT_HELP}")
@click.option("--reason", type=Words(), help="Why, for the history; readers see what pcp announce says.")
@SAME_MOMENT
@click.pass_obj
def reschedule(site: Site, release_id: str, at: datetime, reason: str | None, same_moment: bool) -> None:
    """Give a scheduled release another moment; readers never hear of it."""
    now = site.time()
    for _, message in doubts_of(at, now):
        click.echo(f"warning: {message}; is that meant?", err=True)
    event = Event("rescheduled", release_id, now, at.astimezone(UTC), printable(actor()), reason or "")
    with refusals():
        before = published_at(sound_history(site.content()), release_id)
        history = events.reschedule(site.root, event, same_moment=same_moment)
    was = "" if before is None else f" (it was {uk_time(before)})"
    click.echo(f"Rescheduled {release_id} for {uk_time(event.at)} UK time{was}.")
    days = {item.day for item in announcements(history, now)}
    if days and event.at.astimezone(UK).date() not in days:
        click.echo(
            f"{_announced(history, now)} Move the announced day as well: pcp announce DAY --reason TEXT"
        )


@click.command()
@click.argument("release_id", metavar="ID", type=ReleaseId())
@click.pass_obj
def approve(site: Site, release_id: str) -> None:
    """Approve a scheduled release as it is stored, as another person than the one who scheduled it."""
    now = site.time()
    event = Event("approved", release_id, now, now, printable(actor()))
    with refusals():
        history = events.approve(site.content(), event)
    click.echo(f"Approved {release_id}, manifest {history[-1].manifest[:12]}, as {event.actor}.")


@click.command()
@click.argument("release_id", metavar="ID", type=ReleaseId())
@click.option("--note", type=Words(), help="New words for the note to readers.")
@click.option("--reason", type=Words(), help="New words for the reason of a withdrawal, or with --accepted.")
@click.option("--correction", type=Words(), help="New words for the notice of a correction.")
@click.option(
    "--accepted", "code", metavar="CODE", help="The reason is that of what was accepted under this code."
)
@click.pass_obj
def amend(
    site: Site,
    release_id: str,
    note: str | None,
    reason: str | None,
    correction: str | None,
    code: str | None,
) -> None:
    """Give new words for what was said of a release; readers see the old ones beside them."""
    texts = {events.NOTE: note, events.REASON: reason, events.CORRECTION: correction}
    words = {amends: text for amends, text in texts.items() if text is not None}
    if len(words) != 1:
        raise click.UsageError("say one of --note, --reason and --correction")
    ((amends, text),) = words.items()
    if code is not None:
        must_be_acceptable(code)
        if amends != events.REASON:
            raise click.UsageError("--accepted CODE needs --reason TEXT: the new words of its reason")
        amends = ACCEPTED
    now = site.time()
    event = Event("amended", release_id, now, now, printable(actor()), text, amends=amends, code=code or "")
    with refusals():
        events.amend(site.content(), event)
    what = amends if code is None else f"reason for accepting {code}"
    click.echo(f"Amended the {what} of {release_id}; the old words are kept.")

"""pcp announce, reschedule, approve and amend: what staff say of a release before it comes, and after."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from metrics.commands.moments import AT_HELP, Day, PublicFrom, moment_doubts
from metrics.commands.parts import ReleaseId, Words, actor, refusals, tell, uk_time
from metrics.commands.site import Site, refuse
from metrics.issues import printable
from metrics.periods import UK
from metrics.releasing import events
from metrics.releasing.announcements import announcements, due_days
from metrics.releasing.history import Event, History, current, published_at
from metrics.releasing.releases import DamagedRelease, sound_history, stored_config

SAME_MOMENT = click.option(
    "--same-moment", is_flag=True, help="Though another release comes at that very moment."
)


@click.command()
@click.argument("day", type=Day())
@click.option("--reason", type=Words(), required=True, help="Why, or what comes: readers see it.")
@click.option("--instead-of", type=Day(), help="The announced day that it takes the place of.")
@click.option("--further", is_flag=True, help="Announced days stay as they are: this is one more.")
@click.pass_obj
def announce(site: Site, day: datetime, reason: str, instead_of: datetime | None, further: bool) -> None:
    """Announce DAY for a release, at 9:30 UK time; readers see it at once.

    A day within 45 days of one that is announced moves that one, and readers see both; --further adds one, and
    --instead-of says which one moves.
    """
    if instead_of is not None and further:
        raise click.UsageError("--instead-of moves a day, and --further adds one: say one of them")
    now = site.time()
    tell(moment_doubts(day, now, "DAY"), "text")
    before = "" if instead_of is None else instead_of.date().isoformat()
    event = Event("announced", "", now, day.astimezone(UTC), printable(actor()), reason, before)
    with refusals():
        event, history = events.announce(site.content(), event, _declared(site, now), further=further)
    how = f"It takes the place of {event.instead_of}. " if event.instead_of else ""
    click.echo(f"Announced {day.date().isoformat()}. {how}{_announced(history, now)}")


def _announced(history: History, now: datetime) -> str:
    days = ", ".join(item.day.isoformat() for item in announcements(history, now))
    return f"Readers see: {days}."


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
    tell(moment_doubts(at, now, "--at"), "text")
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
@click.option("--reason", type=Words(), help="New words for the reason of a withdrawal.")
@click.option("--correction", type=Words(), help="New words for the notice of a correction.")
@click.pass_obj
def amend(site: Site, release_id: str, note: str | None, reason: str | None, correction: str | None) -> None:
    """Give new words for what was said of a release; readers see the old ones beside them."""
    texts = {events.NOTE: note, events.REASON: reason, events.CORRECTION: correction}
    words = {amends: text for amends, text in texts.items() if text is not None}
    if len(words) != 1:
        raise click.UsageError("say one of --note, --reason and --correction")
    ((amends, text),) = words.items()
    now = site.time()
    event = Event("amended", release_id, now, now, printable(actor()), text, amends=amends)
    with refusals():
        events.amend(site.content(), event)
    click.echo(f"Amended the {amends} of {release_id}; the old words are kept.")

"""pcp pack: what a body needs for a meeting on a day, as one page that can be printed or sent."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import click

from metrics.commands.parts import DONE, refusals
from metrics.commands.site import Site, environment, refuse
from metrics.declared.body import Body
from metrics.declared.framework import Config
from metrics.issues import listed, nearest, shortened
from metrics.oversight.pack_days import pack_days
from metrics.periods import UK
from metrics.releasing.history import History, current, public
from metrics.releasing.releases import DamagedRelease, NewerRelease, sound_history, stored_config


@click.command()
@click.argument("body_id", metavar="BODY")
@click.option(
    "--on", "day", type=click.DateTime(formats=["%Y-%m-%d"]), required=True, help="The day: 2022-03-28."
)
@click.option(
    "--output",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file; else it goes to the standard output.",
)
@click.pass_obj
def pack(site: Site, body_id: str, day: datetime, file: Path | None) -> None:
    """Write the pack for the meeting of BODY on a day: what changed since its last one, newest words, money, gaps.

    It is made of the release that was current on the day. Nothing that was published later is in it, so that the
    same command gives the same bytes. A day for which no meeting is declared is allowed, and the pack says so; one
    before the first release, plan and meeting, or more than two years ahead, is not.
    """
    with refusals("read"):
        history = sound_history(site.content())
    config = _config(site, history)
    _must_make_sense(config, _declared(config, body_id), day.date(), history, site.time())
    sys.stdout.flush()
    command = [sys.executable, "-m", "serving.export.pack", body_id, f"{day:%Y-%m-%d}"]
    command += [] if file is None else [f"--output={file}"]
    status = subprocess.run(command, env=environment(site), check=False).returncode
    if status == DONE and file is not None:
        click.echo(f"Wrote {file}.", err=True)
    sys.exit(status)


def _config(site: Site, history: History) -> Config:
    """What the current release declares."""
    release_id = current(history, site.time())
    if release_id is None:
        refuse("nothing has been published yet, so there is nothing to make a pack of")
    try:
        return stored_config(site.root, release_id)
    except NewerRelease as newer:
        refuse(f"the release cannot be read: {newer}")
    except DamagedRelease as damaged:
        refuse(f"the release is damaged: {damaged}")


def _declared(config: Config, body_id: str) -> Body:
    """The body of an id. A usage error where the release declares none."""
    bodies = {body.id: body for body in config.bodies}
    if body_id not in bodies:
        every = f"; there are {listed(bodies, 20)}" if bodies else "; none is declared"
        guess = nearest(body_id, bodies) or every
        raise click.UsageError(f'no body "{shortened(body_id)}" is declared in the current release{guess}')
    return bodies[body_id]


def _must_make_sense(config: Config, body: Body, day: date, history: History, now: datetime) -> None:
    """A usage error for a day of which no pack can tell anything."""
    since = min(event.at for event in public(history, now)).astimezone(UK).date()
    first, last = pack_days(body, config.frameworks, since, now.astimezone(UK).date())
    if not first <= day <= last:
        message = f"there is no pack for {day}: the first is for {first}, the last for {last}"
        raise click.UsageError(message)

"""pcp pack: what a body needs for a meeting on a day, as one page that can be printed or sent."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import click

from metrics.commands.parts import DONE, refusals
from metrics.commands.site import Site, environment, refuse
from metrics.declared.framework import Config
from metrics.issues import nearest, shortened
from metrics.releasing.history import current
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
    same command gives the same bytes. A day for which no meeting is declared is allowed, and the pack says so.
    """
    _must_be_declared(_config(site), body_id)
    sys.stdout.flush()
    command = [sys.executable, "-m", "serving.export.pack", body_id, f"{day:%Y-%m-%d}"]
    command += [] if file is None else [f"--output={file}"]
    status = subprocess.run(command, env=environment(site), check=False).returncode
    if status == DONE and file is not None:
        click.echo(f"Wrote {file}.", err=True)
    sys.exit(status)


def _config(site: Site) -> Config:
    """What the current release declares."""
    with refusals("read"):
        history = sound_history(site.content())
    release_id = current(history, site.time())
    if release_id is None:
        refuse("nothing has been published yet, so there is nothing to make a pack of")
    try:
        return stored_config(site.root, release_id)
    except NewerRelease as newer:
        refuse(f"the release cannot be read: {newer}")
    except DamagedRelease as damaged:
        refuse(f"the release is damaged: {damaged}")


def _must_be_declared(config: Config, body_id: str) -> None:
    """A usage error where the release declares no body of an id."""
    ids = [body.id for body in config.bodies]
    if body_id not in ids:
        guess = nearest(body_id, ids) or (f"; there are {', '.join(ids)}" if ids else "; none is declared")
        raise click.UsageError(f'no body "{shortened(body_id)}" is declared in the current release{guess}')

"""pcp new-key: the key that signs events of the history, kept outside the store."""

from __future__ import annotations

from pathlib import Path

import click

from metrics.commands.parts import refusals
from metrics.commands.site import Site, refuse
from metrics.releasing.history import releases_folder
from metrics.releasing.signatures import new_key as write_new_key


@click.command("new-key")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def new_key(site: Site, file: Path) -> None:
    """Make a key that signs the history, in FILE, which you alone may read; the public key is printed."""
    if file.resolve().is_relative_to(releases_folder(site.root).resolve()):
        refuse(
            "the folder of releases is copied, and whoever has a copy of the key can sign: choose another place"
        )
    with refusals():
        public = write_new_key(file)
    day = site.time().date().isoformat()
    click.echo(
        f"Made {file}. Keep a copy where nobody else can read it, and never in the store. Sign with it:"
    )
    click.echo(f"  export PCP_SIGNING_KEY={file.resolve()}")
    click.echo("Declare its public key in config/metrics.yaml, so that readers and pcp verify have it:")
    click.echo(f"  site:\n    signing_keys:\n      - {{since: {day}, key: {public}}}")

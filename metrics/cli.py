"""pcp: what analysts and publishing staff type. Nothing prompts; every command runs unattended."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from pkgutil import resolve_name

import click

from metrics.commands.site import Moment, Site
from metrics.garbage import collect_rarely
from metrics.guides import where
from metrics.reading.engines.scheduling import BLOCKS_FROM, Choice, counting_by
from metrics.releasing.signing_key import Keys, Signing, signing

# Where each command is: its code is loaded when it is called, since that takes longer than most of them.
COMMANDS = {
    "init": "metrics.commands.init:init",
    "check": "metrics.commands.check:check",
    "diff": "metrics.commands.review:diff",
    "preview": "metrics.commands.preview:preview",
    "announce": "metrics.commands.events:announce",
    "publish": "metrics.commands.release:publish",
    "reschedule": "metrics.commands.events:reschedule",
    "approve": "metrics.commands.events:approve",
    "amend": "metrics.commands.events:amend",
    "withdraw": "metrics.commands.release:withdraw",
    "releases": "metrics.commands.history:releases",
    "new-key": "metrics.commands.keys:new_key",
    "verify": "metrics.commands.verify:verify",
    "explain": "metrics.commands.explain:explain",
    "claim": "metrics.commands.claim:claim",
    "pack": "metrics.commands.pack:pack",
    "new-measure": "metrics.commands.new_measure:new_measure",
    "serve": "metrics.commands.serve:serve",
    "write-site": "metrics.commands.serve:write_site",
    "schema": "metrics.commands.check:schema",
}

DECLARED_KEYS = "metrics.releasing.declared_keys:declared_keys"  # it is loaded where something is added


class Commands(UserDict[str, click.Command]):
    """The commands by their names, each loaded when it is asked for."""

    def __init__(self) -> None:
        super().__init__({name: click.Command(name) for name in COMMANDS})

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = resolve_name(COMMANDS[name])
        return command


@click.group(
    commands=Commands(),
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"\b\n{where()}",  # a path that a reader copies is not folded
)
@click.option(
    "--root",
    envvar="PCP_ROOT",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder with config/ and data/.",
)
@click.option(
    "--now", envvar="PCP_NOW", type=Moment(), help="The clock, for rehearsals: 2024-02-08T09:30:00+00:00."
)
@click.option(
    "--signing-key",
    envvar="PCP_SIGNING_KEY",
    type=click.Path(path_type=Path),
    help="The file of the private key that signs what is published, approved, withdrawn, amended or announced.",
)
@click.option(
    "--scheduler",
    envvar="PCP_SCHEDULER",
    help="Count files of records on a cluster of Dask: the address of its scheduler, or local.",
)
@click.option(
    "--blocks-from",
    envvar="PCP_BLOCKS_FROM",
    type=click.IntRange(min=0),
    default=BLOCKS_FROM,
    show_default=True,
    help="The bytes from which on a file of records is counted in blocks.",
)
@click.version_option(package_name="outcomes-dashboard", message="%(prog)s %(version)s")
@click.pass_context
def cli(
    context: click.Context,
    root: Path,
    now: datetime | None,
    signing_key: Path | None,
    scheduler: str | None,
    blocks_from: int,
) -> None:
    """Check, publish and serve the outcomes dashboard."""
    context.obj = site = Site(root, now)
    context.with_resource(signing(Signing(signing_key, partial(_declared_keys, site), site.time)))
    context.with_resource(counting_by(Choice(scheduler or None, blocks_from)))


def _declared_keys(site: Site) -> Keys:
    keys: Keys = resolve_name(DECLARED_KEYS)(site.root, site.config)
    return keys


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line, with its exit statuses: 0 done, 1 faults, 2 wrong command line, 3 refused."""
    collect_rarely()
    cli.main(args=arguments, prog_name="pcp")

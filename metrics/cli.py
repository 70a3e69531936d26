"""pcp: what analysts and publishing staff type. Nothing prompts; every command runs unattended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from metrics.commands.check import check, schema
from metrics.commands.events import amend, announce, approve, reschedule
from metrics.commands.explain import explain
from metrics.commands.history import releases, verify
from metrics.commands.new_measure import new_measure
from metrics.commands.parts import Moment, Site
from metrics.commands.preview import preview
from metrics.commands.release import publish, withdraw
from metrics.commands.review import diff
from metrics.commands.serve import serve, write_site


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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
@click.version_option(package_name="outcomes-dashboard", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, root: Path, now: datetime | None) -> None:
    """Check, publish and serve the outcomes dashboard."""
    context.obj = Site(root, now)


COMMANDS = (
    check,
    diff,
    preview,
    announce,
    publish,
    reschedule,
    approve,
    amend,
    withdraw,
    releases,
    verify,
    explain,
    new_measure,
    serve,
    write_site,
    schema,
)
for command in COMMANDS:
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line, with its exit statuses: 0 done, 1 faults, 2 wrong command line, 3 refused."""
    cli.main(args=arguments, prog_name="pcp")

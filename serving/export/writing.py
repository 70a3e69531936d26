"""The writing of finished pages, as a process of its own: what is current at once, or ahead what is to come.

``python -m serving.export.writing FOLDER`` does it. Where nothing is to be done, none of the code that makes pages
is loaded, which would take longer than to say so.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from metrics.garbage import collect_rarely
from serving.export.ending import end_with
from serving.export.settling import settle
from serving.export.states import current_subfolder, is_dense, state_at
from serving.releases.finished import CURRENT

BESIDE_THE_SERVER = 5  # how much it stands back for the server, which answers what is still to be written
WRITE_CURRENT = "serving.export.renewal:write_current"
WRITE_AHEAD = "serving.export.renewal:write_ahead"


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--ahead", is_flag=True, help="For the moment of PCP_NOW, which is still to come.")
@click.option(
    "--beside",
    type=int,
    help="The process of the server that wants it, which comes first and is not outlived.",
)
@click.option("--server", "factory", default="app:create_writer", show_default=True, help="What is asked.")
def main(folder: Path, ahead: bool, beside: int | None, factory: str) -> None:
    """Write every finished answer of the current release to FOLDER."""
    collect_rarely()
    if beside is not None:
        end_with(beside)
        os.nice(BESIDE_THE_SERVER)
    root, standing = Path(os.environ.get("PCP_ROOT", ".")), os.environ.get("PCP_NOW")
    try:
        if ahead:
            pkgutil.resolve_name(WRITE_AHEAD)(root, folder, standing, factory)
        elif _is_current(root, folder, standing):
            click.echo(f"Nothing to do: {folder / CURRENT} leads to what is current.")
        else:
            pkgutil.resolve_name(WRITE_CURRENT)(root, folder, standing, factory)
    except (OSError, ValueError) as problem:
        click.echo(f"refused: the site cannot be written to {folder}: {problem}", err=True)
        sys.exit(3)


def _is_current(root: Path, folder: Path, standing: str | None) -> bool:
    """Whether all that is current is shown, and packed; what there is of it is shown now."""
    now = datetime.now(UTC) if standing is None else datetime.fromisoformat(standing)
    if not settle(folder, *state_at(root, now)):
        return False
    subfolder = current_subfolder(folder)
    return subfolder is not None and is_dense(subfolder)


if __name__ == "__main__":
    main()

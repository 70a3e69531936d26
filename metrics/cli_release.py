"""pcp publish and what belongs to it: what publishing staff do with a drop."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from metrics.cli_parts import DONE, FAULTS, ReleaseId, Site, actor, refuse, shown_as, summary, tell
from metrics.cli_serve import WRITTEN_TO, run_write_site
from metrics.drops import check_drop
from metrics.issues import InvalidInput, Refused
from metrics.releases import publish as publish_release


@click.command()
@click.argument("drop", type=click.Path(path_type=Path))
@click.option(
    "--release", "release_id", type=ReleaseId(), required=True, help="The release's id: 2023-24-q3."
)
@click.option("--note", default="", help="A note for the history.")
@click.option("--write-site", "folder", type=WRITTEN_TO, help="Then write the finished pages to this folder.")
@click.pass_obj
def publish(site: Site, drop: Path, release_id: str, note: str, folder: Path | None) -> None:
    """Check a drop, then publish it whole or not at all."""
    try:
        checked, issues = check_drop(site.config, drop, shown_as(site.config))
    except InvalidInput as invalid:
        checked, issues = None, list(invalid.issues)
    tell(issues, "text")
    if checked is None:
        click.echo(summary(issues, "") + " Nothing was published.", err=True)
        sys.exit(FAULTS)
    try:
        publish_release(site.root, checked, issues, release_id, site.time(), actor(), note)
    except Refused as refused:
        refuse(str(refused))
    except OSError as problem:
        refuse(f"the store cannot be written: {problem}")
    click.echo(f"Published {release_id} with {len(checked.stored)} measures.")
    sys.exit(DONE if folder is None else run_write_site(site, folder))

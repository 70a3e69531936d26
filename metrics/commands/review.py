"""pcp diff: what publishing a drop, or a change of metrics.yaml, would do to what readers see."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Literal

import click

from metrics.commands.counting import counts_records
from metrics.commands.parts import DONE, FAULTS, FORMAT, Format, display_path, refusals, summary, tell
from metrics.commands.site import Site, environment, refuse
from metrics.declared.among import areas_of
from metrics.issues import InvalidInput, Issue
from metrics.releasing.diff_report import report_json, report_lines
from metrics.releasing.releases import DamagedRelease
from metrics.releasing.review import Review, review


@click.command()
@click.argument("drop", type=click.Path(path_type=Path), required=False)
@click.option("--config", type=click.Path(path_type=Path), help="Another metrics.yaml than the site's own.")
@click.option(
    "--html",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write it to this file, with charts before and after.",
)
@FORMAT
@counts_records
@click.pass_obj
def diff(
    site: Site, drop: Path | None, config: Path | None, file: Path | None, form: Literal["text", "json"]
) -> None:
    """Tell what publishing DROP would change against the current release; nothing is changed.

    Without DROP, the current release's own files are read: what a change of metrics.yaml alone would do. With
    --html the same findings stand in one file for a second reader, which needs nothing beside it.
    """
    path = config or site.config
    try:
        with refusals("read"):
            report, issues = review(site.root, path, drop, display_path(path), site.time())
    except InvalidInput as invalid:
        report, issues = None, list(invalid.issues)
    except DamagedRelease as damaged:
        refuse(f"the current release cannot be read: {damaged}")
    if report is None:
        _tell_faults(issues, form, display_path(path) if drop is None else f"{display_path(path)} and {drop}")
        sys.exit(FAULTS)
    with areas_of(report.diff.later.config):
        _tell(report, issues, form)
    sys.exit(DONE if file is None else _write(site, path, drop, file))


def _write(site: Site, config: Path, drop: Path | None, file: Path) -> int:
    """Has the file written by a process of its own, which draws; its exit status."""
    sys.stdout.flush()
    command = [sys.executable, "-m", "serving.export.review", str(file), f"--config={config}"]
    command += [] if drop is None else [f"--drop={drop}"]
    status = subprocess.run(command, env=environment(site), check=False).returncode
    if status == DONE:
        click.echo(f"Wrote {file}.", err=True)
    return status


def _tell_faults(issues: list[Issue], form: Format, where: str) -> None:
    tell(issues, form)
    if form == "text":
        click.echo(summary(issues, "", where))


def _tell(report: Review, issues: list[Issue], form: Format) -> None:
    if form == "json":
        content = report_json(report.diff, report.odd, report.unsettled)
        click.echo(json.dumps(content, indent=2, ensure_ascii=False))
        return
    earlier = report.diff.earlier
    if earlier is not None:
        click.echo(f"Beside release {earlier.id}, published on {earlier.published_at:%-d %B %Y}:\n")
    for line in report_lines(report.diff, report.odd, report.unsettled):
        click.echo(line)
    click.echo(summary(issues, "pcp check shows what was noticed in the files") if issues else "")

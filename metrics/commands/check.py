"""pcp check and pcp schema: what analysts ask of a declaration and a drop."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from metrics.checking.drops import CheckedDrop, Each, check_drop
from metrics.commands.parts import DONE, FAULTS, Format, Site, shown_as, summary, tell
from metrics.declared.config import parse_config_bytes, read_bytes
from metrics.declared.framework import PublishedMeasure, json_schema
from metrics.issues import InvalidInput, Issue, has_errors
from metrics.periods import UK
from metrics.releasing.previous import read_previous


@click.command()
@click.option("--config", type=click.Path(path_type=Path), help="Another metrics.yaml than the site's own.")
@click.option("--drop", type=click.Path(path_type=Path), help="A folder of extracts to check against it.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.pass_obj
def check(site: Site, config: Path | None, drop: Path | None, form: Format) -> None:
    """Check config/metrics.yaml and, where given, a drop against it: all faults at once."""
    path = config or site.config
    shown = shown_as(path)
    try:
        if drop is None:
            declared, issues = parse_config_bytes(read_bytes(path, shown), shown)
            said = "" if declared is None else f"{len(declared.measures)} measures are declared"
        else:
            checked, issues = _checked(site, path, drop, with_progress if form == "text" else tuple)
            said = "" if checked is None else f"{len(checked.stored)} measures can be published from {drop}"
    except InvalidInput as invalid:
        said, issues = "", list(invalid.issues)
    tell(issues, form)
    if form == "text":
        click.echo(summary(issues, said))
    sys.exit(FAULTS if has_errors(issues) else DONE)


def _checked(site: Site, path: Path, drop: Path, each: Each) -> tuple[CheckedDrop | None, list[Issue]]:
    """A drop as it would be published now, beside the current release."""
    now = site.time()
    previous, damage = read_previous(site.root, now)
    checked, issues = check_drop(path, drop, shown_as(path), now.astimezone(UK).date(), previous, each)
    return checked, sorted([*damage, *issues])


def with_progress(measures: Sequence[PublishedMeasure]) -> Iterator[PublishedMeasure]:
    """Measure by measure, with a bar on the terminal of whoever waits; nothing where nobody does."""
    if not sys.stderr.isatty():
        yield from measures
        return
    with click.progressbar(
        measures, label="Checking", file=sys.stderr, item_show_func=lambda item: item.id if item else ""
    ) as bar:
        yield from bar


@click.command()
def schema() -> None:
    """Print the JSON Schema of metrics.yaml, for editors."""
    click.echo(json.dumps(json_schema(), indent=2))

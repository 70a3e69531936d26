"""pcp check and pcp schema: what analysts ask of a declaration and a drop."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from metrics.checking.drops import CheckedDrop, Progress
from metrics.commands.parts import DONE, FAULTS, Format, Site, display_path, summary, tell
from metrics.declared.config import Parsed, parse_config_bytes, read_bytes
from metrics.declared.framework import PublishedMeasure
from metrics.declared.schema import schema_text
from metrics.issues import InvalidInput, Issue, has_errors
from metrics.periods import UK
from metrics.releasing.review import checked_drop


@click.command()
@click.option("--config", type=click.Path(path_type=Path), help="Another metrics.yaml than the site's own.")
@click.option("--drop", type=click.Path(path_type=Path), help="A folder of extracts to check against it.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option(
    "--snippets/--no-snippets",
    default=None,
    help="Show the place of each fault beneath it. Left out, it is shown on a terminal alone.",
)
@click.pass_obj
def check(site: Site, config: Path | None, drop: Path | None, form: Format, snippets: bool | None) -> None:
    """Check config/metrics.yaml and, where given, a drop against it: all faults at once."""
    path = config or site.config
    display_name = display_path(path)
    try:
        if drop is None:
            declared, issues = _declared(site, path)
            message = "" if declared is None else _measures(len(declared.measures), "declared")
        else:
            progress: Progress = with_progress if form == "text" else tuple
            checked, issues = checked_drop(site.root, path, drop, display_name, site.time(), progress)
            message = "" if checked is None else _readiness(checked, issues)
    except InvalidInput as invalid:
        message, issues = "", list(invalid.issues)
    tell(issues, form, snippets)
    if form == "text":
        click.echo(summary(issues, message, display_name if drop is None else f"{display_name} and {drop}"))
    sys.exit(FAULTS if has_errors(issues) else DONE)


def _readiness(checked: CheckedDrop, issues: Sequence[Issue]) -> str:
    """Whether a drop without errors is worth publishing: a stale one brings readers nothing."""
    if any(issue.code == "stale-drop" for issue in issues):
        return "The drop holds nothing new"
    return _measures(len(checked.stored), "ready to be published")


def _measures(number: int, how: str) -> str:
    return f"{number} measure{' is' if number == 1 else 's are'} {how}"


def _declared(site: Site, path: Path) -> Parsed:
    """The declaration alone, as of today."""
    display_name = display_path(path)
    return parse_config_bytes(read_bytes(path, display_name), display_name, site.time().astimezone(UK).date())


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
    click.echo(schema_text(), nl=False)

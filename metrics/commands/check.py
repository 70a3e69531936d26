"""pcp check and pcp schema: what analysts ask of a declaration and a drop."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from metrics.checking.drops import CheckedDrop, Progress
from metrics.checking.site_areas import read_declaration
from metrics.commands.acceptance import acceptance, accepts, refuse_unused
from metrics.commands.counting import counts_records
from metrics.commands.events import SAME_MOMENT
from metrics.commands.moments import AT_HELP, PublicFrom
from metrics.commands.parts import (
    DONE,
    FAULTS,
    Format,
    ReleaseId,
    Words,
    display_path,
    refusals,
    summary,
    tell,
)
from metrics.commands.preparation import (
    Typed,
    approval_line,
    as_scheduled,
    intended,
    prepared,
    tell_preparation,
)
from metrics.commands.site import Site
from metrics.declared.config import Parsed
from metrics.declared.framework import PublishedMeasure
from metrics.declared.schema import schema_text
from metrics.issues import InvalidInput, Issue, has_errors
from metrics.periods import UK
from metrics.releasing.history import is_waiting
from metrics.releasing.postcodes import read_postcodes
from metrics.releasing.preparation import Intended, Preparation
from metrics.releasing.releases import rehearse, sound_history
from metrics.releasing.review import checked_drop
from metrics.releasing.standing import history_issues


@click.command()
@click.option("--config", type=click.Path(path_type=Path), help="Another metrics.yaml than the site's own.")
@click.option("--drop", type=click.Path(path_type=Path), help="A folder of extracts to check against it.")
@click.option(
    "--for", "release_id", type=ReleaseId(), help="The release that the drop is for: its checklist."
)
@click.option("--at", type=PublicFrom(), help=f"When it is to be public: {AT_HELP}")
@click.option("--note", type=Words(), help="The note that it will have.")
@click.option("--correction", type=Words(), help="The notice that it will have, where it corrects a mistake.")
@accepts
@SAME_MOMENT
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option(
    "--snippets/--no-snippets",
    default=None,
    help="Show the place of each fault beneath it. Left out, it is shown on a terminal alone.",
)
@counts_records
@click.pass_obj
def check(site: Site, /, **options: Any) -> None:
    """Check config/metrics.yaml and, where given, a drop against it: all faults at once.

    With --for, also what there is to look over before that release: its checklist, and what came of each file.
    """
    chosen = Chosen(**options)
    if chosen.release_id is not None:
        _check_for(site, chosen, chosen.release_id)
    elif chosen.at or chosen.note or chosen.correction or chosen.same_moment:
        message = "--at, --note, --correction and --same-moment are of a release: name it with --for"
        raise click.UsageError(message)
    if chosen.codes and chosen.drop is None:
        raise click.UsageError("--accept is of what is gone or doubtful in a drop: name it with --drop")
    accepted = acceptance(chosen.codes, chosen.reasons)
    path = chosen.config or site.config
    display_name, drop, form = display_path(path), chosen.drop, chosen.form
    try:
        if drop is None:
            declared, issues = _declared(site, path)
            message = "" if declared is None else _measures(len(declared.measures), "declared")
        else:
            progress: Progress = with_progress if form == "text" else tuple
            checked, issues = checked_drop(
                *(site.root, path, drop, display_name, site.time(), progress), accepted=accepted
            )
            if checked is not None:
                refuse_unused(accepted, checked.acknowledged)
            message = "" if checked is None else _readiness(checked, issues)
    except InvalidInput as invalid:
        message, issues = "", list(invalid.issues)
    issues = [*issues, *history_issues(site.root, site.time())]
    tell(issues, form, chosen.snippets)
    if form == "text":
        click.echo(summary(issues, message, display_name if drop is None else f"{display_name} and {drop}"))
    sys.exit(FAULTS if has_errors(issues) else DONE)


def _readiness(checked: CheckedDrop, issues: Sequence[Issue]) -> str:
    """Whether a drop without errors is worth publishing: a stale one brings readers nothing."""
    if any(issue.code == "stale-drop" for issue in issues):
        return "The drop holds nothing new"
    return _measures(len(checked.stored), "ready to be published")


@dataclass(frozen=True)
class Chosen:
    """What was chosen for a check, by its options."""

    config: Path | None
    drop: Path | None
    release_id: str | None
    at: datetime | None
    note: str | None
    correction: str | None
    codes: tuple[str, ...]
    reasons: tuple[str, ...]
    same_moment: bool
    form: Format
    snippets: bool | None


def _check_for(site: Site, chosen: Chosen, release_id: str) -> NoReturn:
    """The checklist of a release that is to come, or is scheduled already; it ends as a publication would."""
    if chosen.drop is None or chosen.config is not None:
        raise click.UsageError("--for checks a drop, --drop DIR, against the site's own metrics.yaml")
    accepted = acceptance(chosen.codes, chosen.reasons)
    with refusals("read"):
        history = sound_history(site.content())
    typed = Typed(release_id, chosen.at, chosen.note, chosen.correction)
    typed = as_scheduled(history, typed, site.time())
    publication = intended(site, typed, accepted)
    waiting = is_waiting(history, release_id, publication.event.time)
    progress: Progress = with_progress if chosen.form == "text" else tuple
    preparation = prepared(site, chosen.drop, publication, typed.at, progress)
    further = history_issues(site.root, publication.event.time)
    _tell_for(chosen, preparation, publication, further)
    if chosen.form == "text":
        click.echo(approval_line(history, release_id, preparation.config))
        click.echo(_end(site, chosen.drop, preparation, further))
    if preparation.checked is None or has_errors([*preparation.checklist, *further]):
        sys.exit(FAULTS)
    refuse_unused(accepted, preparation.checked.acknowledged)
    with refusals():
        if not waiting:
            rehearse(site.root, preparation.checked, publication.event, same_moment=chosen.same_moment)
    sys.exit(DONE)


def _tell_for(
    chosen: Chosen, preparation: Preparation, publication: Intended, further: Sequence[Issue]
) -> None:
    """What was found before a release, and ``further`` what stands in the history."""
    if chosen.form == "text":
        tell_preparation(preparation, publication, listed=True)
        tell(further, "text")
    else:
        tell([*preparation.issues, *preparation.checklist, *further], chosen.form)


def _end(site: Site, drop: Path, preparation: Preparation, further: Sequence[Issue]) -> str:
    """The last line: whether the drop is ready, and what was found in all."""
    checked, issues = preparation.checked, [*preparation.issues, *preparation.checklist, *further]
    message = "" if checked is None else _readiness(checked, issues)
    return summary(issues, message, f"{display_path(site.config)} and {drop}")


def _measures(number: int, how: str) -> str:
    return f"{number} measure{' is' if number == 1 else 's are'} {how}"


def _declared(site: Site, path: Path) -> Parsed:
    """The declaration alone, as of today."""
    display_name, today = display_path(path), site.time().astimezone(UK).date()
    declaration, issues = read_declaration(path, display_name, today)
    config = declaration.config
    return config, [*issues, *([] if config is None else read_postcodes(site.root, config)[1])]


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

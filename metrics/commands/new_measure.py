"""pcp new-measure: the start of a measure in metrics.yaml, from a look at its extract."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from metrics.checking.site_areas import read_declaration
from metrics.commands.parts import FAULTS, Words, display_path, summary, tell
from metrics.commands.site import Site, refuse
from metrics.declared.among import areas_of
from metrics.declared.config import parse_config, parse_config_bytes
from metrics.declared.framework import Config
from metrics.figures.numbers import counted
from metrics.file_kinds import CSV, ENDINGS, ENDINGS_IN_WORDS, OLDER, OLDER_MEND, read_as
from metrics.gazetteer import Gazetteer
from metrics.issues import InvalidInput, Issue, Refused, error, listed, nearest, printable
from metrics.plain_files import NotPlain, first_bytes
from metrics.profiling.appending import appended
from metrics.profiling.sample import MOST_BYTES, Sample, SheetSize, sheets_to_choose, take_sample
from metrics.profiling.start import Options, Start, reads, start
from metrics.reading.packed import LARGEST_BYTES

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)


class MeasureId(click.ParamType[str]):
    """A measure's name in addresses, files and JSON."""

    name = "id"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id, when it is one."""
        text = str(value)
        if len(text) > 60 or not ID.fullmatch(text):
            rule = "small letters, digits and single hyphens, a letter first, at most 60 characters"
            self.fail(f'"{printable(text)}" is not an id: {rule}', param, ctx)
        return text


@click.command("new-measure")
@click.argument("measure_id", metavar="ID", type=MeasureId())
@click.option(
    "--extract",
    "extracts",
    type=click.Path(path_type=Path),
    multiple=True,
    help="The publisher's file; several times for files that join.",
)
@click.option("--sheet", type=Words(), help="The sheet of a workbook, where it has several.")
@click.option("--outcome", help="The id of the outcome that it stands under.")
@click.option("--title", type=Words(), help="The measure as readers see it; else made of the ID.")
@click.option("--write", is_flag=True, help="Add it to config/metrics.yaml instead of printing it.")
@click.option(
    "--publish", is_flag=True, help='In its published form, with "?" for what a person must decide.'
)
@click.pass_obj
def new_measure(
    site: Site,
    /,
    measure_id: str,
    extracts: tuple[Path, ...],
    sheet: str | None,
    outcome: str | None,
    title: str | None,
    **flags: bool,
) -> None:
    """Start a measure: print its lines for metrics.yaml, with all that its extract tells.

    It is planned, with its published form in comments; with --publish it is published, as soon as each "?" in it is
    answered, and pcp check refuses it until then.
    """
    data, config, gazetteer = _declared(site)
    click.get_current_context().with_resource(areas_of(config))
    if any(measure.id == measure_id for measure in config.measures):
        refuse(f'the measure "{measure_id}" is declared already; choose another id')
    outcomes = [item.id for item in config.outcomes]
    if outcome is not None and outcome not in outcomes:
        guess = nearest(outcome, outcomes) or f"; there are {listed(outcomes, 20)}"
        raise click.UsageError(f'there is no outcome "{printable(outcome)}"{guess}')
    samples = _samples(extracts, sheet)
    own_title = title or measure_id.replace("-", " ").capitalize()
    options = Options(measure_id, own_title, outcome or "", title is not None)
    try:
        proposal = start(data.decode("utf-8-sig"), config, options, samples, parse_config, gazetteer)
        block = proposal.publication if flags["publish"] else proposal.block
        text = appended(data.decode("utf-8"), block)
    except Refused as refused:
        refuse(str(refused))
    _must_hold(site, text)
    if flags["write"]:
        _replace(site.config, text.encode())
    else:
        click.echo(block, nl=False)
    _tell(site, proposal, samples, written=flags["write"], publish=flags["publish"])


def _declared(site: Site) -> tuple[bytes, Config, Gazetteer]:
    """The declaration as it stands; its faults end the command."""
    display_name = display_path(site.config)
    try:
        declaration, issues = read_declaration(site.config, display_name)
        data, config = declaration.data, declaration.config
    except InvalidInput as invalid:
        _end_with(invalid.issues)
    if config is None and all(issue.code == "placeholder" for issue in issues if issue.severity == "error"):
        open_count = counted(sum(issue.severity == "error" for issue in issues), "question")
        message = f"{open_count} of other measures stand open in {display_name}"
        refuse(f"{message}; answer them first: nothing was added")
    if config is None:
        _end_with(issues)
    return data, config, declaration.gazetteer


def _samples(extracts: Sequence[Path], sheet: str | None) -> list[Sample]:
    """The starts of the files; what cannot be looked at ends the command."""
    samples, issues = list[Sample](), list[Issue]()
    for path in extracts:
        data, faults = _head(path)
        sheets = [] if faults or sheet else sheets_to_choose(path.name, data)
        if sheets:
            raise click.UsageError(_which_sheet(path, sheets))
        sample, more = (None, faults) if faults else take_sample(path.name, data, printable(str(path)), sheet)
        issues += more
        samples += [sample] if sample is not None else []
    if len(samples) < len(extracts):
        _end_with(issues)
    return samples


def _head(path: Path) -> tuple[bytes, list[Issue]]:
    """The first bytes of a plain file, one more than are looked at where there are; or why it is not opened."""
    display_name = printable(str(path))
    try:
        data = first_bytes(path, (MOST_BYTES if read_as(path.name) == CSV else LARGEST_BYTES) + 1)
    except NotPlain as fault:
        return b"", [error(display_name, 1, 1, fault.code, f"{fault}; name the file itself")]
    except OSError as problem:
        message = f"it cannot be read: {problem.strerror or problem}"
        return b"", [error(display_name, 1, 1, "unreadable", message)]
    if not path.name.endswith(ENDINGS):
        message = (
            f"a declaration names files that end in {ENDINGS_IN_WORDS}; rename it, if it is one of these"
        )
        message = OLDER_MEND if path.name.lower().endswith(OLDER) else message
        return data, [error(display_name, 1, 1, "bad-name", message)]
    return data, []


def _which_sheet(path: Path, sheets: Sequence[SheetSize]) -> str:
    """The sheets of a workbook with their sizes, for who has to choose one."""
    lines = [
        f"  {printable(name)}: {counted(rows, 'row')}, {counted(columns, 'column')}{' (hidden)' if hidden else ''}"
        for name, rows, columns, hidden in sheets
    ]
    return "\n".join(
        [f"{printable(path.name)} has {len(sheets)} sheets; name one with --sheet NAME:", *lines]
    )


def _must_hold(site: Site, text: str) -> None:
    """What is about to be added is accepted by pcp check, open questions aside; anything else ends the command."""
    _, issues = parse_config_bytes(text.encode(), display_path(site.config))
    if any(issue.severity == "error" and issue.code != "placeholder" for issue in issues):
        _end_with(issues)


def _replace(path: Path, data: bytes) -> None:
    """The new declaration in the place of the old, whole or not at all."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(data)
        temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    except OSError as problem:
        temporary.unlink(missing_ok=True)
        refuse(f"{path} cannot be written: {problem.strerror or problem}")


def _tell(site: Site, proposal: Start, samples: Sequence[Sample], *, written: bool, publish: bool) -> None:
    """What was done and what is left to do, beside the lines themselves."""
    done = (
        f"Added to {display_path(site.config)}"
        if written
        else "These lines go under measures: in metrics.yaml"
    )
    if publish:
        questions = counted(proposal.question_count, "question")
        click.echo(
            f'{done}, in its published form: {questions}, each a "?", for pcp check to name.', err=True
        )
    else:
        click.echo(f"{done}, as a planned measure that pcp check accepts.", err=True)
    if not samples:
        click.echo("Without --extract FILE nothing was looked at.", err=True)
        return
    for problem in proposal.open:
        click.echo(f"Not told, or not right yet: {problem}", err=True)
    if not proposal.open and not publish:
        click.echo(f"Its published form, in comments, {reads(samples)}.", err=True)


def _end_with(issues: Sequence[Issue]) -> NoReturn:
    tell(issues, "text")
    click.echo(summary(issues, ""))
    click.echo("Nothing was added.")
    sys.exit(FAULTS)

"""What the commands of pcp share: their site, kinds of arguments, how they tell what they found, how they end."""

from __future__ import annotations

import getpass
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

import click

from metrics.checking.checks import section_of
from metrics.commands.site import refuse
from metrics.commands.snippets import Source, snippet, sources, visible
from metrics.floods import MOST_LISTED, without_floods
from metrics.guides import placed
from metrics.issues import Issue, Refused, gathered, printable, shortened
from metrics.periods import UK
from metrics.readable import LONGEST, MOST_MARKS, Kind, is_overladen

DONE, FAULTS = 0, 1
Format = Literal["text", "json", "github"]
FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
RELEASE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
MOST_ISSUES = 100


class ReleaseId(click.ParamType[str]):
    """A release's name in addresses and folders."""

    name = "id"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id, when it is one."""
        text = str(value)
        if len(text) > 60 or not RELEASE_ID.fullmatch(text):
            self.fail(f'"{text}" is not an id: small letters, digits and single hyphens', param, ctx)
        return text


class Words(click.ParamType[str]):
    """A sentence or two for the history, on one line."""

    name = "text"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words; never none."""
        text = " ".join(str(value).split())
        if not text:
            self.fail("it is blank; say it in a sentence", param, ctx)
        if not text.isprintable():
            self.fail(f"it holds a character that cannot be shown: {printable(shortened(text))}", param, ctx)
        if problem := _too_much(text, "text"):
            self.fail(f"{problem}: {shortened(text)}", param, ctx)
        return text


def _too_much(text: str, kind: Kind) -> str:
    """Why a text is more than readers can take in; nothing where it is not."""
    if len(text) > LONGEST[kind]:
        return f"it has {len(text):,} characters, and at most {LONGEST[kind]:,} are shown"
    return f"it has more than {MOST_MARKS} marks upon one letter" if is_overladen(text) else ""


def tell(issues: Sequence[Issue], form: Format, snippets: bool | None = None) -> None:
    """Prints every issue, or of gathered ones the first hundred and how many there are; of a flood the first few.

    ``snippets`` shows the place of each beneath it; where nobody has said, it does so on a terminal.
    """
    if form == "json":
        bounded = without_floods(issues, MOST_LISTED, MOST_LISTED)
        items = [issue.with_places.as_json() for issue in bounded]
        click.echo(json.dumps(items, indent=2, ensure_ascii=False))
        return
    groups = without_floods(gathered(issues))
    at = sources(groups[:MOST_ISSUES]) if form == "text" and _with_snippets(snippets) else {}
    for issue in groups[:MOST_ISSUES]:
        click.echo(placed(_for_github(issue) if form == "github" else _line(issue)))
        if issue.file in at:
            for line in _beneath(issue, at[issue.file]):
                click.echo(f"    {line}")
    if len(groups) > MOST_ISSUES:
        click.echo(f"… and {len(groups) - MOST_ISSUES} more, {len(groups)} in all.")


def _with_snippets(snippets: bool | None) -> bool:
    return sys.stdout.isatty() if snippets is None else snippets


def _in_colour() -> bool:
    """On a terminal that shows colours, unless its owner has said otherwise (NO_COLOR)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _line(issue: Issue) -> str:
    """The one line of an issue; other programs read it."""
    if not _in_colour():
        return str(issue)
    place = click.style(f"{issue.place}:", bold=True)
    colour = "red" if issue.severity == "error" else "yellow"
    return f"{place} {click.style(f'{issue.severity}:', fg=colour, bold=True)} {issue.message}"


def _beneath(issue: Issue, source: Source) -> Iterator[str]:
    """What helps to mend an issue: its place, what is allowed there, and where it is explained."""
    for line in snippet(issue, source):
        yield click.style(line, fg="cyan") if _in_colour() and line.endswith("^") else line
    allowed = issue.help.allowed
    if any(f'"{name}"' not in issue.message for name in allowed):
        yield f"allowed: {', '.join(map(visible, allowed))}"
    see = issue.help.see or section_of(issue.code)
    if see:
        yield placed(f"see {see}")


def _for_github(issue: Issue) -> str:
    """The command that shows an issue beside its line, with what stands for something in it escaped."""
    place = f"file={_escaped(issue.file, ':,')},line={issue.line},col={issue.column}"
    return f"::{issue.severity} {place}::{_escaped(issue.message, '')}"


def _escaped(text: str, further: str) -> str:
    return "".join(f"%{ord(mark):02X}" if mark in f"%\r\n{further}" else mark for mark in text)


def summary(issues: Sequence[Issue], message: str, where: str = "") -> str:
    """The last line: what was found in all, and in what."""
    errors = sum(1 + issue.more for issue in issues if issue.severity == "error")
    warnings = sum(1 + issue.more for issue in issues) - errors
    counts = f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}"
    counts += f" in {where}" if where else ""
    return f"{message}: {counts}." if message else f"{counts}."


def display_path(path: Path) -> str:
    """A path as the person who typed the command knows it: from the working directory where it lies in it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def uk_time(moment: datetime) -> str:
    """A moment as staff read it off a clock in the region: ``2024-05-09 09:30``."""
    return moment.astimezone(UK).strftime("%Y-%m-%d %H:%M")


def actor() -> str:
    """Who the history names: PCP_ACTOR, or the user of the machine, who in a container may have no name."""
    name = f"user {os.getuid()}"
    with suppress(KeyError, OSError):
        name = " ".join(os.environ.get("PCP_ACTOR", "").split()) or getpass.getuser()
    if problem := _too_much(name, "name"):
        refuse(f"PCP_ACTOR says who you are; {problem}: {shortened(name)}")
    return name


@contextmanager
def refusals(what: str = "written") -> Iterator[None]:
    """Ends the command where the store cannot be read or written as things stand."""
    try:
        yield
    except Refused as refused:
        refuse(str(refused))
    except OSError as problem:
        refuse(f"the store cannot be {what}: {problem}")

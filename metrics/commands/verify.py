"""pcp verify: whether what is stored is as it was published, and whether the past was rewritten."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Literal

import click

from metrics.commands.parts import DONE, FAULTS, FORMAT, ReleaseId, Words, actor, refusals, summary, tell
from metrics.commands.site import Site, refuse
from metrics.figures.numbers import counted
from metrics.issues import Issue, error, has_errors, nearest, printable
from metrics.releasing.chain import Head
from metrics.releasing.declared_keys import verify_signatures
from metrics.releasing.history import Event, history_file
from metrics.releasing.recomputing import Recomputed, recompute
from metrics.releasing.renewal import renew
from metrics.releasing.verification import heads_in, verify_release
from metrics.releasing.verification import verify as verify_store

SHORTEST = 12  # characters of a head that are enough to name one


class HeadText(click.ParamType[str]):
    """A head that somebody noted down, in full or its first characters."""

    name = "head"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The characters, in small letters."""
        text = str(value).strip().lower()
        if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST},64}}", text):
            self.fail(f'"{text}" is no head: {SHORTEST} to 64 of 0 to 9 and a to f', param, ctx)
        return text


@click.command()
@click.argument("release_id", metavar="[ID]", type=ReleaseId(), required=False)
@FORMAT
@click.option(
    "--head", type=HeadText(), help="Whether a head that was noted down earlier is part of the chain."
)
@click.option(
    "--renew-chain", "reason", type=Words(), help="Begin the chain anew, and say why: readers see it."
)
@click.option("--deep", is_flag=True, help="Work out every stored figure anew from the stored extracts.")
@click.pass_obj
def verify(
    site: Site,
    release_id: str | None,
    form: Literal["text", "json"],
    head: str | None,
    reason: str | None,
    deep: bool,
) -> None:
    """Verify one release, or all that is stored: checksums, and the chain that holds the history together."""
    if reason is not None:
        _renew(site, reason)
    with refusals("read"):
        ids, issues = verify_store(site.content())
    if release_id is not None:
        if release_id not in ids:
            refuse(f'there is no release "{release_id}"{nearest(release_id, ids)}')
        ids, issues = [release_id], verify_release(site.root, release_id)
    issues += verify_signatures(site.root, site.config) if release_id is None else ()
    done = _recomputed(site, release_id) if deep else None
    issues += () if done is None else done.issues
    heads = heads_in(site.root)
    issues += _not_part(site, heads, head)
    tell(issues, form)
    if form == "text":
        is_whole = release_id is None and not has_errors(issues)
        for line in (
            *_of_figures(done),
            *_of_noted(heads, head),
            *_of_chain(heads, is_whole=is_whole),
        ):
            click.echo(line)
        click.echo(summary(issues, f"{len(ids)} release{'' if len(ids) == 1 else 's'} verified"))
    sys.exit(FAULTS if has_errors(issues) else DONE)


def _recomputed(site: Site, release_id: str | None) -> Recomputed:
    """Every figure worked out anew; where the history cannot be read, none, and the issues say so."""
    with refusals("read"):
        try:
            return recompute(site.root, release_id)
        except ValueError:
            return Recomputed()


WORKED_OUT = (
    "Worked out anew: {figures} figures of measures, and what is stored of accounts, trackers and inspections, of "
    "{releases}. lineage.json, news.json and outlines.json were not."
)


def _of_figures(done: Recomputed | None) -> Iterator[str]:
    if done is not None:
        yield WORKED_OUT.format(figures=done.figures, releases=counted(done.releases, "release"))


def _renew(site: Site, reason: str) -> None:
    """Takes the history as it stands for whole, and says so in it."""
    now = site.time()
    with refusals():
        renew(site.content(), Event("renewed", "", now, now, printable(actor()), reason))
    click.echo("The chain was begun anew. Readers see that on /releases, and why.")


def _noted(heads: tuple[Head, ...], head: str | None) -> list[Head]:
    return [item for item in heads if head is not None and item.checksum.startswith(head)]


def _not_part(site: Site, heads: tuple[Head, ...], head: str | None) -> Iterator[Issue]:
    """That a head is part of the chain no more, or never was."""
    if head is not None and not _noted(heads, head):
        message = (
            f"{head} is no head of the chain: what stands before it is not what it was, or it is mistyped"
        )
        yield error(str(history_file(site.root)), 1, 1, "head-not-part", message)


def _of_noted(heads: tuple[Head, ...], head: str | None) -> Iterator[str]:
    for item in _noted(heads, head):
        yield f"The head {head} is part of the chain: it was the head when there were {item.events} events."


def _of_chain(heads: tuple[Head, ...], *, is_whole: bool) -> Iterator[str]:
    """The head of today, for who notes it down."""
    if len(heads) > 1 and is_whole:
        yield f"Head of the chain, after {heads[-1].events} events: {heads[-1].checksum}"

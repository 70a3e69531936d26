"""pcp claim: what was said in public, worked out anew from the releases that are published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

import click

from metrics.commands.parts import FORMAT, refusals
from metrics.commands.site import Site, refuse
from metrics.declared.among import areas_of
from metrics.figures.claim_sentences import finding_words
from metrics.figures.release import Release
from metrics.issues import nearest, shortened
from metrics.releasing.claim_json import claim_json
from metrics.releasing.claim_words import newest_sentences, own_sentences
from metrics.releasing.claims import ClaimCheck, claim_checks
from metrics.releasing.history import History, current
from metrics.releasing.published import published
from metrics.releasing.releases import DamagedRelease, NewerRelease, load_release, sound_history


@click.command()
@click.argument("claim_id", metavar="[ID]", required=False)
@FORMAT
@click.pass_obj
def claim(site: Site, claim_id: str | None, form: Literal["text", "json"]) -> None:
    """Work out the claims of the current release anew, or the one of an id."""
    with refusals("read"):
        history = sound_history(site.content())
    release_id = current(history, site.time())
    if release_id is None:
        refuse("nothing has been published yet, so there is no claim to work out")
    try:
        release = load_release(site.root, release_id)
        click.get_current_context().with_resource(areas_of(release.config))
        checks = _chosen(_checks(site, history, release), release, claim_id)
    except NewerRelease as newer:
        refuse(f"the release cannot be read: {newer}")
    except DamagedRelease as damaged:
        refuse(f"the release is damaged: {damaged}")
    if form == "json":
        values = [claim_json(check) for check in checks]
        click.echo(json.dumps(values if claim_id is None else values[0], indent=2, ensure_ascii=False))
        return
    click.echo("\n\n".join("\n".join(_lines(check)) for check in checks) or "No claim is declared.")


def _checks(site: Site, history: History, release: Release) -> tuple[ClaimCheck, ...]:
    """The claims that the release can tell of. Raises DamagedRelease for one of a release that is damaged."""
    past = published(history, site.time())
    return claim_checks(release, past, lambda release_id: load_release(site.root, release_id))


def _chosen(checks: Sequence[ClaimCheck], release: Release, claim_id: str | None) -> Sequence[ClaimCheck]:
    """All claims, or the one of an id. A usage error where there is none."""
    by_id = {check.claim.id: check for check in checks}
    if claim_id is None:
        return checks
    if claim_id not in by_id:
        message = f'there is no claim "{shortened(claim_id)}" in release {release.id}'
        guess = nearest(claim_id, by_id) or (f"; there are {', '.join(by_id)}" if by_id else "")
        raise click.UsageError(message + guess)
    return [by_id[claim_id]]


def _lines(check: ClaimCheck) -> list[str]:
    """A claim for a terminal: its words, what it comes to, and why."""
    lines = [*own_sentences(check.own), *newest_sentences(check)]
    release = f"Release {check.own.title} ({check.own.release_id})"
    return [
        f"{check.claim.id}: “{check.claim.words}”",
        f"  {check.claim.said_in}",
        f"  {release}: {finding_words(check.own.finding)}",
        *(f"  {line}" for line in lines),
    ]

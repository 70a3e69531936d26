"""pcp releases and pcp verify: what has happened, and whether it is still as it was published."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

import click

from metrics.commands.parts import (
    DONE,
    FAULTS,
    FORMAT,
    ReleaseId,
    Site,
    refusals,
    refuse,
    summary,
    tell,
    uk_time,
)
from metrics.issues import has_errors, nearest, printable
from metrics.periods import release_title
from metrics.releasing.history import Event, History, accepted_for, publications, state, withdrawals
from metrics.releasing.releases import sound_history
from metrics.releasing.store import verify as verify_store
from metrics.releasing.store import verify_release

HEADINGS = ("release", "title", "state", "public from (UK)", "by", "note")
Json = dict[str, object]


@click.command()
@FORMAT
@click.pass_obj
def releases(site: Site, form: Literal["text", "json"]) -> None:
    """Show every release, the newest first: its state, since when, by whom and why."""
    with refusals("read"):
        history, now = sound_history(site.content()), site.time()
    newest_first = sorted(publications(history), key=lambda event: event.at, reverse=True)
    items = [_item(history, event, now) for event in newest_first]
    if form == "json":
        click.echo(json.dumps(items, indent=2, ensure_ascii=False))
    elif not items:
        click.echo("Nothing has been published yet.")
    else:
        rows = [row for event in newest_first for row in _rows(history, event, now)]
        click.echo("\n".join(_table([HEADINGS, *rows])))


@click.command()
@click.argument("release_id", metavar="[ID]", type=ReleaseId(), required=False)
@FORMAT
@click.pass_obj
def verify(site: Site, release_id: str | None, form: Literal["text", "json"]) -> None:
    """Verify the checksums of one release, or of all that is stored."""
    with refusals("read"):
        ids, issues = verify_store(site.content())
    if release_id is not None:
        if release_id not in ids:
            refuse(f'there is no release "{release_id}"{nearest(release_id, ids)}')
        ids, issues = [release_id], verify_release(site.root, release_id)
    tell(issues, form)
    if form == "text":
        click.echo(summary(issues, f"{len(ids)} release{'' if len(ids) == 1 else 's'} verified"))
    sys.exit(FAULTS if has_errors(issues) else DONE)


def _item(history: History, event: Event, now: datetime) -> Json:
    """A release as JSON; times are ISO 8601 with their offset."""
    withdrawn = withdrawals(history, now).get(event.release)
    return {
        "id": event.release,
        "title": release_title(event.release),
        "state": state(history, event.release, now),
        "published_at": event.at.isoformat(),
        "time": event.time.isoformat(),
        "actor": event.actor,
        "note": event.reason,
        "corrections": [_event_json(other) for other in _corrections(history, event.release)],
        "accepted": [
            {"code": other.code, **_event_json(other)} for other in accepted_for(history, event.release)
        ],
        "withdrawn": None if withdrawn is None else _event_json(withdrawn),
    }


def _event_json(event: Event) -> Json:
    return {"time": event.time.isoformat(), "actor": event.actor, "reason": event.reason}


def _corrections(history: History, release_id: str) -> list[Event]:
    return [event for event in history if event.event == "corrected" and event.release == release_id]


def _rows(history: History, event: Event, now: datetime) -> Iterator[tuple[str, ...]]:
    """A release's row, and one for each thing more that is to be said of it."""
    title, became = release_title(event.release), state(history, event.release, now)
    yield event.release, title, became, uk_time(event.at), event.actor, event.reason
    for other in _corrections(history, event.release):
        yield *("",) * 5, f"corrects: {other.reason}"
    for other in accepted_for(history, event.release):
        yield *("",) * 4, other.actor, f"accepted {other.code}: {other.reason}"
    withdrawn = withdrawals(history, now).get(event.release)
    if withdrawn is not None:
        yield *("",) * 3, uk_time(withdrawn.at), withdrawn.actor, f"withdrawn: {withdrawn.reason}"


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows in columns as wide as their widest cell."""
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return [line.rstrip() for line in padded]

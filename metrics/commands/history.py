"""pcp releases: what has happened to each, and the days announced."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

import click

from metrics.commands.parts import FORMAT, refusals, uk_time
from metrics.commands.site import Site
from metrics.declared.site import EarlyAccess
from metrics.figures.numbers import counted
from metrics.issues import printable
from metrics.periods import UK
from metrics.release_titles import release_title
from metrics.releasing.access import access_lists
from metrics.releasing.announcements import Due, spoken_days
from metrics.releasing.history import (
    REQUIRED,
    Event,
    History,
    State,
    approval,
    events_of,
    publications,
    state,
    withdrawals,
)
from metrics.releasing.releases import sound_history
from metrics.releasing.verification import void_approvals

HEADINGS = ("release", "title", "state", "public from (UK)", "by", "note")
Json = dict[str, object]


@click.command()
@FORMAT
@click.option("--access", is_flag=True, help="Who may see figures before they are published, instead.")
@click.pass_obj
def releases(site: Site, form: Literal["text", "json"], access: bool) -> None:
    """Show every release, the newest first: its state, since when, by whom and why, and the days announced."""
    with refusals("read"):
        history, now = sound_history(site.content()), site.time()
    if access:
        with refusals("read"):
            lists = access_lists(site.root, site.config, history)
        _tell_access(lists, form)
        return
    newest_first = sorted(publications(history), key=lambda event: event.at, reverse=True)
    items = [_item(history, event, now) for event in newest_first]
    if form == "json":
        click.echo(json.dumps(items, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_text_lines(site, history, newest_first, now)))


def _text_lines(site: Site, history: History, newest_first: Sequence[Event], now: datetime) -> Iterator[str]:
    if newest_first:
        rows = [row for event in newest_first for row in _rows(site, history, event, now)]
        yield from _table([HEADINGS, *rows])
    else:
        yield "Nothing has been published yet."
    for item in spoken_days(history, now):
        late = 0 if item.is_cancelled else Due(item.day).late_by(now.astimezone(UK).date())
        passed = f", late by {counted(late, 'day')}" if late else ""
        before = "".join(f" (before: {day.isoformat()})" for day in item.days[:-1])
        became = "Cancelled" if item.is_cancelled else "Announced"
        yield printable(f"{became}: {item.day.isoformat()}{passed}{before}: {item.reason}")


def _tell_access(lists: Sequence[tuple[str, Sequence[EarlyAccess]]], form: Literal["text", "json"]) -> None:
    """Who may see the figures of each release early, as it was declared for that release."""
    rows = [(where, person.name, person.role) for where, persons in lists for person in persons]
    if form == "json":
        keys = ("declared_in", "name", "role")
        click.echo(
            json.dumps([dict(zip(keys, row, strict=True)) for row in rows], indent=2, ensure_ascii=False)
        )
    elif rows:
        click.echo("\n".join(_table([("declared in", "name", "role"), *rows])))
    else:
        click.echo("Nobody is declared to see figures before they are published.")


def _item(history: History, event: Event, now: datetime) -> Json:
    """A release as JSON; times are ISO 8601 with their offset."""
    withdrawn, approved = withdrawals(history, now).get(event.release), approval(history, event)
    return {
        "id": event.release,
        "title": release_title(event.release),
        "state": state(history, event.release, now),
        "published_at": event.at.isoformat(),
        "time": event.time.isoformat(),
        "actor": event.actor,
        "note": event.reason,
        "approved": None if approved is None else _event_json(approved) | {"manifest": approved.manifest},
        "rescheduled": [
            _event_json(other) | {"at": other.at.isoformat()}
            for other in events_of(history, "rescheduled", event.release)
        ],
        "amended": [
            _event_json(other) | {"amends": other.amends} | ({"code": other.code} if other.code else {})
            for other in events_of(history, "amended", event.release)
        ],
        "corrections": [_event_json(other) for other in events_of(history, "corrected", event.release)],
        "accepted": [
            {"code": other.code, **_event_json(other)}
            for other in events_of(history, "accepted", event.release)
        ],
        "withdrawn": None if withdrawn is None else _event_json(withdrawn),
    }


def _event_json(event: Event) -> Json:
    return {"time": event.time.isoformat(), "actor": event.actor, "reason": event.reason}


def _rows(site: Site, history: History, event: Event, now: datetime) -> Iterator[tuple[str, ...]]:
    """A release's row, and one for each thing more that is to be said of it."""
    title, became = release_title(event.release), state(history, event.release, now)
    since = DID_NOT_COME.format(when=uk_time(event.at)) if became == "not-approved" else uk_time(event.at)
    yield event.release, title, became, since, event.actor, event.reason
    for other in events_of(history, "corrected", event.release):
        yield *("",) * 5, f"corrects: {other.reason}"
    for other in events_of(history, "accepted", event.release):
        yield *("",) * 4, other.actor, f"accepted {other.code}: {other.reason}"
    for other in events_of(history, "rescheduled", event.release):
        why = f": {other.reason}" if other.reason else ""
        yield *("",) * 4, other.actor, f"rescheduled on {uk_time(other.time)} for {uk_time(other.at)}{why}"
    yield from _approvals(site, history, event, became)
    for other in events_of(history, "amended", event.release):
        what = f"{other.amends} {other.code}".rstrip()
        yield *("",) * 4, other.actor, f"{what} amended on {uk_time(other.time)}: {other.reason}"
    withdrawn = withdrawals(history, now).get(event.release)
    if withdrawn is not None:
        yield *("",) * 3, uk_time(withdrawn.at), withdrawn.actor, f"withdrawn: {withdrawn.reason}"


DID_NOT_COME = "did not come ({when})"


def _approvals(site: Site, history: History, event: Event, became: State) -> Iterator[tuple[str, ...]]:
    """Who approved a release, or what is still to be done so that it comes; nothing of one that was withdrawn."""
    approved = approval(history, event)
    if approved is not None:
        void = (
            ", void: the manifest is another now" if void_approvals(site.root, event.release, history) else ""
        )
        yield *("",) * 4, approved.actor, f"approved on {uk_time(approved.time)}{void}"
    elif event.approval == REQUIRED and became == "scheduled":
        yield *("",) * 5, f"approved by nobody, and so it does not come: pcp approve {event.release}"
    elif became == "not-approved":
        yield (
            *("",) * 5,
            f"approved by nobody in time: pcp reschedule {event.release} --at TIME, and have it approved",
        )


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows in columns as wide as their widest cell."""
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return [line.rstrip() for line in padded]

"""Rules on what laws have a body publish: each item once, evidence that there is, and days that have come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from metrics.declared.document import Path
from metrics.declared.duty import Duty, EvidenceKind, Law
from metrics.declared.findings import Finding, repeated, undeclared
from metrics.declared.framework import Config
from metrics.issues import listed

# The kinds of evidence that are declared in a list of their own, with the key of that list.
LISTS: Mapping[EvidenceKind, str] = {
    "measure": "measures",
    "account": "accounts",
    "tracker": "trackers",
    "page": "pages",
}
KINDS: tuple[EvidenceKind, ...] = (*LISTS, "link")


def each_duty(config: Config) -> Iterator[tuple[Path, Law, Duty]]:
    """Every item of every law, with its place."""
    for index, law in enumerate(config.duties):
        for position, duty in enumerate(law.items):
            yield ("duties", index, "items", position), law, duty


def duties_stand_once(config: Config) -> Iterator[Finding]:
    """Each law has an id of its own, and each of its items a number of its own."""
    yield from repeated(config.duties, ("duties",))
    seen = dict[tuple[str, str], str]()
    for path, law, duty in each_duty(config):
        key = law.id, duty.anchor
        if key in seen:
            same = "" if seen[key] == duty.item else f', as "{seen[key]}"'
            yield Finding(
                (*path, "item"), f'item "{duty.item}" stands above it already{same}', "duplicate-id"
            )
        seen.setdefault(key, duty.item)


def evidence_is_declared(config: Config) -> Iterator[Finding]:
    """The evidence of a duty is one thing, and one that is declared."""
    for path, _, duty in each_duty(config):
        if duty.evidence is None:
            continue
        kinds = duty.evidence.kinds
        if len(kinds) != 1:
            count = f"{len(kinds)} things: {listed(kinds)}" if kinds else "nothing"
            message = f'item "{duty.item}": evidence names {count}; it is one of {listed(KINDS)}'
            yield Finding((*path, "evidence"), message, "bad-evidence", allowed=KINDS)
        for kind, name in kinds.items():
            if kind in LISTS:
                declared = [item.id for item in getattr(config, LISTS[kind])]
                yield from undeclared((*path, "evidence", kind), name, declared)


def publication_is_whole(config: Config) -> Iterator[Finding]:
    """Where a duty is kept is a link with a day, or a day on which nothing was there."""
    for path, _, duty in each_duty(config):
        declared, at = duty.published, (*path, "published")
        if declared is None:
            continue
        if duty.applies is not None:
            message = (
                f'item "{duty.item}" does not apply to this body, so it is published nowhere; leave one out'
            )
            yield Finding(at, message, "bad-published")
        parts = declared.link is not None, declared.updated is not None
        if declared.absent_on is not None and any(parts):
            message = f'item "{duty.item}": absent_on stands in the place of link and updated; leave one out'
            yield Finding((*at, "absent_on"), message, "bad-published")
        elif declared.absent_on is None and not all(parts):
            missing = "updated" if parts[0] else "link"
            message = (
                f'item "{duty.item}": "{missing}" is missing: published is a link with the day of its update'
            )
            yield Finding(at, message, "missing-key")


def duty_dates(config: Config, today: date) -> Iterator[Finding]:
    """What was published, or looked for, on a day that is still to come."""
    for path, _, duty in each_duty(config):
        if duty.published is None:
            continue
        for key, day in (("updated", duty.published.updated), ("absent_on", duty.published.absent_on)):
            if day is not None and day > today:
                message = f'item "{duty.item}": {key} {day} is a day that is still to come'
                yield Finding((*path, "published", key), message, "published-ahead")


DUTY_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    duties_stand_once,
    evidence_is_declared,
    publication_is_whole,
)

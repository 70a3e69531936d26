"""Rules on trackers: where they stand, which columns their kind needs, and what may not be said of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from metrics.declared.fields import MAIL_ADDRESS
from metrics.declared.findings import Finding, repeated, undeclared
from metrics.declared.framework import Config
from metrics.declared.tracker import Tracker
from metrics.declared.tracker_source import ITEM_DAYS, ITEM_TEXTS

Rule = Callable[[Tracker], Iterator[Finding]]
OF_ITEMS = (*ITEM_TEXTS, *ITEM_DAYS, "status")
OF_COUNTS = ("group", "all", "counts")
NEEDED = {"items": ("reference", "item", "status"), "counts": (*OF_COUNTS, "as_at")}
STEPS = "-steps"  # ends the name of the file in which a release keeps where items stood before
_MAIL = re.compile(MAIL_ADDRESS, re.ASCII)


def trackers_stand_once(config: Config) -> Iterator[Finding]:
    """Each tracker has an id of its own, which no account has either, and stands in a declared framework."""
    yield from repeated(config.trackers, ("trackers",))
    frameworks = [framework.id for framework in config.frameworks]
    ids, accounts = [tracker.id for tracker in config.trackers], [account.id for account in config.accounts]
    for index, tracker in enumerate(config.trackers):
        yield from undeclared(("trackers", index, "framework"), tracker.framework, frameworks)
        if tracker.id.endswith(STEPS) and tracker.id.removesuffix(STEPS) in ids:
            message = (
                f'"{tracker.id}" is what a release calls the dates of another tracker; call it otherwise'
            )
            yield Finding(("trackers", index, "id"), message, "duplicate-id")
        if tracker.id in accounts:
            message = f'the id "{tracker.id}" is that of an account; each needs its own'
            yield Finding(("trackers", index, "id"), message, "duplicate-id")


def roles_are_no_persons(config: Config) -> Iterator[Finding]:
    """A role is told by what it does, and by no e-mail address."""
    for role, words in config.roles.items():
        if _MAIL.search(words):
            message = "this holds an e-mail address; name the role, and no person"
            yield Finding(("roles", role), message, "personal-data")


def trackers_hold(config: Config) -> Iterator[Finding]:
    """What the rules find in each tracker."""
    for index, tracker in enumerate(config.trackers):
        for rule in _RULES:
            for item in rule(tracker):
                yield Finding(("trackers", index, *item.path), item.message, item.code, item.severity)


def _columns_are_of_its_kind(tracker: Tracker) -> Iterator[Finding]:
    """Items have a reference, words and a status; counts a group, how many there are, and a day."""
    source = tracker.source
    if source is None:
        return
    declared = {name for name in (*OF_ITEMS, "group", "counts", "as_at") if getattr(source, name)}
    declared |= {"all"} if source.every else set()
    for name in OF_COUNTS if tracker.kind == "items" else OF_ITEMS:
        if name in declared:
            message = f'"{name}" is no column of a tracker whose kind is {tracker.kind}; leave it out'
            yield Finding(("source", name), message, "column-of-another-kind")
    for name in NEEDED[tracker.kind]:
        if name not in declared:
            message = f'"{name}" is missing: a tracker whose kind is {tracker.kind} needs it'
            yield Finding(("source",), message, "missing-key")


def _something_is_counted(tracker: Tracker) -> Iterator[Finding]:
    """Without a file there are declared totals."""
    if tracker.source is None and not tracker.declared_totals:
        message = '"source" is missing, or "declared_totals" in its place: nothing says what was promised'
        yield Finding(("id",), message, "missing-key")


def _its_day_is_stated_once(tracker: Tracker) -> Iterator[Finding]:
    if tracker.as_at is not None and tracker.source is not None and tracker.source.as_at is not None:
        message = 'the day is read from the column "as_at" of its file; leave it out here'
        yield Finding(("as_at",), message, "stated-twice")


def _totals_are_of_a_day_each(tracker: Tracker) -> Iterator[Finding]:
    days = [totals.as_at for totals in tracker.declared_totals]
    for at, day in enumerate(days):
        if day in days[:at]:
            yield Finding(("declared_totals", at, "as_at"), f"{day} stands twice", "duplicate-id")


_RULES: tuple[Rule, ...] = (
    _columns_are_of_its_kind,
    _something_is_counted,
    _its_day_is_stated_once,
    _totals_are_of_a_day_each,
)
TRACKER_RULES: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    trackers_stand_once,
    roles_are_no_persons,
    trackers_hold,
)

"""Gaps in oversight: duties unmet or without evidence, frameworks unread, bodies without dates, what is late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from metrics.dates import day_in_words
from metrics.declared.document import Path
from metrics.declared.duty_rules import each_duty
from metrics.declared.duty_standing import DutyState, standing
from metrics.declared.findings import Finding
from metrics.declared.framework import Config, PlannedMeasure

GapKind = Literal[
    "not-published",
    "out-of-date",
    "no-evidence",
    "unread-framework",
    "no-meeting-dates",
    "no-papers",
    "late-evidence",
    "late-page",
]
OF_ITEMS: tuple[GapKind, ...] = ("not-published", "out-of-date", "no-evidence")  # of a law


class Gap(NamedTuple):
    """One thing that is lacking: of which kind, its id, what it is called, and where it is declared.

    The id of a duty is that of its law and its number, with a blank between.
    """

    kind: GapKind
    id: str
    title: str
    path: Path


# What ``pcp check`` says of each kind; a page that is late has a warning of its own.
_CHECKED: Mapping[GapKind, tuple[str, str]] = {
    "not-published": (
        "gap-not-published",
        "readers see that what these duties ask for stood nowhere: {names}",
    ),
    "out-of-date": ("gap-out-of-date", "readers see that what these duties ask for is out of date: {names}"),
    "no-evidence": ("gap-evidence", "readers see that {count} of {every} duties have no evidence: {names}"),
    "unread-framework": ("gap-framework", "readers see that no body reads these frameworks: {names}"),
    "no-meeting-dates": ("gap-meetings", "readers see no dates of meetings of these bodies: {names}"),
    "no-papers": ("gap-papers", "readers see that the papers of these meetings are not linked: {names}"),
    "late-evidence": ("gap-overdue", "readers see that these are evidence of a duty, and overdue: {names}"),
}


def gaps(config: Config, today: date) -> tuple[Gap, ...]:
    """All gaps as on a day, kind by kind, each in the order declared."""
    return tuple(gap for kind in _KINDS for gap in kind(config, today))


def gaps_of_duties(config: Config, today: date) -> tuple[Gap, ...]:
    """The gaps that are of duties alone."""
    kinds = (_not_published, _out_of_date, _no_evidence, _late_evidence)
    return tuple(gap for kind in kinds for gap in kind(config, today))


def gaps_are_told(config: Config, today: date) -> Iterator[Finding]:
    """A warning for each kind of gap, which names all that are lacking."""
    every = gaps(config, today)
    applying = sum(duty.applies is None for _, _, duty in each_duty(config))
    for kind, (code, message) in _CHECKED.items():
        own = [gap for gap in every if gap.kind == kind]
        if own:
            names = ", ".join(gap.id.rpartition(" ")[2] for gap in own)
            text = message.format(count=len(own), every=applying, names=names)
            yield Finding(own[0].path, text, code, "warning")


def _not_published(config: Config, today: date) -> Iterator[Gap]:
    """Duties of which it was looked up that what they ask for stands nowhere."""
    return _of_state(config, today, "not-published", "not-published")


def _out_of_date(config: Config, today: date) -> Iterator[Gap]:
    """Duties whose publication was due again by a day that has passed."""
    return _of_state(config, today, "out-of-date", "out-of-date")


def _of_state(config: Config, today: date, state: DutyState, kind: GapKind) -> Iterator[Gap]:
    for path, law, duty in each_duty(config):
        if standing(law, duty, today).state == state:
            yield Gap(kind, f"{law.id} {duty.item}", duty.what, (*path, "published"))


def _no_evidence(config: Config, _today: date) -> Iterator[Gap]:
    """Duties that apply and that nothing is evidence of."""
    for path, law, duty in each_duty(config):
        if duty.evidence is None and duty.applies is None:
            yield Gap("no-evidence", f"{law.id} {duty.item}", duty.what, (*path, "item"))


def _unread(config: Config, today: date) -> Iterator[Gap]:
    """Frameworks in force that no body reads, where bodies are declared."""
    read = {name for body in config.bodies for name in body.reads}
    for index, framework in enumerate(config.frameworks if config.bodies else ()):
        if framework.id not in read and not framework.has_ended(today):
            yield Gap("unread-framework", framework.id, framework.title, ("frameworks", index, "id"))


def _without_dates(config: Config, _today: date) -> Iterator[Gap]:
    for index, body in enumerate(config.bodies):
        if not body.meetings:
            yield Gap("no-meeting-dates", body.id, body.title, ("bodies", index, "id"))


def _without_papers(config: Config, today: date) -> Iterator[Gap]:
    """Meetings without a link to their papers: those that were, and the next one of each body."""
    for index, body in enumerate(config.bodies):
        coming = min((meeting.on for meeting in body.meetings if meeting.on >= today), default=today)
        for at, meeting in enumerate(body.meetings):
            if meeting.papers is None and meeting.on <= coming:
                name, title = f"{body.id}/{meeting.on}", f"{body.title}, {day_in_words(meeting.on)}"
                yield Gap("no-papers", name, title, ("bodies", index, "meetings", at, "on"))


def _late_evidence(config: Config, today: date) -> Iterator[Gap]:
    """Measures that are evidence of a duty, and planned for a day that has passed."""
    evidence = {duty.evidence.measure for _, _, duty in each_duty(config) if duty.evidence is not None}
    for index, measure in enumerate(config.measures):
        due = measure.expected if isinstance(measure, PlannedMeasure) else None
        if measure.id in evidence and isinstance(due, date) and due < today:
            yield Gap("late-evidence", measure.id, measure.title, ("measures", index, "expected"))


def _late_pages(config: Config, today: date) -> Iterator[Gap]:
    """Pages that were to be looked over by a day that has passed."""
    for index, page in enumerate(config.pages):
        if page.is_late(today):
            yield Gap("late-page", page.id, page.title, ("pages", index, "review_by"))


_KINDS: tuple[Callable[[Config, date], Iterator[Gap]], ...] = (
    _not_published,
    _out_of_date,
    _no_evidence,
    _unread,
    _without_dates,
    _without_papers,
    _late_evidence,
    _late_pages,
)

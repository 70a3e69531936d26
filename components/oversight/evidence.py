"""What is evidence of a duty: its name, and where it stands"""

from __future__ import annotations

from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from components.account.content import account_title
from components.oversight import words
from components.site.context import View
from components.site.urls import account_address, measure_address, staff_page_address, tracker_address
from metrics.declared.duty import Duty, EvidenceKind
from metrics.declared.taxonomy import by_id
from metrics.language import say


class NamedEvidence(NamedTuple):
    """Evidence as readers are shown it: its kind, its id or address, its name, and where it stands."""

    kind: EvidenceKind
    id: str
    title: str
    address: str


def evidence_of(view: View, duty: Duty) -> NamedEvidence | None:
    """What is evidence of a duty; None where nothing is declared. What no release has had yet has no address."""
    if duty.evidence is None:
        return None
    config = view.release.config
    kind, name = next(iter(duty.evidence.kinds.items()))
    if kind == "measure":
        return NamedEvidence(kind, name, config.measure(name).title, measure_address(name))
    if kind == "account":
        address = account_address(name) if name in view.release.accounts else ""
        return NamedEvidence(kind, name, account_title(config.account(name)), address)
    if kind == "tracker":
        return NamedEvidence(kind, name, config.tracker(name).title, _tracker_address(view, name))
    if kind == "page":
        return NamedEvidence(kind, name, by_id(config.pages, name).title, staff_page_address(name))
    return NamedEvidence(kind, name, name, name)


def _tracker_address(view: View, tracker_id: str) -> str:
    """The page of a tracker; it has none before its file came."""
    return tracker_address(tracker_id) if tracker_id in view.release.trackers else ""


def evidence_link(view: View, duty: Duty) -> Component:
    """The evidence of a duty with the way to it, or that there is none."""
    evidence = evidence_of(view, duty)
    if evidence is None:
        return html.Span(say(words.NO_EVIDENCE))
    kind = say(words.EVIDENCE_NAMED, kind=say(words.EVIDENCE_WORDS[evidence.kind]))
    name = html.A(evidence.title, href=evidence.address) if evidence.address else evidence.title
    return html.Span([kind, name])

"""Every address that a reader can be led to: the rules that pages are registered for, with the ids of a release."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from components.site.context import UnknownAddress, View
from components.site.urls import HOME, filled, variable
from components.site.words import NO_SUCH
from metrics.areas import areas


def addresses(view: View) -> tuple[str, ...]:
    """Every page that a reader can be led to."""
    return tuple(address for _, address in _by_rule(view))


def unknown_address(view: View, path: str, kind: str = "page") -> UnknownAddress:
    """The error for an address that leads nowhere, with the nearest that leads somewhere."""
    return UnknownAddress(NO_SUCH.format(kind=kind), _nearest(view, path))


def _by_rule(view: View) -> Iterator[tuple[str, str]]:
    """Addresses with their rules: pages that stand alone first, then those of each kind of id."""
    for name, ids in _ids(view).items():
        for rule in view.page_rules:
            if variable(rule) == name:
                yield from ((rule, filled(rule, item)) for item in _with_page(view, rule, ids))


def _ids(view: View) -> Mapping[str, Sequence[str]]:
    """The ids that fill a rule, by the name that the rule has for them. A rule without a name has one address."""
    config = view.release.config
    return {
        "": [""],
        "framework_id": [framework.id for framework in config.frameworks[1:]],  # the first is the first page
        "outcome_id": [outcome.id for outcome in config.outcomes],
        "measure_id": [measure.id for measure in config.measures],
        "area_id": [area.slug for area in areas().values()],
        "release_id": [published.id for published in view.past],
    }


def _with_page(view: View, rule: str, ids: Sequence[str]) -> Sequence[str]:
    """What stands below a measure's page is of its figures: only measures with figures have it."""
    if variable(rule) != "measure_id" or rule.endswith(">"):
        return ids
    return [measure.id for measure in view.release.config.published()]


def _nearest(view: View, path: str) -> str:
    """Ids are compared, not whole addresses: the words before them would make all of them near."""
    by_id = {
        address.rsplit("/", 1)[-1]: address
        for rule, address in _by_rule(view)
        if address != HOME and (rule.endswith(">") or not variable(rule))
    }
    close = difflib.get_close_matches(path.rstrip("/").rsplit("/", 1)[-1].casefold(), by_id, n=1, cutoff=0.5)
    return by_id[close[0]] if close else ""

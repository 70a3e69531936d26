"""Every address that a reader can be led to: the rules that pages are registered for, with the ids of a release."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence

from components.site.context import UnknownAddress, View
from components.site.urls import FRAMEWORK, HOME, TRACKER_ITEM, filled, variable
from components.site.words import NO_SUCH
from metrics.areas import areas
from metrics.promises.addresses import item_names
from metrics.promises.items import Tracked

BELOW_TRACKER = TRACKER_ITEM.partition("<")[2]  # how the rules of items end


def addresses(view: View) -> tuple[str, ...]:
    """Every page that a reader can be led to."""
    return tuple(address for _, address in _by_rule(view))


def unknown_address(view: View, path: str, kind: str = "page", frozen: str = "") -> UnknownAddress:
    """The error for an address that leads nowhere, with the nearest that leads somewhere.

    ``frozen`` is where it stands as an earlier release had it, if any did.
    """
    return UnknownAddress(NO_SUCH[kind], _nearest(view, path), frozen)


def addresses_of(view: View, rule: str) -> tuple[str, ...]:
    """Every address of a rule: with each id that the release has for it, and alone where it names none.

    A rule that names something else has none; of those with two ids there are the items of trackers alone.
    """
    if rule.count("<") < 2:
        return tuple(filled(rule, item) for item in _ids(view).get(variable(rule), ()))
    if not rule.endswith(BELOW_TRACKER):
        return ()
    return tuple(
        filled(filled(rule, tracker_id), name)
        for tracker_id, tracked in view.release.trackers.items()
        for name in _names_of_items(tracked)
    )


def _names_of_items(tracked: Tracked) -> list[str]:
    names = item_names(tracked)
    return [names[item.reference] for item in tracked.items]


def _ids(view: View) -> Mapping[str, Sequence[str]]:
    """The ids that fill a rule, by the name that the rule has for them. A rule without a name has one address."""
    config = view.release.config
    return {
        "": [""],
        "framework_id": [framework.id for framework in config.frameworks],
        "page_id": [page.id for page in config.pages],
        "outcome_id": [outcome.id for outcome in config.outcomes],
        "measure_id": [measure.id for measure in config.measures],
        "published_id": [measure.id for measure in config.published()],
        "area_id": [area.slug for area in areas().values()],
        "account_id": list(view.release.accounts),
        "tracker_id": list(view.release.trackers),
        "inspection_id": list(view.release.inspections),
        "recommendations_id": [
            name for name, item in view.release.inspections.items() if item.recommendations
        ],
        "pack_id": [f"{body.id}-{meeting.on}" for body in config.bodies for meeting in body.meetings],
        "logo_ending": [] if config.site.logo is None else [config.site.logo.ending],
        "security_file": ["security.txt"] if config.site.security_contacts else [],
        "release_id": [published.id for published in view.past],
    }


def _by_rule(view: View) -> Iterator[tuple[str, str]]:
    """Addresses of pages with their rules: pages that stand alone first, then those of each kind of id."""
    for name in _ids(view):
        for rule in view.page_rules:
            if variable(rule) == name:
                aside = _better_elsewhere(view, rule)
                yield from ((rule, address) for address in addresses_of(view, rule) if address not in aside)


def _better_elsewhere(view: View, rule: str) -> Collection[str]:
    """The addresses of a rule that readers are not led to, because what they look for stands at another.

    The first framework is the first page. What stands below a measure's page is of its figures.
    """
    config = view.release.config
    if rule == FRAMEWORK:
        return {filled(rule, config.frameworks[0].id)}
    if variable(rule) != "measure_id" or rule.endswith(">"):
        return ()
    published = {measure.id for measure in config.published()}
    return {filled(rule, measure.id) for measure in config.measures if measure.id not in published}


def _nearest(view: View, path: str) -> str:
    """Ids are compared, not whole addresses: the words before them would make all of them near."""
    by_id = {
        address.rsplit("/", 1)[-1]: address
        for rule, address in _by_rule(view)
        if address != HOME and (rule.endswith(">") or not variable(rule)) and rule.count("<") < 2
    }
    close = difflib.get_close_matches(path.rstrip("/").rsplit("/", 1)[-1].casefold(), by_id, n=1, cutoff=0.5)
    return by_id[close[0]] if close else ""

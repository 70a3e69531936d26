"""The pictures of pages, at /cards/, and which of them is a page's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.site.lookup import find_framework, find_measure, find_outcome, find_place, place_of_further
from components.site.urls import (
    AREA_CARD,
    FRAMEWORK_CARD,
    HOME,
    MEASURE_CARD,
    OUTCOME_CARD,
    SITE_CARD,
    card_address,
    variable,
)
from metrics.areas import areas, region_code
from serving.cards.card import Card, area_card, framework_card, measure_card, outcome_card, site_card
from serving.cards.picture import picture
from serving.http.answer import Answer
from serving.http.endpoint import Endpoint, PageRequest
from serving.http.media_types import PNG

# Who shows a link may load its picture from the page that it is shown on.
SHARED = (("Cross-Origin-Resource-Policy", "cross-origin"),)
RULES: Mapping[str, str] = {
    variable(rule): rule for rule in (FRAMEWORK_CARD, OUTCOME_CARD, MEASURE_CARD, AREA_CARD)
}


def card_endpoints() -> list[Endpoint]:
    """One picture for each framework, outcome, measure and area, and one for all other pages."""
    cards: Mapping[str, Callable[[PageRequest], Card]] = {
        SITE_CARD: lambda request: site_card(request.view),
        FRAMEWORK_CARD: _framework,
        OUTCOME_CARD: _outcome,
        MEASURE_CARD: _measure,
        AREA_CARD: lambda request: area_card(request.view, find_place(request.variables["area_id"])),
    }
    return [Endpoint(rule, frozenset(), _answering(card)) for rule, card in cards.items()]


def card_of(request: PageRequest) -> str:
    """The address of the picture for a page, inside its release.

    A measure's is of the region and of the newest figure. A page that speaks of a district has the district's, and
    one that speaks of an earlier figure the site's, which has none.
    """
    named = [(RULES[name], item) for name, item in request.variables.items() if name in RULES]
    if request.path == HOME:
        named = [(FRAMEWORK_CARD, request.view.release.config.frameworks[0].id)]
    if not named:
        return SITE_CARD
    ((rule, item),) = named
    if rule == AREA_CARD:
        return card_address(rule, areas()[find_place(item)].slug)
    named_area = request.query.get("area", "")
    if place_of_further(request.view.release, named_area):  # it has no picture of its own
        return SITE_CARD
    area = find_place(named_area) if "area" in request.query else region_code()
    if area != region_code():
        return card_address(AREA_CARD, areas()[area].slug)
    return SITE_CARD if "to" in request.query else card_address(rule, item)


def is_described(address: str) -> bool:
    """Whether the page that a picture is of describes itself as the picture does."""
    return address.startswith(tuple(rule.partition("<")[0] for rule in (MEASURE_CARD, FRAMEWORK_CARD)))


def _answering(card: Callable[[PageRequest], Card]) -> Callable[[PageRequest], Answer]:
    return lambda request: Answer(picture(card(request)), PNG, headers=SHARED)


def _framework(request: PageRequest) -> Card:
    return framework_card(request.view, find_framework(request.view, request.variables["framework_id"]))


def _outcome(request: PageRequest) -> Card:
    return outcome_card(request.view, find_outcome(request.view, request.variables["outcome_id"]))


def _measure(request: PageRequest) -> Card:
    view, measure = request.view, find_measure(request.view, request.variables["measure_id"])
    return measure_card(view, view.release.tile(measure.id, view.today))

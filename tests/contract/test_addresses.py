"""Where pages stand is what they are registered for: maps, guesses, links and the ways of the frame follow it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import dash
import pytest
from flask import Flask

from app import create_app
from components.site import urls
from components.site.addresses import addresses, unknown_address
from components.site.context import View
from metrics.declared.body import Body, Meeting
from metrics.declared.staff_page import StaffPage
from metrics.figures.records import Records
from serving.front import Front
from serving.routes import navigation
from tests.money import account, book_of
from tests.tracked import milestones

pytestmark = pytest.mark.usefixtures("server")  # pages are registered when the application is made
ROOT = Path(__file__).resolve().parents[2]
CAMDEN = "E09000007"
VISITS = StaffPage(
    id="visits",
    title="Visits",
    description="Who visits.",
    file="visits.md",
    reviewed=date(2024, 1, 10),
    review_by=date(2024, 7, 10),
)
PANEL = Body(id="panel", title="Panel", description="A panel.", meetings=(Meeting(on=date(2022, 3, 28)),))
# An address of each page that links lead to by a function.
LINKS: Mapping[str, str] = {
    urls.framework_address.__name__: urls.filled(urls.FRAMEWORK, "other"),
    urls.outcome_address.__name__: urls.outcome_address("safer"),
    urls.measure_address.__name__: urls.measure_address("homicide", CAMDEN),
    urls.areas_address.__name__: urls.areas_address("homicide"),
    urls.compare_address.__name__: urls.compare_address(CAMDEN),
    urls.lineage_address.__name__: urls.lineage_address("homicide", CAMDEN),
    urls.area_address.__name__: urls.area_address(CAMDEN),
    urls.area_pack_address.__name__: urls.area_pack_address(CAMDEN),
    urls.release_address.__name__: urls.release_address("2023-24-q3"),
    urls.account_address.__name__: urls.account_address("spending"),
    urls.tracker_address.__name__: urls.tracker_address("milestones"),
    urls.tracker_item_address.__name__: urls.tracker_item_address("milestones", "2-6-1"),
}


@pytest.fixture(scope="module")
def server() -> Flask:
    app: Flask = create_app(ROOT, lambda: datetime(2024, 2, 9, 9, 30, tzinfo=UTC)).server
    return app


@pytest.fixture(scope="module")
def view(server: Flask) -> View:
    front: Front = server.extensions["front"]
    current_view = front.view()
    assert current_view is not None
    return current_view


def registered() -> set[str]:
    rules = {page["path_template"] or page["path"] for page in dash.page_registry.values()}
    return rules - {urls.NOT_FOUND}


def stands_at(rule: str, address: str) -> bool:
    """Whether an address is one of a rule's; an address that is registered itself is its own rule's alone."""
    if (path := address.partition("?")[0]) in registered():
        return path == rule
    return re.fullmatch(re.sub("<[^>]*>", "[^/]+", rule), path) is not None


def test_a_view_knows_every_page_that_is_registered(view: View) -> None:
    assert set(view.page_rules) == registered()


def test_readers_are_led_to_every_page_that_is_registered_and_it_answers(server: Flask, view: View) -> None:
    config = view.release.config
    second = config.frameworks[0].model_copy(update={"id": "other"})
    release = replace(
        view.release,
        config=config.model_copy(
            update={"frameworks": (*config.frameworks, second), "pages": (VISITS,), "bodies": (PANEL,)}
        ),
        records=Records(
            {"spending": book_of(account(), "2023-06-30,All,forecast,100,101,1,over,A")},
            {"milestones": milestones()},
        ),
    )
    every = addresses(replace(view, release=release))
    first = {rule: [address for address in every if stands_at(rule, address)][:1] for rule in registered()}
    assert [rule for rule, examples in first.items() if not examples] == []
    client = server.test_client()
    answers = {
        address: client.get(address).status_code for examples in first.values() for address in examples
    }
    assert {address for address, status in answers.items() if status != 200} == {
        "/accounts/spending",
        "/frameworks/other",
        "/packs/panel-2022-03-28",
        "/pages/visits",
        "/trackers/milestones",
        "/trackers/milestones/2-6-1",
    }


def test_a_page_that_is_only_registered_is_on_the_map_and_is_guessed(view: View) -> None:
    more = replace(view, page_rules=(*view.page_rules, "/glossary"))
    assert set(addresses(more)) - set(addresses(view)) == {"/glossary"}
    assert unknown_address(more, "/glosary").guess == "/glossary"


def test_the_navigation_leads_to_pages_in_the_order_of_the_places_that_they_are_registered_with(
    view: View,
) -> None:
    assert view.navigation == (
        (urls.HOME, "Outcomes"),
        (urls.FRAMEWORKS, "Frameworks"),
        (urls.AREAS, "Areas"),
        (urls.RELEASES, "Releases"),
        (urls.DATA, "Data"),
        (urls.ABOUT, "How to read this"),
        (urls.ACCESSIBILITY, "Accessibility"),
        (urls.SEARCH, "Search"),
    )


def test_a_page_with_a_place_and_a_name_is_in_the_navigation() -> None:
    glossary = {"path": "/glossary", "name": "Glossary", "place_in_navigation": 45}
    pages = [*dash.page_registry.values(), glossary]
    assert ("/glossary", "Glossary") not in navigation(dash.page_registry.values())
    assert navigation(pages)[5] == ("/glossary", "Glossary")


@pytest.mark.parametrize("address", LINKS.values(), ids=LINKS)
def test_a_link_leads_to_a_page_that_is_registered(address: str) -> None:
    assert any(stands_at(rule, address) for rule in registered())

"""Axe on every kind of page and state, with all that folds open: narrow and wide, light, dark, forced colours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.browser.kinds import (
    ARRANGEMENT,
    AXE,
    AXE_REMEMBERS,
    COLOUR_RULES,
    EMBEDDED,
    LATER_PAGES,
    LOOKS,
    OPEN_ALL,
    PAGES,
    faults,
    faults_of_colours,
)

MEASURES = [
    "worry-about-crime",
    "victim-satisfaction",
    "violence-with-injury",
    "homicide",
    "trust-in-police",
    "confidence-in-police",
]


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all pages, with axe in each."""
    context = browser.new_context()
    context.add_init_script(path=AXE)
    context.add_init_script(AXE_REMEMBERS)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", [*PAGES, EMBEDDED])
def test_axe_finds_no_fault_however_a_page_is_looked_at(window: Page, site: str, path: str) -> None:
    assert faults_in_every_look(window, site + path) == []


@pytest.mark.parametrize("path", LATER_PAGES)
def test_axe_finds_no_fault_beside_a_break_or_withheld_figures(
    window: Page, later_site: str, path: str
) -> None:
    assert faults_in_every_look(window, later_site + path) == []


def faults_in_every_look(window: Page, address: str) -> list[Any]:
    """Every rule at each width; those that look at colours alone where another scheme has moved nothing."""
    window.goto(address)
    window.evaluate(OPEN_ALL)
    found, arranged = [], ""
    for look in LOOKS:
        look.put_on(window)
        arrangement = window.evaluate(ARRANGEMENT)
        seen = faults_of_colours(window) if arrangement == arranged else faults(window)
        found += [(*look, *fault) for fault in seen]
        arranged = window.evaluate(ARRANGEMENT)
    return found


def test_the_rules_of_colours_are_all_that_axe_has(window: Page, site: str) -> None:
    window.goto(f"{site}/about")
    rules = window.evaluate("axe.getRules(['cat.color']).map(rule => rule.ruleId)")
    assert set(rules) - {"color-contrast-enhanced"} == set(COLOUR_RULES)  # nobody promises the enhanced one


def test_axe_finds_no_fault_on_a_measure_in_any_area(window: Page, site: str) -> None:
    """Every measure in London and, where it has them, boroughs; every borough in one measure."""
    pages = {measure: f"{site}/measures/{measure}" for measure in MEASURES}
    areas = {measure: chosen(page, "select[name=area] option", "value") for measure, page in pages.items()}
    by_borough = [measure for measure in MEASURES if len(areas[measure]) > 1]
    turns = zip(areas[by_borough[0]][1:], cycle(by_borough), strict=False)
    shown = [f"{pages[measure]}?area={area}" for area, measure in turns]
    assert (len(by_borough), len(shown)) == (4, 32)
    assert faults_look_by_look(window, [*pages.values(), *shown]) == []


def test_axe_finds_no_fault_on_the_page_of_any_area(window: Page, site: str) -> None:
    areas = {path for path in chosen(f"{site}/areas", "main a", "href") if path.count("/") == 2}
    paths = [site + path for path in sorted(areas) if path.startswith("/areas/") and "?" not in path]
    assert len(paths) >= 33
    assert faults_look_by_look(window, paths) == []


def test_the_measures_of_this_test_are_all_that_are_published(site: str) -> None:
    assert {path.split("/")[2] for path in chosen(f"{site}/about", "#sources + div h3 a", "href")} == set(
        MEASURES
    )


def faults_look_by_look(window: Page, addresses: list[str]) -> list[Any]:
    """Each page in one look, the looks in turn: the kind of page was seen in all of them above."""
    found = []
    for address, look in zip(addresses, cycle(LOOKS), strict=False):
        look.put_on(window)
        window.goto(address)
        found += [(address, *look, *fault) for fault in faults(window)]
    return found


def chosen(address: str, selector: str, attribute: str) -> list[str]:
    with urlopen(address) as response:
        return [str(one[attribute]) for one in BeautifulSoup(response, "html.parser").select(selector)]

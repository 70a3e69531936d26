"""Axe on every kind of page and state, with all that folds open: narrow and wide, light, dark, forced colours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.browser.axe import OPTIONS, Axe
from tests.browser.kinds import EMBEDDED, LATER_PAGES, LOOKS, NEWEST_PAGES, PAGES

MEASURES = [
    "worry-about-crime",
    "victim-satisfaction",
    "violence-with-injury",
    "homicide",
    "trust-in-police",
    "confidence-in-police",
]
# Many pages are looked at in parts, so that those who run the tests side by side can share them.
PARTS = 6
in_parts = pytest.mark.parametrize("part", range(PARTS))


@pytest.fixture(scope="module")
def axe(browser: Browser) -> Iterator[Axe]:
    """One window for all pages, with axe in each."""
    axe = Axe(browser)
    yield axe
    axe.window.context.close()


@pytest.mark.parametrize("path", [*PAGES, EMBEDDED])
def test_axe_finds_no_fault_however_a_page_is_looked_at(axe: Axe, site: str, path: str) -> None:
    assert faults_in_every_look(axe, site + path) == []


@pytest.mark.parametrize("path", LATER_PAGES)
def test_axe_finds_no_fault_beside_a_break_or_withheld_figures(axe: Axe, later_site: str, path: str) -> None:
    assert faults_in_every_look(axe, later_site + path) == []


@pytest.mark.parametrize("path", NEWEST_PAGES)
def test_axe_finds_no_fault_in_promises_and_oversight(axe: Axe, newest_site: str, path: str) -> None:
    with urlopen(newest_site + path) as answer:
        assert answer.status == 200
    assert faults_in_every_look(axe, newest_site + path) == []


def faults_in_every_look(axe: Axe, address: str) -> list[Any]:
    axe.open(address)
    faults = []
    for look in LOOKS:
        look.put_on(axe.window)
        faults += [(*look, *fault) for fault in axe.faults()]
    return faults


@in_parts
def test_axe_finds_no_fault_on_a_measure_in_any_area(axe: Axe, site: str, part: int) -> None:
    """Every measure in London and, where it has them, boroughs; every borough in one measure."""
    pages = {measure: f"{site}/measures/{measure}" for measure in MEASURES}
    areas = {measure: chosen(page, "select[name=area] option", "value") for measure, page in pages.items()}
    by_district = [measure for measure in MEASURES if len(areas[measure]) > 1]
    turns = zip(areas[by_district[0]][1:], cycle(by_district), strict=False)
    in_districts = [f"{pages[measure]}?area={area}" for area, measure in turns]
    assert (len(by_district), len(in_districts)) == (4, 32)
    assert faults_look_by_look(axe, [*pages.values(), *in_districts], part) == []


@in_parts
def test_axe_finds_no_fault_on_the_page_of_any_area(axe: Axe, site: str, part: int) -> None:
    areas = {path for path in chosen(f"{site}/areas", "main a", "href") if path.count("/") == 2}
    paths = [site + path for path in sorted(areas) if path.startswith("/areas/") and "?" not in path]
    assert len(paths) >= 33
    assert faults_look_by_look(axe, paths, part) == []


def test_the_measures_of_this_test_are_all_that_are_published(site: str) -> None:
    assert {path.split("/")[2] for path in chosen(f"{site}/about", "#sources + div h3 a", "href")} == set(
        MEASURES
    )


def faults_look_by_look(axe: Axe, addresses: list[str], part: int) -> list[Any]:
    """Each page in one look, the looks in turn: the kind of page was seen in all of them above."""
    faults = []
    for address, look in [*zip(addresses, cycle(LOOKS), strict=False)][part::PARTS]:
        look.put_on(axe.window)
        axe.open(address)
        faults += [(address, *look, *fault) for fault in axe.faults()]
    return faults


def chosen(address: str, selector: str, attribute: str) -> list[str]:
    with urlopen(address) as response:
        return [str(tag[attribute]) for tag in BeautifulSoup(response, "html.parser").select(selector)]


# That nothing is lost where axe looks once at what it has found good ---------------------------------------

SPOIL = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
WITHOUT_MEMORY = """options => axe.run(document, options).then(found => found.violations.flatMap(
  fault => fault.nodes.map(() => fault.id)))"""
SPOILED = [
    "p { color: #999 !important }",
    "body { background: #456 !important }",
    "footer { opacity: 0.4 }",
    "section { background: #555 !important; mix-blend-mode: multiply }",
    "section > p { background: rgb(60 60 60 / 0.6) !important }",
    "td { color: #888 !important; font-size: 11px !important }",
    "main a { text-decoration: none !important; border: 0 !important; color: #333 !important }",
]


def test_what_axe_would_find_is_found_though_the_page_was_good(axe: Axe, site: str) -> None:
    LOOKS[0].put_on(axe.window)
    axe.open(f"{site}/data")
    assert axe.faults() == []
    for style in SPOILED:
        axe.window.evaluate(SPOIL, style)
        without_memory = axe.window.evaluate(WITHOUT_MEMORY, OPTIONS)
        rules = [rule for rule, _ in axe.faults()]
        assert (set(rules), rules != []) == (set(without_memory), True), style


def test_the_rules_of_colours_are_all_that_axe_has(axe: Axe, site: str) -> None:
    axe.open(f"{site}/about")
    rules = axe.window.evaluate("axe.getRules(['cat.color']).map(rule => rule.ruleId)")
    colours = axe.window.evaluate("COLOUR_RULES")
    assert set(rules) - {"color-contrast-enhanced"} == set(colours)  # nobody promises the enhanced one

"""What every kind of page holds, as it leaves the server: its frame, its order, and the nine items of the regulator."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup, Tag

from tests.browser.kinds import EMBEDDED, MISSING, PAGES, every_page

# What the Office for Statistics Regulation wants on a dashboard, in the words of the footer.
NINE_ITEMS = [
    "Producer and sources",
    "Status",
    "Strengths and limits",
    "Revisions and corrections",
    "Coherence",
    "Release",
    "Plan to maintain",
    "Accessibility",
    "Contact",
]
DECLARED = {
    "#limits": "Much crime is never reported to the police.",
    "#revisions": "The newest figures from police records are provisional.",
    "#coherence": "The Office for National Statistics also publishes crime figures for London",
    "#plan": "This site is brought up to date with each release.",
    "#sources": "Metropolitan Police Service",
    "#updates": "Once a quarter",
}


@lru_cache(maxsize=len(PAGES))
def got(address: str) -> BeautifulSoup:
    """The page at an address, which is only looked at: it is fetched, and taken apart, once for all tests."""
    try:
        with urlopen(address) as response:
            return BeautifulSoup(response.read(), "html.parser")
    except HTTPError as refused:
        with refused:
            return BeautifulSoup(refused.read(), "html.parser")


def only_tag(page: BeautifulSoup | Tag, selector: str) -> Tag:
    tags = page.select(selector)
    assert len(tags) == 1, (selector, len(tags))
    return tags[0]


@every_page
def test_a_page_has_its_language_its_landmarks_one_title_and_headings_in_order(site: str, path: str) -> None:
    page = got(site + path)
    levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
    assert only_tag(page, "html")["lang"] == "en-GB"
    assert [only_tag(page, f"body > {name}").name for name in ("header", "main", "footer")]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []
    names = [nav.get("aria-label") for nav in page.select("nav")]
    assert all(names) and len(set(names)) == len(names)
    assert page.select("body a")[0]["href"] == f"#{only_tag(page, 'main')['id']}"


@every_page
def test_every_id_of_a_page_is_its_own_and_what_is_pointed_at_is_there(site: str, path: str) -> None:
    page = got(site + path)
    ids = Counter(str(tag["id"]) for tag in page.select("[id]"))
    pointed = [
        name for tag in page.select("[aria-labelledby]") for name in str(tag["aria-labelledby"]).split()
    ]
    pointed += [
        name for tag in page.select("[aria-describedby]") for name in str(tag["aria-describedby"]).split()
    ]
    pointed += [str(tag["for"]) for tag in page.select("label[for]")]
    pointed += [str(tag["href"])[1:] for tag in page.select('a[href^="#"]')]
    assert [name for name, times in ids.items() if times > 1] == []
    assert [name for name in pointed if name not in ids] == []


@every_page
def test_every_chart_of_a_page_has_a_title_a_description_and_a_table(site: str, path: str) -> None:
    page = got(site + path)
    for figure in page.select("figure"):
        for drawing in figure.select('svg[role="img"]'):
            assert only_tag(drawing, "title").get_text().strip()
            assert len(only_tag(drawing, "desc").get_text()) > 10
        assert figure.select("table caption") and figure.select("table th[scope]"), figure.get_text()[:80]
    unnamed = [svg for svg in page.select("svg") if not svg.get("role") and svg.get("aria-hidden") != "true"]
    assert unnamed == []


@every_page
def test_the_nine_items_of_the_regulator_stand_on_every_page(site: str, path: str) -> None:
    footer = only_tag(got(site + path), "body > footer")
    assert [term.get_text() for term in footer.select("dt")] == NINE_ITEMS
    assert [
        term.get_text()
        for term in footer.select("dt")
        if (detail := term.find_next("dd")) is None or not detail.get_text().strip()
    ] == []


def test_what_the_nine_items_lead_to_is_what_metrics_yaml_declares(site: str) -> None:
    about = got(f"{site}/about")
    ways = {str(link["href"]).removeprefix("/about") for link in about.select('footer a[href^="/about#"]')}
    assert ways == set(DECLARED)
    for place, text in DECLARED.items():
        assert text.casefold() in only_tag(about, f"section:has(> {place})").get_text().casefold()
    statement = got(f"{site}/accessibility").get_text()
    assert "Equality and Human Rights Commission" in statement
    assert "How this site itself was tested is not declared" in statement  # nor was it in the first release


def test_no_two_pages_have_one_title(site: str) -> None:
    pages = [path.partition("?")[0] for path in PAGES if path not in (MISSING, EMBEDDED)]
    titles = {path: only_tag(got(site + path), "head > title").get_text() for path in dict.fromkeys(pages)}
    frozen = {path: title for path, title in titles.items() if path.startswith("/as-at/")}
    now = [title for path, title in titles.items() if path not in frozen]
    assert [title for title, times in Counter(now).items() if times > 1] == []
    assert all(titles.values())


def test_what_others_show_on_their_pages_has_a_name_and_the_way_to_its_table(site: str) -> None:
    page = got(site + EMBEDDED)
    assert only_tag(page, "html")["lang"] == "en-GB"
    assert only_tag(page, "title").get_text()
    assert page.select_one('a[href*="/measures/homicide"]') is not None


@pytest.mark.parametrize("path", ["/", "/areas/camden", "/as-at/2023-24-q3/measures/homicide"])
def test_the_release_stands_on_every_page(site: str, path: str) -> None:
    page = got(site + path)
    assert only_tag(page, "[data-release]")["data-release"] == "2023-24-q3"
    assert "Q3 2023/24, published on 8 February 2024 at 9:30am" in page.get_text()

"""What pages say, and where they lead: figures, charts, links, and what the browser thinks of it all."""

from __future__ import annotations

from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from tests.browser.kinds import MISSING, Opened, every_page

CHART_TEXT = """[...document.querySelectorAll('.chart text')].filter(t => t.checkVisibility())
  .map(t => parseFloat(getComputedStyle(t).fontSize) * t.getCTM().a)"""


@every_page
def test_the_browser_finds_nothing_amiss(site: str, opened: Opened, path: str) -> None:
    page = opened("/robots.txt")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto(site + path)
    missing = ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
    assert complaints == (missing if path == MISSING else [])


def test_every_link_of_the_site_leads_somewhere(site: str) -> None:
    waiting, seen, dead = ["/"], {"/"}, []
    while waiting:
        path = waiting.pop()
        status, body = answer(site + path)
        dead += [path] if status != 200 else []
        for target in links(path, body) - seen:
            seen.add(target)
            waiting.append(target)
    assert dead == []
    assert {"/about", "/accessibility", "/outcomes/trust", "/api/v1/framework"} < seen


def links(path: str, body: str) -> set[str]:
    """Where a page leads on this site. Of the boroughs' pages one stands for all."""
    only = SoupStrainer(["a", "link"])
    elements = BeautifulSoup(body, "html.parser", parse_only=only).select("a[href], link[rel=stylesheet]")
    targets = {urldefrag(urljoin(path, str(link["href"]))).url for link in elements}
    return {
        target
        for target in targets
        if target.startswith("/") and ("area=" not in target or "camden" in target or "E09000007" in target)
    }


def answer(address: str) -> tuple[int, str]:
    try:
        with urlopen(address) as response:
            is_page = response.headers["Content-Type"].startswith("text/html")
            return response.status, response.read().decode() if is_page else ""
    except HTTPError as refused:
        with refused:
            return refused.code, ""


def test_every_link_inside_the_first_page_finds_its_place(opened: Opened) -> None:
    page = opened("/")
    places = page.eval_on_selector_all('a[href^="#"]', "links => links.map(a => a.hash)")
    assert len(places) >= 9
    assert [place for place in places if page.locator(place).count() != 1] == []


def test_links_to_the_parts_of_the_about_page_find_them(opened: Opened) -> None:
    page = opened("/about")
    parts = page.eval_on_selector_all("footer a", "links => links.map(a => a.hash).filter(Boolean)")
    assert len(parts) >= 6
    assert [part for part in parts if page.locator(part).count() != 1] == []


# The figures -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/outcomes/victims", "/measures/victim-satisfaction"])
def test_a_figure_carries_the_marks_that_scripts_read(opened: Opened, path: str) -> None:
    measure = opened(path).locator('[data-measure="victim-satisfaction"]')
    names = ("value", "change", "outcome", "period")
    texts = [measure.locator(f'[data-field="{name}"]').inner_text() for name in names]
    assert texts == ["61%", "-3.0 p.p.", "Too uncertain to say", "Q3 2023/24"]
    assert measure.locator("[data-arrow]").get_attribute("data-arrow") == "level"
    assert measure.locator("[data-verdict]").get_attribute("data-verdict") == "no-clear-change"


def test_the_first_page_holds_a_tile_for_each_measure(opened: Opened) -> None:
    tiles = opened("/").locator("article[data-measure]")
    measures = [
        (tile.get_attribute("data-measure"), tile.get_attribute("data-status")) for tile in tiles.all()
    ]
    assert measures == [
        ("worry-about-crime", "published"),
        ("victim-satisfaction", "published"),
        ("justice-satisfaction", "planned"),
        ("violence-with-injury", "published"),
        ("homicide", "published"),
        ("trust-in-police", "published"),
        ("confidence-in-police", "published"),
        ("exploitation-and-harm", "qualitative"),
        ("crime-prevalence", "planned"),
    ]


@pytest.mark.parametrize("path", ["/outcomes/violence", "/measures/homicide", "/measures/trust-in-police"])
def test_every_chart_has_a_name_a_caption_and_its_table(opened: Opened, path: str) -> None:
    for figure in opened(path).locator("figure").all():
        drawing = figure.get_by_role("img")
        assert drawing.count() == 1
        assert drawing.locator("title").text_content() == figure.locator("figcaption strong").inner_text()
        assert figure.locator("table").count() == 1


@pytest.mark.parametrize("path", ["/measures/victim-satisfaction", "/outcomes/victims"])
def test_the_text_of_a_chart_can_be_read_at_every_width(opened: Opened, path: str) -> None:
    page, sizes = opened(path), []
    for width in (360, 480, 640, 768, 1024, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        sizes += page.evaluate(CHART_TEXT)
    assert len(sizes) > 7 * 5
    assert (min(sizes) >= 12, max(sizes) <= 20) == (True, True)


def test_a_district_is_chosen_without_scripts(opened: Opened) -> None:
    page = opened("/measures/violence-with-injury", java_script_enabled=False)
    page.get_by_label("Area", exact=True).select_option("Camden")
    page.get_by_role("button", name="Show").click()
    assert "/measures/violence-with-injury?area=camden" in page.url
    assert page.locator("section[data-measure] h2").inner_text() == "Camden"
    assert page.get_by_label("Area", exact=True).input_value() == "camden"


def test_from_a_dashboard_to_a_district_by_its_small_line(opened: Opened) -> None:
    page = opened("/outcomes/trust", java_script_enabled=False)
    page.get_by_role("link", name="See every borough with its table").first.click()
    page.locator(".multiples").get_by_role("link", name="Camden").click()
    assert page.url.endswith("/measures/trust-in-police?area=camden")

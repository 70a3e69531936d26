"""Every kind of page as readers meet it: on a phone, by keyboard, on paper, in the dark, without scripts."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

# One page of each kind, and of each state that a measure can be in.
PAGES = [
    "/",
    "/outcomes/violence",
    "/measures/crime-prevalence",
    "/measures/victim-satisfaction",
    "/measures/homicide",
    "/measures/trust-in-police?area=camden",
    "/measures/exploitation-and-harm",
    "/releases",
    "/releases/2023-24-q3",
    "/as-at/2023-24-q3/",
    "/as-at/2023-24-q3/measures/homicide",
    "/about",
    "/accessibility",
    "/measures/homicid",
]
LOOKS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]
HEADINGS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => Number(h.tagName[1]))"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Links in a line of text are let off by WCAG 2.5.8; whatever stands alone has to be 24 by 24.
SMALL_TARGETS = """[...document.querySelectorAll('button, select, summary, nav a, .glance a, .skip')]
  .filter(e => e.checkVisibility()).map(e => [e.textContent, e.getBoundingClientRect()])
  .filter(([_, box]) => box.width < 24 || box.height < 24).map(([text, _]) => text)"""
CHART_TEXT = """[...document.querySelectorAll('.chart text')].filter(t => t.checkVisibility())
  .map(t => parseFloat(getComputedStyle(t).fontSize) * t.getCTM().a)"""

Opened = Callable[..., Page]
every_page = pytest.mark.parametrize("path", PAGES)


@pytest.fixture
def opened(site: str, browser: Browser) -> Iterator[Opened]:
    """Opens an address in a window of its own: a width, a colour scheme, scripts or none."""
    contexts = []

    def open_page(path: str, width: int = 1280, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@every_page
def test_axe_finds_no_fault_wide_or_narrow_light_or_dark(opened: Opened, path: str) -> None:
    page, found = opened(path), []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        for fault in Axe().run(page).response["violations"]:
            found += [(width, scheme, fault["id"], node["html"][:120]) for node in fault["nodes"]]
    assert found == []


@every_page
def test_on_a_phone_nothing_runs_over_the_side_and_all_that_is_pressed_can_be_hit(
    opened: Opened, path: str
) -> None:
    page = opened(path, 320)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert (page.evaluate(OVERFLOW), page.evaluate(SMALL_TARGETS)) == (0, [])


@every_page
def test_a_page_has_one_title_one_main_and_headings_in_order(opened: Opened, path: str) -> None:
    page = opened(path)
    levels = page.evaluate(HEADINGS)
    assert (page.locator("main").count(), levels.count(1), levels[0]) == (1, 1, 1)
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


@every_page
def test_a_page_reads_without_scripts_and_asks_for_one_only_where_a_chart_can_be_explored(
    opened: Opened, path: str
) -> None:
    page = opened(path, java_script_enabled=False)
    assert page.locator("script").count() == page.locator("[data-explore]").count()
    assert page.locator("script:not([defer])").count() == 0
    assert len(page.locator("main").inner_text()) > 100


@every_page
def test_the_browser_finds_nothing_amiss(site: str, opened: Opened, path: str) -> None:
    page = opened("/about")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto(site + path)
    missing = ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
    assert said == (missing if path == "/measures/homicid" else [])


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
    found = BeautifulSoup(body, "html.parser").select("a[href], link[rel=stylesheet]")
    targets = {urldefrag(urljoin(path, str(link["href"]))).url for link in found}
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
    told = [measure.locator(f'[data-field="{name}"]').inner_text() for name in names]
    assert told == ["61%", "-3.0 p.p.", "Lower", "Q3 2023/24"]
    assert measure.locator("[data-arrow]").get_attribute("data-arrow") == "down"
    assert measure.locator("[data-verdict]").get_attribute("data-verdict") == "worse"


def test_the_first_page_holds_a_tile_for_each_measure(opened: Opened) -> None:
    tiles = opened("/").locator("article[data-measure]")
    found = [(tile.get_attribute("data-measure"), tile.get_attribute("data-status")) for tile in tiles.all()]
    assert found == [
        ("crime-prevalence", "planned"),
        ("worry-about-crime", "published"),
        ("victim-satisfaction", "published"),
        ("justice-satisfaction", "planned"),
        ("violence-with-injury", "published"),
        ("homicide", "published"),
        ("trust-in-police", "published"),
        ("confidence-in-police", "published"),
        ("exploitation-and-harm", "qualitative"),
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


def test_a_borough_is_chosen_without_scripts(opened: Opened) -> None:
    page = opened("/measures/violence-with-injury", java_script_enabled=False)
    page.get_by_label("Area", exact=True).select_option("Camden")
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("/measures/violence-with-injury?area=camden")
    assert page.locator("section[data-measure] h2").inner_text() == "Camden"
    assert page.get_by_label("Area", exact=True).input_value() == "camden"


def test_a_mistyped_address_offers_the_nearest(opened: Opened) -> None:
    page = opened("/measures/homicid")
    page.get_by_role("link", name="/measures/homicide").click()
    assert page.locator("h1").inner_text() == "Homicide"


# Keyboard, paper, colours ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/measures/homicide"])
def test_the_first_stop_of_the_keyboard_skips_to_the_content(opened: Opened, path: str) -> None:
    page = opened(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_folds_opens_by_keyboard(opened: Opened) -> None:
    page = opened("/")
    summary = page.locator("#measure-homicide summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#measure-homicide details p").is_visible()


def test_where_the_keyboard_is_can_be_seen(opened: Opened) -> None:
    page = opened("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert outline == "rgb(255, 255, 255) solid 3px"


def test_paper_shows_the_figures_and_tables_and_no_ways_to_go(opened: Opened) -> None:
    page = opened("/measures/homicide")
    page.emulate_media(media="print")
    shown = {name: page.locator(name).first.is_visible() for name in ("header nav", "form", "h1", "svg.wide")}
    assert shown == {"header nav": False, "form": False, "h1": True, "svg.wide": True}
    assert page.locator("figure table").bounding_box() is not None
    link = "getComputedStyle(document.querySelector('#source + div a'), '::after').content"
    assert "https://" in page.evaluate(link)


def test_forced_colours_keep_the_line_and_the_arrow(opened: Opened) -> None:
    page = opened("/measures/homicide", forced_colors="active")
    line = "getComputedStyle(document.querySelector('svg.wide .line')).stroke"
    assert page.evaluate(line) == page.evaluate("getComputedStyle(document.body).color")
    assert page.evaluate("getComputedStyle(document.querySelector('.change .arrow')).borderStyle") == "solid"


def test_who_wants_less_motion_gets_none(opened: Opened) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    moved = [opened("/", reduced_motion=wish).evaluate(behaviour) for wish in ("reduce", "no-preference")]
    assert moved == ["auto", "smooth"]

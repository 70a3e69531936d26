"""The interactive chart, in a real browser: asked for, refused, slow, and used by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, Route, expect

ADDRESS = "/measures/violence-with-injury"
BUTTON = "[data-interactive]"
SLOW = "Object.defineProperty(navigator, 'connection', { value: { effectiveType: '3g', saveData: false } })"


@pytest.fixture
def asked(page: Page) -> Iterator[list[Request]]:
    """Every request of the page; none of them may be anything but a GET, or leave the site."""
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - playwright marks the function
    yield requests
    hosts = {request.url.split("/")[2] for request in requests if not request.url.startswith("data:")}
    assert {request.method for request in requests} == {"GET"}
    assert len(hosts) == 1


def live(page: Page) -> None:
    expect(page.locator(".stage[data-live] .js-plotly-plot .main-svg").first).to_be_visible(timeout=30_000)


def test_nothing_of_dash_is_fetched_until_it_is_asked_for(page: Page, asked: list[Request]) -> None:
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    names = [
        request.url.rsplit("/", 1)[-1].split(".")[0]
        for request in asked
        if not request.url.startswith("data:")
    ]
    assert names == ["violence-with-injury", "site", "explore"]


def test_the_chart_comes_alive_in_its_place_and_keeps_focus_and_height(
    page: Page, asked: list[Request]
) -> None:
    page.goto(ADDRESS)
    height, title = page.evaluate("document.documentElement.scrollHeight"), page.title()
    button = page.locator(BUTTON)
    button.scroll_into_view_if_needed()
    page.evaluate("(element) => element.focus({ preventScroll: true })", button.element_handle())
    top = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    live(page)
    assert page.evaluate("document.documentElement.scrollHeight") == height
    assert (page.evaluate("scrollY"), page.title()) == (top, title)
    assert page.evaluate("document.activeElement.id") == "explore-all"
    expect(page.locator(".stage [role=status]")).to_have_text("The interactive chart is ready.")
    assert len(asked) > 3


def test_its_controls_work_by_keyboard(page: Page) -> None:
    page.goto(ADDRESS)
    page.locator(BUTTON).press("Enter")
    live(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".stage [role=status]")).to_have_text("Last 2 years shown.")
    shown = page.evaluate("document.querySelector('.js-plotly-plot').layout.xaxis.range")
    assert shown == [69.5, 93.5]
    assert page.locator("[aria-pressed=true]").text_content() == "Last 2 years"


def test_a_tap_on_the_drawing_asks_for_the_chart_too(page: Page) -> None:
    page.goto(ADDRESS)
    page.locator(".stage .chart").click()
    live(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_live_chart_passes_axe(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(ADDRESS)
    page.locator(BUTTON).click()
    live(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_on_a_slow_connection_the_reader_is_asked_first(page: Page, asked: list[Request]) -> None:
    page.add_init_script(SLOW)
    page.goto(ADDRESS)
    page.locator(BUTTON).click()
    expect(page.locator(".stage [role=status]")).to_contain_text("This loads about ")
    assert not any("plotly" in request.url for request in asked)
    page.locator(BUTTON).click()
    live(page)


def test_if_a_script_fails_the_page_stays_as_it_was_and_can_try_again(page: Page) -> None:
    failing = True

    def react(route: Route) -> None:
        route.abort() if failing else route.continue_()

    page.route("**/react-dom*", react)
    page.goto(ADDRESS)
    page.locator(BUTTON).click()
    expect(page.locator(".stage [role=status]")).to_contain_text("could not be loaded")
    expect(page.locator(".stage svg:visible")).to_have_count(1)
    assert page.locator(".explored").count() == 0
    failing = False
    page.locator(BUTTON).click()
    live(page)


def test_without_scripts_there_is_no_button_and_the_drawing_stands(new_context, site: str) -> None:  # type: ignore[no-untyped-def]
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site + ADDRESS)
    expect(page.locator(BUTTON)).to_be_hidden()
    expect(page.locator(".stage svg:visible")).to_have_count(1)

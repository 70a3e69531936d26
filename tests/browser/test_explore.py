"""The interactive chart, in a real browser: asked for, refused, slow, and used by keyboard."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.axe import OPTIONS
from tests.browser.kinds import Opened, until

ADDRESS = "/measures/violence-with-injury"
BUTTON = "[data-interactive]"
SLOW = "Object.defineProperty(navigator, 'connection', { value: { effectiveType: '3g', saveData: false } })"

SPAN = "document.querySelector('.js-plotly-plot').layout.xaxis.range"
SCALE = "document.querySelector('.js-plotly-plot').layout.yaxis.range"
VISIBLE_LINES = """[...new Set(document.querySelector('.js-plotly-plot').data
    .filter((trace) => trace.visible === true).map((trace) => trace.name))].sort()"""
SMALLEST = """Math.min(...[...document.querySelectorAll('.controls :is(button, summary)')]
    .flatMap((one) => [one.offsetWidth, one.offsetHeight]))"""
FIRST_PIXEL = """async (picture) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${picture}` });
    await image.decode();
    const pen = document.createElement("canvas").getContext("2d");
    pen.drawImage(image, 0, 0);
    return [...pen.getImageData(2, 2, 1, 1).data];
}"""


@pytest.fixture
def page_requests(page: Page) -> Iterator[list[Request]]:
    """Every request of the page; none of them may be anything but a GET, or leave the site."""
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - playwright marks the function
    yield requests
    hosts = {request.url.split("/")[2] for request in requests if not request.url.startswith("data:")}
    assert {request.method for request in requests} == {"GET"}
    assert len(hosts) == 1


@pytest.fixture
def window(opened: Opened, site: str) -> Page:
    """A window that may have read the scripts for a test before; `page` is new, where a test looks at their coming."""
    return opened("/robots.txt", base_url=site)


def live(page: Page) -> None:
    expect(page.locator(".stage[data-live] .js-plotly-plot .main-svg").first).to_be_visible()


def explore(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(BUTTON).press("Enter")
    live(page)


def announced(page: Page, sentence: str) -> None:
    expect(page.locator(".stage [role=status]")).to_have_text(sentence)


def comes_to(page: Page, reading: str, value: object) -> None:
    """Waits for the chart to hold a value: plotly draws some time after its reader was answered."""
    until(page, f"JSON.stringify({reading}) === {json.dumps(json.dumps(value, separators=(',', ':')))}")


def saved(page: Page, kind: str, folder: Path) -> Path:
    """The picture that a reader saves; its name says the measure, the area and the release."""
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {kind}").click()
    name = download.value.suggested_filename
    assert name == f"trust-in-police-camden-2023-24-q3.{kind.lower()}"
    announced(page, f"Saved as {name}.")
    download.value.save_as(folder / name)
    return folder / name


def test_nothing_of_dash_is_fetched_until_it_is_asked_for(page: Page, page_requests: list[Request]) -> None:
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    names = [
        request.url.rsplit("/", 1)[-1].split(".")[0]
        for request in page_requests
        if not request.url.startswith("data:")
    ]
    assert names == ["violence-with-injury", "explore", "readout"]


def test_the_chart_comes_alive_in_its_place_and_keeps_focus_and_height(
    page: Page, page_requests: list[Request]
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
    assert len(page_requests) > 3


def test_its_controls_work_by_keyboard(window: Page) -> None:
    window.goto(ADDRESS)
    window.locator(BUTTON).press("Enter")
    live(window)
    window.keyboard.press("Tab")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    announced(window, "February 2022 to January 2024 shown.")
    comes_to(window, SPAN, [141.5, 165.5])
    assert window.locator("[data-points][aria-pressed=true]").text_content() == "2 years"


def test_time_is_seen_closer_wider_earlier_and_later_by_keyboard(window: Page) -> None:
    explore(window, ADDRESS)
    window.locator(".controls summary").press("Enter")
    for name, sentence in (
        ("Closer", "March 2017 to January 2024 shown."),
        ("Earlier", "September 2013 to July 2020 shown."),
        ("Later", "March 2017 to January 2024 shown."),
        ("Wider", "April 2010 to January 2024 shown."),
        ("Wider", "There is no more to show. April 2010 to January 2024 shown."),
    ):
        window.get_by_role("button", name=name, exact=True).press("Enter")
        announced(window, sentence)
    window.keyboard.press("Escape")
    expect(window.locator(".controls summary")).to_be_focused()
    expect(window.locator(".panel")).to_be_hidden()


def test_presses_that_come_before_the_chart_is_drawn_anew_add_up(window: Page) -> None:
    explore(window, ADDRESS)
    window.evaluate("document.querySelector('[data-points=\"24\"]').click()")
    window.evaluate(
        "['Earlier', 'Earlier', 'Closer'].forEach((name) => [...document.querySelectorAll('[data-step]')]"
        ".find((button) => button.textContent === name).click())"
    )
    comes_to(window, SPAN, [129.5, 141.5])


def test_lines_are_shown_and_hidden_by_buttons_that_say_so_and_the_scale_fits_them(window: Page) -> None:
    explore(window, "/measures/victim-satisfaction")
    window.locator(".controls summary").press("Enter")
    online = window.get_by_role("button", name="Online", exact=True)
    comes_to(window, VISIBLE_LINES, ["95% interval", "Face to face"])
    comes_to(window, SCALE, [50, 80])
    online.press("Enter")
    announced(window, "Online shown.")
    expect(online).to_have_attribute("aria-pressed", "true")
    comes_to(window, f"{SCALE}[0]", 20)
    comes_to(window, VISIBLE_LINES, ["95% interval", "Face to face", "Online"])
    window.get_by_role("button", name="95% interval").press("Space")
    announced(window, "95% interval hidden.")
    online.press("Enter")
    announced(window, "Online hidden.")
    comes_to(window, f"{SCALE}[0]", 50)
    comes_to(window, VISIBLE_LINES, ["Face to face"])


def test_region_stands_beside_a_district(window: Page) -> None:
    explore(window, "/measures/trust-in-police?area=camden")
    comes_to(window, VISIBLE_LINES, ["95% interval", "Camden", "London"])


def test_it_opens_at_the_span_that_the_address_asks_for(window: Page) -> None:
    explore(window, "/measures/violence-with-injury?from=2023-01&to=2023-06")
    window.locator(".controls summary").click()
    window.get_by_role("button", name="Wider").click()
    announced(window, "July 2022 to June 2023 shown.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_is_saved_as_a_picture_that_says_what_it_shows(
    window: Page, tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    window.emulate_media(color_scheme=scheme)
    explore(window, "/measures/trust-in-police?area=camden")
    window.locator(".controls summary").click()
    drawing = ElementTree.parse(saved(window, "SVG", tmp_path)).getroot()
    words = " ".join(
        "".join(element.itertext()) for element in drawing.iter() if element.tag.endswith("}text")
    )
    assert drawing.findtext("{http://www.w3.org/2000/svg}title", "").startswith(
        "Trust in police, Camden, Q4 2015/16"
    )
    for part in (
        "Trust in police, Camden",
        "London",
        "shaded band",
        "Release Q3 2023/24",
        "Open Government Licence",
    ):
        assert part in words
    window.get_by_role("button", name="95% interval").click()
    announced(window, "95% interval hidden.")
    assert "shaded band" not in saved(window, "SVG", tmp_path).read_text()
    picture = saved(window, "PNG", tmp_path).read_bytes()
    assert (picture[:8], struct.unpack(">II", picture[16:24])) == (b"\x89PNG\r\n\x1a\n", (1200, 675))
    pixel = window.evaluate(FIRST_PIXEL, base64.b64encode(picture).decode())
    assert pixel == [255, 255, 255, 255]


def test_if_a_picture_cannot_be_made_it_is_said_and_the_chart_stays(window: Page) -> None:
    explore(window, ADDRESS)
    window.evaluate("() => { window.Plotly.toImage = () => Promise.reject(new Error('no')); }")
    window.locator(".controls summary").click()
    window.get_by_role("button", name="Save as PNG").click()
    announced(window, "The picture could not be made. The chart and its table stay as they are.")
    live(window)


def test_a_tap_on_the_drawing_asks_for_the_chart_too(window: Page) -> None:
    window.goto(ADDRESS)
    window.locator(".stage .chart").click()
    live(window)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_live_chart_passes_axe_and_has_targets_large_enough(
    window: Page, scheme: Literal["light", "dark"], width: int
) -> None:
    window.set_viewport_size({"width": width, "height": 800})
    window.emulate_media(color_scheme=scheme)
    explore(window, "/measures/confidence-in-police")
    window.locator(".controls summary").click()
    window.get_by_role("button", name="Trust the Metropolitan Police").click()
    assert window.evaluate(SMALLEST) >= 24
    assert window.evaluate("document.documentElement.scrollWidth") == width
    results = Axe().run(window, options=OPTIONS)
    assert results.violations_count == 0, results.generate_report()


def test_on_a_slow_connection_the_reader_is_asked_first(page: Page, page_requests: list[Request]) -> None:
    page.add_init_script(SLOW)
    page.goto(ADDRESS)
    page.locator(BUTTON).click()
    expect(page.locator(".stage [role=status]")).to_contain_text("This loads about ")
    assert not any("plotly" in request.url for request in page_requests)
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

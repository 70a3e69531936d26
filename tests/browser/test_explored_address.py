"""What an interactive chart shows stands in the address; and what it saves names the newest figures, as it does itself."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import Opened, until
from tests.browser.test_explore import (
    ADDRESS,
    SCALE,
    SPAN,
    VISIBLE_LINES,
    announced,
    comes_to,
    explore,
    live,
    saved,
)

SATISFACTION = "/measures/victim-satisfaction"
CAMDEN = "/measures/trust-in-police?area=camden"
# How many points of a picture to the right of its lines have the colour of the measure's own line.
COLOURED = """async (picture) => {
  const image = Object.assign(new Image(), { src: `data:image/png;base64,${picture}` });
  await image.decode();
  const sheet = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const pen = sheet.getContext("2d");
  pen.drawImage(image, 0, 0);
  const points = pen.getImageData(1060, 0, 140, image.height).data;
  let count = 0;
  for (let n = 0; n < points.length; n += 4) count += points[n] === 67 && points[n + 1] === 53 && points[n + 2] === 167;
  return count;
}"""
NOTES = """[...document.querySelectorAll('.js-plotly-plot .annotation-text')].map(one => one.textContent)"""
# Whether the label of a break lies on the frame in which the lines are drawn.
BREAK_ON_LINES = """(() => {
  const label = [...document.querySelectorAll('.js-plotly-plot .annotation-text')]
    .find(one => one.textContent.startsWith('Break')).getBoundingClientRect();
  const frame = document.querySelector('.js-plotly-plot .bglayer rect, .js-plotly-plot .plot .scatterlayer').getBoundingClientRect();
  return label.bottom > frame.top + 2;
})()"""


@dataclass(frozen=True)
class Picture:
    """What a chart shows: the ends of its axes, and the names of its lines and its interval."""

    span: list[float]
    scale: list[float]
    lines: list[str]

    def comes(self, page: Page) -> None:
        for reading, value in ((SPAN, self.span), (SCALE, self.scale), (VISIBLE_LINES, self.lines)):
            comes_to(page, reading, value)


@pytest.fixture
def window(opened: Opened, site: str) -> Page:
    return opened("/robots.txt", base_url=site)


def address(page: Page) -> str:
    return page.url.split("/measures/")[1]


def press(page: Page, name: str) -> None:
    if page.locator(".panel").is_hidden():
        page.locator(".controls summary").click()
    page.get_by_role("button", name=name, exact=True).click()


def test_the_lines_and_the_span_that_are_shown_survive_a_reload(window: Page) -> None:
    explore(window, SATISFACTION)
    assert address(window) == "victim-satisfaction"
    press(window, "Online")
    announced(window, "Online shown.")
    press(window, "2 years")
    until(window, "location.search.includes('from=')")
    assert address(window) == "victim-satisfaction?lines=interval.reporting-route-2&from=2021-Q4"
    closer = Picture([6.5, 14.5], [20, 80], ["95% interval", "Face to face", "Online"])
    closer.comes(window)
    window.reload()
    live(window)
    closer.comes(window)


def test_back_and_forward_step_through_what_was_shown(window: Page) -> None:
    explore(window, SATISFACTION)
    at_first = Picture([-0.5, 14.5], [50, 80], ["95% interval", "Face to face"])
    at_first.comes(window)
    press(window, "Online")
    until(window, "location.search.includes('reporting-route-2')")
    with_line = Picture([-0.5, 14.5], [20, 80], ["95% interval", "Face to face", "Online"])
    with_line.comes(window)
    press(window, "2 years")
    until(window, "location.search.includes('from=')")
    closer = replace(with_line, span=[6.5, 14.5])
    closer.comes(window)
    for go, expected in (
        ("back", with_line),
        ("back", at_first),
        ("forward", with_line),
        ("forward", closer),
    ):
        window.evaluate(f"history.{go}()")
        expected.comes(window)
        until(
            window,
            f"document.querySelectorAll('[data-line][aria-pressed=true]').length === {len(expected.lines) - 1}",
        )


def test_lines_that_an_address_asks_for_and_the_chart_has_not_are_passed_over(window: Page) -> None:
    window.goto(f"{SATISFACTION}?lines=nothing.reporting-route-2.%3Cb%3E")
    live(window)
    until(window, "document.querySelectorAll('[data-line][aria-pressed=true]').length === 1")
    comes_to(window, VISIBLE_LINES, ["Face to face", "Online"])


def test_the_newest_figure_and_the_break_are_named_and_the_break_where_no_line_lies(
    opened: Opened, later_site: str
) -> None:
    page = opened("/robots.txt")
    explore(page, later_site + ADDRESS)
    newest = page.locator(".stage .wide .now").text_content()
    assert page.evaluate(NOTES) == ["Break: March 2024", newest]
    assert not page.evaluate(BREAK_ON_LINES)
    press(page, "2 years")
    announced(page, "June 2022 to May 2024 shown.")
    press(page, "Earlier")
    until(page, f"!{NOTES}.includes('{newest}')")


def test_a_saved_picture_names_each_line_and_its_newest_figure(window: Page, tmp_path: Path) -> None:
    explore(window, CAMDEN)
    newest = window.locator(".stage .wide .now").text_content()
    window.locator(".controls summary").click()
    drawing = ElementTree.parse(saved(window, "SVG", tmp_path)).getroot()
    words = ["".join(element.itertext()) for element in drawing.iter() if element.tag.endswith("}text")]
    assert f"Camden {newest}" in words
    assert [text for text in words if text.startswith("London ")] != []
    assert [element for element in drawing.iter() if element.get("class") == "legend"] == []
    picture = saved(window, "PNG", tmp_path).read_bytes()
    assert window.evaluate(COLOURED, base64.b64encode(picture).decode()) > 100
    expect(window.locator(".stage [role=status]")).to_contain_text("Saved as")

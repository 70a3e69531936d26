"""A figure read off a chart, in a real browser: by pointer, finger and keys, in the words of the chart's own table."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Axe
from tests.browser.kinds import LOOKS, Opened, until

TREND = "/measures/violence-with-injury"
# One address for each kind of chart that is read.
CHARTS = [
    TREND,
    "/measures/victim-satisfaction",
    "/measures/victim-satisfaction?dimension=reporting-route",
    "/measures/homicide",
    "/measures/homicide?dimension=age-group",
    "/measures/trust-in-police?area=camden",
    "/areas/camden",
    "/areas/compare?area=camden&area=islington&area=hackney&area=south-west",
    "/outcomes/violence",
    "/outcomes/trust",
    "/as-at/2023-24-q3/measures/homicide",
]
LATER_CHARTS = [TREND, f"{TREND}?from=2024-03", "/measures/homicide?dimension=age-group", "/areas/camden"]
# The table that a chart is read from, row by row, its head first.
TABLE = """place => [...place.closest('figure, section').querySelector('table').rows].map(row =>
  [...row.cells].map(cell => [cell.textContent, cell.className]))"""
# From the first figure to the last, line by line: what is said, and where the ring stands.
WALK = """place => {
  const stop = place.querySelector('.reader'), [ring, box] = stop.querySelectorAll('i, b'), read = [];
  const press = key => stop.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const here = () => [box.textContent, ...['x', 'y'].map(side => ring.getBoundingClientRect()[side])];
  for (let line = 0; line < place.dataset.lines.split(' ').length; line++) {
    press('Home');
    if (line) press('ArrowDown'), press('Home');
    const points = [here()];
    if (!points[0][0] || read.length && read.at(-1)[0][0] === points[0][0]) break;
    for (press('ArrowRight'); `${here()}` !== `${points.at(-1)}`; press('ArrowRight')) points.push(here());
    read.push(points);
  }
  return read;
}"""
IN_THE_MIDDLE = "place => place.scrollIntoView({ block: 'center', behavior: 'instant' })"
OVERLAP = """view => {
  const [ring, box] = [...view.querySelectorAll('i, b')].map(part => part.getBoundingClientRect());
  return ring.left < box.right && box.left < ring.right && ring.top < box.bottom && box.top < ring.bottom;
}"""
CONTRAST = """box => {
  const light = text => text.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
    .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0);
  const { color, backgroundColor } = getComputedStyle(box), [low, high] = [light(color), light(backgroundColor)].sort();
  return (high + .05) / (low + .05);
}"""
COUNT_ANNOUNCEMENTS = """() => {
  const live = document.querySelector('[aria-live]');
  window.heard = [];
  new MutationObserver(() => live.textContent && heard.push(live.textContent)).observe(live, { childList: true });
}"""
# Whether a key is left to the browser.
PRESS = """(stop, [key, altKey]) =>
  stop.dispatchEvent(new KeyboardEvent('keydown', { key, altKey, bubbles: true, cancelable: true }))"""
# As often as a held key comes, all within one turn of the page: no rest lies between them, on any machine.
HOLD_ARROW_LEFT = """stop => {
  for (let press = 0; press < 12; press++)
    stop.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true }));
}"""
Row = list[tuple[str, str]]


def places(page: Page) -> list[Locator]:
    return page.locator("[data-lines]").all()


def box(place: Locator) -> Locator:
    return place.locator(".reader b")


def expected(place: Locator) -> list[list[str]]:
    """What the table of a chart has to say of each line, in the order of its points."""
    heads, *rows = place.evaluate(TABLE)
    columns = str(place.get_attribute("data-lines")).split()
    ordered = rows if place.get_attribute("data-rows") else rows[::-1]
    lines = []
    for column in range(1, len(columns) + 1):
        figure_rows = [row for row in ordered if re.search(r"\d", row[column][0])]
        lines.append([sentence(heads, row, column, place) for row in figure_rows])
    return [line for line in lines if line]


def sentence(heads: Row, row: Row, column: int, place: Locator) -> str:
    if " " in str(place.get_attribute("data-lines")):
        before = str(place.get_attribute("data-to") or "")
        assert before.endswith("12 months to the end of ") is (heads[0][0] == "12 months to the end of")
        return f"{heads[column][0]}: {row[column][0]} ({before}{row[0][0]})"
    named = [
        f"{head} {text}" if look else text
        for (head, _), (text, look) in zip(heads[1:], row[1:], strict=True)
        if text
    ]
    if place.get_attribute("data-rows"):
        return ", ".join([row[0][0], *named])
    return ", ".join([f"{row[1][0]} ({row[0][0]})", *named[1:]])


def figure_of(text: str) -> float:
    """The number that a line is drawn at: the last of its row where the drawing is adjusted, else the first."""
    adjusted = re.search(r"time of year ([\d,.]+)", text)
    number = adjusted[1] if adjusted else re.findall(r"[\d,.]*\d", text.split(" (", maxsplit=1)[0])[-1]
    return float(number.replace(",", ""))


@pytest.mark.parametrize("path", CHARTS)
def test_every_point_of_a_chart_says_what_the_table_says_and_stands_where_it_is_drawn(
    opened: Opened, path: str
) -> None:
    agrees(opened(path))


@pytest.mark.parametrize("path", LATER_CHARTS)
def test_points_beside_a_break_and_withheld_figures_say_what_the_table_says(
    opened: Opened, later_site: str, path: str
) -> None:
    agrees(opened(later_site + path))


def agrees(page: Page) -> None:
    assert places(page)
    for place in places(page):
        read = place.evaluate(WALK)
        assert [[text for text, _, _ in line] for line in read] == expected(place)
        if "bars" not in str(place.get_attribute("class")):
            assert [wrong for line in read for wrong in wrong_order(line)] == []


def wrong_order(line: list[tuple[str, float, float]]) -> list[object]:
    """Points of a line that stand to the left of an earlier one, or above one with a higher figure."""
    backwards = [(a, b) for a, b in pairwise(line) if b[1] <= a[1]]
    upside_down = [
        (a, b)
        for a, b in combinations(line, 2)
        if (figure_of(a[0]) - figure_of(b[0])) * (a[2] - b[2]) > 0 and abs(a[2] - b[2]) > 1
    ]
    return [*backwards, *upside_down]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_figure_nearest_the_pointer_is_shown_beside_its_point_and_nothing_moves(
    opened: Opened, width: int
) -> None:
    page = opened("/measures/victim-satisfaction", width)
    place, size = places(page)[0], "document.documentElement.getBoundingClientRect().height"
    place.scroll_into_view_if_needed()
    height, edge = page.evaluate(size), place.bounding_box()
    assert edge is not None
    for share in (0.0, 0.2, 0.5, 0.8, 0.99):
        page.mouse.move(edge["x"] + share * edge["width"], edge["y"] + edge["height"] / 2)
        expect(box(place)).to_be_visible()
        assert not place.locator(".reader > div").evaluate(OVERLAP)
        words = box(place).bounding_box()
        assert words is not None
        assert words["x"] >= 0 and words["x"] + words["width"] <= width
    assert (page.evaluate(size), place.bounding_box()) == (height, edge)
    page.mouse.move(1, 1)
    expect(box(place)).to_be_hidden()


def test_the_arrow_keys_read_a_chart_and_escape_leaves_it(opened: Opened) -> None:
    page = opened("/measures/victim-satisfaction?dimension=reporting-route")
    place = places(page)[0]
    stop = place.locator(".reader")
    assert (stop.get_attribute("role"), stop.get_attribute("aria-label")) == (
        "application",
        "Overall victim satisfaction with the Metropolitan Police by reporting route, over time. The arrow keys read its figures.",
    )
    stop.focus()
    read = [box(place).inner_text()]
    for key in ("ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End", "ArrowRight"):
        page.keyboard.press(key)
        read.append(box(place).inner_text())
    assert [text.split(":")[0] for text in read] == ["Face to face"] * 2 + ["Telephone"] + [
        "Face to face"
    ] * 4
    assert [text.split("(")[1] for text in read[:2]] == ["Q3 2023/24)", "Q2 2023/24)"]
    assert read[0] == read[5] == read[6] != read[4]
    page.keyboard.press("Escape")
    expect(box(place)).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(box(place)).to_be_visible()
    page.keyboard.press("Tab")
    expect(box(place)).to_be_hidden()


def test_what_is_read_is_announced_once_the_reader_has_come_to_rest(opened: Opened) -> None:
    page = opened(TREND)
    place = places(page)[0]
    page.evaluate(COUNT_ANNOUNCEMENTS)
    place.locator(".reader").focus()
    place.locator(".reader").evaluate(HOLD_ARROW_LEFT)
    until(page, "heard.length > 0")
    assert page.evaluate("heard") == [box(place).text_content()]
    assert page.locator("[aria-live]").count() == 1
    assert page.locator("[aria-live]").get_attribute("aria-live") == "polite"


def test_keys_of_the_browser_stay_the_browser_s(opened: Opened) -> None:
    stop = places(opened(TREND))[0].locator(".reader")
    stop.focus()
    kept = [
        stop.evaluate(PRESS, event) for event in (["ArrowLeft", True], ["ArrowUp", False], ["Tab", False])
    ]
    assert (kept, stop.evaluate(PRESS, ["ArrowLeft", False])) == ([True] * 3, False)


def test_a_tap_and_a_finger_along_a_chart_read_it_and_fetch_nothing(opened: Opened) -> None:
    page = opened(TREND, 360, has_touch=True)
    place = places(page)[0]
    place.evaluate(IN_THE_MIDDLE)
    assert place.evaluate("e => getComputedStyle(e).touchAction") == "pan-y pinch-zoom"
    edge = place.bounding_box()
    assert edge is not None
    y = edge["y"] + edge["height"] / 2
    page.touchscreen.tap(edge["x"] + 100, y)
    expect(box(place)).to_be_visible()
    read = str(box(place).text_content())
    drag(page, [(edge["x"] + 100 + 10 * step, y) for step in range(10)])
    expect(box(place)).not_to_have_text(read)
    assert page.locator(".explored").count() == 0
    page.touchscreen.tap(5, edge["y"] - 20)
    expect(box(place)).to_be_hidden()


def test_a_finger_that_moves_up_a_chart_scrolls_the_page(opened: Opened) -> None:
    page = opened(TREND, 360, has_touch=True)
    places(page)[0].evaluate(IN_THE_MIDDLE)
    edge, top = places(page)[0].bounding_box(), page.evaluate("scrollY")
    assert edge is not None
    drag(page, [(edge["x"] + 100, edge["y"] + 150 - 15 * step) for step in range(12)])
    until(page, f"scrollY > {top + 100}")
    expect(box(places(page)[0])).to_be_hidden()


def drag(page: Page, way: list[tuple[float, float]]) -> None:
    """A finger that goes down at the first place, along the others, and up."""
    touch = page.context.new_cdp_session(page)
    kinds = ["touchStart", *["touchMove"] * (len(way) - 1)]
    for kind, (x, y) in zip(kinds, way, strict=True):
        points: list[dict[str, Any]] = [{"x": x, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(20)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_read_stands_out_from_its_ground(opened: Opened, scheme: Literal["light", "dark"]) -> None:
    page = opened(TREND, 360, color_scheme=scheme)
    places(page)[0].locator(".reader").focus()
    assert box(places(page)[0]).evaluate(CONTRAST) >= 7


def test_what_is_read_is_seen_where_the_device_decides_on_colours(opened: Opened) -> None:
    page = opened(TREND, 360, forced_colors="active")
    places(page)[0].locator(".reader").focus()
    assert box(places(page)[0]).evaluate(CONTRAST) >= 7
    assert box(places(page)[0]).evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"


@pytest.mark.parametrize("path", [TREND, "/measures/homicide?dimension=age-group"])
def test_axe_finds_no_fault_while_a_chart_is_read(browser: Any, site: str, path: str) -> None:
    axe = Axe(browser)
    axe.open(site + path)
    for look in LOOKS:
        look.put_on(axe.window)
        for place in places(axe.window):
            place.locator(".reader").focus()
            expect(box(place)).to_be_visible()
            assert axe.faults() == []
    axe.window.context.close()


def test_without_scripts_nothing_can_be_reached_that_does_nothing(opened: Opened) -> None:
    page = opened(TREND, java_script_enabled=False)
    assert page.locator(".reader:visible").count() == 0
    expect(page.locator(".stage svg:visible")).to_have_count(1)

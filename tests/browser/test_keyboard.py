"""The ways through the site by keyboard alone, with the place of the keyboard in sight at every stop."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import Opened, every_page, until

# Of each stop of the keyboard: is it drawn, is it in the window, and does nothing lie over its middle?
AT_STOP = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const style = getComputedStyle(at), box = at.getClientRects()[0];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const seen = y >= 0 && y <= innerHeight && x >= 0 && x <= innerWidth
    && (at === top || at.contains(top) || top?.contains(at));
  const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return seen && drawn ? '' : at.outerHTML.slice(0, 100);
}"""
STOPS = 45  # of each page the first ones; forms, folds and tables are among them
NAMED = "() => document.activeElement.textContent.trim()"


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Walks on with Tab until what is looked for is reached."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector} on {page.url}")


@every_page
def test_where_the_keyboard_is_can_be_seen_at_every_stop(opened: Opened, path: str) -> None:
    page, hidden = opened(path, 1280, reduced_motion="reduce"), []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if (at_stop := page.evaluate(AT_STOP)) is None:
            break
        hidden += [at_stop]
    assert len(hidden) > 10
    assert [stop for stop in hidden if stop] == []


ON_THE_MAP = """() => {
  const at = document.activeElement, path = getComputedStyle(at.querySelector('path'));
  return [at.getAttribute('aria-label'), path.fill, parseFloat(path.strokeWidth) >= 3,
    getComputedStyle(at.querySelector('.named')).opacity];
}"""


def test_the_keyboard_goes_from_area_to_area_on_the_map_and_each_says_what_it_is(
    later_site: str, opened: Opened
) -> None:
    page = opened(f"{later_site}/areas?map=boundaries", 1280, reduced_motion="reduce")
    tab_to(page, ".area-map a")
    stops = []
    for _ in range(33):
        name, fill, is_thick, opacity = page.evaluate(ON_THE_MAP)
        assert (fill, is_thick, opacity) == ("rgb(255, 210, 63)", True, "1"), name
        stops.append(name.partition(":")[0])
        page.keyboard.press("Tab")
    assert len(set(stops)) == 33 and stops[0] == "Enfield" and stops[-1] == "Sutton"
    assert page.evaluate("document.activeElement.closest('.area-map')") is None
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/areas/sutton")


@pytest.mark.parametrize("path", ["/", "/measures/homicide", "/areas"])
def test_the_first_stop_of_the_keyboard_skips_to_the_content(opened: Opened, path: str) -> None:
    page = opened(path)
    page.keyboard.press("Tab")
    assert page.evaluate(NAMED) == "Skip to the main content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_folds_opens_with_the_space_bar_and_closes_again(opened: Opened) -> None:
    page = opened("/")
    tab_to(page, "#measure-homicide summary")
    page.keyboard.press("Space")
    assert page.locator("#measure-homicide details p").first.is_visible()
    page.keyboard.press("Enter")
    assert not page.locator("#measure-homicide details p").first.is_visible()


def test_the_finder_leads_to_a_district_and_on_to_its_violence_trend(opened: Opened, site: str) -> None:
    page = opened("/")
    tab_to(page, "input[name=find]")
    page.keyboard.type("camdn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/areas/camden**")
    tab_to(page, 'a[href^="/measures/violence-with-injury?area=camden"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/measures/violence-with-injury?area=camden")
    assert page.locator("section[data-measure] h2").inner_text() == "Camden"


def test_a_measure_an_area_and_a_span_are_chosen_and_back_leads_home(opened: Opened, site: str) -> None:
    page = opened("/")
    tab_to(page, 'a[href="/measures/violence-with-injury"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/measures/violence-with-injury")
    tab_to(page, "select[name=area]")
    page.keyboard.type("Camd")
    tab_to(page, "form.choice button")
    page.keyboard.press("Enter")
    page.wait_for_url("**?area=camden*")
    district = page.url
    tab_to(page, "form.choice summary")
    page.keyboard.press("Enter")
    tab_to(page, "select[name=from]")
    page.keyboard.type("January 2023")
    tab_to(page, "form.choice button")
    page.keyboard.press("Enter")
    page.wait_for_url("**&from=2023-01*")
    for expected in (district, f"{site}/measures/violence-with-injury", f"{site}/"):
        page.go_back()
        assert page.url == expected


def test_a_tile_of_the_map_leads_to_its_district(opened: Opened) -> None:
    page = opened("/areas")
    tab_to(page, '.map a[href="/areas/camden"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/areas/camden")
    assert page.locator("h1").inner_text() == "Camden"


def test_areas_are_set_side_by_side(opened: Opened) -> None:
    page = opened("/areas/compare")
    for name in ("Camden", "Barnet"):
        tab_to(page, "main select")
        page.keyboard.type(name)
    tab_to(page, "main form:has(select) button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/areas/compare?*area=camden*")
    assert {"Camden", "Barnet"} <= set(page.locator("main th").all_inner_texts())


def test_a_figure_is_downloaded(opened: Opened) -> None:
    page = opened("/measures/homicide")
    tab_to(page, 'a[href^="/downloads/homicide.csv"]')
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "homicide-london-all-2023-24-q3.csv"


def test_a_wide_table_is_scrolled_with_the_arrows(opened: Opened) -> None:
    page = opened("/measures/homicide", 320)
    tab_to(page, ".graph details:has(table) > summary")
    page.keyboard.press("Enter")
    tab_to(page, ".scrolled")
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 0")

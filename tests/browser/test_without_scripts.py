"""The ways through the site with JavaScript switched off: links, forms, and the browser's back and forward."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import Opened, every_page


@pytest.fixture
def plain(opened: Opened) -> Page:
    """A first page without scripts, on a phone."""
    return opened("/", 360, java_script_enabled=False)


@every_page
def test_a_page_reads_without_scripts_and_asks_for_them_only_where_a_chart_can_be_explored_or_read(
    opened: Opened, path: str
) -> None:
    need_plain_page(opened(path, java_script_enabled=False))


def need_plain_page(page: Page) -> None:
    """A page has its words, and names a script of ours only where there is something for it to do."""
    data = page.locator('script[type="application/ld+json"]').count()  # what no browser runs
    marks = {"explore": "[data-explore]", "readout": "[data-lines]"}
    for name, mark in marks.items():
        assert page.locator(f"script[src*='/{name}.']").count() == bool(page.locator(mark).count())
    assert page.locator("script").count() - data <= len(marks)
    assert page.locator("script:not([defer])").count() == data
    assert len(page.locator("main").inner_text()) > 100


def test_from_the_framework_a_district_s_violence_trend_is_two_actions_away(plain: Page, site: str) -> None:
    plain.get_by_label("Find your borough").fill("camden")
    plain.get_by_label("Find your borough").press("Enter")  # one
    plain.locator('main a[href^="/measures/violence-with-injury?area=camden"]').first.click()  # two
    assert plain.url.startswith(f"{site}/measures/violence-with-injury?area=camden")
    assert plain.locator("section[data-measure] h2").inner_text() == "Camden"
    assert plain.locator("figure svg:visible").first.is_visible()


def test_a_view_is_chosen_step_by_step_and_back_and_forward_walk_through_it(plain: Page, site: str) -> None:
    address = f"{site}/measures/violence-with-injury"
    plain.goto(address)
    plain.get_by_label("Area", exact=True).select_option("Camden")
    plain.get_by_role("button", name="Show").click()
    plain.wait_for_url(f"{address}?area=camden*")
    district = plain.url
    plain.get_by_label("Compared with").select_option(index=1)
    plain.get_by_role("button", name="Show").click()
    plain.wait_for_url(f"{address}?area=camden&comparison=*")
    compared = plain.url
    plain.go_back()
    assert (plain.url, plain.get_by_label("Area", exact=True).input_value()) == (district, "camden")
    plain.go_back()
    assert plain.url == address
    plain.go_forward()
    plain.go_forward()
    assert plain.url == compared


def test_up_to_four_areas_are_set_side_by_side(plain: Page, site: str) -> None:
    plain.goto(f"{site}/areas/compare")
    selects = plain.locator("main select")
    for place, name in enumerate(("Camden", "Barnet")):
        selects.nth(place).select_option(name)
    plain.locator("main form button").last.click()
    assert {"Camden", "Barnet", "London"} <= set(plain.locator("main th").all_inner_texts())


def test_a_figure_is_downloaded_by_a_link(plain: Page, site: str) -> None:
    plain.goto(f"{site}/measures/homicide")
    with plain.expect_download() as waiting:
        plain.locator('main a[href*="/downloads/homicide.csv"]:not([href*="metadata"])').first.click()
    assert waiting.value.suggested_filename == "homicide-london-all-2023-24-q3.csv"


def test_a_mistyped_address_offers_the_nearest(opened: Opened) -> None:
    page = opened("/measures/homicid", java_script_enabled=False)
    page.get_by_role("link", name="/measures/homicide").click()
    assert page.locator("h1").inner_text() == "Homicide"

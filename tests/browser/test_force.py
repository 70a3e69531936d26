"""Another force's site in a browser: axe in every look, on paper, without scripts, and on a narrow telephone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import Axe
from tests.browser.kinds import Opened
from tests.browser.test_axe import faults_in_every_look
from tests.browser.test_print import need_good_print
from tests.browser.test_without_scripts import need_plain_page
from tests.forces.sites import NOW, publish_northmarch
from tests.running import serve_command
from tests.shared import Shared

PAGES = [
    "/",
    "/frameworks",
    "/outcomes/damage",
    "/measures",
    "/measures/vandalism",
    "/measures/vandalism?view=boroughs",
    "/measures/vandalism?area=glenharrow-and-loan",
    "/measures/vandalism/made",
    "/measures/confidence-in-police?area=fallowburgh",
    "/areas",
    "/areas?measure=confidence-in-police",
    "/areas/brimmeray",
    "/areas/high-country",
    "/areas/brimmeray/pack",
    "/areas/inchgarrow-port",
    "/areas/compare?area=ardlewick&area=isles",
    "/pages/station-visitors",
    "/search?q=burgh",
    "/releases",
    "/about",
    "/as-at/first/areas/havermouth",
]
every_page = pytest.mark.parametrize("path", PAGES)
NARROW = 320


@pytest.fixture(scope="session")
def force_site(shared: Shared) -> str:
    """Address of a server with the site of a force that is not London's."""
    root = shared.folder_of("northmarch", publish_northmarch)
    return shared.server("northmarch-served", lambda port: serve_command(port, NOW, root)).address


@pytest.fixture(scope="module")
def axe(browser: Browser) -> Iterator[Axe]:
    axe = Axe(browser)
    yield axe
    axe.window.context.close()


@every_page
def test_axe_finds_no_fault_however_a_page_is_looked_at(axe: Axe, force_site: str, path: str) -> None:
    assert faults_in_every_look(axe, force_site + path) == []


@every_page
def test_a_page_is_good_on_paper(opened: Opened, force_site: str, path: str) -> None:
    need_good_print(opened(force_site + path).pdf(format="A4"))


@every_page
def test_a_page_reads_without_scripts_and_no_wider_than_a_telephone(
    opened: Opened, force_site: str, path: str
) -> None:
    page = opened(force_site + path, NARROW, java_script_enabled=False)
    need_plain_page(page)
    assert page.locator("body").evaluate("body => body.scrollWidth") <= NARROW


def test_an_area_is_sought_and_its_own_page_opened_without_scripts(opened: Opened, force_site: str) -> None:
    page = opened(f"{force_site}/areas", java_script_enabled=False)
    page.locator('main input[name="find"], main input[name="q"]').first.fill("esk invale")
    page.keyboard.press("Enter")
    page.wait_for_url("**/areas/eskinvale*")
    assert page.locator("h1").inner_text() == "Eskinvale"

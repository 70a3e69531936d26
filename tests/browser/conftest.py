"""Browser tests: the real server, as its own process, read by a real browser.

`site`, `later_site` and `newest_site` are the addresses of servers (tests/conftest.py). Without Debian's Chromium every
test of this folder is skipped and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.kinds import LAID_OUT, Opened
from tests.running import PATIENCE_SECONDS

# The same browser without a window around its pages takes a third less of a processor; where it is not, the other does.
CHROMIUMS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
CHROMIUM = next(filter(Path.exists, CHROMIUMS), CHROMIUMS[-1])
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]

Windows = dict[frozenset[tuple[str, Any]], list[Page]]
# How a page is looked at where a test says nothing of it.
NO_WISH = {
    "media": "null",
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
}

expect.set_options(timeout=PATIENCE_SECONDS * 1000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM.exists():
        return
    skip = pytest.mark.skip(reason=f"THE BROWSER TESTS DID NOT RUN: there is no {CHROMIUM}")
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium in place of a browser that playwright would have to download."""
    return {"executable_path": str(CHROMIUM), "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """So that a test may say `page.goto("/about")`."""
    return site


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A busy machine is waited for."""
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    return context


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    """Windows that no test looks into now, by what cannot be changed of them."""
    idle: Windows = defaultdict(list)
    yield idle
    for page in (page for pages in idle.values() for page in pages):
        page.context.close()


@pytest.fixture
def opened(site: str, browser: Browser, windows: Windows) -> Iterator[Opened]:
    """Opens an address in a window that is as new: a width, a colour scheme, scripts or none.

    A window costs a browser three times what a page in it does, so the next test gets it once this one has ended.
    """
    used: list[tuple[list[Page], Page]] = []

    def open_page(path: str, width: int = 1280, height: int = 800, **settings: Any) -> Page:
        media = NO_WISH | {name: settings.pop(name) for name in NO_WISH.keys() & settings.keys()}
        idle = windows[frozenset(settings.items())]
        page = idle.pop() if idle else _window(browser, settings)
        used.append((idle, page))
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**media)
        page.goto(path if path.startswith("http") else site + path)
        page.evaluate(LAID_OUT)
        return page

    yield open_page
    for idle, page in used:
        page.goto(
            f"{site}/robots.txt"
        )  # so that nothing goes on, and the next address is loaded whatever it is
        page.context.clear_cookies()
        idle.append(page)


def _window(browser: Browser, settings: dict[str, Any]) -> Page:
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    return context.new_page()

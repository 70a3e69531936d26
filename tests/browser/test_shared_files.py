"""What is shared before a release, in a browser: the review and the preview, opened as files, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import Axe
from tests.browser.kinds import LOOKS
from tests.previewed import preview_scheduled
from tests.shared import Shared


@pytest.fixture(scope="module")
def folder(shared: Shared) -> Path:
    """A folder with review.html, and with the preview below preview/."""
    return shared.folder_of("previewed", preview_scheduled)


@pytest.fixture(scope="module")
def axe(browser: Browser) -> Iterator[Axe]:
    axe = Axe(browser)
    yield axe
    axe.window.context.close()


@pytest.mark.parametrize(
    "name", ["review.html", "preview/index.html", "preview/measures/violence-with-injury.html"]
)
def test_axe_finds_no_fault_in_a_file_however_it_is_looked_at(axe: Axe, folder: Path, name: str) -> None:
    axe.open((folder / name).as_uri())
    faults = []
    for look in LOOKS:
        look.put_on(axe.window)
        faults += [(*look, *fault) for fault in axe.faults()]
    assert faults == []


def test_a_preview_is_read_from_page_to_page_without_a_server(axe: Axe, folder: Path) -> None:
    page = axe.window
    LOOKS[0].put_on(page)
    page.goto((folder / "preview" / "index.html").as_uri())
    page.get_by_role("link", name="Releases").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Releases")
    page.get_by_role("link", name="Q4 2023/24").first.click()
    expect(page.locator(".banner")).to_contain_text("It will be release Q4 2023/24 (2023-24-q4)")
    background = page.evaluate("getComputedStyle(document.querySelector('.banner')).backgroundColor")
    assert background == "rgb(255, 210, 63)"  # the page holds its style, and allows it

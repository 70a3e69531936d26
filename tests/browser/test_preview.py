"""A page of a watched preview, in a browser: it shows itself anew when something was saved, and stays otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from metrics.issues import error
from metrics.releasing.preview import NOTICED, write_noticed
from tests.browser.kinds import Opened
from tests.running import HOST, NOW, free_port, running
from tests.shipped import first_release

FAULT = error("config/metrics.yaml", 67, 11, "unknown-value", 'unit "percnt" is not known')


@dataclass(frozen=True)
class Preview:
    """The server of a preview, and the folder in which it is told what was found."""

    address: str
    folder: Path


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder, port = tmp_path_factory.mktemp("preview"), free_port()
    first_release(folder)
    settings = [f"PCP_ROOT={folder}", f"PCP_PREVIEW={folder / NOTICED}", f"PCP_NOW={NOW}"]
    server = [
        sys.executable,
        "-m",
        "serving.production",
        "app:create_preview",
        "--interface=wsgi",
        "--factory",
    ]
    with running(["env", *settings, *server, f"--host={HOST}", f"--port={port}"], port, "/readyz") as started:
        yield Preview(started.address, folder)


def begun(page: Page) -> None:
    """Marks the page, so that one that is shown anew can be told from it."""
    page.evaluate("document.documentElement.dataset.old = ''")


def test_a_page_shows_itself_anew_with_what_was_found(preview: Preview, opened: Opened) -> None:
    write_noticed(preview.folder, [])
    page = opened(f"{preview.address}/measures/homicide")
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    begun(page)
    write_noticed(preview.folder, [FAULT])
    expect(page.locator(".noticed .error")).to_be_visible()
    expect(page.locator("html[data-old]")).to_have_count(0)
    write_noticed(preview.folder, [])
    expect(page.locator(".noticed .error")).to_have_count(0)
    assert messages == []


def test_a_page_stays_as_it_is_while_nothing_changes(preview: Preview, opened: Opened) -> None:
    write_noticed(preview.folder, [FAULT])
    page = opened(preview.address)
    begun(page)
    page.wait_for_timeout(3000)
    expect(page.locator("html[data-old]")).to_have_count(1)


def test_without_scripts_a_page_shows_itself_anew_too(preview: Preview, opened: Opened) -> None:
    write_noticed(preview.folder, [])
    page = opened(f"{preview.address}/measures/homicide", java_script_enabled=False)
    write_noticed(preview.folder, [FAULT])
    expect(page.locator(".noticed .error")).to_be_visible()

"""A preview as a folder for others: it says what it will be, leads to itself alone, and is kept by nobody."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.previewed import NOW, WHAT, approving_site, preview_scheduled
from tests.running import run
from tests.shared import Shared
from tests.store.sites import drop, files

LINK = re.compile(r' (?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return approving_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    done = run(root, "--now", NOW, "preview", str(drop(root, "two")), "--write", str(root / "out"), *WHAT)
    assert done.returncode == 0, done.stderr
    return root / "out"


def pages(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.html")}


def test_every_page_says_which_release_it_will_be_and_that_it_is_not_published(folder: Path) -> None:
    banner = (
        "<strong>Preview: not published</strong>. It will be release Q4 2023/24 (2023-24-q4), on 9 May 2024 at "
        "9:30am. Its note: April is new.</p>"
    )
    assert [name for name, page in pages(folder).items() if banner not in page] == []
    assert {"index.html", "releases.html", "measures/violence-with-injury.html"} <= pages(folder).keys()


def test_no_search_engine_lists_a_page_and_no_browser_keeps_it(folder: Path) -> None:
    said = ('<meta name="robots" content="noindex">', '<meta http-equiv="Cache-Control" content="no-store">')
    assert [name for name, page in pages(folder).items() if not all(text in page for text in said)] == []
    assert (folder / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_every_link_leads_to_a_file_beside_it_or_to_another_site(folder: Path) -> None:
    broken = [
        (name, link)
        for name, page in pages(folder).items()
        for link in map(unescape, LINK.findall(page))
        if not re.match(r"https?:|data:|#", link)
        and not ((folder / name).parent / unquote(link.partition("#")[0])).is_file()
    ]
    assert broken == []


def test_what_needs_a_server_is_not_in_it(folder: Path) -> None:
    assert [name for name, page in pages(folder).items() if re.search("<form|<script", page)] == []


def test_a_preview_shows_the_figures_to_come_and_leaves_the_store_alone(root: Path, folder: Path) -> None:
    before = files(root)
    assert "6,202" in (folder / "index.html").read_text()
    assert sorted({name.partition("/")[0] for name in before}) == ["history.jsonl", "one"]


def test_a_release_that_is_scheduled_already_can_be_previewed(shared: Shared) -> None:
    previewed = shared.made("previewed", preview_scheduled) / "preview"
    assert "6,202" in (previewed / "index.html").read_text()


def test_a_folder_with_something_else_in_it_is_left_as_it_is(root: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    done = run(root, "--now", NOW, "preview", str(drop(root, "two")), "--write", str(tmp_path), *WHAT)
    assert (done.returncode, [path.name for path in tmp_path.iterdir()]) == (3, ["letter.txt"])

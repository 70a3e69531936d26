"""A preview as a folder for others: it says what it will be, leads to itself alone, and no search engine lists it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.previewed import NOW, WHAT, approving_site, preview_scheduled
from tests.running import run
from tests.shared import Shared
from tests.store.sites import drop, files, make_site, prepare

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


def test_no_search_engine_lists_a_page(folder: Path) -> None:
    robots = '<meta name="robots" content="noindex">'
    assert [name for name, page in pages(folder).items() if robots not in page] == []
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
    assert sorted({name.partition("/")[0] for name in before}) == [
        "history.jsonl",
        "last-event.json",
        "one",
    ]


def test_a_release_that_is_scheduled_already_can_be_previewed(shared: Shared) -> None:
    previewed = shared.folder_of("previewed", preview_scheduled) / "preview"
    assert "6,202" in (previewed / "index.html").read_text()


def test_a_folder_with_something_else_in_it_is_left_as_it_is(root: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    done = run(root, "--now", NOW, "preview", str(drop(root, "two")), "--write", str(tmp_path), *WHAT)
    assert (done.returncode, [path.name for path in tmp_path.iterdir()]) == (3, ["letter.txt"])


def test_nobody_but_its_owner_may_enter_it(folder: Path) -> None:
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in (folder, *folder.rglob("*"))}
    assert modes == {True: 0o700, False: 0o600}


# What is accepted ------------------------------------------------------------------------------------------


GONE = ("--accept", "gone-area", "--reason", "Barnet has left.")


@pytest.fixture
def with_a_gap(tmp_path: Path) -> Path:
    """A site with a release, and a drop without Barnet."""
    root = make_site(tmp_path)
    config = root / "config" / "metrics.yaml"
    config.write_text(config.read_text().replace("absent: zero", "absent: missing"))
    prepare(root, "one")
    (drop(root, "two") / "Crime.csv").write_text("Borough,202311,202312,202401\nCamden,3000,3010,3020\n")
    return root


def written(root: Path, *options: str) -> str:
    """The page of the release in a preview that is written."""
    command = ("preview", str(drop(root, "two")), "--write", str(root / "out"), "--release", "two")
    done = run(root, "--now", NOW, *command, *options)
    assert done.returncode == 0, done.stderr
    return (root / "out" / "releases" / "two.html").read_text()


def test_a_preview_says_why_something_is_gone_as_readers_will_read_it(with_a_gap: Path) -> None:
    reason = "Barnet has left."
    assert (reason in written(with_a_gap), reason in written(with_a_gap, *GONE)) == (False, True)


def test_a_preview_refuses_what_nothing_needs(with_a_gap: Path) -> None:
    command = ("preview", str(drop(with_a_gap, "three")), "--write", str(with_a_gap / "out"), *GONE)
    done = run(with_a_gap, "--now", NOW, *command)
    assert (done.returncode, done.stderr) == (
        3,
        'refused: nothing in the drop needs --accept "gone-area"; leave it out\n',
    )


def test_what_was_accepted_for_a_scheduled_release_stands_in_its_preview_and_in_a_review(
    with_a_gap: Path,
) -> None:
    prepare(with_a_gap, "two", *GONE, "--at", "2024-05-09", "--note", "As scheduled.")
    page = written(with_a_gap)
    assert [words in page for words in ("Barnet has left.", "As scheduled.", "9 May 2024")] == [True] * 3
    review = run(with_a_gap, "--now", NOW, "diff", str(drop(with_a_gap, "two"))).stdout
    assert ("To be acknowledged" in review, "Barnet has left." in review) == (False, True)

"""Every kind of page, in every state, as the Nu Html Checker judges it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from app import create_app
from tests.browser.kinds import EMBEDDED, LATER_PAGES, NEWEST_PAGES, PAGES
from tests.previewed import preview_scheduled
from tests.running import ROOT, Server, run, served_at
from tests.shared import Shared
from tests.validators.checker import NO_CHECKER, about, faults, has_checker, part_of_a_page
from tests.validators.feeds import addresses_of, entries_of

pytestmark = pytest.mark.skipif(not has_checker(), reason=NO_CHECKER)

EMBEDDED_PAGES = [
    f"{EMBEDDED}?chart=yes",
    "/embed/trust-in-police?area=camden&chart=yes",
    "/embed/exploitation-and-harm",
    "/embed/crime-prevalence",
]
REFUSED = ["/nope", "/areas/nowhere", "/as-at/nope/", "/measures/homicide?area=nowhere", "/releases/nope"]
STANDS_FOR = 8  # of pages that are made alike, one of so many is looked at
NOTHING = "/nothing"
AMISS = [
    ('<p id="a">x</p><p id="a">y</p>', "Duplicate ID"),
    ("<p><table></table></p>", "No “p” element in scope"),
    ("<ul><div>x</div></ul>", "not allowed as child"),
    ('<label for="nowhere">x</label>', "must be the ID of"),
    ('<a href="x y">x</a>', "Bad value"),
    ("<h2></h2>", "Empty heading"),
]


@pytest.fixture(scope="module")
def entries(newest_site: str) -> dict[str, str]:
    """What each entry of the feed holds, by its id."""
    return entries_of(served_at(newest_site).get("/feed.atom").body)


@pytest.fixture(scope="module")
def of_little(shared: Shared, entries: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is found in all that is small: parts with a fault each, entries of the feed, the page of an empty site."""
    parts = {address_of(content): content for content, _ in AMISS} | entries

    def find() -> list[str]:
        got = create_app(tmp_path_factory.mktemp("nothing")).server.test_client().get("/")
        assert got.status_code == 503
        return faults(
            {NOTHING: got.data} | {name: part_of_a_page(content) for name, content in parts.items()}
        )

    return shared.value("faults-of-little", find)


def address_of(content: str) -> str:
    return f"/amiss/{[amiss for amiss, _ in AMISS].index(content)}"


def pages(server: Server, paths: Iterable[str]) -> dict[str, bytes]:
    answers = {path: server.get(path) for path in paths}
    assert [path for path, got in answers.items() if "text/html" not in got.headers["content-type"]] == []
    return {path: got.body for path, got in answers.items()}


def frozen(server: Server, paths: Iterable[str]) -> list[str]:
    """The addresses of pages as they were published with the release that is shown."""
    release = server.release()
    return [f"/as-at/{release}{path}" for path in paths if not path.startswith("/as-at/")]


def test_every_kind_of_page_is_valid(site: str) -> None:
    assert faults(pages(served_at(site), [*PAGES, EMBEDDED, *EMBEDDED_PAGES, *REFUSED])) == []


def test_pages_beside_a_break_or_withheld_figures_are_valid(later_site: str) -> None:
    server = served_at(later_site)
    assert faults(pages(server, [*LATER_PAGES, *frozen(server, LATER_PAGES), *EMBEDDED_PAGES])) == []


def test_pages_of_promises_and_oversight_are_valid(newest_site: str) -> None:
    server = served_at(newest_site)
    assert faults(pages(server, [*NEWEST_PAGES, *frozen(server, NEWEST_PAGES), *EMBEDDED_PAGES])) == []


def test_pages_of_the_map_are_valid(newest_site: str) -> None:
    server = served_at(newest_site)
    paths = [place.removeprefix(newest_site) for place in addresses_of(server.get("/sitemap.xml").body)]
    assert len(paths) > 100
    assert faults(pages(server, paths[::STANDS_FOR])) == []


def test_what_an_entry_of_the_feed_holds_is_valid(entries: dict[str, str], of_little: list[str]) -> None:
    assert len(entries) > 1
    assert [fault for name in entries for fault in about(name, of_little)] == []


def test_pages_that_are_sent_to_others_as_files_are_valid(shared: Shared, tmp_path: Path) -> None:
    root = shared.folder_of("previewed", preview_scheduled)
    previewed = sorted((root / "preview").rglob("*.html"))
    files = [root / "review.html", *previewed[::STANDS_FOR]]
    done = run(
        ROOT, "pack", "joint-audit-panel", "--on", "2026-10-01", "--output", str(tmp_path / "pack.html")
    )
    assert done.returncode == 0, done.stderr
    files.append(tmp_path / "pack.html")
    assert len(files) > 10
    assert faults({file.name: file.read_bytes() for file in files}) == []


def test_the_page_of_a_site_that_has_published_nothing_is_valid(of_little: list[str]) -> None:
    assert about(NOTHING, of_little) == []


# That faults are found ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "fault"), AMISS)
def test_what_is_amiss_in_a_page_is_named(of_little: list[str], content: str, fault: str) -> None:
    (line, *_) = about(address_of(content), of_little)
    assert line.startswith(f"{address_of(content)}:") and fault in line

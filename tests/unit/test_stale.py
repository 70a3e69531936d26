"""Which finished files an event makes stale: every one that would say something else by now, whatever happened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import create_app
from metrics.releasing.appending import append_event
from metrics.releasing.history import Event, EventKind
from serving.export.crawl import answer_of, ruled_addresses
from serving.export.settling import settle
from serving.export.site import file_name
from serving.export.stale import Extent, extent, is_stale
from serving.export.states import current_subfolder, set_state, state_at, state_of
from serving.export.versions import place_of, store, switch
from serving.releases.finished import FinishedPages
from tests.store.kept import CORRECTED, FIRST, STORES

NOW = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)
DAY = datetime(2024, 8, 8, 8, 30, tzinfo=UTC)
LATER = datetime(2024, 9, 2, 9, 30, tzinfo=UTC)
Bodies = dict[str, bytes]


class Readers:
    """What the application answers to readers of a kept store, and what is said to them."""

    def __init__(self, root: Path) -> None:
        (root / "data").mkdir()
        shutil.copytree(STORES / "v2" / "data" / "releases", root / "data" / "releases")
        self.root, self.now = root, NOW

    def see(self) -> tuple[str, Bodies]:
        """The state of the pages, and each address with its answer; of areas a few stand for all."""
        server = create_app(self.root, lambda: self.now).server
        front = server.extensions["front"]
        view = front.view()
        addresses = [item for item in ruled_addresses(front, view) if _is_looked_at(item)]
        answers = {address: answer_of(server, address).body for address in addresses}
        return state_at(self.root, self.now)[1], answers

    def hear(self, kind: EventKind, release: str = "", at: datetime | None = None, **words: str) -> None:
        texts = {"reason": "Why.", **words}
        append_event(self.root, Event(kind, release, self.now, at or self.now, "staff", **texts))


def _is_looked_at(address: str) -> bool:
    return "areas/" not in address or address.endswith(("/camden", "/E09000007"))


@pytest.fixture
def readers(tmp_path: Path) -> Readers:
    return Readers(tmp_path)


def happenings(readers: Readers) -> Iterator[Extent]:
    """One thing after another that readers hear of, and which files it makes stale."""
    readers.hear("announced", at=DAY)
    yield "dates"
    readers.hear("announced", at=DAY + timedelta(days=7), instead_of="2024-08-08")
    yield "dates"
    readers.hear("cancelled", at=DAY + timedelta(days=7))
    yield "dates"
    readers.hear("amended", CORRECTED, amends="note", reason="Other words.")
    yield "releases"
    readers.hear("amended", CORRECTED, amends="correction", reason="Other words.")
    yield "everything"
    readers.hear("withdrawn", FIRST)
    yield "everything"


def test_what_an_event_changes_is_stale_whatever_it_was(readers: Readers) -> None:
    before, answers = readers.see()
    for expected in happenings(readers):
        state, following = readers.see()
        changed = [address for address, body in answers.items() if following.get(address, body) != body]
        assert extent(before, state) == expected
        assert changed
        assert [item for item in changed if not is_stale(file_name(item), expected)] == []
        before, answers = state, following


def test_a_late_day_that_moves_changes_every_page(readers: Readers) -> None:
    readers.hear("announced", at=DAY)
    readers.now = LATER
    before, answers = readers.see()
    readers.hear("announced", at=LATER + timedelta(days=9), instead_of="2024-08-08")
    state, following = readers.see()
    assert (extent(before, state), answers["/about"] == following["/about"]) == ("everything", False)


def test_where_nothing_was_said_another_day_makes_nothing_stale(readers: Readers) -> None:
    """Pages of the day before stay until those of the day are there, as when the disk is full."""
    before = state_at(readers.root, NOW)[1]
    assert extent(before, state_at(readers.root, NOW + timedelta(days=1))[1]) == "none"


def test_of_another_day_everything_is_stale_once_something_was_said(readers: Readers) -> None:
    before = state_at(readers.root, NOW)[1]
    readers.hear("announced", at=DAY)
    assert extent(before, state_at(readers.root, NOW + timedelta(days=1))[1]) == "everything"


def test_of_files_without_a_state_everything_is_stale() -> None:
    assert extent("", "x a b c") == "everything"


# Taking them away ------------------------------------------------------------------------------------------

FIRST_STATE, SECOND_STATE = "then a b c", "now A b c"
NAME = "site-one-000000000001"
FILES = {"@.html": b"first", "releases@.html": b"old", "releases@.html.br": b"old", "feed.atom@.atom": b"old"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store(tmp_path / NAME, FILES)
    set_state(tmp_path / NAME, FIRST_STATE)
    switch(tmp_path, NAME)
    return tmp_path


def files(folder: Path) -> list[str]:
    subfolder = current_subfolder(folder)
    assert subfolder is not None
    return sorted(path.name for path in subfolder.rglob("[!.]*"))


def test_what_is_stale_is_taken_away_and_the_rest_stays_until_all_is_written(folder: Path) -> None:
    pages = FinishedPages(folder)
    assert (pages.are_whole(), settle(folder, "one", SECOND_STATE)) == (True, False)
    assert (files(folder), pages.are_whole(), pages.target()) == (["@.html"], False, NAME)
    assert (settle(folder, "one", SECOND_STATE), files(folder)) == (False, ["@.html"])
    store(folder / "site-one-000000000002", FILES)
    set_state(folder / "site-one-000000000002", SECOND_STATE)
    assert settle(folder, "one", SECOND_STATE)
    assert (pages.are_whole(), pages.target()) == (True, "site-one-000000000002")


def test_pages_that_come_back_come_without_what_is_stale(folder: Path) -> None:
    store(folder / "site-two-000000000002", FILES)
    switch(folder, "site-two-000000000002")
    assert not settle(folder, "one", SECOND_STATE)
    assert files(folder) == ["@.html"]


def test_where_everything_is_stale_the_application_answers_everything(folder: Path) -> None:
    assert not settle(folder, "one", "now A b C")
    assert (FinishedPages(folder).target(), files(folder)) == ("none", [])
    assert sorted(path.name for path in (folder / NAME).rglob("[!.]*")) == sorted(FILES)


def test_interrupted_while_files_are_taken_away_none_is_shown(folder: Path) -> None:
    (folder / NAME / ".state").replace(folder / NAME / ".incomplete")
    (folder / NAME / "feed.atom@.atom").unlink()
    assert not settle(folder, "one", SECOND_STATE)
    assert (FinishedPages(folder).target(), files(folder)) == ("none", [])


def test_the_same_files_get_another_name_where_some_were_taken_away(folder: Path) -> None:
    assert place_of(folder, NAME) == folder / NAME
    settle(folder, "one", SECOND_STATE)
    other = place_of(folder, NAME)
    assert (other.exists(), other.name.startswith("site-one-"), len(other.name)) == (False, True, len(NAME))


def test_pages_written_ahead_with_the_same_bytes_are_shown_whole(folder: Path) -> None:
    settle(folder, "one", SECOND_STATE)
    ahead = folder.with_name(f"{folder.name}.ahead") / NAME
    store(ahead, FILES)
    set_state(ahead, "then A b c")
    assert settle(folder, "one", "then A b c")
    assert (files(folder), FinishedPages(folder).are_whole()) == (sorted(FILES), True)
    assert state_of(folder / NAME).startswith("partial")

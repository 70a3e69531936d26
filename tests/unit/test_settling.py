"""Which finished files are shown while others are still to be written: never those of another release."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from metrics.releasing.appending import append_event
from metrics.releasing.history import Event
from serving.export.processes import beside
from serving.export.settling import settle
from serving.export.states import current_subfolder, set_state, state_at, state_of
from serving.export.versions import store, switch
from serving.http.answer import Answer
from tests.shipped import FIRST, FIRST_DAY, first_release


def finished(folder: Path, release_id: str, number: int, state: str) -> str:
    """A subfolder of finished files, in a state."""
    name = f"site-{release_id}-{number:012x}"
    store(folder / name, {"@.html": f"{name}".encode()})
    set_state(folder / name, state)
    return name


def current_name(folder: Path) -> str:
    subfolder = current_subfolder(folder)
    return "" if subfolder is None else subfolder.name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    switch(tmp_path, finished(tmp_path, "2023-24-q3", 1, "then"))
    return tmp_path


def test_what_is_current_still_is_left_as_it_is(folder: Path) -> None:
    assert settle(folder, "2023-24-q3", "then")
    assert current_name(folder) == "site-2023-24-q3-000000000001"


def test_pages_of_the_same_release_stay_until_newer_ones_are_written(folder: Path) -> None:
    assert not settle(folder, "2023-24-q3", "a day later")
    assert current_name(folder) == "site-2023-24-q3-000000000001"


def test_pages_of_another_release_go_at_once(folder: Path) -> None:
    assert not settle(folder, "2023-24-q4", "now")
    assert current_name(folder) == "none"
    assert list((folder / "none").iterdir()) == []


def test_pages_that_were_written_ahead_are_shown_at_once(folder: Path) -> None:
    ahead = finished(folder, "2023-24-q4", 2, "now")
    assert settle(folder, "2023-24-q4", "now")
    assert (current_name(folder), (folder / "previous").readlink().name) == (
        ahead,
        "site-2023-24-q3-000000000001",
    )


def test_after_a_withdrawal_the_pages_that_were_there_before_come_back(folder: Path) -> None:
    switch(folder, finished(folder, "2023-24-q4", 2, "now"))
    assert not settle(folder, "2023-24-q3", "withdrawn")
    assert current_name(folder) == "site-2023-24-q3-000000000001"


def test_where_nothing_is_published_nothing_is_shown(folder: Path) -> None:
    assert not settle(folder, "", "")
    assert current_name(folder) == "none"


def test_a_folder_that_says_nothing_of_its_state_is_written_anew(folder: Path) -> None:
    (folder / "site-2023-24-q3-000000000001" / ".state").unlink()
    assert state_of(folder / "site-2023-24-q3-000000000001") == ""
    assert not settle(folder, "2023-24-q3", "then")


# States ----------------------------------------------------------------------------------------------------


def test_a_state_changes_with_the_day_the_history_and_the_moment_of_a_schedule(tmp_path: Path) -> None:
    first_release(tmp_path)
    later = FIRST_DAY + timedelta(hours=2)
    assert state_at(tmp_path, FIRST_DAY) == state_at(tmp_path, later)
    states = [state_at(tmp_path, FIRST_DAY), state_at(tmp_path, FIRST_DAY + timedelta(days=1))]
    append_event(tmp_path, Event("withdrawn", FIRST, FIRST_DAY, later, "staff", "Wrong."))
    states += [state_at(tmp_path, FIRST_DAY), state_at(tmp_path, later)]
    assert [release for release, _ in states] == [FIRST, FIRST, FIRST, ""]
    assert len({state for _, state in states}) == 4


def test_without_a_release_there_is_no_state(tmp_path: Path) -> None:
    (tmp_path / "data" / "releases").mkdir(parents=True)
    assert state_at(tmp_path, datetime(2024, 1, 1, tzinfo=UTC)) == ("", "")


# Processes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("processes", [1, 2])
def test_answers_come_in_the_order_of_their_addresses_however_many_make_them(processes: int) -> None:
    addresses = [f"/{number}" for number in range(30)]
    with beside(lambda address: Answer(address.encode(), "text/plain"), processes) as answers_of:
        assert [answer.body.decode() for answer in answers_of(addresses)] == addresses


def test_the_empty_folder_is_no_site_that_is_tidied_away(folder: Path) -> None:
    settle(folder, "", "")
    shutil.rmtree(folder / "site-2023-24-q3-000000000001")
    assert (folder / "current").readlink() == Path("none")

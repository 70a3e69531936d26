"""Which release is current, in a process that runs for months."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from metrics.declared.config import parse_config
from metrics.figures.release import Release
from metrics.releasing.releases import DamagedRelease
from serving.releases.current import NOTHING_PUBLISHED, CurrentRelease
from serving.releases.finished import FinishedPages

CONFIG = """
site: {title: O, producer: P, contact: C, statistics_status: S, update_schedule: U, attribution: A}
frameworks: [{id: pcp, title: Plan, vision: Safe., description: The plan}]
outcomes: [{id: safer, framework: pcp, title: Londoners are safer, description: Fewer victims}]
measures:
  - {id: prevalence, outcome: safer, title: Crime prevalence, status: planned, description: Victims,
     owner: MOPAC, reason: A new measure is to be added., expected: not-announced}
"""
HALF_PAST_NINE = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)


class World:
    """A store, a wall clock and a stopwatch that a test moves by hand."""

    def __init__(self, root: Path, pages: FinishedPages | None = None) -> None:
        self.now, self.seconds, self.loaded = HALF_PAST_NINE, 0.0, list[str]()
        self.damaged, self.forbidden = set[str](), set[str]()
        self.history = root / "data" / "releases" / "history.jsonl"
        self.history.parent.mkdir(parents=True)
        self.current = CurrentRelease(root, lambda: self.now, lambda: self.seconds, self.load, pages)

    def load(self, root: Path, release_id: str) -> Release:
        self.loaded.append(release_id)
        if release_id in self.damaged:
            raise DamagedRelease(f"{release_id}: its checksum differs")
        if release_id in self.forbidden:
            raise DamagedRelease(f"{release_id}: it cannot be read") from PermissionError(13, "denied")
        config, issues = parse_config(CONFIG)
        assert config is not None, issues
        return Release(release_id, self.now, config, {})

    def tell(self, event: str, release_id: str, at: datetime = HALF_PAST_NINE) -> None:
        times = {"time": HALF_PAST_NINE.isoformat(), "at": at.isoformat()}
        line = {"event": event, "release": release_id, **times, "actor": "A", "reason": "B"}
        with self.history.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def release(self, after_seconds: float = 1.0) -> str | None:
        self.seconds += after_seconds
        snapshot = self.current.snapshot()
        return None if snapshot is None else snapshot.release.id


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_before_the_first_publication_there_is_no_release(world: World) -> None:
    assert (world.release(), world.current.fault) == (None, NOTHING_PUBLISHED)


def test_a_new_release_is_shown_within_a_second_without_a_restart(world: World) -> None:
    world.tell("published", "one")
    assert world.release() == "one"
    world.tell("published", "two")
    assert (world.release(), world.current.fault) == ("two", "")


def test_the_disk_is_looked_at_once_a_second_at_most(world: World) -> None:
    world.tell("published", "one")
    world.release()
    world.tell("published", "two")
    assert [world.release(0.4), world.release(0.4), world.release(0.4)] == ["one", "one", "two"]


def test_a_release_is_loaded_once(world: World) -> None:
    world.tell("published", "one")
    assert [world.release() for _ in range(3)] == ["one"] * 3
    assert world.loaded == ["one"]


def test_a_scheduled_release_is_shown_from_its_moment_and_not_read_before(world: World) -> None:
    world.tell("published", "one", HALF_PAST_NINE - timedelta(days=90))
    world.tell("scheduled", "two")
    world.now = HALF_PAST_NINE - timedelta(microseconds=1)
    assert (world.release(), world.loaded) == ("one", ["one"])
    world.now = HALF_PAST_NINE
    assert world.release() == "two"


def test_every_process_shows_a_scheduled_release_from_the_same_moment_on(world: World) -> None:
    """Though each has looked a moment before, and would look again a second later."""
    world.tell("published", "one", HALF_PAST_NINE - timedelta(days=90))
    world.tell("scheduled", "two", HALF_PAST_NINE + timedelta(seconds=1))
    world.now += timedelta(seconds=0.9)
    assert world.release() == "one"
    world.now += timedelta(seconds=0.1)
    assert world.release(0.1) == "two"


def test_after_a_withdrawal_the_release_before_is_shown(world: World) -> None:
    world.tell("published", "one")
    world.tell("published", "two")
    assert world.release() == "two"
    world.tell("withdrawn", "two")
    assert world.release() == "one"


def test_when_the_only_release_is_withdrawn_nothing_is_shown(world: World) -> None:
    world.tell("published", "one")
    assert world.release() == "one"
    world.tell("withdrawn", "one")
    assert (world.release(), world.current.fault) == (None, NOTHING_PUBLISHED)


def test_a_damaged_release_leaves_the_last_good_one_and_its_fault_is_told(world: World) -> None:
    world.tell("published", "one")
    world.release()
    world.damaged = {"two"}
    world.tell("published", "two")
    assert (world.release(), world.current.fault) == ("one", "two: its checksum differs")


def test_a_release_that_is_mended_is_shown_and_the_fault_is_forgotten(world: World) -> None:
    world.damaged = {"one"}
    world.tell("published", "one")
    assert (world.release(), world.current.fault) == (None, "one: its checksum differs")
    world.damaged = set()
    assert (world.release(), world.current.fault) == ("one", "")


def test_a_withdrawn_release_is_not_shown_in_the_place_of_a_damaged_one(world: World) -> None:
    world.tell("published", "one")
    world.tell("published", "two")
    assert world.release() == "two"
    world.damaged = {"one"}
    world.tell("withdrawn", "two")
    assert (world.release(), world.current.fault) == (None, "one: its checksum differs")


def test_a_damaged_history_leaves_the_last_good_release(world: World) -> None:
    world.tell("published", "one")
    world.release()
    world.history.write_text("nonsense\n")
    assert world.release() == "one"
    assert world.current.fault.startswith("line 1 of the history cannot be read")


def test_a_history_that_has_gone_leaves_the_last_good_release(world: World) -> None:
    world.tell("published", "one")
    world.release()
    world.history.unlink()
    assert (world.release(), world.current.fault) == ("one", "the history of releases has gone")


def test_readers_are_served_while_one_of_them_waits_for_the_disk(world: World) -> None:
    world.tell("published", "one")
    world.release()
    seen = list[str | None]()
    load = world.load

    def slowly(root: Path, release_id: str) -> Release:
        seen.append(world.release(0.5))
        return load(root, release_id)

    world.current._load = slowly
    world.tell("published", "two")
    assert (world.release(), seen) == ("two", ["one"])


# What this process may not read ----------------------------------------------------------------------------


def test_a_release_that_this_process_may_not_read_is_told_apart_from_a_damaged_one(world: World) -> None:
    world.tell("published", "one")
    world.release()
    world.damaged, world.forbidden = {"two"}, {"three"}
    world.tell("published", "two")
    assert (world.release(), world.current.is_unreadable) == ("one", False)
    world.tell("published", "three")
    assert (world.release(), world.current.is_unreadable) == ("one", True)
    world.forbidden = set()
    assert (world.release(), world.current.is_unreadable, world.current.fault) == ("three", False, "")


def test_a_scheduled_release_that_may_not_be_read_is_told_in_the_log_alone(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.tell("published", "one", HALF_PAST_NINE - timedelta(days=90))
    world.tell("scheduled", "two", HALF_PAST_NINE + timedelta(days=1))
    assert (world.release(), world.current.fault) == ("one", "")
    assert "two is scheduled, and this server may not read " in caplog.text


# Beside finished pages -------------------------------------------------------------------------------------


class Beside(World):
    """A store beside finished pages, whose link a test moves by hand."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "pages"
        self.folder.mkdir(parents=True)
        super().__init__(root, FinishedPages(self.folder))

    def lead_to(self, name: str) -> None:
        (self.folder / "current").unlink(missing_ok=True)
        (self.folder / "current").symlink_to(name)


FIRST, TWO = "site-one-000000000001", "site-two-000000000002"


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    world = Beside(tmp_path)
    world.tell("published", "one", HALF_PAST_NINE - timedelta(days=90))
    world.lead_to(FIRST)
    assert world.release() == "one"
    return world


@pytest.mark.parametrize("target", [TWO, "none"])
def test_a_release_is_shown_with_the_very_request_that_follows_the_switch_of_pages(
    beside: Beside, target: str
) -> None:
    beside.tell("scheduled", "two")
    assert [beside.release(), beside.release(0.4)] == ["one", "one"]
    beside.lead_to(target)
    assert beside.release(0.0) == "two"


def test_a_process_that_has_not_looked_yet_looks_when_pages_are_switched(beside: Beside) -> None:
    beside.tell("scheduled", "two")
    beside.lead_to(TWO)
    assert beside.release(0.0) == "two"


def test_pages_that_are_not_switched_are_waited_for_no_longer_than_a_second(beside: Beside) -> None:
    beside.tell("scheduled", "two")
    assert [beside.release(), beside.release(0.9), beside.release(0.2)] == ["one", "one", "two"]


def test_without_finished_pages_nothing_is_waited_for(beside: Beside) -> None:
    (beside.folder / "current").unlink()
    beside.tell("scheduled", "two")
    assert beside.release() == "two"


def test_a_withdrawn_release_goes_with_its_pages(beside: Beside) -> None:
    beside.tell("published", "two")
    beside.lead_to(TWO)
    assert beside.release() == "two"
    beside.tell("withdrawn", "two")
    assert beside.release() == "two"
    beside.lead_to(FIRST)
    assert beside.release(0.0) == "one"


def test_a_release_that_was_prepared_is_not_loaded_again_at_its_moment(beside: Beside) -> None:
    beside.tell("scheduled", "two", HALF_PAST_NINE + timedelta(seconds=30))
    beside.current.prepare(HALF_PAST_NINE + timedelta(minutes=1))
    assert (beside.release(), beside.loaded) == ("one", ["one", "two"])
    beside.now = HALF_PAST_NINE + timedelta(seconds=30)
    beside.lead_to(TWO)
    assert (beside.release(0.0), beside.loaded) == ("two", ["one", "two"])


def test_after_a_withdrawal_a_release_that_is_open_is_shown_without_loading_it_again(beside: Beside) -> None:
    beside.tell("published", "two")
    beside.lead_to(TWO)
    assert (beside.release(), beside.current.archive.opened("one") is None) == ("two", False)
    beside.tell("withdrawn", "two")
    beside.lead_to(FIRST)
    assert (beside.release(0.0), beside.loaded) == ("one", ["one", "two"])


def test_what_is_to_come_and_cannot_be_read_is_tried_again_after_a_minute(beside: Beside) -> None:
    beside.damaged = {"two"}
    beside.tell("scheduled", "two", HALF_PAST_NINE + timedelta(seconds=30))
    for seconds in (0, 30, 31):
        beside.seconds += seconds
        beside.current.prepare(HALF_PAST_NINE + timedelta(minutes=1))
    assert (beside.loaded, beside.current.fault) == (["one", "two", "two"], "")


def test_a_history_that_cannot_be_read_is_told_in_the_log_once_a_minute(
    beside: Beside, caplog: pytest.LogCaptureFixture
) -> None:
    beside.history.write_text("{}\n")
    for beside.seconds in (0, 0.2, 59, 60, 61):
        beside.current.prepare(HALF_PAST_NINE)
    assert caplog.text.count("what is to come cannot be read: line 1 of the history") == 2


def test_that_finished_pages_could_not_be_written_is_told(beside: Beside) -> None:
    ahead = beside.folder.with_name("pages.ahead")
    assert beside.current.pages_fault() == "finished pages could not be written; the log says why"
    ahead.mkdir()
    assert beside.current.pages_fault() == ""
    (ahead / "fault").touch()
    assert beside.current.pages_fault() == "finished pages could not be written; the log says why"

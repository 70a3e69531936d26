"""Which release is current, in a process that runs for months."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from metrics.declared.config import parse_config
from metrics.figures.release import Release
from metrics.releasing.releases import DamagedRelease
from serving.releases.current import NOTHING_PUBLISHED, CurrentRelease

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

    def __init__(self, root: Path) -> None:
        self.now, self.seconds, self.loaded = HALF_PAST_NINE, 0.0, list[str]()
        self.damaged = set[str]()
        self.history = root / "data" / "releases" / "history.jsonl"
        self.history.parent.mkdir(parents=True)
        self.current = CurrentRelease(root, lambda: self.now, lambda: self.seconds, self.load)

    def load(self, root: Path, release_id: str) -> Release:
        self.loaded.append(release_id)
        if release_id in self.damaged:
            raise DamagedRelease(f"{release_id}: its checksum differs")
        config, issues = parse_config(CONFIG)
        assert config is not None, issues
        return Release(release_id, self.now, config, {})

    def tell(self, event: str, release_id: str, at: datetime = HALF_PAST_NINE) -> None:
        times = {"time": HALF_PAST_NINE.isoformat(), "at": at.isoformat()}
        line = {"event": event, "release": release_id, **times, "actor": "A", "reason": "B"}
        with self.history.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def shown(self, after_seconds: float = 1.0) -> str | None:
        self.seconds += after_seconds
        snapshot = self.current.snapshot()
        return None if snapshot is None else snapshot.release.id


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_before_the_first_publication_there_is_no_release(world: World) -> None:
    assert (world.shown(), world.current.fault) == (None, NOTHING_PUBLISHED)


def test_a_new_release_is_shown_within_a_second_without_a_restart(world: World) -> None:
    world.tell("published", "one")
    assert world.shown() == "one"
    world.tell("published", "two")
    assert (world.shown(), world.current.fault) == ("two", "")


def test_the_disk_is_looked_at_once_a_second_at_most(world: World) -> None:
    world.tell("published", "one")
    world.shown()
    world.tell("published", "two")
    assert [world.shown(0.4), world.shown(0.4), world.shown(0.4)] == ["one", "one", "two"]


def test_a_release_is_loaded_once(world: World) -> None:
    world.tell("published", "one")
    assert [world.shown() for _ in range(3)] == ["one"] * 3
    assert world.loaded == ["one"]


def test_a_scheduled_release_is_shown_from_its_moment_and_not_read_before(world: World) -> None:
    world.tell("published", "one", HALF_PAST_NINE - timedelta(days=90))
    world.tell("scheduled", "two")
    world.now = HALF_PAST_NINE - timedelta(microseconds=1)
    assert (world.shown(), world.loaded) == ("one", ["one"])
    world.now = HALF_PAST_NINE
    assert world.shown() == "two"


def test_after_a_withdrawal_the_release_before_is_shown(world: World) -> None:
    world.tell("published", "one")
    world.tell("published", "two")
    assert world.shown() == "two"
    world.tell("withdrawn", "two")
    assert world.shown() == "one"


def test_when_the_only_release_is_withdrawn_nothing_is_shown(world: World) -> None:
    world.tell("published", "one")
    assert world.shown() == "one"
    world.tell("withdrawn", "one")
    assert (world.shown(), world.current.fault) == (None, NOTHING_PUBLISHED)


def test_a_damaged_release_leaves_the_last_good_one_and_its_fault_is_told(world: World) -> None:
    world.tell("published", "one")
    world.shown()
    world.damaged = {"two"}
    world.tell("published", "two")
    assert (world.shown(), world.current.fault) == ("one", "two: its checksum differs")


def test_a_release_that_is_mended_is_shown_and_the_fault_is_forgotten(world: World) -> None:
    world.damaged = {"one"}
    world.tell("published", "one")
    assert (world.shown(), world.current.fault) == (None, "one: its checksum differs")
    world.damaged = set()
    assert (world.shown(), world.current.fault) == ("one", "")


def test_a_withdrawn_release_is_not_shown_in_the_place_of_a_damaged_one(world: World) -> None:
    world.tell("published", "one")
    world.tell("published", "two")
    assert world.shown() == "two"
    world.damaged = {"one"}
    world.tell("withdrawn", "two")
    assert (world.shown(), world.current.fault) == (None, "one: its checksum differs")


def test_a_damaged_history_leaves_the_last_good_release(world: World) -> None:
    world.tell("published", "one")
    world.shown()
    world.history.write_text("nonsense\n")
    assert world.shown() == "one"
    assert world.current.fault.startswith("line 1 of the history cannot be read")


def test_a_history_that_has_gone_leaves_the_last_good_release(world: World) -> None:
    world.tell("published", "one")
    world.shown()
    world.history.unlink()
    assert (world.shown(), world.current.fault) == ("one", "the history of releases has gone")


def test_readers_are_served_while_one_of_them_waits_for_the_disk(world: World) -> None:
    world.tell("published", "one")
    world.shown()
    seen = list[str | None]()
    load = world.load

    def slowly(root: Path, release_id: str) -> Release:
        seen.append(world.shown(0.5))
        return load(root, release_id)

    world.current._load = slowly
    world.tell("published", "two")
    assert (world.shown(), seen) == ("two", ["one"])

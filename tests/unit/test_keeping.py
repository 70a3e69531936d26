"""Finished pages that are kept in step: what is switched, written and removed, step by step, on a clock moved by hand."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from metrics.declared.config import parse_config
from metrics.figures.release import Release
from metrics.releasing.appending import append_event
from metrics.releasing.history import Event, EventKind
from metrics.releasing.releases import DamagedRelease
from serving.export.keeping import Keeper, Writer, start_writer
from serving.export.states import DENSE, is_dense, set_state, state_at, written
from serving.export.versions import store
from serving.fallbacks import VERSION, Health, health_answer
from serving.releases.current import CurrentRelease
from serving.releases.finished import FinishedPages, ahead_of
from tests.unit.test_current_release import CONFIG

NINE = datetime(2024, 2, 8, 9, 0, tzinfo=UTC)
HALF_PAST = NINE + timedelta(minutes=30)
NOT_WRITTEN = "finished pages could not be written; the log says why"


class Work:
    """A writer whose end a test decides."""

    def __init__(self) -> None:
        self.end: str | None = None

    def problem(self) -> str | None:
        return self.end


class World:
    """A store, its finished pages, a clock and a stopwatch, and the keeper of one process."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "site"
        self.now, self.seconds = NINE, 0.0
        self.damaged = set[str]()
        self.asked_for: list[tuple[datetime | None, Work]] = []
        (root / "data" / "releases").mkdir(parents=True)
        self.publish("one", NINE - timedelta(days=90))
        self.keeper = self.process()

    def process(self) -> Keeper:
        """The keeper of another process."""
        pages = FinishedPages(self.folder)
        current = CurrentRelease(self.root, lambda: self.now, lambda: self.seconds, self.load, pages)
        return Keeper(self.root, pages, current, lambda: self.now, self.write, lambda: self.seconds)

    def load(self, _root: Path, release_id: str) -> Release:
        if release_id in self.damaged:
            raise DamagedRelease(f"{release_id}: its checksum differs")
        config, issues = parse_config(CONFIG)
        assert config is not None, issues
        return Release(release_id, self.now, config, {})

    def write(self, _folder: Path, moment: datetime | None) -> Writer:
        work = Work()
        self.asked_for.append((moment, work))
        return work  # type: ignore[return-value]

    def publish(self, release_id: str, at: datetime) -> None:
        folder = self.root / "data" / "releases" / release_id
        folder.mkdir()
        (folder / "manifest.json").write_text(release_id)
        self.tell("published" if at <= self.now else "scheduled", release_id, at)

    def tell(self, kind: EventKind, release_id: str, at: datetime) -> None:
        append_event(self.root, Event(kind, release_id, min(self.now, at), at, "staff"))

    def step(self, seconds: float = 1.0) -> list[datetime | None]:
        """What is begun to be written in a step; None stands for what is current."""
        self.seconds += seconds
        before = len(self.asked_for)
        self.keeper.step()
        return [moment for moment, _ in self.asked_for[before:]]

    def finish(self, moment: datetime | None, problem: str = "") -> None:
        """The writer does what it was begun for, or fails."""
        asked_for, work = self.asked_for[-1]
        assert asked_for == moment
        work.end = problem
        if not problem:
            at, place = (self.now, self.folder) if moment is None else (moment, ahead_of(self.folder))
            release_id, state = state_at(self.root, at)
            subfolder = place / f"site-{release_id}-{int(at.timestamp()):012x}"
            store(subfolder, {"@.html": f"{release_id} {at}".encode()})
            set_state(subfolder, state)
            (subfolder / DENSE).touch()

    def site_name(self) -> str:
        link = self.folder / "current"
        return link.readlink().name.rpartition("-")[0] if link.is_symlink() else ""

    def waiting(self) -> list[str]:
        return [path.name.rpartition("-")[0] for path in written(ahead_of(self.folder))]


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    assert world.step() == [None]
    world.finish(None)
    assert (world.step(), world.site_name()) == ([], "site-one")
    return world


def scheduled(world: World) -> World:
    world.publish("two", HALF_PAST)
    assert world.step() == [HALF_PAST]
    world.finish(HALF_PAST)
    assert (world.step(), world.site_name(), world.waiting()) == ([], "site-one", ["site-two"])
    return world


def test_a_release_is_written_ahead_and_switched_at_its_moment_and_not_before(world: World) -> None:
    scheduled(world)
    world.now = HALF_PAST - timedelta(microseconds=1)
    assert (world.step(), world.site_name()) == ([], "site-one")
    world.now = HALF_PAST
    assert (world.step(), world.site_name(), world.waiting()) == ([], "site-two", [])


def test_a_release_that_is_far_away_is_not_written_yet(world: World) -> None:
    world.publish("two", NINE + timedelta(hours=3))
    assert world.step() == []
    world.now = NINE + timedelta(hours=2)
    assert world.step() == [NINE + timedelta(hours=3)]


def test_a_release_whose_pages_are_not_ready_is_on_time_through_the_application(world: World) -> None:
    world.publish("two", HALF_PAST)
    assert world.step() == [HALF_PAST]
    world.now = HALF_PAST
    assert (world.step(), world.site_name()) == ([], "")
    assert (world.folder / "current").readlink().name == "none"
    world.asked_for[-1][1].end = ""
    assert world.step() == [None]
    world.finish(None)
    assert (world.step(), world.site_name()) == ([], "site-two")


def test_a_withdrawal_switches_back_and_removes_the_pages_of_what_was_withdrawn(world: World) -> None:
    scheduled(world)
    world.now = HALF_PAST
    world.step()
    world.now += timedelta(minutes=1)
    world.tell("withdrawn", "two", world.now)
    assert (world.step(), world.site_name()) == ([None], "site-one")
    assert [path.name for path in world.folder.glob("site-two-*")] == []


def test_a_schedule_that_is_withdrawn_leaves_no_pages_behind(world: World) -> None:
    scheduled(world)
    world.tell("withdrawn", "two", world.now)
    assert (world.step(), world.waiting(), world.site_name()) == ([], [], "site-one")
    world.now = HALF_PAST
    # Only now may readers know that something was entered: the head of the chain that they are given moves.
    assert (world.step(), world.site_name()) == ([None], "site-one")


def test_a_release_that_comes_in_between_is_written_and_what_waits_is_written_anew(world: World) -> None:
    scheduled(world)
    world.publish("between", NINE)
    assert (world.step(), world.waiting(), world.site_name()) == ([None], [], "")
    world.finish(None)
    assert (world.step(), world.site_name()) == ([HALF_PAST], "site-between")


def test_a_clock_that_jumps_back_takes_the_release_back_and_the_moment_comes_again(world: World) -> None:
    scheduled(world)
    world.now = HALF_PAST
    world.step()
    world.now = NINE
    world.step()
    assert world.site_name() == "site-one"
    world.now = HALF_PAST
    world.step()
    assert world.site_name() == "site-two"


def test_a_clock_that_jumps_over_the_moment_is_followed(world: World) -> None:
    scheduled(world)
    world.now = HALF_PAST + timedelta(hours=3)
    world.step()
    assert world.site_name() == "site-two"


def test_the_pages_of_the_next_day_are_written_ahead(world: World) -> None:
    midnight = datetime(2024, 2, 9, tzinfo=UTC)
    world.now = midnight - timedelta(minutes=20)
    assert world.step() == [midnight]
    world.finish(midnight)
    before = (world.folder / "current").readlink()
    world.now = midnight
    assert (world.step(), world.site_name()) == ([], "site-one")
    assert (world.folder / "current").readlink() != before


def test_while_writing_fails_the_old_pages_stay_it_is_told_and_tried_again_after_a_minute(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.publish("two", HALF_PAST)
    world.step()
    world.finish(HALF_PAST, "No space left on device")
    assert (world.step(), world.site_name()) == ([], "site-one")
    assert FinishedPages(world.folder).fault() == NOT_WRITTEN
    assert "No space left on device" in caplog.text
    assert world.step(50) == []
    assert world.step(20) == [HALF_PAST]
    world.finish(HALF_PAST)
    assert (world.step(), FinishedPages(world.folder).fault()) == ([], "")


def again(world: World) -> Keeper:
    """The keeper of a process that is started where another was killed: its lock is free."""
    lock = world.keeper._lock
    assert lock is not None
    lock.release()
    return world.process()


def test_of_several_processes_one_leads_and_when_it_is_killed_another_goes_on(world: World) -> None:
    scheduled(world)
    second = world.process()
    world.now = HALF_PAST
    second.step()
    assert world.site_name() == "site-one"
    lock = world.keeper._lock
    assert lock is not None
    lock.release()
    second.step()
    assert world.site_name() == "site-two"


def test_what_was_packed_quickly_is_packed_densely_when_nothing_else_is_to_be_done(world: World) -> None:
    (world.folder / "current" / DENSE).unlink()
    assert world.step() == [None]
    assert not is_dense(world.folder / "current")


def test_where_the_last_release_is_withdrawn_no_page_is_shown(world: World) -> None:
    world.tell("withdrawn", "one", world.now)
    assert (world.step(), (world.folder / "current").readlink().name) == ([], "none")


def test_a_writer_that_fails_says_what_went_wrong(tmp_path: Path) -> None:
    (tmp_path / "data" / "releases").mkdir(parents=True)
    ahead_of(tmp_path / "site").mkdir()
    writer = start_writer(tmp_path, tmp_path / "site", None)
    writer.process.wait()
    assert "there is no release to show" in (writer.problem() or "")


WRITER = """import os, sys, time
from serving.export.ending import end_with
end_with(int(sys.argv[1]))
print("begun", flush=True)
time.sleep(60)"""
SERVER = """import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[1], str(os.getpid())])
time.sleep(60)"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends once its work is done")
def test_what_writes_ends_with_the_server_that_began_it_however_that_ends() -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER, WRITER], stdout=subprocess.PIPE)
    assert server.stdout is not None and server.stdout.readline() == b"begun\n"
    begun = time.monotonic()
    server.kill()
    assert server.stdout.read() == b""  # until the last process that holds the pipe has ended
    assert time.monotonic() - begun < 30
    server.wait()
    server.stdout.close()


def test_readers_of_readyz_are_told_and_other_servers_are_asked_where_this_one_may_not_read() -> None:
    def status_and_body(health: Health) -> tuple[int, bytes]:
        answer = health_answer("/readyz", health)
        return answer.status, answer.body

    assert status_and_body(Health("one", pages_fault=NOT_WRITTEN)) == (
        200,
        b'{"status": "ok", "release": "one", "pages": "behind", "pages_reason": "%s", "version": "%s"}'
        % (NOT_WRITTEN.encode(), VERSION.encode()),
    )
    assert status_and_body(Health("one", "two: it cannot be read", is_unreadable=True)) == (
        503,
        b'{"status": "unavailable", "release": "one", "reason": "two: it cannot be read", "version": "%s"}'
        % VERSION.encode(),
    )

"""Workers of the production server: they end with it, and follow each other without a reader noticing."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from metrics.commands.serve import SERVER_OPTIONS
from tests.readers import reading
from tests.running import (
    HOST,
    NO_NGINX,
    PATIENCE_SECONDS,
    ROOT,
    StartedServer,
    application,
    clean_environment,
    end,
    free_port,
    has_nginx,
    nginx,
    wait_until_ready,
)

# What is served: its process says which it is. It takes its time to get ready, longer than granian would wait; the
# files beside it say how: it takes for ever, or fails.
SMALL = """\
import os, pathlib, threading, time

def create():
    here = pathlib.Path(__file__).parent
    (here / f"begun-{os.getpid()}").touch()
    if (here / "never").exists():
        threading.Event().wait()
    if (here / "broken").exists():
        raise RuntimeError("broken")
    time.sleep(4 if (here / "slow").exists() else 0)
    def answer(environ, start_response):
        time.sleep(0.02)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [str(os.getpid()).encode()]
    return answer
"""
WORKERS = 2


@dataclass(frozen=True)
class Small:
    """A server of something small, and the folder of what it serves."""

    server: StartedServer
    folder: Path
    log: Path

    @property
    def process(self) -> subprocess.Popen[bytes]:
        return self.server.process

    def worker(self) -> int:
        """The process that answers now."""
        return int(self.server.get("/").body)

    def workers(self) -> set[int]:
        """Every process of a worker that was ever begun, and lives."""
        return {pid for pid in self.begun() if is_running(pid)}

    def begun(self) -> set[int]:
        return {int(file.name.partition("-")[2]) for file in self.folder.glob("begun-*")}


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def wait_until(condition: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < until, what
        time.sleep(0.05)


@contextmanager
def small(folder: Path, stdin: int = subprocess.DEVNULL, workers: int = WORKERS) -> Iterator[Small]:
    (folder / "small.py").write_text(SMALL)
    port = free_port()
    command = [sys.executable, "-m", "serving.production", "small:create", *SERVER_OPTIONS]
    command += [f"--working-dir={folder}", f"--host={HOST}", f"--port={port}", f"--workers={workers}"]
    environment = clean_environment(PYTHONPATH=str(ROOT))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=stdin,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield Small(StartedServer(port, process), folder, folder / "log")
    finally:
        end(process)


@contextmanager
def ready(folder: Path, stdin: int = subprocess.DEVNULL, workers: int = WORKERS) -> Iterator[Small]:
    with small(folder, stdin, workers) as it:
        wait_until_ready(it.server, "/", lambda: it.process.poll() is None, ["small"])
        wait_until(lambda: len(it.workers()) == workers, "not every worker was begun")
        yield it


# They end with it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["ready", "never"])
def test_workers_end_when_the_server_is_killed(tmp_path: Path, state: str) -> None:
    """Also those that are getting ready. The port is free for the next server at once."""
    (tmp_path / state).touch()
    with small(tmp_path) as killed:
        wait_until(lambda: len(killed.workers()) == WORKERS, "not every worker was begun")
        if state == "ready":
            wait_until_ready(killed.server, "/", lambda: True, ["small"])
        killed.process.kill()
        killed.process.wait()
        wait_until(lambda: killed.workers() == set(), "workers outlive the server")
    (tmp_path / state).unlink()
    with ready(tmp_path) as following:
        assert following.worker() in following.workers()


def test_a_terminal_that_closes_ends_the_server(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with ready(tmp_path, stdin=theirs) as it:
        os.close(theirs)
        os.close(ours)
        os.killpg(it.process.pid, signal.SIGHUP)
        assert it.process.wait(PATIENCE_SECONDS) == 0
        assert it.workers() == set()


# They follow each other -------------------------------------------------------------------------------------


def test_workers_are_begun_anew_without_a_request_that_fails(tmp_path: Path) -> None:
    """Though each takes longer to get ready than granian would wait for it. All that is served is then new."""
    with ready(tmp_path) as it, reading(it.server.port) as readers:
        (tmp_path / "slow").touch()
        former = it.workers()
        it.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(it.workers()) == WORKERS and not former & it.workers(), "not all are new")
        readers.wait_for(50)
        assert (readers.failures, readers.statuses()) == ([], {200})
        assert {int(body) for _, body in readers.answers[-20:]} <= it.workers()
    assert " ERROR " not in it.log.read_text()


def test_the_dashboard_is_begun_anew_without_a_request_that_fails() -> None:
    with application("--workers=1") as server, reading(server.port, "/about") as readers:
        (former,) = children(server.process.pid)
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: former not in children(server.process.pid), "the worker was not replaced")
        readers.wait_for(20)
        assert (readers.failures, readers.statuses()) == ([], {200})


def children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def test_what_cannot_start_replaces_nothing(tmp_path: Path) -> None:
    """A new version that is broken: workers stay, and the log says so."""
    with ready(tmp_path) as it, reading(it.server.port) as readers:
        former = it.workers()
        (tmp_path / "broken").touch()
        it.process.send_signal(signal.SIGHUP)
        wait_until(lambda: it.log.read_text().count("did not get ready") == WORKERS, it.log.read_text())
        readers.wait_for(20)
        assert (readers.failures, it.workers()) == ([], former)
        (tmp_path / "broken").unlink()
        it.process.send_signal(signal.SIGHUP)
        wait_until(lambda: not former & it.workers() and len(it.workers()) == WORKERS, "not all are new")
        readers.wait_for(20)
        assert readers.failures == []


def test_a_worker_that_is_killed_is_replaced_and_costs_what_it_was_about_to_answer(tmp_path: Path) -> None:
    """Nobody is refused: each reader loses a single request at most, and is answered when asking again.

    The only worker is killed, so that for a while there is nobody who could answer: readers wait.
    """
    with ready(tmp_path, workers=1) as it, reading(it.server.port) as readers:
        for _ in range(2):  # so soon after each other that granian by itself would give the server up
            number = len(readers.failures)
            os.kill(it.worker(), signal.SIGKILL)
            readers.wait_for(20)
            failed = readers.failures[number:]
            assert len({reader for reader, _ in failed}) == len(failed), failed
        assert {name for _, name in readers.failures} <= {
            *("RemoteDisconnected", "ConnectionResetError", "IncompleteRead"),
        }
        assert it.process.poll() is None


@pytest.mark.skipif(not has_nginx(), reason=NO_NGINX)
def test_behind_nginx_no_request_fails_when_a_worker_is_killed(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with (
        ready(tmp_path) as it,
        nginx(tmp_path / "nginx", tmp_path / "site", it.server.port) as front,
        reading(front.port) as readers,
    ):
        for _ in range(3):
            os.kill(it.worker(), signal.SIGKILL)
            readers.wait_for(20)
            wait_until(lambda: len(it.workers()) == WORKERS, "the worker was not replaced")
        assert (readers.failures, readers.statuses()) == ([], {200})


def test_a_worker_that_cannot_be_replaced_leaves_the_others_and_is_tried_again(tmp_path: Path) -> None:
    with ready(tmp_path) as it:
        (tmp_path / "broken").touch()
        os.kill(
            min(it.workers()), signal.SIGKILL
        )  # the first: those that were begun later have its socket too
        wait_until(lambda: it.log.read_text().count("another is begun after a pause") >= 2, "never tried")
        assert {it.server.get("/").status for _ in range(20)} == {200}
        (tmp_path / "broken").unlink()
        wait_until(lambda: len(it.workers()) == WORKERS, "the worker was not replaced")


def test_a_server_without_a_worker_ends_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "broken").touch()
    with small(tmp_path) as it:
        assert it.process.wait(PATIENCE_SECONDS) == 1
        assert "No worker gets ready, so the server ends" in it.log.read_text()


def test_a_server_that_is_told_to_stop_under_load_cuts_nobody_short(tmp_path: Path) -> None:
    """Whoever it has begun to answer has the whole of it; others are refused, as the next server would expect."""
    with ready(tmp_path) as it, reading(it.server.port) as readers:
        it.process.terminate()
        assert it.process.wait(PATIENCE_SECONDS) == 0
        assert {name for _, name in readers.failures} <= {
            *("ConnectionRefusedError", "ConnectionResetError", "RemoteDisconnected"),
        }
        assert readers.statuses() == {200}
    assert it.workers() == set()


def test_told_to_stop_while_workers_are_begun_anew_it_stops(tmp_path: Path) -> None:
    with ready(tmp_path) as it:
        (tmp_path / "never").touch()
        number = len(it.begun())
        it.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(it.begun()) > number, "no worker was begun")
        it.process.terminate()
        assert it.process.wait(PATIENCE_SECONDS) == 0
        assert it.workers() == set()

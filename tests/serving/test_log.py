"""The log of the real server: lines that programs read, with its events, and with nothing of those who read the site."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from metrics.commands.serve import SERVER_OPTIONS
from tests.running import (
    HOST,
    PATIENCE_SECONDS,
    ROOT,
    Server,
    clean_environment,
    end,
    free_port,
    serve_command,
)
from tests.store.sites import NOW, RELEASES, make_site, prepare, publish

READER = "127.0.0.77"  # this machine too, by an address that nothing else here has
TYPED = "SW1A2AA"
FAR_READER = "203.0.113.9"
BROWSER = "Mosaic-of-a-reader"
# A server of which one address fails with what was typed in its words.
FAILING = """\
from flask import request

import app

def create():
    server = app.create_server()

    def fail():
        if request.path.startswith("/fail"):
            raise ValueError(f"{request.args.get('q', 'nothing was typed')}\\n2024-02-08T09:30:00Z ERROR forged")

    server.before_request_funcs[None].insert(0, fail)
    return server
"""
PLAIN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [A-Z]+ \S|  ")


@dataclass(frozen=True)
class Logged(Server):
    """A server of which the log is kept in a file."""

    process: subprocess.Popen[bytes]
    file: Path

    def lines(self) -> list[str]:
        return self.file.read_text("utf-8").splitlines()

    def events(self, name: str = "") -> list[dict[str, Any]]:
        """The events so far, or those of one name. Every line has to be JSON."""
        events = [json.loads(line) for line in self.lines()]
        return [event for event in events if name in ("", event["event"])]

    def until(self, is_so: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < deadline, self.file.read_text("utf-8")
            time.sleep(0.1)

    def status_of(self, path: str) -> int:
        """What a reader with an address of its own is answered."""
        connection = http.client.HTTPConnection(HOST, self.port, PATIENCE_SECONDS, (READER, 0))
        try:
            connection.request("GET", path, headers={"X-Forwarded-For": FAR_READER, "User-Agent": BROWSER})
            return connection.getresponse().status
        finally:
            connection.close()


@contextmanager
def logged(command: list[str], port: int, folder: Path, **environment: str) -> Iterator[Logged]:
    file = folder / "log"
    with file.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=clean_environment(PYTHONPATH=f"{ROOT}:{folder}", **environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Logged(port, process, file)
    try:
        yield server
    finally:
        end(process)


def answers(server: Server) -> bool:
    with suppress(OSError, http.client.HTTPException):
        return server.get("/readyz").status == 200
    return False


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Logged:
    """A server that has seen another release, a damaged one, the loss of a worker, and its own end."""
    folder = tmp_path_factory.mktemp("logged")
    site, port = make_site(folder / "site"), free_port()
    prepare(site, "one")
    later = NOW + timedelta(days=1)
    command = [*serve_command(port, later.isoformat(), site), "--workers=1", "--log-format=json"]
    with logged(command, port, folder) as server:
        server.until(lambda: answers(server))
        assert publish(site, "two", now=NOW + timedelta(hours=1)).status == 0
        server.until(lambda: answers(server) and len(server.events("release")) == 2)
        assert publish(site, "three", now=NOW + timedelta(hours=2)).status == 0
        # Before anybody asks; the folder is read-only for all but who publishes.
        (site / RELEASES / "three" / "manifest.json").write_text("{}")
        server.until(lambda: answers(server) and server.events("release-refused"))
        (worker,) = (int(event["message"].split()[-1]) for event in server.events("worker-started"))
        os.kill(worker, signal.SIGKILL)
        server.until(lambda: len(server.events("worker-started")) == 2)
        os.kill(server.process.pid, signal.SIGTERM)
        server.process.wait(timeout=PATIENCE_SECONDS)
    return server


def test_each_line_is_an_event_with_its_moment_its_level_the_version_and_the_process(ended: Logged) -> None:
    version = ended.events("server-started")[0]["version"]
    for event in ended.events():
        moment = datetime.fromisoformat(event["time"])
        assert (moment.utcoffset(), event["time"][-1], event["version"]) == (timedelta(0), "Z", version)
        assert event["level"] in ("info", "warning", "error") and event["message"]
        assert isinstance(event["process"], int)
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_another_release_is_one_event_that_says_which_and_from_which(ended: Logged) -> None:
    first, second, *_ = ended.events("release")
    assert (first["release"], first["former"]) == ("one", None)
    assert (second["release"], second["former"], second["level"]) == ("two", "one", "info")
    assert second["published_at"] == (NOW + timedelta(hours=1)).isoformat()


def test_a_damaged_release_is_refused_in_one_event(ended: Logged) -> None:
    before_the_loss = ended.events()[: ended.events().index(ended.events("worker-lost")[0])]
    refused = [event for event in before_the_loss if event["event"] == "release-refused"]
    assert [(event["level"], "three" in event["message"]) for event in refused] == [("error", True)]


def test_the_start_the_loss_and_the_end_of_workers_are_events(ended: Logged) -> None:
    names = [event["event"] for event in ended.events()]
    assert names.index("listening") < names.index("worker-started") < names.index("worker-lost")
    assert names[names.index("worker-lost") :].count("worker-started") == 1
    assert (names.count("worker-ended"), names[-1]) == (1, "server-ended")


@contextmanager
def failing(folder: Path, form: str) -> Iterator[Logged]:
    (folder / "failing.py").write_text(FAILING)
    site, port = make_site(folder / "site"), free_port()
    prepare(site, "one")
    command = [sys.executable, "-m", "serving.production", "failing:create", *SERVER_OPTIONS]
    command += [f"--port={port}", "--workers=1", "--access-log", "--log-level=info"]
    with logged(command, port, folder, PCP_LOG_FORMAT=form, PCP_ROOT=str(site)) as server:
        yield server


def visit(server: Logged) -> None:
    """Visits with words in the search, well answered and not, from an address of their own."""
    server.until(lambda: answers(server))
    statuses = [
        server.status_of(path) for path in (f"/search?q={TYPED}", f"/fail?q={TYPED}", "/fail", "/fail%0Aly")
    ]
    assert statuses == [200, 500, 500, 500]
    assert server.raw(b"GET /\xff HTTP/9.9\r\n\r\n") is not None


def test_a_failure_is_one_line_of_json_and_nothing_tells_of_the_reader(tmp_path: Path) -> None:
    with failing(tmp_path, "json") as server:
        visit(server)
    typed, plain, of_two_lines = server.events("error")
    assert (typed["path"], typed["method"], typed["level"]) == ("/fail", "GET", "error")
    assert 'File "' in typed["traceback"] and typed["traceback"].splitlines()[-1].startswith("ValueError: ")
    assert "ValueError: nothing was typed" in plain["traceback"]
    assert of_two_lines["path"] == "/fail\nly"
    visits = [event for event in server.events("visit") if event["path"] == "/search"]
    assert [(event["method"], event["status"]) for event in visits] == [("GET", 200)]
    everything = server.file.read_text("utf-8")
    assert [word for word in (READER, FAR_READER, BROWSER, TYPED, TYPED.lower()) if word in everything] == []


def test_plain_lines_have_their_time_and_nothing_of_the_reader_and_cannot_be_forged(tmp_path: Path) -> None:
    with failing(tmp_path, "text") as server:
        visit(server)
    assert [line for line in server.lines() if not PLAIN.match(line)] == []
    assert [line for line in server.lines() if "forged" in line and not line.startswith("  ")] == []
    everything = server.file.read_text("utf-8")
    assert everything.count("ValueError: nothing was typed") == 2
    assert [word for word in (READER, FAR_READER, BROWSER, TYPED) if word in everything] == []


def test_a_worker_that_cannot_be_set_up_is_an_event_of_one_line(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "serving.production", "app:create_server", *SERVER_OPTIONS]
    without_offset = {"PCP_NOW": "2024-02-08T09:30:00", "PCP_LOG_FORMAT": "json"}
    with logged([*command, f"--port={port}"], port, tmp_path, **without_offset) as server:
        server.until(lambda: server.events("worker-lost"))
    assert "has no offset" in server.events("worker-not-started")[0]["traceback"]
    assert server.events("worker-not-started")[0]["level"] == "error"


def test_a_form_that_is_none_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "serving.production", "app:create_server"]
    environment = clean_environment(PYTHONPATH=str(ROOT), PCP_LOG_FORMAT="xml")
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "PCP_LOG_FORMAT=xml is neither text nor json\n")

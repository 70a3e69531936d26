"""How soon and how evenly a release comes and goes: `python -m benchmarks.switching` (some four minutes).

A copy of the shipped first release is served by `pcp serve --write-site` with nginx in front. A second release is
scheduled, readers ask for finished pages and for what the application answers around its moment, and then it is
withdrawn. An answer is mixed where it is of the old release, and was asked for after anybody had got the new one.
"""

from __future__ import annotations

import http.client
import re
import subprocess
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from tests.running import HOST, clean_environment, free_port, nginx, running
from tests.shipped import FIRST, first_site
from tests.store.sites import pcp_command

READERS, REQUESTS, PAUSE_SECONDS = 4, 1_250, 0.004
AHEAD = timedelta(seconds=120)
BEFORE_SECONDS, AFTER_SECONDS = 4.0, 6.0
SECOND = "2023-24-q4"
PATHS = (
    *("/", "/measures/violence-with-injury?area=camden&view=boroughs", "/outcomes/violence"),
    *("/api/v1/framework", "/measures/homicide?area=barnet&view=boroughs", "/about"),
    *("/api/v1/measures/homicide/observations?area=camden", "/measures/homicide?area=camden"),
)
RELEASE = re.compile(rb'data-release="([^"]+)"|"release": ?(?:\{"id": ?)?"([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """When something was asked for and answered, in seconds, and of which release the answer is."""

    asked_at: float
    answered_at: float
    status: int
    release: str
    path: str


def read(port: int, enough: threading.Event, answers: list[Answer]) -> None:
    connection, paths = http.client.HTTPConnection(HOST, port, timeout=60), cycle(PATHS)
    while not enough.is_set() and len(answers) < REQUESTS:
        asked_at, path = time.time(), next(paths)
        connection.request("GET", path)
        response = connection.getresponse()
        release = RELEASE.search(response.read())
        name = (release[1] or release[2]).decode() if release else ""
        answers.append(Answer(asked_at, time.time(), response.status, name, path))
        time.sleep(PAUSE_SECONDS)


class Reading:
    """Readers at work until it is ended."""

    def __init__(self, port: int) -> None:
        self._enough, self._lists = threading.Event(), [list[Answer]() for _ in range(READERS)]
        self._threads = [
            threading.Thread(target=read, args=(port, self._enough, answers)) for answers in self._lists
        ]
        for thread in self._threads:
            thread.start()

    def end(self) -> list[Answer]:
        self._enough.set()
        for thread in self._threads:
            thread.join()
        return [answer for answers in self._lists for answer in answers]


def summary(answers: list[Answer], new: str, moment: float) -> str:
    """How soon the new release was there, how long the old one, and how many answers were mixed."""
    first = min(answer.answered_at for answer in answers if answer.release == new)
    old = [answer for answer in answers if answer.release != new]
    mixed = sum(answer.asked_at > first for answer in old)
    early = sum(answer.release == new and answer.answered_at < moment for answer in answers)
    longest, path = max((answer.answered_at - answer.asked_at, answer.path) for answer in answers)
    statuses = dict(Counter(answer.status for answer in answers))
    last = max(answer.asked_at for answer in old) - moment
    return (
        f"{len(answers)} requests, statuses {statuses}: the first answer of {new} {first - moment:+.2f} s, "
        f"the last old one asked for {last:+.2f} s; {mixed} mixed, {early} early; "
        f"the longest, {path}, took {longest:.2f} s"
    )


def wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.time()))


def command(root: Path, *arguments: str) -> None:
    subprocess.run(
        pcp_command(root, *arguments, now=None),
        env=clean_environment(),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def measured(root: Path, port: int) -> None:
    at = datetime.now(UTC) + AHEAD
    command(
        root, "publish", str(root / "data" / "drops" / FIRST), "--release", SECOND, "--at", at.isoformat()
    )
    wait_until(at.timestamp() - BEFORE_SECONDS)
    reading = Reading(port)
    wait_until(at.timestamp() + AFTER_SECONDS)
    print("release:", summary(reading.end(), SECOND, at.timestamp()))
    reading = Reading(port)
    time.sleep(1.0)
    command(root, "withdraw", SECOND, "--reason", "A rehearsal.")
    withdrawn_at = (root / "data" / "releases" / "history.jsonl").stat().st_mtime
    time.sleep(AFTER_SECONDS)
    print("withdrawal:", summary(reading.end(), FIRST, withdrawn_at))


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root, folder, port = first_site(Path(scratch) / "site"), Path(scratch) / "pages", free_port()
        serve = [*pcp_command(root, "serve", f"--port={port}", now=None), f"--write-site={folder}"]
        with running(serve, port, "/readyz"), nginx(Path(scratch) / "nginx", folder, port) as front:
            while not (folder / "current" / ".dense").exists():
                time.sleep(0.5)
            measured(root, front.port)


if __name__ == "__main__":
    main()

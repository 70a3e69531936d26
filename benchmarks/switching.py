"""How soon and how evenly a release comes and goes: `python -m benchmarks.switching [BUSY]` (some five minutes).

A copy of the shipped first release is served by `pcp serve --write-site` with nginx in front. A second release is
scheduled, readers ask for finished pages and for what the application answers around its moment, and then it is
withdrawn. Then a day is announced and the reason is amended, and of each it is measured when /releases, the feed,
the calendar and the API say it. BUSY processes (none) do nothing but keep the machine busy meanwhile.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing import Process
from pathlib import Path

from benchmarks.readers import Reading, switch
from tests.running import Server, clean_environment, free_port, nginx, running
from tests.shipped import FIRST, first_site
from tests.store.sites import pcp_command

AHEAD = timedelta(seconds=120)
BEFORE_SECONDS, AFTER_SECONDS = 4.0, 6.0
SECOND = "2023-24-q4"
MOST_SECONDS, FOLD = 300, "\r\n "
RELEASES, FEED, CALENDAR, IN_JSON = "/releases", "/feed.atom", "/calendar.ics", "/api/v1/releases"


def wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.time()))


def command(root: Path, *arguments: str) -> None:
    subprocess.run(
        pcp_command(root, *arguments, now=None),
        env=clean_environment(),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def spin() -> None:
    while True:
        pass


@contextmanager
def busy(number: int) -> Iterator[None]:
    """So many processes that want all that a processor can do."""
    loops = [Process(target=spin, daemon=True) for _ in range(number)]
    for loop in loops:
        loop.start()
    yield
    for loop in loops:
        loop.kill()


def heard(front: Server, text: str, since: float, paths: tuple[str, ...]) -> str:
    """How long after a moment each address had a text, and whether finished pages were whole again by then."""
    waiting, seconds = list(paths), dict[str, float]()
    while waiting and time.time() - since < MOST_SECONDS:
        for path in list(waiting):
            if text in front.get(path).body.decode().replace(FOLD, ""):
                seconds[path] = time.time() - since
                waiting.remove(path)
        time.sleep(0.02)
    spoken = ", ".join(f"{path} after {value:.2f} s" for path, value in seconds.items())
    return f"{spoken}; {'all said it' if not waiting else f'NOT: {waiting}'}"


def since(root: Path) -> float:
    """When the last event was added to the history."""
    return (root / "data" / "releases" / "history.jsonl").stat().st_mtime


def events(root: Path, front: Server) -> None:
    """An announcement and amended words, one after the other, while pages are written."""
    day = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()
    command(root, "announce", day, "--reason", "A day to come.")
    print("announced:", heard(front, "A day to come.", since(root), (RELEASES, FEED, CALENDAR, IN_JSON)))
    command(root, "amend", SECOND, "--reason", "Other words.")
    print("amended:", heard(front, "Other words.", since(root), (RELEASES, FEED, CALENDAR, IN_JSON)))


def measured(root: Path, front: Server) -> None:
    port = front.port
    at = datetime.now(UTC) + AHEAD
    drop, note = str(root / "data" / "drops" / FIRST), "The words at first."
    command(root, "publish", drop, "--release", SECOND, "--at", at.isoformat(), "--note", note)
    wait_until(at.timestamp() - BEFORE_SECONDS)
    reading = Reading(port)
    wait_until(at.timestamp() + AFTER_SECONDS)
    print("release:", switch(reading.end(), SECOND, at.timestamp()))
    reading = Reading(port)
    time.sleep(1.0)
    command(root, "withdraw", SECOND, "--reason", "A rehearsal.")
    withdrawn_at = since(root)
    print("withdrawn:", heard(front, "A rehearsal.", withdrawn_at, (RELEASES, FEED, CALENDAR, IN_JSON)))
    time.sleep(AFTER_SECONDS)
    print("withdrawal:", switch(reading.end(), FIRST, withdrawn_at))
    events(root, front)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root, folder, port = first_site(Path(scratch) / "site"), Path(scratch) / "pages", free_port()
        serve = [*pcp_command(root, "serve", f"--port={port}", now=None), f"--write-site={folder}"]
        with running(serve, port, "/readyz"), nginx(Path(scratch) / "nginx", folder, port) as front:
            while not (folder / "current" / ".dense").exists():
                time.sleep(0.5)
            with busy(int(sys.argv[1]) if len(sys.argv) > 1 else 0):
                measured(root, front)


if __name__ == "__main__":
    main()

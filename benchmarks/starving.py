"""Whether readers are starved: `python -m benchmarks.starving` (some nine minutes); what is printed is of one run.

Four clients ask without a pause for parts of one spreadsheet, each another part, while two ask for `/` and
`/healthz`. And two hundred visitors come at once at the second of a scheduled release, each with one of the
heaviest addresses. Two hundred come again when a release was published at once, which nobody could make ahead.

All is done by the server as it is, and by one whose workers make everything themselves, with two threads each, as
they did before there was a lane: what is slow on a machine is so for both. AHEAD is for how many seconds (150) a
release is scheduled ahead: a busy machine needs more to make it.
"""

from __future__ import annotations

import http.client
import itertools
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from threading import Thread

from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from benchmarks.load import processor_seconds
from benchmarks.switching import wait_until
from metrics.commands.serve import SERVER_OPTIONS
from serving.ahead.place import shelf_of
from serving.making.maker import Maker
from tests.running import HOST, ROOT, StartedServer, clean_environment, free_port, running
from tests.running import NOW as REHEARSED
from tests.shipped import FIRST, first_site
from tests.store.sites import pcp_command

ATTACKERS, ATTACK_SECONDS, PAUSE_SECONDS, RETRY_SECONDS = 4, 20.0, 0.05, 5.0
VISITORS, SECOND, UNANNOUNCED, SHORTLY_AFTER_SECONDS = 200, "2023-24-q4", "2024-25-q1", 0.02
AHEAD = timedelta(seconds=float(os.environ.get("AHEAD", "150")))
SPREADSHEET = "/downloads/homicide.xlsx"
# What is shown of a release, the slowest to make first, but for what each visitor asks for in a form of its own.
HEAVIEST = (
    *(
        "/outcomes/violence",
        "/downloads/homicide.xlsx",
        "/downloads/all.zip",
        "/data",
        "/",
        "/outcomes/trust",
    ),
    *("/areas/camden", "/measures/homicide", "/measures/violence-with-injury", "/areas/brent"),
    *("/downloads/homicide.csv", "/downloads/violence-with-injury.xlsx", "/areas/wandsworth"),
)
BEFORE = "before: two threads, everything in the worker"
NOW = "now: a lane, and made ahead"


@dataclass(frozen=True)
class Visit:
    """What was answered to a request, and in how many seconds."""

    path: str
    status: int
    seconds: float


def visit(port: int, path: str) -> Visit:
    """A request over a connection of its own. One that fails has the status 0."""
    begin, connection = time.monotonic(), http.client.HTTPConnection(HOST, port, timeout=120)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "br"})
        response = connection.getresponse()
        response.read()
        return Visit(path, response.status, time.monotonic() - begin)
    except (OSError, http.client.HTTPException):
        return Visit(path, 0, time.monotonic() - begin)
    finally:
        connection.close()


def described(visits: Sequence[Visit]) -> str:
    """Their median, their 95th percentile and how they ended."""
    seconds = [item.seconds * 1000 for item in visits]
    p95 = quantiles(seconds, n=20)[18] if len(seconds) > 1 else seconds[0]
    statuses = dict(Counter(item.status for item in visits))
    return f"{len(visits)} requests, median {median(seconds):.0f} ms, p95 {p95:.0f} ms, statuses {statuses}"


def create_before() -> Flask:
    """A server whose workers make everything themselves."""
    server: Flask = create_app().server
    return server


@contextmanager
def server(root: Path, kind: str, folder: Path) -> Iterator[StartedServer]:
    """A server with two workers over a folder of content: as it is, or as it was."""
    port = free_port()
    command = pcp_command(root, "serve", f"--port={port}", now=None)
    if kind == BEFORE:
        options = [*SERVER_OPTIONS, "--blocking-threads=2", f"--host={HOST}", f"--port={port}", "--workers=2"]
        command = [sys.executable, "-m", "serving.production", "benchmarks.starving:create_before", *options]
    environment = clean_environment(
        PCP_KEPT="none" if kind == BEFORE else str(folder), PCP_ROOT=str(root), PYTHONPATH=str(ROOT)
    )
    variables = [f"{name}={text}" for name, text in environment.items()]
    with running(["env", *variables, *command], port, "/readyz") as started:
        yield started


def parts() -> Iterator[str]:
    """Addresses of parts of one spreadsheet, none twice."""
    for year, month in itertools.product(range(2010, 2024), range(1, 13)):
        yield f"{SPREADSHEET}?from={year}-{month:02}"


def attack(port: int, enough: threading.Event, addresses: Iterator[str], lock: threading.Lock) -> list[Visit]:
    """One client after parts; who is asked to come again later waits for as long as a reader would."""
    visits = list[Visit]()
    while not enough.is_set():
        with lock:
            address = next(addresses)
        visits.append(visit(port, address))
        if visits[-1].status == 503:
            enough.wait(RETRY_SECONDS)
    return visits


def look(port: int, enough: threading.Event, path: str) -> list[Visit]:
    """One client that looks at an address again and again."""
    visits = list[Visit]()
    while not enough.wait(PAUSE_SECONDS):
        visits.append(visit(port, path))
    return visits


def starved(started: StartedServer, attackers: int) -> None:
    """Prints how `/` and `/healthz` are answered while so many clients ask for parts."""
    enough, lock, addresses, port = threading.Event(), threading.Lock(), parts(), started.port
    for _ in range(4):
        visit(port, "/")  # in each worker, as far as chance has it
    with ThreadPoolExecutor(attackers + 2) as pool:
        attacks = [pool.submit(attack, port, enough, addresses, lock) for _ in range(attackers)]
        looks = {path: pool.submit(look, port, enough, path) for path in ("/", "/healthz")}
        time.sleep(ATTACK_SECONDS)
        enough.set()
        for path, future in looks.items():
            print(f"  {attackers} attackers, {path}: {described(future.result())}")
        visits = [item for future in attacks for item in future.result()]
    if visits:
        print(f"  {attackers} attackers, parts: {described(visits)}")


def at_the_moment(root: Path, kind: str, folder: Path) -> None:
    """Prints how two hundred visitors are answered who come at once with a scheduled release, and with another."""
    at = datetime.now(UTC) + AHEAD
    drop = str(root / "data" / "drops" / FIRST)
    pcp(root, "publish", drop, "--release", SECOND, "--at", at.isoformat(), "--note", "Rehearsed.")
    with server(root, kind, folder) as started, ThreadPoolExecutor(VISITORS) as pool:
        barrier = threading.Barrier(VISITORS)

        def come(path: str) -> Visit:
            barrier.wait()
            wait_until(at.timestamp() + SHORTLY_AFTER_SECONDS)
            return visit(started.port, path)

        wait_until(at.timestamp() - 1.0)
        visits = list(pool.map(come, itertools.islice(itertools.cycle(HEAVIEST), VISITORS)))
        print_visits("at the moment", visits)
        publication = Thread(
            target=pcp, args=(root, "publish", drop, "--release", UNANNOUNCED, "--note", "At once.")
        )
        publication.start()
        while UNANNOUNCED not in health(started.port):
            time.sleep(PAUSE_SECONDS)
        visitors = itertools.islice(itertools.cycle(HEAVIEST), VISITORS)
        visits = list(pool.map(lambda path: visit(started.port, path), visitors))
        print_visits("published at once", visits)
        publication.join()


def health(port: int) -> str:
    """What the server says of itself."""
    connection = http.client.HTTPConnection(HOST, port, timeout=120)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def print_visits(name: str, visits: Sequence[Visit]) -> None:
    """Prints how visitors were answered, and the longest of the heaviest addresses."""
    print(f"  {name}: {described(visits)}")
    for path in HEAVIEST[:3]:
        longest = max(item.seconds for item in visits if item.path == path)
        print(f"    the longest for {path}: {longest * 1000:.0f} ms")


def processor_of_visits(folder: Path) -> None:
    """Prints what as many visits cost a processor, cold and off the shelf, whatever else the machine does."""
    os.environ["PCP_KEPT"] = str(folder)
    shelf, now = shelf_of(ROOT), datetime.fromisoformat(REHEARSED)
    for name in ("cold", "off the shelf"):
        client = create_app(ROOT, lambda: now, maker=Maker(shelf)).server.test_client()
        client.get("/healthz")
        seconds = [
            processor_second(client, path) for path in itertools.islice(itertools.cycle(HEAVIEST), VISITORS)
        ]
        p95 = quantiles(seconds, n=20)[18] * 1000
        print(f"  {name}: {sum(seconds):.2f} s of a processor for {VISITORS} visits, p95 {p95:.1f} ms")


def processor_second(client: FlaskClient, path: str) -> float:
    """The processor time of one visit, in seconds."""
    begin = time.process_time()
    client.get(path, headers={"Accept-Encoding": "br"})
    return time.process_time() - begin


def pcp(root: Path, *arguments: str) -> None:
    """A command of the publisher's, now."""
    command = pcp_command(root, *arguments, now=None)
    subprocess.run(command, env=clean_environment(), check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        processor_of_visits(Path(scratch) / "rehearsed")
        for number, kind in enumerate((BEFORE, NOW)):
            print(f"{kind}; load of the machine {os.getloadavg()[0]:.1f}", flush=True)
            root, folder = first_site(Path(scratch) / f"site-{number}"), Path(scratch) / "kept"
            with server(root, kind, folder) as started:
                for attackers in (0, ATTACKERS):
                    starved(started, attackers)
                print(f"  processor: {processor_seconds(started):.0f} s")
            at_the_moment(root, kind, folder)


if __name__ == "__main__":
    main()

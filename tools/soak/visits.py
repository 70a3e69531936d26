"""Readers, and clients that want one part of a spreadsheet after the other, all at once until it is enough."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.running import HOST, Server

PAUSE_SECONDS = 0.05
# What stands on every site: beside the pages that its own list of addresses names.
ALWAYS = ("/", "/healthz", "/releases", "/feed.atom", "/calendar.ics", "/api/v1/framework", "/data")
ADDRESSES = re.compile(r"<loc>[a-z]+://[^/<]+(/[^<]*)</loc>")
SPREADSHEET = "/downloads/violence-with-injury.xlsx"
FIRST_YEAR, YEARS = 2012, 12


@dataclass
class Tally:
    """What came back: how long each answer took in seconds, how many of each status, and what was wrong."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


Addresses = Callable[[random.Random], Iterator[str]]


def pages_of(server: Server) -> list[str]:
    """The addresses that a site names itself, with what stands on every one."""
    return [*ALWAYS, *ADDRESSES.findall(server.get("/sitemap.xml").body.decode())]


def visited(pages: list[str]) -> Addresses:
    """Readers' addresses: any page, in any order."""

    def addresses(chance: random.Random) -> Iterator[str]:
        while True:
            yield chance.choice(pages)

    return addresses


def parts(chance: random.Random) -> Iterator[str]:
    """Parts of one spreadsheet, hardly ever the same one twice."""
    while True:
        year, length = FIRST_YEAR + chance.randrange(YEARS), chance.randrange(3, 12)
        start, end = f"{year}-{chance.randrange(1, 13):02}", f"{year + length}-{chance.randrange(1, 13):02}"
        yield f"{SPREADSHEET}?area=all&from={start}&to={end}"


class Crowd:
    """So many clients at work, each with a connection that it keeps, until they are ended."""

    def __init__(self, number: int, port: int, addresses: Addresses, pause_seconds: float) -> None:
        self._port, self._pause, self._enough = port, pause_seconds, threading.Event()
        self._tallies = [Tally() for _ in range(number)]
        self._threads = [
            threading.Thread(target=self._ask, args=(addresses(random.Random(seed)), tally))
            for seed, tally in enumerate(self._tallies)
        ]
        for thread in self._threads:
            thread.start()

    def end(self) -> Tally:
        """What all of them got, together."""
        self._enough.set()
        for thread in self._threads:
            thread.join()
        together = Tally()
        for tally in self._tallies:
            together.seconds += tally.seconds
            together.statuses += tally.statuses
            together.faults += tally.faults
        return together

    def _ask(self, addresses: Iterator[str], tally: Tally) -> None:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=120)
        for address in addresses:
            if self._enough.is_set():
                break
            started = time.monotonic()
            try:
                fault = _answered(connection, address, tally)
            except (OSError, http.client.HTTPException) as problem:
                fault = f"{address}: {problem!r}"
                connection.close()
            if fault:
                tally.faults.append(fault)
            tally.seconds.append(time.monotonic() - started)
            self._enough.wait(self._pause)
        connection.close()


def _answered(connection: http.client.HTTPConnection, address: str, tally: Tally) -> str:
    """Asks for an address, and counts what comes back. What is wrong with that; nothing where it is well.

    A part of a file may be refused while others are being put together, where the answer says when to come again.
    """
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    tally.statuses[answer.status] += 1
    if answer.status == 200 and body:
        return ""
    if answer.status == 503 and address.startswith(SPREADSHEET) and answer.getheader("Retry-After"):
        return ""
    return f"{address}: {answer.status}, {len(body)} bytes"

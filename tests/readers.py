"""Readers who ask a server again and again while something happens to it, and what became of their requests."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.running import HOST, PATIENCE_SECONDS

PAUSE_SECONDS = 0.02


@dataclass
class Readers:
    """What readers got: whole answers by their status and body, and what went wrong, with the reader's number."""

    answers: list[tuple[int, bytes]] = field(default_factory=list)
    failures: list[tuple[int, str]] = field(default_factory=list)
    has_ended: threading.Event = field(default_factory=threading.Event)

    def wait_for(self, more: int) -> None:
        """Waits until so many more were answered."""
        until, goal = time.monotonic() + PATIENCE_SECONDS, len(self.answers) + more
        while len(self.answers) < goal:
            assert time.monotonic() < until, f"no more than {len(self.answers)} answers; {self.failures[:5]}"
            time.sleep(PAUSE_SECONDS)

    def statuses(self) -> set[int]:
        return {status for status, _ in self.answers}

    def read(self, number: int, port: int, path: str) -> None:
        """One reader, each of whose requests has a connection of its own."""
        while not self.has_ended.is_set():
            connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
            try:
                connection.request("GET", path, headers={"Connection": "close"})
                response = connection.getresponse()
                self.answers.append((response.status, response.read()))
            except (OSError, http.client.HTTPException) as problem:
                self.failures.append((number, type(problem).__name__))
            finally:
                connection.close()
            time.sleep(PAUSE_SECONDS)


@contextmanager
def reading(port: int, path: str = "/", count: int = 4) -> Iterator[Readers]:
    """So many readers beside each other, from when the first of them was answered."""
    readers = Readers()
    threads = [threading.Thread(target=readers.read, args=(place, port, path)) for place in range(count)]
    for thread in threads:
        thread.start()
    try:
        readers.wait_for(1)
        yield readers
    finally:
        readers.has_ended.set()
        for thread in threads:
            thread.join(PATIENCE_SECONDS)

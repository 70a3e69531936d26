"""Readers who ask again and again while a release comes or goes: what they got, when, and whether it was mixed.

An answer is mixed where it is of the old release, and was asked for after anybody had got the new one.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from tests.running import HOST, release_of

READERS, REQUESTS, PAUSE_SECONDS = 4, 1_250, 0.004
# Finished pages, and what the application answers.
PATHS = (
    *("/", "/measures/violence-with-injury?area=camden&view=boroughs", "/outcomes/violence"),
    *("/api/v1/framework", "/measures/homicide?area=barnet&view=boroughs", "/about"),
    *("/api/v1/measures/homicide/observations?area=camden", "/measures/homicide?area=camden"),
)


@dataclass(frozen=True)
class Answer:
    """When something was asked for and answered, in seconds, and of which release the answer is."""

    asked_at: float
    answered_at: float
    status: int
    release: str
    path: str


def read(port: int, enough: threading.Event, answers: list[Answer], pause_seconds: float) -> None:
    connection, paths = http.client.HTTPConnection(HOST, port, timeout=60), cycle(PATHS)
    while not enough.is_set() and len(answers) < REQUESTS:
        asked_at, path = time.time(), next(paths)
        connection.request("GET", path)
        response = connection.getresponse()
        name = release_of(response.read())
        answers.append(Answer(asked_at, time.time(), response.status, name, path))
        time.sleep(pause_seconds)


class Reading:
    """Readers at work until it is ended, or each has asked REQUESTS times."""

    def __init__(self, port: int, pause_seconds: float = PAUSE_SECONDS) -> None:
        self._enough, self._lists = threading.Event(), [list[Answer]() for _ in range(READERS)]
        self._threads = [
            threading.Thread(target=read, args=(port, self._enough, answers, pause_seconds))
            for answers in self._lists
        ]
        for thread in self._threads:
            thread.start()

    def end(self) -> list[Answer]:
        self._enough.set()
        return self.answers()

    def answers(self) -> list[Answer]:
        """What was answered, once every reader has ended."""
        for thread in self._threads:
            thread.join()
        return [answer for answers in self._lists for answer in answers]


@dataclass(frozen=True)
class Switch:
    """How a release took the place of another, in seconds after its moment.

    ``first`` is when anybody had got the new one, ``last`` when somebody last asked for what was answered by an old
    one; ``mixed`` and ``early`` count answers.
    """

    requests: int
    statuses: Mapping[int, int]
    first: float
    last: float
    mixed: int
    early: int
    longest: Answer

    def __str__(self) -> str:
        seconds = self.longest.answered_at - self.longest.asked_at
        return (
            f"{self.requests} requests, statuses {dict(self.statuses)}: the first new answer {self.first:+.2f} s, "
            f"the last old one asked for {self.last:+.2f} s; {self.mixed} mixed, {self.early} early; "
            f"the longest, {self.longest.path}, took {seconds:.2f} s"
        )


def switch(answers: Sequence[Answer], new: str, moment: float) -> Switch:
    """How soon the new release was there, how long the old one, and how many answers were mixed.

    Raises ValueError where nobody got the one or the other.
    """
    first = min(answer.answered_at for answer in answers if answer.release == new)
    old = [answer for answer in answers if answer.release != new]
    return Switch(
        len(answers),
        Counter(answer.status for answer in answers),
        first - moment,
        max(answer.asked_at for answer in old) - moment,
        sum(answer.asked_at > first for answer in old),
        sum(answer.release == new and answer.answered_at < moment for answer in answers),
        max(answers, key=lambda answer: answer.answered_at - answer.asked_at),
    )

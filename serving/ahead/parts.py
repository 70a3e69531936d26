"""Makes what a worker orders, one thing after another, and gives it back: the work "parts" of a process beside it.

Orders come as serving/making/lane.py sends them; each is answered by an answer or None, on the standard output. One
None before all of them says that it is ready.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
from typing import IO
from urllib.parse import quote

from flask import Flask

from serving.ahead.process import Heard, Standing, begun
from serving.export.crawl import answer_of
from serving.front import Front
from serving.http.answer import Answer
from serving.making.maker import Order

BEHIND_READERS = 5  # who asked for a file waits for it: less than what nobody waits for
IDLE_SECONDS = 600.0  # who has nothing to do for so long ends: the next order begins another


def work(heard: Heard) -> None:
    """Answers orders until there have been none for long."""
    os.nice(BEHIND_READERS)
    answers, clock = _answers_apart(), Standing()
    server = begun(clock)
    _give(answers, None)
    while True:
        try:
            order = pickle.loads(heard.get(timeout=IDLE_SECONDS))
        except queue.Empty:
            return
        clock.moment = order.moment
        _give(answers, answered(server, order))


def answered(server: Flask, order: Order) -> Answer | None:
    """The answer to an order; None where this process does not see what was ordered, or refuses it.

    It looks at the history anew where it may only be behind.
    """
    front: Front = server.extensions["front"]
    path, _, query = order.address.partition("?")
    address = f"{quote(path)}?{query}" if query else quote(path)
    for look in (lambda: None, front.current.newest):
        look()
        answer_of(server, address)
        if (answer := front.maker.at_hand(order.key)) is not None:
            return answer
    return None


def _give(answers: IO[bytes], answer: Answer | None) -> None:
    pickle.dump(answer, answers)
    answers.flush()


def _answers_apart() -> IO[bytes]:
    """Standard output for answers alone: whatever else is printed goes where errors go."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers

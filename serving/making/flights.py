"""An answer that several ask for at once is made by the first of them, and the others wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate

from serving.http.answer import Answer
from serving.http.cache import Key

RETRY_AFTER_SECONDS = 5
Making = Callable[[], Answer]


class Busy(Exception):
    """What is asked for cannot be made soon: somebody else's is, and there are enough who wait."""


class Flights:
    """The answers that are being made in a process of many threads, each by one of them."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._lock = seconds, threading.Lock()
        self._open: dict[Key, Future[Answer]] = {}

    def answer(self, key: Key, making: Making) -> Answer:
        """The answer that ``making`` gives, or gives another thread that asked before.

        What goes wrong with it goes wrong for all who wait, and is forgotten: who asks after that tries anew.
        Raises Busy where another thread has not ended after so many ``seconds``.
        """
        with self._lock:
            waiting = self._open.get(key)
            own = self._open[key] = Future() if waiting is None else waiting
        if waiting is None:
            return self._landed(key, own, making)
        try:
            return waiting.result(self._seconds)
        except TooLate as problem:
            raise Busy from problem

    def _landed(self, key: Key, own: Future[Answer], making: Making) -> Answer:
        try:
            answer = making()
        except BaseException as problem:
            own.set_exception(problem)
            raise
        else:
            own.set_result(answer)
            return answer
        finally:
            with self._lock:
                del self._open[key]

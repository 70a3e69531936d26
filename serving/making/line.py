"""The line of those whose answers nobody could make ahead: few are made at a time, and so many wait and no more.

Readers can think of any number of queries. Whoever asks for a new one each time would else keep all threads of a
worker, and those that are left nothing of the processor.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from serving.making.flights import Busy

# Of the sixteen threads of a worker, so many may wait here, and three in the lane: the rest is for everybody else.
MOST_WAITING, AT_A_TIME = 10, 2

Result = TypeVar("Result")


class Line:
    """Admits so many threads at once, and lets few of them work at a time; the others wait for their turn.

    A thread whose turn it is may ask for what belongs to its answer, and need not stand in line for it again.
    """

    def __init__(self, seconds: float, most_waiting: int = MOST_WAITING, at_a_time: int = AT_A_TIME) -> None:
        self._seconds, self._most_waiting = seconds, most_waiting
        self._turns, self._lock = threading.BoundedSemaphore(at_a_time), threading.Lock()
        self._own = threading.local()  # of a thread: whether it is its turn
        self.waiting = 0  # how many threads are admitted

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """While a thread asks. Raises Busy where too many do already."""
        if self._is_in_turn():
            yield
            return
        with self._lock:
            if self.waiting >= self._most_waiting:
                raise Busy
            self.waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self.waiting -= 1

    def in_turn(self, making: Callable[[], Result]) -> Result:
        """What ``making`` gives when it is its turn. Raises Busy where that does not come, and what it raises."""
        if self._is_in_turn():
            return making()
        if not self._turns.acquire(timeout=self._seconds):
            raise Busy
        self._own.is_in_turn = True
        try:
            return making()
        finally:
            self._own.is_in_turn = False
            self._turns.release()

    def _is_in_turn(self) -> bool:
        return getattr(self._own, "is_in_turn", False)

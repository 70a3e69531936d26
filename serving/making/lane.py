"""The lane for what takes long: one process of its own beside a worker makes it, one thing after another.

That process stands back for the worker, which goes on answering others. So many threads of the worker may wait for
it, and no more; whoever comes then is asked to come again.
"""

from __future__ import annotations

import logging
import pickle
import queue
import select
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from contextlib import AbstractContextManager, suppress
from typing import IO

from serving.http.answer import Answer
from serving.http.cache import Key
from serving.making.flights import Busy, Making
from serving.making.maker import WAIT_SECONDS, Keep, Order

# Of the sixteen threads of a worker, three may wait here; so much may be ordered, also where nobody waits any more.
MOST_WAITING, MOST_ORDERS = 3, 3
MOST_SECONDS = 120.0  # as long may one thing take
LENGTH = struct.Struct("!Q")  # stands before each order
HELPER = (sys.executable, "-m", "serving.ahead.process", "parts")

log = logging.getLogger(__name__)


class Helper:
    """The process that makes what is ordered. It ends with the one that began it, or when it has nothing to do.

    One that is not ready yet, since it has only been begun, is not waited for.
    """

    def __init__(self, command: tuple[str, ...] = HELPER) -> None:
        self._command, self._is_ready = command, False
        self._process: subprocess.Popen[bytes] | None = None

    def answer(self, order: Order) -> Answer | None:
        """What it answers; None where it is not ready, sees another release or day, or a fault.

        Raises OSError where it cannot be begun, and EOFError where it ended.
        """
        process = self._begun()
        timer = threading.Timer(MOST_SECONDS, process.kill)
        timer.start()
        try:
            orders, answers = _pipes(process)
            if not self._heard_of(answers):
                return None
            content = pickle.dumps(order)
            orders.write(LENGTH.pack(len(content)) + content)
            orders.flush()
            answer: Answer | None = pickle.load(answers)
        except (OSError, EOFError, pickle.UnpicklingError) as problem:
            self.end()
            raise EOFError from problem
        finally:
            timer.cancel()
        return answer

    @property
    def process_id(self) -> int | None:
        """Its number while it runs."""
        process = self._process
        return None if process is None or process.poll() is not None else process.pid

    def end(self) -> None:
        """Ends it, whatever it does."""
        process, self._process, self._is_ready = self._process, None, False
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def _begun(self) -> subprocess.Popen[bytes]:
        if self.process_id is None or self._process is None:
            self.end()
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._process

    def _heard_of(self, answers: IO[bytes]) -> bool:
        """Whether it has said that it is ready, which is the first that it says."""
        if not self._is_ready and select.select([answers], [], [], 0)[0]:
            pickle.load(answers)
            self._is_ready = True
        return self._is_ready


class ProcessLane:
    """The lane of a worker, whose ``helper`` is the process that makes what is ordered.

    What that cannot give, since it is not ready, has ended or sees something else, is made here by the one thread.
    """

    def __init__(
        self,
        helper: Callable[[Order], Answer | None],
        most_waiting: int = MOST_WAITING,
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._helper, self._wait_seconds = helper, wait_seconds
        self.waiting = 0  # how many threads wait
        self._most_waiting, self._lock = most_waiting, threading.Lock()
        self._orders: dict[Key, Future[Answer]] = {}
        self._queue = queue.SimpleQueue[tuple[Future[Answer], Order, Making, Keep]]()
        self._thread: threading.Thread | None = None

    def answer(self, order: Order, making: Making, keep: Keep) -> Answer:
        """The answer to an order, by the helper; ``making`` is called where that cannot give it.

        Raises Busy where too many wait already, or it takes too long; it is made all the same then, for who asks
        again. Raises what ``making`` raises.
        """
        with self._lock:
            if self.waiting >= self._most_waiting:
                raise Busy
            self.waiting += 1
        try:
            return self._ordered(order, making, keep).result(self._wait_seconds)
        except TooLate as problem:
            raise Busy from problem
        finally:
            with self._lock:
                self.waiting -= 1

    def _ordered(self, order: Order, making: Making, keep: Keep) -> Future[Answer]:
        """What the answer will be; of what is ordered already, the same. Raises Busy."""
        with self._lock:
            if (ordered := self._orders.get(order.key)) is not None:
                return ordered
            if len(self._orders) >= MOST_ORDERS:
                raise Busy
            future = self._orders[order.key] = Future[Answer]()
            self._queue.put((future, order, making, keep))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="lane", daemon=True)
                self._thread.start()
            return future

    def _work(self) -> None:
        while True:
            future, order, making, keep = self._queue.get()
            try:
                future.set_result(self._answer(order, making, keep))
            except BaseException as problem:  # whatever it is, who waits is told
                future.set_exception(problem)
            finally:
                with self._lock:
                    del self._orders[order.key]

    def _answer(self, order: Order, making: Making, keep: Keep) -> Answer:
        try:
            answer = self._helper(order)
        except EOFError:
            # What was typed is behind the path, and is in no log.
            path = order.address.partition("?")[0]
            log.warning("what makes files beside the server ended while it made %s", path)
            return making()
        except OSError as problem:
            log.warning("what makes files beside the server cannot be started: %s", problem)
            return making()
        if answer is None:
            return making()
        keep(order.key, answer)
        return answer


class InTurn:
    """The lane of a process that stands back already: it makes what is heavy when no other process does."""

    def __init__(self, turn: Callable[[], AbstractContextManager[None]]) -> None:
        self._turn = turn

    def answer(self, order: Order, making: Making, keep: Keep) -> Answer:
        """The answer, made by this process in its turn, unless another made it in the meantime."""
        with self._turn():
            return making()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    return process.stdin, process.stdout

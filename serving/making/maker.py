"""Who gives each answer once: from memory, from the disk, or made, in a lane of its own where that takes long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from serving.http.answer import Answer, packed
from serving.http.cache import AnswerCache, Key
from serving.http.headers import NOT_STORED
from serving.making.flights import Flights, Making
from serving.making.line import Line
from serving.making.shelf import Shelf

WAIT_SECONDS = 9.0  # less than the ten that a server which is told to stop leaves to requests under way


@dataclass(frozen=True)
class Order:
    """An answer that is to be made: its ``key``, the ``address`` that was asked for, and when.

    ``is_endless`` says that readers can think of any number of others like it.
    """

    key: Key
    address: str
    moment: datetime
    is_endless: bool = False


Keep = Callable[[Key, Answer], None]


class Lane(Protocol):
    """Where answers are made that take long. Raises Busy where it is full."""

    def answer(self, order: Order, making: Making, keep: Keep) -> Answer:
        """The answer to an order: ``making`` makes it in this process, and ``keep`` keeps what another has made."""


class Maker:
    """Gives every answer of a process, in which many threads ask.

    ``shelf`` is where other processes look too, ``lane`` where what is heavy is made; without one, the thread that
    asks makes it. ``packing`` makes the forms in which it is sent. What is not to be stored is forgotten.
    """

    def __init__(
        self,
        shelf: Shelf | None = None,
        lane: Lane | None = None,
        packing: Callable[[Answer], Answer] = packed,
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._memory, self._flights, self.line = AnswerCache(), Flights(wait_seconds), Line(wait_seconds)
        self._shelf, self._lane, self._packing = shelf, lane, packing

    def at_hand(self, key: Key, *, once_more: bool = False) -> Answer | None:
        """The answer where it was made already, by this process or another; ``once_more`` as of AnswerCache.get."""
        if (answer := self._memory.get(key, once_more=once_more)) is not None or self._shelf is None:
            return answer
        if (answer := self._shelf.get(key)) is not None:
            self._memory.put(key, answer)
        return answer

    def answer(self, order: Order, making: Making, *, is_heavy: bool = False) -> Answer:
        """The answer to an order that is not at hand. Raises Busy, and what ``making`` raises."""

        def keeping() -> Answer:
            if (before := self.at_hand(order.key, once_more=True)) is not None:
                return before
            answer = self._packing(making())
            self._keep(order.key, answer, is_shared=is_heavy or not order.key[-1])
            return answer

        if is_heavy and self._lane is not None:
            return self._lane.answer(order, keeping, self._keep_beside)
        if order.is_endless:
            with self.line.admitted():
                return self._flights.answer(order.key, lambda: self.line.in_turn(keeping))
        return self._flights.answer(order.key, keeping)

    def _keep_beside(self, key: Key, answer: Answer) -> None:
        """What another process has made lies on the shelf already."""
        self._keep(key, answer, is_shared=False)

    def _keep(self, key: Key, answer: Answer, *, is_shared: bool) -> None:
        if answer.cache_control == NOT_STORED:
            return
        self._memory.put(key, answer)
        if is_shared and self._shelf is not None:
            self._shelf.put(key, answer)

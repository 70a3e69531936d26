"""Answers made by several processes beside each other: pages are work for a processor, and there are some."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from serving.http.answer import Answer

AT_A_TIME = 4
AnswerOf = Callable[[str], Answer]
AnswersOf = Callable[[Sequence[str]], Iterable[Answer]]

_answer_of: list[AnswerOf] = []  # in a process of the pool: what it was begun with, which no pipe can carry


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def answering(answer_of: AnswerOf, processes: int) -> Iterator[AnswersOf]:
    """What gives the answers of addresses, in their order: this process alone, or so many copies of it."""
    if processes == 1 or not hasattr(os, "fork"):
        yield lambda addresses: map(answer_of, addresses)
        return
    with ProcessPoolExecutor(processes, get_context("fork"), _begin, (answer_of,)) as pool:
        yield lambda addresses: pool.map(_answer, addresses, chunksize=AT_A_TIME)


def _begin(answer_of: AnswerOf) -> None:
    _answer_of.append(answer_of)


def _answer(address: str) -> Answer:
    return _answer_of[0](address)

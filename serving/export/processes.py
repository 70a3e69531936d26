"""Work on many names by several processes beside each other: pages are work for processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from metrics.garbage import collect_rarely
from serving.export.ending import end_with
from serving.http.answer import Answer

AT_A_TIME = 4
Result = TypeVar("Result")
AnswersOf = Callable[[Sequence[str]], Iterable[Answer]]

_work: list[
    Callable[[str], Any]
] = []  # in a process of the pool: what it was begun with, which no pipe can carry


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def beside(
    work: Callable[[str], Result], processes: int
) -> Iterator[Callable[[Sequence[str]], Iterable[Result]]]:
    """What gives the results for names, in their order: by this process alone, or by so many copies of it."""
    if processes == 1 or not hasattr(os, "fork"):
        yield lambda names: map(work, names)
        return
    with ProcessPoolExecutor(processes, get_context("fork"), _begin, (work, os.getpid())) as pool:
        yield lambda names: pool.map(_result, names, chunksize=AT_A_TIME)


def _begin(work: Callable[[str], Any], parent: int) -> None:
    end_with(parent)
    collect_rarely()
    _work.append(work)


def _result(name: str) -> Any:
    return _work[0](name)

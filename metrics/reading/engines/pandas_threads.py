"""Blocks counted by this process, as many at once as there are processors: numpy and pandas leave the lock alone"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from metrics.reading.engines.engine import processors
from metrics.reading.engines.groups import Part, Plan, part_of

MOST_THREADS = 8  # each holds a block and what is worked out of it: some 60 MB


@dataclass(frozen=True)
class PandasThreads:
    """As many threads as the process may use processors."""

    threads: int

    def parts(self, blocks: Iterable[bytes], plan: Plan) -> Iterator[tuple[bytes, Part | None]]:
        """The part of each block, in order; no more blocks are held than threads and one."""
        waiting = deque[tuple[bytes, Future[Part | None]]]()
        with ThreadPoolExecutor(self.threads) as pool:
            try:
                for number, block in enumerate(blocks):
                    waiting.append((block, pool.submit(part_of, block, plan, is_first=number == 0)))
                    if len(waiting) > self.threads:
                        yield _next(waiting)
                while waiting:
                    yield _next(waiting)
            finally:
                for _, future in waiting:
                    future.cancel()


def _next(waiting: deque[tuple[bytes, Future[Part | None]]]) -> tuple[bytes, Part | None]:
    data, future = waiting.popleft()
    return data, future.result()


def chosen(scheduler: str | None) -> PandasThreads:
    """The engine of this process; it has no scheduler."""
    del scheduler
    return PandasThreads(min(processors(), MOST_THREADS))

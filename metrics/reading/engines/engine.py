"""What counts the blocks of a file, as chosen: one interface, whoever does it"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from metrics.reading.engines.groups import Part, Plan
from metrics.reading.engines.scheduling import choice


class Engine(Protocol):
    """What counts blocks. Their parts come in the order of the blocks, each with the bytes of its block."""

    def parts(self, blocks: Iterable[bytes], plan: Plan) -> Iterator[tuple[bytes, Part | None]]:
        """The part of each block; None for a block that is none of whole rows. May raise Refused."""
        ...


def engine() -> Engine:
    """The engine of choice, loaded when it is needed. Raises Refused where what it needs is not installed."""
    module = "pandas_threads" if choice().scheduler is None else "dask_cluster"
    return cast(Engine, import_module(f"metrics.reading.engines.{module}").chosen(choice().scheduler))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))

"""What counts a file of text, as chosen: one interface, whoever does it"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Protocol

from metrics.reading.engines.blockwise import Blockwise, Counters, Start
from metrics.reading.engines.groups import Plan
from metrics.reading.engines.progress import Progress
from metrics.reading.engines.scheduling import choice
from metrics.reading.supplied import RecordFile
from metrics.reading.tables import Table


class Engine(Protocol):
    """What counts the rows of a file by a plan."""

    def table(self, file: RecordFile, start: Start, plan: Plan, progress: Progress) -> Table | None:
        """Rows that bear witness of all; None where something is odd. May raise Refused and Unread."""
        ...


def engine() -> Engine:
    """The engine of choice, loaded when it is needed. Raises Refused where what it needs is not installed."""
    scheduler = choice().scheduler
    module = import_module(
        f"metrics.reading.engines.{'pandas_threads' if scheduler is None else 'dask_cluster'}"
    )
    counters: Counters = module.chosen(scheduler)
    if scheduler is not None or not choice().duckdb:
        return Blockwise(counters)
    duckdb = import_module("metrics.reading.engines.duckdb_rows")
    return duckdb.Duckdb(Blockwise(counters)) if duckdb.is_installed() else Blockwise(counters)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))

"""Blocks counted by the workers of a Dask cluster: bytes go there, groups come back, in the order of the file

The workers need neither the files nor a disk of their own. A worker that ends is no loss: what it had is counted by
another. Where that cannot be, the command is refused; never is a part of a file taken for all of it.
"""

from __future__ import annotations

import hashlib
import logging
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from inspect import getsource
from typing import Any

from metrics.issues import Refused
from metrics.reading import shape
from metrics.reading.engines import fields, groups, suspects, texts
from metrics.reading.engines.groups import Part, Plan, part_of
from metrics.reading.engines.scheduling import LOCAL

MISSING = (
    "a scheduler is named, and Dask is not installed; in the project's folder, run "
    ".venv/bin/python -m pip install --require-hashes -r requirements-dask.lock"
)
CONNECTING = 10.0  # seconds that a scheduler may take to answer
WITHOUT_WORKERS = 20.0  # seconds in which a worker may come, or come back
_LOOK = 1.0
_ATTEMPTS = 3  # workers that may end while they have one block
_PER_WORKER = 2  # blocks at a time


class Another(Exception):
    """A worker runs another version of this program."""


def counted(data: bytes, plan: Plan, program: str, *, is_first: bool) -> Part | None:
    """The part of a block, on a worker. Raises Another where the worker has not the same program."""
    if program != fingerprint():
        raise Another
    return part_of(data, plan, is_first=is_first)


def fingerprint() -> str:
    """What tells one version of the code that counts from another, and of what it counts with."""
    checksum = hashlib.sha256(repr((sys.version_info[:2], *_versions())).encode())
    for module in (fields, groups, suspects, texts, shape):
        checksum.update(getsource(module).encode())
    return checksum.hexdigest()


def _versions() -> Iterator[str]:
    for name in ("numpy", "pandas"):
        yield str(import_module(name).__version__)


@dataclass(frozen=True)
class DaskCluster:
    """A cluster by the address of its scheduler, or one of this machine's own."""

    address: str

    def parts(self, blocks: Iterable[bytes], plan: Plan) -> Iterator[tuple[bytes, Part | None]]:
        """The part of each block, in order. Raises Refused where the cluster does not do it."""
        with _client(self.address) as client:
            yield from _parts(client, blocks, plan, self.address)


def chosen(scheduler: str | None) -> DaskCluster:
    """The engine of a cluster. Raises Refused where Dask is not installed."""
    try:
        import_module("distributed")
    except ImportError:
        raise Refused(MISSING) from None
    assert scheduler is not None
    return DaskCluster(scheduler)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """A connection to the scheduler, closed in the end. Raises Refused where nothing answers."""
    distributed = import_module("distributed")
    for name in ("distributed", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told once, below
    cluster = None
    try:
        if address == LOCAL:
            cluster = distributed.LocalCluster(processes=True, dashboard_address=None, host="127.0.0.1")
        client = distributed.Client(cluster or address, timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as problem:
        raise Refused(f"no scheduler of Dask answers at {address}: {problem}") from None
    try:
        yield client
    finally:
        client.close(timeout=CONNECTING)
        if cluster is not None:
            cluster.close(timeout=CONNECTING)


def _parts(
    client: Any, blocks: Iterable[bytes], plan: Plan, address: str
) -> Iterator[tuple[bytes, Part | None]]:
    waiting = deque[tuple[bytes, Any]]()
    program, most = fingerprint(), _PER_WORKER * max(_workers(client), 1)
    try:
        for number, data in enumerate(blocks):
            future = client.submit(counted, data, plan, program, is_first=number == 0, pure=False, retries=0)
            waiting.append((data, future))
            if len(waiting) > most:
                yield waiting[0][0], _result(client, waiting[0][1], address)
                waiting.popleft()
        while waiting:
            yield waiting[0][0], _result(client, waiting[0][1], address)
            waiting.popleft()
    finally:
        for _, future in waiting:
            future.cancel()


def _workers(client: Any) -> int:
    return len(client.scheduler_info(n_workers=-1)["workers"])


def _result(client: Any, future: Any, address: str) -> Part | None:
    """What a worker made of a block. Raises Refused where none can, or none is there for too long."""
    alone = time.monotonic()
    while True:
        try:
            part: Part | None = future.result(timeout=_LOOK)
            return part
        except Another:
            message = f"a worker of {address} runs another version of this program, of pandas or of Python; "
            raise Refused(message + "install the same on all, and start the workers anew") from None
        except TimeoutError:
            alone = time.monotonic() if _answers(client) else alone
        except Exception as problem:  # whatever a cluster can suffer: the file is not read, and that is told
            message = f"the cluster at {address} did not count all of it ({type(problem).__name__})"
            raise Refused(f"{message}; nothing is taken from a part of a file") from None
        if time.monotonic() - alone > WITHOUT_WORKERS:
            message = f"the cluster at {address} has had no worker for {WITHOUT_WORKERS:.0f} seconds"
            raise Refused(f"{message}; start one: dask worker {address}")


def _answers(client: Any) -> bool:
    """Whether the scheduler has a worker."""
    try:
        return client.status == "running" and _workers(client) > 0
    except Exception:
        return False

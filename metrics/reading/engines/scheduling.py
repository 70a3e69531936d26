"""How files of records are to be counted, as somebody has chosen: by this process, or by a cluster of Dask"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from metrics.file_kinds import PARQUET, read_as

BLOCKS_FROM = 64 * 1024**2  # bytes of a file, from which on it is counted in blocks
PACKED = 16  # how many times as much a file says whose columns are packed: a Parquet file of records
BLOCK = 4 * 1024**2  # bytes that are counted at once
LOCAL = "local"  # in the place of an address: a cluster of this machine's own, while the command runs


@dataclass(frozen=True)
class Choice:
    """How files of records are read: ``scheduler`` is the address of one, ``local``, or None for this process.

    ``blocks_from`` are the bytes from which on a file is counted in blocks. ``is_followed`` tells progress where
    nobody looks at a terminal too. ``block`` are the bytes that are counted at once. Where ``duckdb`` is installed,
    it counts what this process would count by itself.
    """

    scheduler: str | None = None
    blocks_from: int = BLOCKS_FROM
    is_followed: bool = False
    block: int = BLOCK
    duckdb: bool = True

    def counts(self, name: str, size: int) -> bool:
        """Whether a file of so many bytes is counted in blocks: any file where a scheduler is named."""
        return says_more_than(name, size, 0 if self.scheduler else self.blocks_from)


def says_more_than(name: str, size: int, most: int) -> bool:
    """Whether a file says more than a CSV of ``most`` bytes, by its name and its own bytes."""
    return size * (PACKED if read_as(name) == PARQUET else 1) > most


_choice: ContextVar[Choice] = ContextVar("counting")


@contextmanager
def counting_by(choice: Choice) -> Iterator[None]:
    """Files of records are read as chosen, until the end."""
    token = _choice.set(choice)
    try:
        yield
    finally:
        _choice.reset(token)


def choice() -> Choice:
    """How files of records are read."""
    return _choice.get(Choice())

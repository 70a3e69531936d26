"""Which key signs what a command adds to the history: the file of one, or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_file: ContextVar[Path | None] = ContextVar("key_file", default=None)


@contextmanager
def signing(file: Path | None) -> Iterator[None]:
    """Events are signed by the key in a file, or, with None, by nobody."""
    token = _file.set(file)
    try:
        yield
    finally:
        _file.reset(token)


def key_file() -> Path | None:
    """The file of the key that signs; None where nobody does."""
    return _file.get()

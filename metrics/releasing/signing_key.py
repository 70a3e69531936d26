"""Which key signs what a command adds to the history, the file of one or none, and which keys are declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

Keys = Sequence[tuple[date, str]]  # from which day on each public key signs, in the order of days


def _no_keys() -> Keys:
    return ()


@dataclass(frozen=True)
class Signing:
    """The ``file`` of the key that signs, the keys that are ``declared``, and the moment at which it is done."""

    file: Path | None = None
    declared: Callable[[], Keys] = _no_keys
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


NOBODY = Signing()
_signing: ContextVar[Signing] = ContextVar("signing", default=NOBODY)


@contextmanager
def signing(own: Signing) -> Iterator[None]:
    """Events are signed so; by nobody where it names no file."""
    token = _signing.set(own)
    try:
        yield
    finally:
        _signing.reset(token)


def key_file() -> Path | None:
    """The file of the key that signs; None where nobody does."""
    return _signing.get().file


def own_signing() -> Signing:
    """How what is added now is signed."""
    return _signing.get()

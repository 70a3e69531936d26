"""Which release a layout shows, and on what day: set for one request, read by the layouts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from metrics.release import Release


@dataclass(frozen=True)
class View:
    """What every page of one request shows: one release, from start to end, as on one day."""

    release: Release
    today: date


class UnknownAddress(LookupError):
    """No page has this address. ``guess`` is the nearest address that exists, or empty."""

    def __init__(self, message: str, guess: str = "") -> None:
        self.guess = guess
        super().__init__(message)


_view: ContextVar[View] = ContextVar("view")


def current_view() -> View:
    """The view of this request. Raises LookupError outside of ``showing``."""
    return _view.get()


@contextmanager
def showing(view: View) -> Iterator[None]:
    """Makes a view the current one for the layouts that are called inside."""
    token = _view.set(view)
    try:
        yield
    finally:
        _view.reset(token)

"""Which release the readers see: found anew, without a restart, when the history or the clock says so."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from metrics.history import History, current, history_file, read_history
from metrics.release import Release
from metrics.releases import load_release

LOOK_EVERY_SECONDS = 1.0
NOTHING_PUBLISHED = "Nothing has been published yet."

Clock = Callable[[], datetime]
Stamp = tuple[int, int, int] | None

log = logging.getLogger(__name__)


class Shelf:
    """The release that is current now, kept in memory, in a process of many threads.

    The last good release stays while a newer one cannot be read; ``fault`` then says why.
    """

    def __init__(
        self,
        root: Path,
        clock: Clock,
        elapsed: Callable[[], float] = time.monotonic,
        load: Callable[[Path, str], Release] = load_release,
    ) -> None:
        self.fault = NOTHING_PUBLISHED
        self._root, self._clock, self._elapsed, self._load = root, clock, elapsed, load
        self._release: Release | None = None
        self._history: History = ()
        self._stamp: Stamp = None
        self._next_look = elapsed()
        self._lock = threading.Lock()

    def current(self) -> Release | None:
        """The release to show; None while there is none. Looks at the disk once a second at most.

        While one thread looks, the others answer with what they have; they wait only for a first release.
        """
        if self._due() and self._lock.acquire(blocking=self._release is None):
            try:
                if self._due():
                    self._look()
            finally:
                self._next_look = self._elapsed() + LOOK_EVERY_SECONDS
                self._lock.release()
        return self._release

    def _due(self) -> bool:
        return self._elapsed() >= self._next_look

    def _look(self) -> None:
        try:
            self._read_history()
            self._show(current(self._history, self._clock()))
        except Exception as problem:
            # Whatever is wrong with what is stored, the site goes on with the release that it has.
            self._tell(f"{problem}")

    def _read_history(self) -> None:
        """Reads the history when its file is another than before, or has grown."""
        stamp = _stamp(history_file(self._root))
        if stamp is None and self._release is not None:
            raise FileNotFoundError("the history of releases has gone")
        if stamp != self._stamp:
            self._history = read_history(self._root)
            self._stamp = stamp

    def _show(self, release_id: str | None) -> None:
        if release_id is None:
            self._release, self.fault = None, NOTHING_PUBLISHED
            return
        if self._release is None or self._release.id != release_id:
            self._forget_withdrawn()
            self._release = self._load(self._root, release_id)
        self.fault = ""

    def _forget_withdrawn(self) -> None:
        """A release that was withdrawn is not shown in the place of one that cannot be read."""
        shown = "" if self._release is None else self._release.id
        if any(event.event == "withdrawn" and event.release == shown for event in self._history):
            self._release = None

    def _tell(self, fault: str) -> None:
        if fault != self.fault:
            log.error("%s", fault)
        self.fault = fault


def _stamp(path: Path) -> Stamp:
    """What changes when a file is replaced or grows; None when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino

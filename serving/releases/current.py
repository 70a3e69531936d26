"""Which release the readers see: found anew, without a restart, when the history or the clock says so."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from metrics.figures.release import Release
from metrics.releasing.history import History, current, history_file, read_history
from metrics.releasing.published import Past, published, up_to
from metrics.releasing.releases import load_release
from serving.releases.archive import Archive

LOOK_EVERY_SECONDS = 1.0
# A process that nobody has asked anything for longer than this may be behind: its readers wait for the disk, and
# for no longer than this, since a disk may hang.
FRESH_SECONDS = 2.0
NOTHING_PUBLISHED = "Nothing has been published yet."

Clock = Callable[[], datetime]
Stamp = tuple[int, int, int] | None

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """The release that readers see, and those that they may know of beside it, newest first."""

    release: Release
    past: Past = ()


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
        self.archive = Archive(root, elapsed, load)
        self._root, self._clock, self._elapsed, self._load = root, clock, elapsed, load
        self._shown: Shown | None = None
        self._history: History = ()
        self._stamp: Stamp = None
        self._next_look = elapsed()
        self._lock = threading.Lock()

    def current(self) -> Release | None:
        """The release to show; None while there is none."""
        shown = self.shown()
        return None if shown is None else shown.release

    def past_at(self, moment: datetime, release_id: str) -> Past:
        """What readers could know of when a release came, up to that release."""
        return up_to(published(self._history, moment), release_id)

    def shown(self) -> Shown | None:
        """What readers see; None while there is no release. Looks at the disk once a second at most.

        While one thread looks, the others answer with what they have, as long as that is fresh.
        """
        if self._due() and self._lock.acquire(timeout=self._patience()):
            try:
                if self._due():
                    self._look()
            finally:
                self._next_look = self._elapsed() + LOOK_EVERY_SECONDS
                self._lock.release()
        return self._shown

    def _due(self) -> bool:
        return self._elapsed() >= self._next_look

    def _patience(self) -> float:
        """How many seconds a reader waits while another one looks; -1 is for as long as it takes."""
        if self._shown is None:
            return -1
        behind = self._elapsed() - self._next_look + LOOK_EVERY_SECONDS
        return FRESH_SECONDS if behind > FRESH_SECONDS else 0

    def _look(self) -> None:
        try:
            self._read_history()
            self._show(self._clock())
        except OSError as problem:
            # Where the store lies on this machine is nobody's business.
            self._tell(f"the store cannot be read: {problem.strerror or problem}")
        except Exception as problem:
            # Whatever is wrong with what is stored, the site goes on with the release that it has.
            self._tell(f"{problem}")

    def _read_history(self) -> None:
        """Reads the history when its file is another than before, or has grown."""
        stamp = _stamp(history_file(self._root))
        if stamp is None and self._shown is not None:
            raise ValueError("the history of releases has gone")
        if stamp is None or stamp != self._stamp:
            self._history = read_history(self._root)
            self._stamp = stamp

    def _show(self, now: datetime) -> None:
        release_id = current(self._history, now)
        if release_id is None:
            self._shown, self.fault = None, NOTHING_PUBLISHED
            return
        past = up_to(published(self._history, now), release_id)
        if self._shown is None or self._shown.release.id != release_id:
            self._forget_withdrawn()
            self._shown = Shown(self._load(self._root, release_id), past)
        elif self._shown.past != past:
            self._shown = Shown(self._shown.release, past)
        self.fault = ""

    def _forget_withdrawn(self) -> None:
        """A release that was withdrawn is not shown in the place of one that cannot be read."""
        shown = "" if self._shown is None else self._shown.release.id
        if any(event.event == "withdrawn" and event.release == shown for event in self._history):
            self._shown = None

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

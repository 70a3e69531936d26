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
from metrics.releasing.announcements import Announcements, announcements
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
class Snapshot:
    """The release that readers see, those that they may know of beside it, newest first, and the days announced."""

    release: Release
    past: Past = ()
    announced: Announcements = ()


class CurrentRelease:
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
        self._snapshot: Snapshot | None = None
        self._history: History = ()
        self._stamp: Stamp = None
        self._next_look = elapsed()
        self._lock = threading.Lock()

    def past_at(self, moment: datetime, release_id: str) -> Past:
        """What readers could know of when a release came, up to that release."""
        return up_to(published(self._history, moment), release_id)

    def announced_at(self, moment: datetime) -> Announcements:
        """The days that readers were told of when a release came, and that were open then."""
        return announcements(self._history, moment)

    def snapshot(self) -> Snapshot | None:
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
        return self._snapshot

    def _due(self) -> bool:
        return self._elapsed() >= self._next_look

    def _patience(self) -> float:
        """How many seconds a reader waits while another one looks; -1 is for as long as it takes."""
        if self._snapshot is None:
            return -1
        behind = self._elapsed() - self._next_look + LOOK_EVERY_SECONDS
        return FRESH_SECONDS if behind > FRESH_SECONDS else 0

    def _look(self) -> None:
        try:
            self._read_history()
            self._refresh(self._clock())
        except OSError as problem:
            # Where the store lies on this machine is nobody's business.
            self._report(f"the store cannot be read: {problem.strerror or problem}")
        except Exception as problem:
            # Whatever is wrong with what is stored, the site goes on with the release that it has.
            self._report(f"{problem}")

    def _read_history(self) -> None:
        """Reads the history when its file is another than before, or has grown."""
        stamp = _stamp(history_file(self._root))
        if stamp is None and self._snapshot is not None:
            raise ValueError("the history of releases has gone")
        if stamp is None or stamp != self._stamp:
            self._history = read_history(self._root)
            self._stamp = stamp

    def _refresh(self, now: datetime) -> None:
        release_id = current(self._history, now)
        if release_id is None:
            self._snapshot, self.fault = None, NOTHING_PUBLISHED
            return
        past, announced = up_to(published(self._history, now), release_id), self.announced_at(now)
        if self._snapshot is None or self._snapshot.release.id != release_id:
            self._forget_withdrawn()
            self._snapshot = Snapshot(self._load(self._root, release_id), past, announced)
        elif (self._snapshot.past, self._snapshot.announced) != (past, announced):
            self._snapshot = Snapshot(self._snapshot.release, past, announced)
        self.fault = ""

    def _forget_withdrawn(self) -> None:
        """A release that was withdrawn is not shown in the place of one that cannot be read."""
        release_id = "" if self._snapshot is None else self._snapshot.release.id
        if any(event.event == "withdrawn" and event.release == release_id for event in self._history):
            self._snapshot = None

    def _report(self, fault: str) -> None:
        if fault != self.fault:
            log.error("%s", fault)
        self.fault = fault


def _stamp(path: Path) -> Stamp:
    """What changes when a file is replaced or grows; None when there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino

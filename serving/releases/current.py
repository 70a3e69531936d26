"""Which release the readers see: found anew, without a restart, when the history or the clock says so."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import datetime
from logging import ERROR, INFO, WARNING
from pathlib import Path

from metrics.figures.release import Release
from metrics.postcodes import NO_POSTCODES, Postcodes
from metrics.releasing.announcements import Announcements, spoken_days
from metrics.releasing.chain import Heads
from metrics.releasing.history import (
    MANIFEST,
    History,
    current,
    head_file,
    history_file,
    publications,
    read_chain,
    read_history,
    releases_folder,
)
from metrics.releasing.public_chain import public_chain
from metrics.releasing.published import Past, published, up_to
from metrics.releasing.releases import load_release
from serving.releases.archive import Archive
from serving.releases.finished import FinishedPages
from serving.releases.postcodes import PostcodeTables
from serving.releases.snapshot import Held, Snapshot
from serving.watching.events import tell

LOOK_EVERY_SECONDS = 1.0
# A process that nobody has asked anything for longer than this may be behind: its readers wait for the disk, and
# for no longer than this, since a disk may hang.
FRESH_SECONDS = 2.0
# Where finished pages are served beside, another release is shown with them: this long is waited for them at most.
TOGETHER_SECONDS = 1.0
TRY_AGAIN_AFTER_SECONDS = 60.0
NOTHING_PUBLISHED = "Nothing has been published yet."

Clock = Callable[[], datetime]
Stamp = tuple[int, int, int] | None
Stamps = tuple[Stamp, Stamp]  # of the history, and of the head of its chain

log = logging.getLogger(__name__)


class CurrentRelease:
    """The release that is current now, kept in memory, in a process of many threads.

    The last good release stays while a newer one cannot be read; ``fault`` then says why, and ``is_unreadable``
    whether this process may not read what others may. Where a web server shows finished ``pages`` beside, a release
    is shown as soon as their link leads away from those of the release before, by every process and in one moment.
    """

    def __init__(
        self,
        root: Path,
        clock: Clock,
        elapsed: Callable[[], float] = time.monotonic,
        load: Callable[[Path, str], Release] = load_release,
        pages: FinishedPages | None = None,
    ) -> None:
        self.fault, self.is_unreadable = NOTHING_PUBLISHED, False
        self.archive = Archive(root, elapsed, load)
        self._tables = PostcodeTables(root)
        self._root, self._clock, self._elapsed, self._load = root, clock, elapsed, load
        self._snapshot: Snapshot | None = None
        self._history: History = ()
        self._heads: Heads = ()
        self._stamp: Stamps = (None, None)
        self._next_look = elapsed()
        self._next_moment: datetime | None = None
        self._lock = threading.Lock()
        self._pages, self._pages_at_look = pages, ""
        self._held: Held | None = None
        self._prepared: Release | None = None
        self._next_preparation = elapsed()

    def past_at(self, moment: datetime, release_id: str) -> Past:
        """What readers could know of when a release came, up to that release."""
        return up_to(published(self._history, moment), release_id)

    def shown_at(self, moment: datetime) -> str | None:
        """The id of the release that readers saw at a moment; None where none was public."""
        return current(self._history, moment)

    def postcodes(self) -> Postcodes:
        """The table of postcodes that the release which is shown declares."""
        snapshot = self._snapshot
        return NO_POSTCODES if snapshot is None else self._tables.of(snapshot.release.config)

    def announced_at(self, moment: datetime) -> Announcements:
        """The days that readers were told of when a release came, and that were open, or cancelled, then."""
        return spoken_days(self._history, moment)

    def snapshot(self) -> Snapshot | None:
        """What readers see; None while there is no release. Looks at the disk once a second, and at each moment.

        While one thread looks, the others answer with what they have, as long as that is fresh.
        """
        if self._due() and self._lock.acquire(timeout=self._patience()):
            try:
                if self._due():
                    self._look()
            finally:
                self._next_look = self._elapsed() + LOOK_EVERY_SECONDS
                self._lock.release()
        return self._together()

    def newest(self) -> Snapshot | None:
        """What readers see as soon as the finished pages beside do. Looks at the disk."""
        with self._lock:
            self._look()
            return self._snapshot

    def pages_fault(self) -> str:
        """Why finished pages beside are not those that should be there; nothing where all is well, or none are."""
        return "" if self._pages is None else self._pages.fault()

    def are_pages_whole(self) -> bool:
        """Whether no finished page beside is still to be written, while the application answers in its place."""
        return self._pages is None or self._pages.are_whole()

    def prepare(self, moment: datetime) -> None:
        """Loads the release that will be current at a moment, so that nobody waits for it then.

        One that cannot be read is told in the log alone, since nobody may know of it yet, and tried again later.
        """
        if self._elapsed() < self._next_preparation:
            return
        try:
            release_id = current(read_history(self._root), moment)
            if self._is_at_hand(release_id):
                return
            self._prepared = None if release_id is None else self._load(self._root, release_id)
        except Exception as problem:
            # It is told once more, and of what is current, when the moment has come.
            tell(log, ERROR, "coming-release-refused", f"what is to come cannot be read: {problem}")
            self._next_preparation = self._elapsed() + TRY_AGAIN_AFTER_SECONDS

    def _is_at_hand(self, release_id: str | None) -> bool:
        return release_id in {
            None if self._snapshot is None else self._snapshot.release.id,
            None if self._prepared is None else self._prepared.id,
        }

    def _together(self) -> Snapshot | None:
        """What is shown while finished pages are switched: the release before until theirs are away."""
        held, pages = self._held, self._pages
        if held is None or pages is None:
            return self._snapshot
        if self._elapsed() < held.until and pages.are_of(held.snapshot.release.id):
            return held.snapshot
        self._held = None
        return self._snapshot

    def _due(self) -> bool:
        return self._elapsed() >= self._next_look or self._is_expected()

    def _is_expected(self) -> bool:
        """Whether another release is to be shown from now on: no process may go on with the one before."""
        has_come = self._next_moment is not None and self._next_moment <= self._clock()
        return has_come or self._pages_moved()

    def _pages_moved(self) -> bool:
        return self._pages is not None and self._pages.target() != self._pages_at_look

    def _patience(self) -> float:
        """How many seconds a reader waits while another one looks; -1 is for as long as it takes."""
        if self._snapshot is None:
            return -1
        if self._is_expected():
            return FRESH_SECONDS
        behind = self._elapsed() - self._next_look + LOOK_EVERY_SECONDS
        return FRESH_SECONDS if behind > FRESH_SECONDS else 0

    def _look(self) -> None:
        target, before = "" if self._pages is None else self._pages.target(), self._snapshot
        now = self._clock()
        try:
            self._read_history()
            self._refresh(now)
            self._hold(before)
            self._tell_of_change(before, self._snapshot)
        except OSError as problem:
            # Where the store lies on this machine is nobody's business.
            self._report(f"the store cannot be read: {problem.strerror or problem}", problem)
        except Exception as problem:
            # Whatever is wrong with what is stored, the site goes on with the release that it has.
            self._report(f"{problem}", problem)
        self._pages_at_look = target
        coming = (event.at for event in publications(self._history) if event.at > now)
        self._next_moment = min(coming, default=None)

    def _tell_of_change(self, before: Snapshot | None, after: Snapshot | None) -> None:
        """Tells the log that this process shows another release than before, or none any more."""
        former, now = (None if item is None else item.release for item in (before, after))
        if (now and now.id) == (former and former.id):
            return
        fields = {"release": now and now.id, "former": former and former.id}
        if now is not None:
            tell(
                log,
                INFO,
                "release",
                "a release is shown",
                **fields,
                published_at=now.published_at.isoformat(),
            )
        else:
            tell(log, WARNING, "release", "no release is shown any more", **fields)

    def _hold(self, before: Snapshot | None) -> None:
        """Keeps the release before at hand, when another has come in its place."""
        after = self._snapshot
        if self._pages is None or before is None or after is None:
            return
        if before.release.id != after.release.id:
            self._held = Held(before, self._elapsed() + TOGETHER_SECONDS)

    def _read_history(self) -> None:
        """Reads the history when its file is another than before, or has grown."""
        stamp = _stamp(history_file(self._root)), _stamp(head_file(self._root))
        if stamp[0] is None and self._snapshot is not None:
            raise ValueError("the history of releases has gone")
        if stamp[0] is None or stamp != self._stamp:
            self._history, self._heads = read_chain(self._root)
            self._stamp = stamp
            self._try_waiting()

    def _try_waiting(self) -> None:
        """Tells the log in time of a scheduled release that this process may not read; readers hear nothing."""
        for event in publications(self._history):
            manifest = releases_folder(self._root) / event.release / MANIFEST
            if event.at > self._clock() and not os.access(manifest, os.R_OK):
                words = f"{event.release} is scheduled, and this server may not read {manifest}"
                tell(log, ERROR, "coming-release-refused", words, release=event.release)

    def _refresh(self, now: datetime) -> None:
        release_id = current(self._history, now)
        if release_id is None:
            self._snapshot, self.fault, self.is_unreadable = None, NOTHING_PUBLISHED, False
            return
        past, announced = up_to(published(self._history, now), release_id), self.announced_at(now)
        chain = public_chain(self._history, self._heads, now)
        if self._snapshot is None or self._snapshot.release.id != release_id:
            self._forget_withdrawn()
            if self._snapshot is not None:
                self.archive.keep(self._snapshot.release)
            self._snapshot = Snapshot(self._loaded(release_id), past, announced, chain)
        else:
            self._snapshot = Snapshot(self._snapshot.release, past, announced, chain)
        self.fault, self.is_unreadable = "", False

    def _loaded(self, release_id: str) -> Release:
        prepared, self._prepared = self._prepared, None
        if prepared is not None and prepared.id == release_id:
            return prepared
        return self.archive.at_hand(release_id) or self._load(self._root, release_id)

    def _forget_withdrawn(self) -> None:
        """A release that was withdrawn is not shown in the place of one that cannot be read."""
        release_id = "" if self._snapshot is None else self._snapshot.release.id
        if any(event.event == "withdrawn" and event.release == release_id for event in self._history):
            self._snapshot = None

    def _report(self, fault: str, problem: Exception) -> None:
        if fault != self.fault:
            tell(log, ERROR, "release-refused", fault)
        self.fault = fault
        self.is_unreadable = isinstance(problem.__cause__ or problem, PermissionError)


def _stamp(path: Path) -> Stamp:
    """What changes when a file is replaced or grows; None when there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino

"""Finished pages kept in step with the history and the clock, by the processes that serve beside them.

Each process of ``pcp serve --write-site FOLDER`` has a keeper, and one of them at a time leads: it switches the
link at the second of a release, and has written ahead what comes next. What it does follows from the history, the
clock and the folder alone. So when it is killed at any step, another does the rest, and a clock that jumps is
followed.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from serving.export.settling import settle
from serving.export.states import (
    current_subfolder,
    is_dense,
    moments_until,
    state_at,
    state_of,
    withdrawn_by,
    written,
)
from serving.export.versions import make_folders, remove
from serving.releases.current import Clock, CurrentRelease
from serving.releases.finished import FAULT, FinishedPages, ahead_of, release_of
from serving.watching.events import tell

LOOK_EVERY_SECONDS = 0.2
TRY_AGAIN_AFTER_SECONDS = 60.0
WRITTEN_AHEAD = timedelta(hours=1)  # so long before its moment is a release written
PREPARED_AHEAD = timedelta(minutes=1)  # and so long before it is loaded by each process
LEADS, WORDS = ".keeper", ".words"
UNSETTLED = "the history or the day is another; the application answers what is stale until pages are written"
SETTLED = "all that is current is written"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Writer:
    """A process that writes pages, and where it says what went wrong."""

    process: subprocess.Popen[bytes]
    words: Path

    def problem(self) -> str | None:
        """What it says that went wrong, and nothing where all is written; None while it works."""
        status = self.process.poll()
        if status is None:
            return None
        text = self.words.read_text("utf-8", errors="replace").strip()
        return text or f"it ended with status {status}" if status else ""


Write = Callable[[Path, datetime | None], Writer]


def start_writer(root: Path, folder: Path, moment: datetime | None) -> Writer:
    """A process that writes what is current, or ahead for a moment; it ends with this one."""
    command = [sys.executable, "-m", "serving.export.writing", str(folder), f"--beside={os.getpid()}"]
    environment: Mapping[str, str] = {**os.environ, "PCP_ROOT": str(root)}
    if moment is not None:
        command.append("--ahead")
        environment = {**environment, "PCP_NOW": moment.isoformat()}
    words, nothing = ahead_of(folder) / WORDS, subprocess.DEVNULL
    with words.open("wb") as file:
        process = subprocess.Popen(command, env=environment, stdin=nothing, stdout=nothing, stderr=file)
    return Writer(process, words)


class Keeper:
    """Keeps the finished pages of a folder those of the release that is current, one step after another."""

    def __init__(
        self,
        root: Path,
        pages: FinishedPages,
        current: CurrentRelease,
        clock: Clock,
        write: Write,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root, self._folder, self._current = root, pages.folder, current
        self._clock, self._write, self._elapsed = clock, write, elapsed
        self._lock: FileLock | None = None
        self._writer: Writer | None = None
        self._next_try = elapsed()
        self._coming: list[datetime] = []
        self._problems = {"writer": ""}
        self._was_settled = True

    def run(self) -> None:
        """Step after step, for as long as the process lives."""
        while True:
            try:
                self.step()
                self._report("step", "")
            except Exception as problem:
                # Whatever is wrong with the folder or the store, the next step may find it mended.
                self._report("step", str(problem))
            time.sleep(self._pause())

    def step(self) -> None:
        """What is to be done now. Raises OSError and ValueError where the folder or the history cannot be used."""
        now = self._clock()
        self._current.prepare(now + PREPARED_AHEAD)
        if not self._leads():
            return
        snapshot = self._current.newest()
        try:
            release_id, state = state_at(self._root, now)
        except OSError:
            self._hide_withdrawn(now)
            raise
        if release_id == ("" if snapshot is None else snapshot.release.id):
            is_settled = settle(self._folder, release_id, state)
            self._tell_of_writing(is_settled or not release_id)
            self._coming = moments_until(self._root, now, now + WRITTEN_AHEAD)
            self._have_written(is_settled or not release_id, now)
        else:
            self._hide_withdrawn(now)

    def _hide_withdrawn(self, now: datetime) -> None:
        """Where what is current cannot be read, pages of the last good release stay, unless that was withdrawn."""
        if self._are_withdrawn(now):
            settle(self._folder, "", "")

    def _tell_of_writing(self, is_settled: bool) -> None:
        """Tells the log when pages are to be written anew, and when they are there."""
        if is_settled != self._was_settled:
            event, words = ("pages-current", SETTLED) if is_settled else ("pages-behind", UNSETTLED)
            tell(log, logging.WARNING, event, f"finished pages: {words}")
        self._was_settled = is_settled

    def _are_withdrawn(self, now: datetime) -> bool:
        """Whether the pages that are shown are of a release that was withdrawn."""
        subfolder = current_subfolder(self._folder)
        return subfolder is not None and release_of(subfolder.name) in withdrawn_by(self._root, now)

    def _leads(self) -> bool:
        """Whether this process is the one that does it. A lock goes with the process that held it."""
        if self._lock is None:
            make_folders(self._folder)
            lock = FileLock(ahead_of(self._folder) / LEADS, timeout=0, thread_local=False)
            with suppress(Timeout):
                lock.acquire()
                self._lock = lock
                (ahead_of(self._folder) / FAULT).unlink(missing_ok=True)  # of a process that has ended
        return self._lock is not None

    def _have_written(self, is_settled: bool, now: datetime) -> None:
        """Has pages written that are to be there, one process at a time."""
        if self._writer is not None:
            problem = self._writer.problem()
            if problem is None:
                return
            self._writer = None
            self._report("writer", problem)
            self._next_try = self._elapsed() + (TRY_AGAIN_AFTER_SECONDS if problem else 0)
        states = self._states_to_come()
        self._clear(frozenset(states), now)
        if self._elapsed() >= self._next_try:
            self._begin(is_settled, states)

    def _states_to_come(self) -> dict[str, datetime]:
        """The states that are to come soon, each with its moment, but for those of what cannot be read.

        Of that the log has been told, and nobody else may know; all the other pages are written.
        """
        states = dict[str, datetime]()
        for moment in self._coming:
            with suppress(OSError):
                states[state_at(self._root, moment)[1]] = moment
        return states

    def _begin(self, is_settled: bool, states: Mapping[str, datetime]) -> None:
        """The next piece of writing: what is current, then what is to come, then what is still packed quickly."""
        ready = {state_of(path) for path in written(ahead_of(self._folder)) if is_dense(path)}
        ready |= {state_of(path) for path in written(self._folder)}
        missing = [moment for state, moment in states.items() if state and state not in ready]
        subfolder = current_subfolder(self._folder)
        if not is_settled:
            self._writer = self._write(self._folder, None)
        elif missing:
            self._writer = self._write(self._folder, missing[0])
        elif subfolder is not None and subfolder.exists() and state_of(subfolder) and not is_dense(subfolder):
            self._writer = self._write(self._folder, None)

    def _clear(self, states: frozenset[str], now: datetime) -> None:
        """Removes what waits for no moment any more, and the files of what was withdrawn."""
        for path in written(ahead_of(self._folder)):
            if state_of(path) not in states:
                shutil.rmtree(path)
        remove(self._folder, withdrawn_by(self._root, now))

    def _report(self, part: str, problem: str) -> None:
        """Tells the log what is wrong with a part of the work, and for all processes that something is."""
        if problem == self._problems.get(part, ""):
            return
        self._problems[part] = problem
        if problem:
            tell(log, logging.ERROR, "pages-not-written", f"finished pages: {problem}")
        file = ahead_of(self._folder) / FAULT
        with suppress(OSError):
            if any(self._problems.values()):
                file.touch()
            else:
                file.unlink(missing_ok=True)

    def _pause(self) -> float:
        """Until the next look, or the next moment where that comes before."""
        until = [(moment - self._clock()).total_seconds() for moment in self._coming]
        return max(0.001, min([LOOK_EVERY_SECONDS, *(seconds for seconds in until if seconds > 0)]))


def keep(root: Path, pages: FinishedPages, current: CurrentRelease, clock: Clock) -> None:
    """Begins to keep finished pages, beside what else this process does."""
    keeper = Keeper(root, pages, current, clock, lambda folder, moment: start_writer(root, folder, moment))
    threading.Thread(target=keeper.run, name="finished pages", daemon=True).start()

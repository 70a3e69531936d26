"""What readers will ask for next, made before they do: a new release, or a new day, is never cold.

Each worker of a server has one of these, and one of them at a time leads: it has all answers made for now, and
within the hour before its moment for each release and day to come. What it does follows from the history, the clock
and the shelf alone. So when it is killed at any step, another does the rest.
"""

from __future__ import annotations

import logging
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

from serving.export.states import moments_until, state_at, withdrawn_by
from serving.making.shelf import Shelf
from serving.releases.current import Clock, CurrentRelease

LOOK_EVERY_SECONDS = 1.0
TRY_AGAIN_AFTER_SECONDS = 60.0
MADE_AHEAD = timedelta(hours=1)
SOON = timedelta(minutes=15)
LOADED_AHEAD = timedelta(minutes=1)
MOST_SECONDS = (
    1800.0  # who has not made all by then hangs: it takes a minute where nobody else wants the processor
)
LEADS = ".leads"
COMMAND = (sys.executable, "-m", "serving.ahead.process", "pages")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """A process that makes the answers of a state, and until when it should have."""

    state: str
    process: subprocess.Popen[bytes]
    until: float

    def status(self) -> int | None:
        """How it ended; None while it works."""
        status = self.process.poll()
        if status is not None and self.process.stdin is not None:
            self.process.stdin.close()
        return status

    def end(self) -> None:
        """Ends it, whatever it does."""
        self.process.kill()
        self.process.wait()
        self.status()


Begin = Callable[[datetime], "subprocess.Popen[bytes]"]


def begin(moment: datetime, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """A process that makes every answer for a moment. It ends with this one."""
    return subprocess.Popen(
        (*COMMAND, moment.isoformat()), env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )


class AheadOfReaders:
    """Has the answers of every state made that readers see now, or will see within the hour."""

    def __init__(
        self,
        root: Path,
        shelf: Shelf,
        current: CurrentRelease,
        clock: Clock,
        begin: Begin = begin,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root, self._shelf, self._current, self._clock = root, shelf, current, clock
        self._begin, self._elapsed = begin, elapsed
        self._lock: FileLock | None = None
        self._lock_file = 0  # the number of the file that is locked
        self._work: Work | None = None
        self._finished = set[str]()
        self._next_try = elapsed()
        self._problem = ""

    def run(self) -> None:
        """Step after step, for as long as the process lives."""
        while True:
            try:
                self.step()
                self._report("")
            except Exception as problem:
                # Whatever is wrong with the store or the shelf, the next step may see it mended.
                self._report(str(problem))
            time.sleep(LOOK_EVERY_SECONDS)

    def step(self) -> None:
        """What is to be done now. Raises OSError and ValueError where the history cannot be read."""
        now = self._clock()
        self._current.prepare(now + LOADED_AHEAD)
        if not self._leads():
            return
        self._shelf.touch()
        states = self._states(now)
        self._finished &= states.keys()
        self._look_at_work(states)
        missing = [moment for state, moment in states.items() if state not in self._finished]
        if self._work is None and missing and self._elapsed() >= self._next_try:
            state = next(state for state, moment in states.items() if moment == missing[0])
            until = self._elapsed() + MOST_SECONDS
            self._work = Work(state, self._begin(missing[0]), until)
        self._forget_withdrawn(now)

    def is_finished(self) -> bool:
        """Whether nothing is left to be made ahead, as far as the last step saw."""
        return bool(self._finished) and self._work is None

    def _states(self, now: datetime) -> dict[str, datetime]:
        """What readers see now and will see within the hour, each with a moment of it, in the order of its making.

        What comes soon is made before the rest of what is shown already.
        """
        states, coming = dict[str, datetime](), moments_until(self._root, now, now + MADE_AHEAD)
        for moment in sorted([now, *coming], key=lambda moment: moment == now or 2 * (moment > now + SOON)):
            with suppress(OSError):  # of what cannot be read the log has been told
                release_id, state = state_at(self._root, moment)
                if release_id:
                    states.setdefault(state, moment)
        return states

    def _look_at_work(self, states: Mapping[str, datetime]) -> None:
        """Ends work on what nobody will see, and notes what has ended well."""
        work = self._work
        if work is None:
            return
        status, is_late = work.status(), self._elapsed() >= work.until
        if status is None and work.state in states and not is_late:
            return
        self._work = None
        if status is None:
            work.end()
            if is_late:
                self._next_try = self._elapsed() + TRY_AGAIN_AFTER_SECONDS
                raise ValueError("what makes answers ahead took too long and was ended; it is tried again")
        elif status == 0:
            self._finished.add(work.state)
        else:
            self._next_try = self._elapsed() + TRY_AGAIN_AFTER_SECONDS
            raise ValueError(f"what makes answers ahead ended with status {status}; it is tried again")

    def _leads(self) -> bool:
        """Whether this process is the one that does it. A lock goes with the process that held it.

        Where the folder was emptied it is of a file that nobody else can see, and nothing of what was made is left.
        """
        file = self._shelf.folder / LEADS
        if self._lock is not None and _number(file) != self._lock_file:
            self._lock.release()
            self._lock = None
            self._finished.clear()
        if self._lock is None:
            self._shelf.touch()
            lock = FileLock(file, timeout=0, thread_local=False)
            with suppress(Timeout):
                lock.acquire()
                self._lock, self._lock_file = lock, _number(file)
        return self._lock is not None

    def _forget_withdrawn(self, now: datetime) -> None:
        for release_id in set(self._shelf.releases()) & withdrawn_by(self._root, now):
            self._shelf.forget(release_id)

    def _report(self, problem: str) -> None:
        if problem and problem != self._problem:
            log.error("answers made ahead: %s", problem)
        self._problem = problem


def _number(file: Path) -> int:
    """The number of a file on its disk; 0 where there is none."""
    try:
        return file.stat().st_ino
    except FileNotFoundError:
        return 0


def keep_ahead(root: Path, shelf: Shelf, current: CurrentRelease, clock: Clock) -> AheadOfReaders:
    """Begins to make answers ahead, beside what else this process does."""
    keeper = AheadOfReaders(root, shelf, current, clock)
    threading.Thread(target=keeper.run, name="ahead of readers", daemon=True).start()
    return keeper

"""How a worker stands, looked at every two seconds: the release that it shows, its kept answers, its faults."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from flask import Flask

from serving.http.cache import TALLY
from serving.releases.current import NOTHING_PUBLISHED, Clock, CurrentRelease
from serving.watching.folder import FOLDER_VARIABLE, reserve, tell_not_counted
from serving.watching.log import tell_failure
from serving.watching.visits import CountedVisits

if TYPE_CHECKING:
    from serving.watching.counts import Counts

LOOK_EVERY_SECONDS = 2.0
COUNTS = "serving.watching.counts"  # loaded where something is counted alone, and when its folder is there


class State:
    """How a worker stands, to be looked at again and again."""

    def __init__(self, counts: Counts, current: CurrentRelease, clock: Clock, has_charts: bool) -> None:
        self._counts, self._current, self._clock = counts, current, clock
        self._hits = self._misses = 0
        counts.fault("charts", not has_charts)

    def run(self) -> None:
        """Looks for as long as the process lives."""
        while True:
            try:
                self.look()
            except Exception as problem:
                tell_failure("error", "what is counted could not be brought up to date", problem)
            time.sleep(LOOK_EVERY_SECONDS)

    def look(self) -> None:
        """Brings the numbers up to date."""
        snapshot, now = self._current.snapshot(), self._clock()
        if snapshot is None:
            self._counts.release("", 0.0)
        else:
            release = snapshot.release
            self._counts.release(release.id, (now - release.published_at).total_seconds())
        self._counts.fault("release", self._current.fault not in ("", NOTHING_PUBLISHED))
        self._counts.fault("pages", bool(self._current.pages_fault()))
        hits, misses = TALLY.hits, TALLY.misses
        self._counts.cache(hits - self._hits, misses - self._misses, TALLY.size)
        self._hits, self._misses = hits, misses


def count(
    server: Flask, static: tuple[str, ...], current: CurrentRelease, clock: Clock, has_charts: bool
) -> None:
    """Has a worker count what it does, where its server lets that be read; the site goes on where it cannot."""
    folder = os.environ.get(FOLDER_VARIABLE)
    if not folder:
        return
    try:
        reserve(Path(folder), os.getpid())
    except OSError as problem:
        tell_not_counted(problem)
        return
    module = resolve_name(COUNTS)
    counts: Counts = module.Counts()
    logging.getLogger().addHandler(module.CountingLines(counts))
    server.__dict__["wsgi_app"] = CountedVisits(server.wsgi_app, counts, static)  # as Flask documents it
    state = State(counts, current, clock, has_charts)
    threading.Thread(target=state.run, name="metrics", daemon=True).start()

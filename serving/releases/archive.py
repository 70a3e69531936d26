"""Releases that were published before, opened when somebody asks for one; the few asked for last are kept.

Of every one that was asked for the firm words are kept, and what it brings: they are small, and never change.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from metrics.declared.among import areas_of
from metrics.figures.release import Release
from metrics.releasing.bulletin import Bulletin
from metrics.releasing.record import FirmWord, firm_words
from metrics.releasing.releases import load_region, load_release, stored_bulletin
from serving.watching.events import tell

MOST_KEPT = 6
TRY_AGAIN_AFTER_SECONDS = 60.0

Read = TypeVar("Read")
Load = Callable[[Path, str], Release]

log = logging.getLogger(__name__)


class Archive:
    """Opens releases by id, in a process of many threads. Callers ask only for what is public.

    One that cannot be read is not tried again for a minute, so that nobody can keep the disk busy with it.
    """

    def __init__(
        self,
        root: Path,
        elapsed: Callable[[], float] = time.monotonic,
        load: Load = load_release,
        load_in_short: Load = load_region,
        load_news: Callable[[Path, str], Bulletin | None] = stored_bulletin,
    ) -> None:
        self.refusals = 0
        self._root, self._elapsed, self._load, self._load_in_short = root, elapsed, load, load_in_short
        self._load_news = load_news
        self._releases: OrderedDict[str, Release] = OrderedDict()
        self._words: dict[str, tuple[FirmWord, ...]] = {}
        self._bulletins: dict[str, Bulletin | None] = {}
        self._days: dict[str, Mapping[str, date]] = {}
        self._damaged: dict[str, float] = {}
        self._lock = threading.Lock()

    def opened(self, release_id: str) -> Release | None:
        """The release; None when it cannot be read, which ``refusals`` counts and the log explains."""
        with self._lock:
            if release_id not in self._releases:
                self._open(release_id)
            if release_id not in self._releases:
                self.refusals += 1
                return None
            self._releases.move_to_end(release_id)
            return self._releases[release_id]

    def keep(self, release: Release) -> None:
        """Keeps a release that is open already: it is shown again where the one after it is withdrawn."""
        with self._lock:
            self._put(release)

    def at_hand(self, release_id: str) -> Release | None:
        """The release where it was opened already; None otherwise."""
        with self._lock:
            return self._releases.get(release_id)

    def firm_words(self, release_id: str) -> tuple[FirmWord, ...] | None:
        """The firm words of the release; None when it cannot be read, as of ``opened``."""
        if release_id not in self._words:
            release = self._in_short(release_id)
            if release is None:
                return None
            with areas_of(release.config):
                self._words[release_id] = firm_words(release)
        return self._words[release_id]

    def bulletin(self, release_id: str) -> Bulletin | None:
        """What the release was stored with of what it brings; None where that is nothing, or cannot be read."""
        with self._lock:
            if release_id not in self._bulletins:
                content = self._read(self._load_news, release_id)
                if self._is_damaged(release_id):
                    return None
                self._bulletins[release_id] = content
            return self._bulletins[release_id]

    def newest_days(self, release_id: str) -> Mapping[str, date] | None:
        """The last day of each measure's newest figure in the release; None when it cannot be read.

        Only a release that was stored without these days is opened for them.
        """
        if release_id not in self._days:
            content = self.bulletin(release_id)
            days = {} if content is None else content.newest_days()
            release = None if days else self._in_short(release_id)
            if not days and release is None:
                return None
            self._days[release_id] = days if release is None else _newest_days(release)
        return self._days[release_id]

    def _in_short(self, release_id: str) -> Release | None:
        """A release with at least the figures of the region; None when it cannot be read, as of ``opened``."""
        with self._lock:
            release = self._releases.get(release_id) or self._read(self._load_in_short, release_id)
            self.refusals += release is None
            return release

    def _is_damaged(self, release_id: str) -> bool:
        return self._elapsed() < self._damaged.get(release_id, 0.0)

    def _open(self, release_id: str) -> None:
        release = self._read(self._load, release_id)
        if release is not None:
            self._put(release)

    def _put(self, release: Release) -> None:
        self._releases[release.id] = release
        self._releases.move_to_end(release.id)
        while len(self._releases) > MOST_KEPT:
            self._releases.popitem(last=False)

    def _read(self, load: Callable[[Path, str], Read], release_id: str) -> Read | None:
        if self._is_damaged(release_id):
            return None
        try:
            return load(self._root, release_id)
        except Exception as problem:
            # Whatever is wrong with what is stored, readers are told in words and the site goes on.
            tell(log, logging.ERROR, "release-refused", f"{problem}", release=release_id)
            self._damaged[release_id] = self._elapsed() + TRY_AGAIN_AFTER_SECONDS
            return None


def _newest_days(release: Release) -> Mapping[str, date]:
    with areas_of(release.config):
        return release.newest_days()

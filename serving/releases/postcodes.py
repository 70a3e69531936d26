"""The table of postcodes in a server's memory: read once, when the first release that declares it is shown."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from metrics.declared.framework import Config
from metrics.issues import has_errors
from metrics.language import say
from metrics.postcodes import Postcodes
from metrics.releasing.postcodes import read_postcodes
from metrics.territory import Territory
from serving.watching.events import tell

log = logging.getLogger(__name__)
FAULTY = "%s cannot be used, so postcodes lead to the {districts} of their districts; pcp check tells what is wrong"


class PostcodeTables:
    """Tables by the names of their files. A file that changes is read when the server starts again."""

    def __init__(self, root: Path) -> None:
        self._root, self._lock = root, threading.Lock()
        self._tables: dict[tuple[str | None, Territory], Postcodes] = {}

    def of(self, config: Config) -> Postcodes:
        """The table that a declaration names; an empty one where it names none, or one with faults."""
        name = config.site.postcodes
        key = (name, config.gazetteer.territory)
        with self._lock:
            if key not in self._tables:
                self._tables[key], issues = read_postcodes(self._root, config)
                if has_errors(issues):
                    tell(log, logging.ERROR, "postcodes-refused", say(FAULTY) % name)
            return self._tables[key]

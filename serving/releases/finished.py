"""The folder of finished pages, as who serves beside it sees it: which release is shown, and what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CURRENT = "current"
NOTHING = "none"  # an empty folder: no file is found, and the application is asked
STATE = ".state"  # in a subfolder: what its files are of
INCOMPLETE = ".incomplete"  # in one from which stale files were taken away
SUBFOLDER = re.compile(r"site-([a-z0-9-]+)-[0-9a-f]{12}")
FAULT = "fault"
NOT_WRITTEN = "finished pages could not be written; the log says why"


def ahead_of(folder: Path) -> Path:
    """Where pages wait for their moment: beside the folder that a web server serves, and never below it."""
    place = folder.absolute()
    return place.with_name(f"{place.name}.ahead")


def release_of(name: str) -> str:
    """The release that the files of a subfolder are of, by its name; nothing for one of another kind."""
    match = SUBFOLDER.fullmatch(name)
    return match[1] if match else ""


@dataclass(frozen=True)
class FinishedPages:
    """A folder of finished pages, which a web server shows beside what the application answers."""

    folder: Path

    def target(self) -> str:
        """The name of the subfolder that is shown; nothing where none is."""
        try:
            return (self.folder / CURRENT).readlink().name
        except OSError:
            return ""

    def are_of(self, release_id: str) -> bool:
        """Whether the pages that a web server shows now are of a release."""
        return release_of(self.target()) == release_id

    def are_whole(self) -> bool:
        """Whether all are there. What is not is being written, and the application answers it meanwhile."""
        target = self.target()
        return target not in ("", NOTHING) and not (self.folder / target / INCOMPLETE).exists()

    def fault(self) -> str:
        """Why the pages that should be there are not; nothing while all is well."""
        ahead = ahead_of(self.folder)
        return NOT_WRITTEN if (ahead / FAULT).exists() or not ahead.is_dir() else ""

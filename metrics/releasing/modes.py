"""Who may read what is stored, whatever the umask of who publishes: everybody what is public, a group what waits.

Everything belongs to the group of the folder of releases, so that the server reads what others may not see yet.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FOR_OTHERS = stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH


@dataclass(frozen=True)
class Access:
    """The modes of folders and of files."""

    folder: int
    file: int


PUBLIC = Access(0o755, 0o644)
WAITING = Access(0o750, 0o640)  # figures before their time
HIDDEN = Access(0o700, 0o600)


def set_access(path: Path, access: Access, group: int) -> None:
    """Gives a file or a folder its group and its mode. Raises OSError, also for a group that one is not in."""
    status = path.stat()
    mode = access.file
    if stat.S_ISDIR(status.st_mode):
        mode = access.folder | (status.st_mode & stat.S_ISGID)  # what is made inside has the group as well
    if status.st_gid != group:
        os.chown(path, -1, group)
    if stat.S_IMODE(status.st_mode) != mode:
        path.chmod(mode)


def make_readable_folder(place: Path) -> None:
    """A folder that everybody may read from the moment at which it has its name."""
    new = place.with_name(f".new-{place.name}")
    new.mkdir(exist_ok=True)
    new.chmod(PUBLIC.folder)
    new.rename(place)


def make_readable(file: Path) -> None:
    """Gives a file that is new, or that only its owner may read, the modes of what is public."""
    if not file.stat().st_size or is_private(file):
        set_access(file, PUBLIC, file.parent.stat().st_gid)


def is_private(path: Path) -> bool:
    """Whether nobody but its owner may read something."""
    return not path.stat().st_mode & FOR_OTHERS


def private_places(places: Iterable[Path]) -> list[Path]:
    """Those that only their owner may read, of all that the server has to: a user of its own could show none."""
    return [path for path in places if path.exists() and is_private(path)]

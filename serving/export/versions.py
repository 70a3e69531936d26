"""A folder of finished files: each writing whole in a subfolder of its own, and a link to the current one.

Whatever the umask, everybody may read what lies there: a web server has a user of its own. What waits for its
moment lies in a folder beside it, which nobody but the writer's user may enter.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Collection
from pathlib import Path

from metrics.releasing.appending import sync_folder
from serving.releases.finished import CURRENT, INCOMPLETE, SUBFOLDER, ahead_of, release_of

KEPT_BESIDE_CURRENT = 2
PREVIOUS = "previous"
FOLDER_MODE, FILE_MODE, AHEAD_MODE = 0o755, 0o644, 0o700
# A file's time is made of its bytes: a web server makes its ETag of time and size, so it is the same on every
# machine, and another whenever the bytes are others. All of these times lie between 2001 and 2018.
FIRST_TIME = 1_000_000_000
SPREAD = 2**29

Files = dict[str, bytes]


def make_folders(folder: Path) -> None:
    """Makes the folder that is served, and the one beside it for what waits, which nobody else may ever enter."""
    ahead = ahead_of(folder)
    for place, mode in ((folder.absolute(), FOLDER_MODE), (ahead, AHEAD_MODE)):
        for missing in [path for path in (place, *place.parents) if not path.exists()][::-1]:
            make_folder(missing, mode if missing == place else FOLDER_MODE)
    if stat.S_IMODE(ahead.stat().st_mode) != AHEAD_MODE:
        ahead.chmod(AHEAD_MODE)


def make_folder(place: Path, mode: int = FOLDER_MODE) -> None:
    """A folder that has its mode from the moment at which it has its name."""
    new = place.with_name(f".new-{place.name}")
    new.mkdir(exist_ok=True)
    new.chmod(mode)
    new.rename(place)


def place_of(folder: Path, name: str) -> Path:
    """Where the files of a name lie, or are to lie: not where some were taken away, under another name then."""
    while (folder / name / INCOMPLETE).exists():
        before, _, fingerprint = name.rpartition("-")
        name = f"{before}-{hashlib.sha256(fingerprint.encode()).hexdigest()[: len(fingerprint)]}"
    return folder / name


def store(subfolder: Path, files: Files) -> None:
    """All files on the disk under another name, then under theirs: whole or not at all."""
    unfinished = subfolder.with_name(f".unfinished-{subfolder.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    for name, body in files.items():
        write_file(unfinished / name, body)
    for inner in (unfinished, *(path for path in unfinished.rglob("*") if path.is_dir())):
        inner.chmod(FOLDER_MODE)
        sync_folder(inner)
    unfinished.rename(subfolder)
    sync_folder(subfolder.parent)


def write_file(path: Path, body: bytes) -> None:
    """One file on the disk, with the time that its bytes give it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        os.fchmod(file.fileno(), FILE_MODE)
        time = FIRST_TIME + int.from_bytes(hashlib.sha256(body).digest()[:8]) % SPREAD
        os.utime(file.fileno(), (time, time))
        os.fsync(file.fileno())


def bring(subfolder: Path, folder: Path) -> Path:
    """Moves a subfolder that waited into the folder that is served, in one step. Nothing shows it yet."""
    place = place_of(folder, subfolder.name)
    if not place.exists():
        subfolder.rename(place)
        sync_folder(folder)
        sync_folder(subfolder.parent)
    return place


def switch(folder: Path, name: str) -> None:
    """Points ``current`` at a subfolder, and ``previous`` at the finished files before it, each in one step."""
    before = folder / CURRENT
    if before.is_symlink() and before.readlink() != Path(name) and release_of(str(before.readlink())):
        _point(folder / PREVIOUS, str(before.readlink()))
    _point(before, name)


def _point(link: Path, target: str) -> None:
    new = link.with_name(f".new-{link.name}")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(link)
    sync_folder(link.parent)


def remove(folder: Path, release_ids: Collection[str]) -> None:
    """Removes the files of releases that were withdrawn, but for what is shown."""
    link = folder / CURRENT
    kept = link.readlink().name if link.is_symlink() else ""
    for path in folder.glob("site-*"):
        if release_of(path.name) in release_ids and path.name != kept:
            shutil.rmtree(path)


def tidy(folder: Path) -> None:
    """Removes older subfolders and what an interrupted call left, but for the newest few."""
    pointed = {
        str((folder / link).readlink()) for link in (CURRENT, PREVIOUS) if (folder / link).is_symlink()
    }
    written = [
        path for path in folder.iterdir() if SUBFOLDER.fullmatch(path.name) and path.name not in pointed
    ]
    newest_first = sorted(written, key=lambda path: path.stat().st_mtime, reverse=True)
    keep = KEPT_BESIDE_CURRENT + 1 - len(pointed)
    for path in (*newest_first[keep:], *folder.glob(".unfinished-site-*")):
        shutil.rmtree(path)

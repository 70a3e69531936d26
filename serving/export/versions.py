"""A folder of finished files: each writing whole in a subfolder of its own, and a link to the current one."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

from metrics.releasing.history import sync_folder

KEPT_BESIDE_CURRENT = 2
SUBFOLDER = re.compile(r"site-[a-z0-9-]+-[0-9a-f]{12}")
CURRENT = "current"
PREVIOUS = "previous"
# A file's time is made of its bytes: a web server makes its ETag of time and size, so it is the same on every
# machine, and another whenever the bytes are others. All of these times lie between 2001 and 2018.
FIRST_TIME = 1_000_000_000
SPREAD = 2**29

Files = dict[str, bytes]


def store(subfolder: Path, files: Files) -> None:
    """All files on the disk under another name, then under theirs: whole or not at all."""
    unfinished = subfolder.with_name(f".unfinished-{subfolder.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    for name, body in files.items():
        _write(unfinished / name, body)
    for inner in (unfinished, *(path for path in unfinished.rglob("*") if path.is_dir())):
        sync_folder(inner)
    unfinished.rename(subfolder)
    sync_folder(subfolder.parent)


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        time = FIRST_TIME + int.from_bytes(hashlib.sha256(body).digest()[:8]) % SPREAD
        os.utime(file.fileno(), (time, time))
        os.fsync(file.fileno())


def switch(folder: Path, name: str) -> None:
    """Points ``current`` at a subfolder, and ``previous`` at the one before it, each in one step."""
    before = folder / CURRENT
    if before.is_symlink() and before.readlink() != Path(name):
        _point(folder / PREVIOUS, str(before.readlink()))
    _point(before, name)


def _point(link: Path, target: str) -> None:
    new = link.with_name(f".new-{link.name}")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(link)
    sync_folder(link.parent)


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

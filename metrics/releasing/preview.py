"""A store of its own, in a folder that is thrown away, in which a drop is published as it would be.

The real releases stand in it as links, so that the preview compares with them; nothing of the site is changed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from metrics.checking.drops import CheckedDrop
from metrics.issues import Issue
from metrics.releasing.history import Event, history_file, publications, releases_folder
from metrics.releasing.releases import publish, sound_history

CURRENT = "current"
NOTICED = "noticed.json"
Stamp = tuple[tuple[str, int, int], ...]


def build_preview(root: Path, checked: CheckedDrop, folder: Path, number: int, now: datetime) -> None:
    """Publishes a checked drop into ``folder``/``number``, and moves the link ``current`` there at once.

    Raises Refused when the site's own store is damaged. The build before the last one is removed.
    """
    inner = folder / str(number)
    _copy_store(root, inner)
    event = Event("published", f"preview-{number}", now, now, "preview", "")
    publish(inner, checked, [], event)
    _switch(folder, number)
    shutil.rmtree(folder / str(number - 2), ignore_errors=True)


def start_preview(root: Path, folder: Path) -> None:
    """Shows the site as it is, until a drop without faults can be shown."""
    _copy_store(root, folder / "0")
    _switch(folder, 0)


def write_noticed(folder: Path, issues: Iterable[Issue]) -> None:
    """What was found in the last try, for the strip above each page; whole, or as it was."""
    written = folder / f"{NOTICED}.new"
    written.write_text(json.dumps([issue.with_places.as_json() for issue in issues]), encoding="utf-8")
    written.replace(folder / NOTICED)


def _switch(folder: Path, number: int) -> None:
    link = folder / f"{CURRENT}-{number}"
    link.symlink_to(folder / str(number), target_is_directory=True)
    link.replace(folder / CURRENT)


def _copy_store(root: Path, inner: Path) -> None:
    """The history as it stands, and links to the releases that it names."""
    releases_folder(inner).mkdir(parents=True)
    for release_id in {event.release for event in publications(sound_history(root))}:
        stored = (releases_folder(root) / release_id).resolve()
        (releases_folder(inner) / release_id).symlink_to(stored, target_is_directory=True)
    if history_file(root).is_file():
        shutil.copyfile(history_file(root), history_file(inner))


def stamp_of(config: Path, drop: Path) -> Stamp:
    """What changes when the declaration or a file of the drop is written, added or removed."""
    files = [config, *(sorted(drop.iterdir()) if drop.is_dir() else ())]
    return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> tuple[str, int, int]:
    try:
        status = file.stat()
    except OSError:
        return str(file), 0, 0
    return str(file), status.st_mtime_ns, status.st_size

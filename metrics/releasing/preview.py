"""A store of its own, in a folder that is thrown away, in which a drop is published as it would be.

The real releases stand in it as links, so that the preview compares with them; nothing of the site is changed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from metrics.checking.drops import CheckedDrop
from metrics.issues import Issue
from metrics.releasing.appending import append_event
from metrics.releasing.history import Event, history_file, is_waiting, publications, releases_folder
from metrics.releasing.releases import publish, sound_history
from metrics.releasing.signing_key import NOBODY, signing

UNNAMED = "preview-"
CURRENT = "current"
NOTICED = "noticed.json"
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class ToCome:
    """What a release will be: its id, its note and its notice. Without an id nobody has said so yet."""

    release_id: str = ""
    note: str = ""
    correction: str = ""


NOT_SAID = ToCome()


def build_preview(
    root: Path, checked: CheckedDrop, folder: Path, number: int, at: datetime, to_come: ToCome = NOT_SAID
) -> None:
    """Publishes a checked drop into ``folder``/``number``, and moves the link ``current`` there at once.

    It is as it will be at a moment, and needs no approval there. A release that waits under the same id is left
    out. Raises Refused when the site's own store is damaged, or the id is of a release that readers have seen. The
    build before the last one is removed.
    """
    inner, release_id = folder / str(number), to_come.release_id or f"{UNNAMED}{number}"
    event = Event("published", release_id, at, at, "preview", to_come.note)
    with signing(NOBODY):
        _copy_store(root, inner, at, release_id)
        _link_postcodes(root, inner, checked.config.site.postcodes)
        publish(inner, _without_approval(checked), [], event, to_come.correction)
    _switch(folder, number)
    shutil.rmtree(folder / str(number - 2), ignore_errors=True)


def start_preview(root: Path, folder: Path) -> None:
    """Shows the site as it is, until a drop without faults can be shown."""
    with signing(NOBODY):
        _copy_store(root, folder / "0")
    _switch(folder, 0)


def write_noticed(folder: Path, issues: Iterable[Issue]) -> None:
    """What was found in the last try, for the strip above each page; whole, or as it was."""
    written = folder / f"{NOTICED}.new"
    written.write_text(json.dumps([issue.with_places.as_json() for issue in issues]), encoding="utf-8")
    written.replace(folder / NOTICED)


def _link_postcodes(root: Path, inner: Path, declared: str | None) -> None:
    """The table of postcodes is the site's own, where there is one."""
    if declared is not None:
        (inner / declared).parent.mkdir(parents=True, exist_ok=True)
        (inner / declared).symlink_to((root / declared).resolve())


def _without_approval(checked: CheckedDrop) -> CheckedDrop:
    site = checked.config.site.model_copy(update={"approval": "none"})
    return replace(checked, config=checked.config.model_copy(update={"site": site}))


def _switch(folder: Path, number: int) -> None:
    link = folder / f"{CURRENT}-{number}"
    link.symlink_to(folder / str(number), target_is_directory=True)
    link.replace(folder / CURRENT)


def _copy_store(root: Path, inner: Path, at: datetime | None = None, release_id: str = "") -> None:
    """The history as it stands, and links to the releases that it names; none of a release that is to come."""
    releases_folder(inner).mkdir(parents=True)
    history = sound_history(root)
    waits = at is not None and is_waiting(history, release_id, at - timedelta.resolution)
    kept = tuple(event for event in history if not (waits and event.release == release_id))
    for name in {event.release for event in publications(kept)}:
        stored = (releases_folder(root) / name).resolve()
        (releases_folder(inner) / name).symlink_to(stored, target_is_directory=True)
    if history_file(root).is_file():
        append_event(inner, *kept)


BESIDE_CONFIG = (
    ".csv",
    ".md",
    ".geojson",
    ".json",
    ".svg",
    ".png",
)  # how the files end that a declaration may name


def stamp_of(config: Path, drop: Path) -> Stamp:
    """What changes when the declaration, a file beside it or a file of the drop is written, added or removed."""
    beside = (file for end in BESIDE_CONFIG for file in config.parent.rglob(f"*{end}"))
    files = [config, *sorted(beside), *(sorted(drop.iterdir()) if drop.is_dir() else ())]
    return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> tuple[str, int, int]:
    try:
        status = file.stat()
    except OSError:
        return str(file), 0, 0
    return str(file), status.st_mtime_ns, status.st_size

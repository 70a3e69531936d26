"""Which finished files are shown at once, before any are written: those of the release that is current, or none.

Where there are none, the web server passes everything on to the application, which knows what is current. So the
two never show two releases.
"""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from serving.export.states import current_subfolder, set_state, state_of, written
from serving.export.versions import bring, make_folder, make_folders, switch
from serving.releases.finished import ahead_of, release_of

NOTHING = "none"  # an empty folder: no file is found, and the application is asked


def settle(folder: Path, release_id: str, state: str) -> bool:
    """Shows what there is of a state, or else of its release, or nothing. Whether the state itself is shown.

    What was written ahead is brought first. Without a release (an empty id) nothing is shown, and nothing is to be
    written. Interrupted anywhere, the next call does the rest. Raises OSError.
    """
    present = current_subfolder(folder)
    if release_id and present is not None and state_of(present) == state:
        return True
    make_folders(folder)
    with FileLock(folder / ".switch"):
        return _settle(folder, release_id, state)


def _settle(folder: Path, release_id: str, state: str) -> bool:
    candidates = [path for path in written(folder) if release_of(path.name) == release_id]
    ready = next((path for path in candidates if state_of(path) == state), None) or _brought(folder, state)
    present = current_subfolder(folder)
    if ready is not None and release_id:
        switch(folder, ready.name)
        return True
    if present is not None and release_of(present.name) != release_id:
        _show(folder, candidates)
    return False


def _brought(folder: Path, state: str) -> Path | None:
    """What was written ahead for a state, in the folder that is served; None where nothing was."""
    ahead = next((path for path in written(ahead_of(folder)) if state_of(path) == state), None)
    if ahead is None or not state:
        return None
    place = bring(ahead, folder)
    set_state(place, state)  # of files with the same bytes that were there already, it was another
    return place


def _show(folder: Path, candidates: list[Path]) -> None:
    if candidates:
        switch(folder, candidates[0].name)
        return
    if not (folder / NOTHING).exists():
        make_folder(folder / NOTHING)
    switch(folder, NOTHING)

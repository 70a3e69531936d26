"""Which finished files are shown at once, before any are written: those of the release that is current, or none.

What the history has made stale among them is taken away first. The web server passes on to the application what it
has no file of, and that knows what is current. So readers see what has happened at once, and never two releases.
"""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from serving.export.stale import Extent, extent, is_stale, partial
from serving.export.states import current_subfolder, set_state, state_of, written
from serving.export.versions import bring, make_folder, make_folders, switch
from serving.releases.finished import INCOMPLETE, NOTHING, STATE, ahead_of, release_of


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
    if present in candidates:
        candidates = [present, *candidates]
    usable = next((path for path in candidates if _without_stale(path, state)), None)
    if present is not None and present != usable:
        _show(folder, usable)
    return False


def _without_stale(subfolder: Path, state: str) -> bool:
    """Takes the files away that are stale in a state; whether any may be shown then.

    From before the first to after the last the subfolder says nothing of its state: when this is interrupted, none
    of it is shown. It takes no room on the disk, which may be full.
    """
    stale = extent(state_of(subfolder), state)
    if stale in ("releases", "dates"):
        (subfolder / STATE).replace(subfolder / INCOMPLETE)
        _take_away(subfolder, stale)
        set_state(subfolder, partial(state))
    return stale != "everything"


def _take_away(subfolder: Path, stale: Extent) -> None:
    """Each file before its packed forms, since a web server looks for the file itself."""
    names = sorted(str(path.relative_to(subfolder)) for path in subfolder.rglob("*@*"))
    for name in names:
        if is_stale(name, stale):
            (subfolder / name).unlink(missing_ok=True)


def _brought(folder: Path, state: str) -> Path | None:
    """What was written ahead for a state, in the folder that is served; None where nothing was."""
    ahead = next((path for path in written(ahead_of(folder)) if state_of(path) == state), None)
    if ahead is None or not state:
        return None
    place = bring(ahead, folder)
    set_state(place, state)  # of files with the same bytes that were there already, it was another
    return place


def _show(folder: Path, subfolder: Path | None) -> None:
    if subfolder is not None:
        switch(folder, subfolder.name)
        return
    if not (folder / NOTHING).exists():
        make_folder(folder / NOTHING)
    switch(folder, NOTHING)

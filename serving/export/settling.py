"""Which finished files are shown at once, before any are written: those of the release that is current, or none.

Where there are none, the web server passes everything on to the application, which knows what is current. So the
two never show two releases.
"""

from __future__ import annotations

from pathlib import Path

from serving.export.states import current_subfolder, release_of, state_of, written
from serving.export.versions import switch

NOTHING = "none"  # an empty folder: no file is found, and the application is asked


def settle(folder: Path, release_id: str, state: str) -> bool:
    """Shows what there is of a state, or else of its release, or nothing. Whether the state itself is shown.

    Without a release (an empty id) nothing is shown, and nothing is to be written.
    """
    present = current_subfolder(folder)
    if release_id and present is not None and state_of(present) == state:
        return True
    candidates = [path for path in written(folder) if release_of(path) == release_id]
    ready = next((path for path in candidates if state_of(path) == state), None)
    if ready is not None:
        switch(folder, ready.name)
    elif present is not None and release_of(present) != release_id:
        _show(folder, candidates)
    return ready is not None


def _show(folder: Path, candidates: list[Path]) -> None:
    if candidates:
        switch(folder, candidates[0].name)
        return
    (folder / NOTHING).mkdir(exist_ok=True)
    switch(folder, NOTHING)

"""Finished pages written anew: readers have them packed quickly at first, and then as densely as can be."""

from __future__ import annotations

import os
import pkgutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from filelock import FileLock

from serving.export.density import pack_densely
from serving.export.processes import processors
from serving.export.settling import settle
from serving.export.site import MOST_TRIES, NotWritten, store_site
from serving.export.states import (
    current_subfolder,
    is_dense,
    set_state,
    state_at,
    state_of,
    withdrawn_by,
    written,
)
from serving.export.versions import make_folders, remove, tidy
from serving.releases.finished import CURRENT, ahead_of

LOCK = ".lock"
WROTE = "Wrote {count} files to {subfolder}; {link} leads there."
SAME = "Made {count} files anew, and all are as they were; {link} leads to {subfolder}."
BESIDE_READERS = 10  # how much it stands back for other work, where nobody waits for it


def write_current(root: Path, folder: Path, standing: str | None, factory: str) -> None:
    """Shows what is current, written anew where it has to be; ``standing`` is where the clock stands still.

    Raises NotWritten, OSError and ValueError.
    """
    make_folders(folder)
    with FileLock(folder / LOCK):
        _write_until_settled(root, folder, standing, factory)
        tidy(folder)
        remove(folder, withdrawn_by(root, _now(standing)))
        subfolder = current_subfolder(folder)
        if subfolder is not None and not is_dense(subfolder):
            os.nice(BESIDE_READERS)
            state = state_of(subfolder)
            pack_densely(subfolder, processors(), lambda: state_at(root, _now(standing))[1] == state)


def write_ahead(root: Path, folder: Path, standing: str, factory: str) -> None:
    """Writes what will be current where the clock stands to a place where nobody reads it yet. Raises the same."""
    os.nice(BESIDE_READERS)
    make_folders(folder)
    with FileLock(folder / LOCK):
        moment, ahead = datetime.fromisoformat(standing), ahead_of(folder)
        _, state = state_at(root, moment)
        ready = next((path for path in written(ahead) if state_of(path) == state), None)
        subfolder = ready or _stored(root, ahead, moment, factory)
        try:
            if not is_dense(subfolder):
                pack_densely(subfolder, processors(), lambda: state_at(root, moment)[1] == state)
        except FileNotFoundError:
            if subfolder.exists():
                raise  # else its moment came, and the rest is done where it is now


def _write_until_settled(root: Path, folder: Path, standing: str | None, factory: str) -> None:
    """What became current while something was written is written as well."""
    for _ in range(MOST_TRIES):
        if _settled(root, folder, standing):
            return
        before = written(folder)
        subfolder = _stored(root, folder, _now(standing), factory)
        if _settled(root, folder, standing):
            count = sum(1 for path in subfolder.rglob("[!.]*") if path.is_file())
            words = SAME if subfolder in before else WROTE
            click.echo(words.format(count=count, subfolder=subfolder, link=folder / CURRENT))
            sys.stdout.flush()
    if not _settled(root, folder, standing):
        raise NotWritten("another release became current again and again while this one was written")


def _stored(root: Path, folder: Path, moment: datetime, factory: str) -> Path:
    """What is current at a moment, in a subfolder that is marked with its state, unless that is another by now."""
    os.environ["PCP_NOW"] = moment.isoformat()  # no day begins while it writes
    _, state = state_at(root, moment)
    subfolder = store_site(pkgutil.resolve_name(factory)(), folder, processors())
    if state_at(root, moment)[1] == state:
        set_state(subfolder, state)
    return subfolder


def _settled(root: Path, folder: Path, standing: str | None) -> bool:
    return settle(folder, *state_at(root, _now(standing)))


def _now(standing: str | None) -> datetime:
    """The moment that is written for: the clock's, or the one at which it stands still."""
    return datetime.now(UTC) if standing is None else datetime.fromisoformat(standing)

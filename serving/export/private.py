"""Figures before their time as files: nobody but their owner may read them, whatever the umask."""

from __future__ import annotations

import os
from pathlib import Path

from metrics.releasing.modes import HIDDEN


def write_private(file: Path, body: bytes) -> None:
    """Writes a file that only its owner may read, before anything is in it.

    Raises OSError, also for a pipe at which nobody reads: it is not waited for.
    """
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NONBLOCK, HIDDEN.file)
    with os.fdopen(descriptor, "wb") as stream:
        os.set_blocking(descriptor, True)
        os.fchmod(descriptor, HIDDEN.file)
        stream.write(body)


def make_private_folder(folder: Path) -> None:
    """A new folder, and those around it that are not there yet, which only its owner may enter. Raises OSError."""
    folder.mkdir(HIDDEN.folder, parents=True, exist_ok=True)
    folder.chmod(HIDDEN.folder)

"""Files beside a declaration: read from its folder, and from nowhere that a link in it leads to."""

from __future__ import annotations

from pathlib import Path


def read_beside(folder: Path, name: str) -> bytes:
    """The bytes of a file in a folder. Raises OSError where there is none, or it is a link that leads out."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise OSError("it is a link that leads out of the folder; put the file itself there")
    return path.read_bytes()

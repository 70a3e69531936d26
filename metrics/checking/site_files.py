"""Files beside a declaration: read from its folder, and from nowhere that a link in it leads to."""

from __future__ import annotations

from pathlib import Path

from metrics.plain_files import all_bytes

LARGEST_BYTES = 20_000_000  # of any of them; what pages show has limits of its own, which are far lower


def read_beside(folder: Path, name: str) -> bytes:
    """The bytes of a file in a folder.

    Raises OSError where there is none, it is a link that leads out, no plain file, or has more than 20 MB.
    """
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise OSError("it is a link that leads out of the folder; put the file itself there")
    return all_bytes(path, LARGEST_BYTES)

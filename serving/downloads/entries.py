"""The parts of a packed file: the same on every machine, with the moment of the release as their only date."""

from __future__ import annotations

import zipfile

from metrics.figures.release import Release
from metrics.periods import UK

READ_BY_ALL = 0o644 << 16


def entry(release: Release, name: str, *, is_packed: bool = True) -> zipfile.ZipInfo:
    """A part by its name, to be written into a packed file; ``is_packed`` says that it is compressed there."""
    item = zipfile.ZipInfo(name, release.published_at.astimezone(UK).timetuple()[:6])
    item.create_system, item.external_attr = 3, READ_BY_ALL
    item.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
    return item

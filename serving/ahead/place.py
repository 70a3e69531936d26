"""Where a server keeps finished answers: in a folder that nobody else may enter, named for all that makes them."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from metrics.plain_files import plain_bytes
from metrics.releasing.history import MANIFEST, releases_folder
from serving.export.states import PROJECT, program
from serving.http.answer import MOST_BROTLI
from serving.http.places import kept_folders, plotly_folders
from serving.making.shelf import Shelf, own_folder

log = logging.getLogger(__name__)


def shelf_of(root: Path) -> Shelf | None:
    """The shelf of this program over a folder of content; None where there can be none, which the log says."""
    folders = kept_folders()
    charts = [folder.is_dir() for folder in plotly_folders(PROJECT)]
    depends = repr((str(root.resolve()), program(), MOST_BROTLI, charts))
    name = hashlib.sha256(depends.encode()).hexdigest()[:20]
    for folder in folders:
        if (place := own_folder(folder, name)) is not None:
            return Shelf(place, lambda release_id: _content(root, release_id))
    if folders:
        log.warning("no folder for finished answers can be used; each process makes all of them for itself")
    return None


def _content(root: Path, release_id: str) -> str:
    """A fingerprint of a stored release. Raises OSError."""
    manifest = plain_bytes(releases_folder(root) / release_id / MANIFEST)
    return hashlib.sha256(manifest).hexdigest()

"""The release that is current, as a drop is compared with it."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pandas as pd

from metrics.checking.previous import Previous
from metrics.issues import Issue, warning
from metrics.releasing.history import current, read_history, releases_folder
from metrics.releasing.store import DamagedRelease, read_manifest, read_verified


def read_previous(root: Path, now: datetime) -> tuple[Previous | None, list[Issue]]:
    """What is stored of the current release; None before the first, and with a warning when it is damaged."""
    try:
        release = current(read_history(root), now)
        return (None if release is None else _read(releases_folder(root) / release)), []
    except (DamagedRelease, OSError, ValueError) as problem:
        said = f"the current release cannot be read, so nothing is compared with it: {problem}"
        folder = str(Path("data") / "releases")
        return None, [warning(folder, 1, 1, "current-damaged", f"{said}; pcp verify tells more")]


def _read(folder: Path) -> Previous:
    manifest = read_manifest(folder)
    files, stored = {}, {}
    for name, entry in manifest["files"].items():
        kind, _, rest = name.partition("/")
        if kind == "extracts":
            files[rest] = str(entry["sha256"])
        elif kind == "observations":
            data = io.BytesIO(read_verified(folder, name, manifest))
            stored[rest.removesuffix(".csv")] = pd.read_csv(data, dtype=str, keep_default_na=False)
    return Previous(folder.name, files, stored)

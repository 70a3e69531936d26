"""Releases on disk: written whole or not at all, never altered, verified before they are shown."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from filelock import FileLock, Timeout

from metrics.config import parse_config_bytes
from metrics.drops import CheckedDrop
from metrics.framework import Config
from metrics.history import (
    Event,
    History,
    append_event,
    current,
    published_at,
    read_history,
    releases_folder,
    sync_folder,
)
from metrics.issues import Issue, Refused
from metrics.observations import measure_data
from metrics.release import Release

__all__ = ["DamagedRelease", "History", "current", "load_release", "publish", "read_history"]

SCHEMA = 1
UNFINISHED = ".unfinished-"


class DamagedRelease(Exception):
    """What is stored is not what was published: it is refused, never shown."""


# Writing ---------------------------------------------------------------------------------------------------


def publish(
    root: Path, drop: CheckedDrop, issues: list[Issue], release_id: str, now: datetime, actor: str, note: str
) -> None:
    """Stores a checked drop as a release and makes it current.

    Raises Refused when the id is used or another publication is under way. Whenever it is interrupted, the
    store holds the old release or the new one, and the same call can be made again.
    """
    with writing(root):
        if published_at(read_history(root), release_id) is not None:
            raise Refused(
                f'the release "{release_id}" exists already; a release is never altered, choose another id'
            )
        folder = releases_folder(root)
        temporary = folder / f"{UNFINISHED}{release_id}"
        for leftover in (temporary, folder / release_id):
            shutil.rmtree(leftover, ignore_errors=True)
        _write_files(temporary, _files(drop, issues, release_id, now))
        temporary.rename(folder / release_id)
        sync_folder(folder)
        append_event(root, Event("published", release_id, now, now, actor, note))


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """One writer at a time. Raises Refused while another holds the store."""
    folder = releases_folder(root)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=0):
            yield
    except Timeout:
        raise Refused("another publication is under way; try again when it has ended") from None


def _files(drop: CheckedDrop, issues: list[Issue], release_id: str, now: datetime) -> dict[str, bytes]:
    """Every file of a release by its name, the manifest with their checksums last."""
    files = {"metrics.yaml": drop.config_bytes}
    files |= {f"extracts/{extract.name}": extract.data for extract in drop.extracts}
    for measure_id, frame in drop.stored.items():
        files[f"observations/{measure_id}.csv"] = frame.to_csv(index=False, lineterminator="\n").encode()
    manifest = {
        "schema": SCHEMA,
        "id": release_id,
        "created": now.isoformat(),
        "files": {name: _entry(name, data) for name, data in files.items()},
        "warnings": [issue.as_json() | {"file": Path(issue.file).name} for issue in issues],
    }
    files["manifest.json"] = json.dumps(manifest, indent=2, ensure_ascii=False).encode() + b"\n"
    return files


def _entry(name: str, data: bytes) -> dict[str, Any]:
    entry: dict[str, Any] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    if name.endswith(".csv"):
        entry["rows"] = len(data.splitlines()) - 1
    return entry


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    for inner in {folder, *(path for path in folder.rglob("*") if path.is_dir())}:
        sync_folder(inner)


# Reading ---------------------------------------------------------------------------------------------------


def load_release(root: Path, release_id: str) -> Release:
    """A release, its checksums verified. Raises DamagedRelease when it is not as it was published."""
    folder = releases_folder(root) / release_id
    manifest = _manifest(folder)
    files = {name: _verified(folder, name, entry) for name, entry in manifest["files"].items()}
    config, issues = parse_config_bytes(files["metrics.yaml"], f"{release_id}/metrics.yaml")
    if config is None:
        raise DamagedRelease(f"{release_id}: its metrics.yaml cannot be read by this version: {issues[0]}")
    time = published_at(read_history(root), release_id) or datetime.fromisoformat(manifest["created"])
    return Release(release_id, time.astimezone(UTC), config, _data(config, files))


def _data(config: Config, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        measure.id: measure_data(measure, _text_frame(files[f"observations/{measure.id}.csv"]))
        for measure in config.published()
    }


def _text_frame(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    except (OSError, ValueError) as problem:
        raise DamagedRelease(f"{folder.name}: manifest.json cannot be read: {problem}") from problem
    told = (manifest.get("schema"), manifest.get("id")) if isinstance(manifest, dict) else None
    if told != (SCHEMA, folder.name) or not isinstance(manifest.get("files"), dict):
        raise DamagedRelease(f"{folder.name}: manifest.json is not of this release, or of a later version")
    return manifest


def _verified(folder: Path, name: str, entry: object) -> bytes:
    try:
        data = (folder / name).read_bytes()
    except OSError as problem:
        raise DamagedRelease(f"{folder.name}: {name} cannot be read: {problem.strerror}") from problem
    if not isinstance(entry, dict) or hashlib.sha256(data).hexdigest() != entry.get("sha256"):
        raise DamagedRelease(f"{folder.name}: {name} is not what was published: its checksum differs")
    return data

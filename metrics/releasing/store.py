"""Folders of releases on disk: written whole or not at all, never altered, verified before they are believed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from metrics.declared.upgrades import language
from metrics.figures.acknowledged import Acknowledged, parse_acknowledged
from metrics.issues import Issue, Refused, error, has_errors, warning
from metrics.releasing.history import (
    History,
    history_faults,
    history_file,
    publications,
    read_history,
    release_folders,
    releases_folder,
    sync_folder,
)
from metrics.releasing.modes import HIDDEN, PUBLIC, WAITING, Access, make_readable_folder, set_access

SCHEMA = 1
LANGUAGE = language()
UNFINISHED = ".unfinished-"
MANIFEST = "manifest.json"
DECLARATION = "declaration"
ACKNOWLEDGED = "acknowledged"
NEWER = "was published by a newer version of this program; read it with that version, or with a later one"


class DamagedRelease(Exception):
    """What is stored is not what was published: it is refused, never shown."""


class NewerRelease(DamagedRelease):
    """A newer version of the program published it, and this one cannot know how to read it: refused as well."""


# Writing ---------------------------------------------------------------------------------------------------


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """One writer at a time. Raises Refused while another holds the store."""
    folder = releases_folder(root)
    lock = FileLock(folder / ".lock", timeout=0)
    _make_folder(folder)
    try:
        with lock:
            yield
    except Timeout:
        raise Refused("another publication is under way; try again when it has ended") from None


def write_release(
    root: Path, release_id: str, files: Mapping[str, bytes], *, is_waiting: bool = False
) -> None:
    """Stores a release that no event names yet. Callers hold the writers' lock.

    One that ``is_waiting`` for its moment can be read by its owner and the group of the folder alone.
    What interrupted publications left is cleared first. Raises OSError; then nothing unfinished stays.
    """
    folder = releases_folder(root)
    temporary = folder / f"{UNFINISHED}{release_id}"
    for leftover in (*folder.glob(f"{UNFINISHED}*"), folder / release_id):
        if leftover.exists():
            shutil.rmtree(leftover)
    try:
        _write_files(temporary, files, WAITING if is_waiting else PUBLIC)
        temporary.rename(folder / release_id)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    sync_folder(folder)


def manifest_entry(name: str, data: bytes) -> dict[str, Any]:
    """What the manifest says of a file: its checksum and size, and its rows where it has some."""
    entry: dict[str, Any] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    if name.endswith(".csv"):
        entry["rows"] = len(data.splitlines()) - 1
    return entry


def _make_folder(folder: Path) -> None:
    for missing in [inner for inner in (folder, *folder.parents) if not inner.exists()][::-1]:
        make_readable_folder(missing)
        sync_folder(missing.parent)


def _write_files(folder: Path, files: Mapping[str, bytes], access: Access) -> None:
    """All files and folders, which nobody else may enter until all of them have their modes."""
    folder.mkdir(HIDDEN.folder)
    group = folder.parent.stat().st_gid
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            set_access(path, access, group)
            os.fsync(file.fileno())
    for inner in (*(path for path in folder.rglob("*") if path.is_dir()), folder):
        set_access(inner, access, group)
        sync_folder(inner)


# Reading ---------------------------------------------------------------------------------------------------


def read_manifest(folder: Path, newest: int = LANGUAGE) -> dict[str, Any]:
    """A release's manifest. Raises DamagedRelease when it is none, or of another release.

    Raises NewerRelease when its own version is later than SCHEMA, or its declaration's later than ``newest``.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
    except OSError as problem:
        raise DamagedRelease(f"{folder.name}: {MANIFEST} cannot be read: {problem.strerror}") from problem
    except ValueError as problem:
        raise DamagedRelease(f"{folder.name}: {MANIFEST} cannot be read: {problem}") from problem
    schema, declaration = _versions(manifest) if isinstance(manifest, dict) else (0, 0)
    if schema > SCHEMA or declaration > newest:
        raise NewerRelease(f"{folder.name}: {MANIFEST} {NEWER}")
    sound = min(schema, declaration) > 0 and manifest.get("id") == folder.name
    if not sound or not isinstance(manifest.get("files"), dict):
        raise DamagedRelease(f"{folder.name}: {MANIFEST} is not of this release, or of a later version")
    return manifest


def manifest_checksum(folder: Path) -> str:
    """The checksum of a release's manifest, which has those of all its files; empty where it cannot be read."""
    try:
        return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def must_be_as_approved(folder: Path, history: History) -> None:
    """Raises DamagedRelease where the manifest is another than the one that was approved last."""
    approved = [event for event in history if event.event == "approved" and event.release == folder.name]
    if approved and approved[-1].manifest != manifest_checksum(folder):
        raise DamagedRelease(
            f"{folder.name}: {MANIFEST} is not what was approved: its checksum differs, so the approval is void"
        )


def declared_in(manifest: Mapping[str, Any]) -> int:
    """The version of the language that a release's declaration is written in; the first one is not named."""
    return _versions(manifest)[1]


def acknowledged_in(manifest: Mapping[str, Any]) -> tuple[Acknowledged, ...]:
    """What a release acknowledged; nothing where its manifest does not say. Raises DamagedRelease."""
    try:
        return parse_acknowledged(manifest.get(ACKNOWLEDGED, ()))
    except (KeyError, TypeError) as problem:
        raise DamagedRelease(f"{manifest['id']}: {MANIFEST} does not say what was acknowledged") from problem


def _versions(manifest: Mapping[str, Any]) -> tuple[int, int]:
    """Of which version a manifest is and its declaration, each from 1 on; 0 for what is no version."""
    schema, declaration = manifest.get("schema"), manifest.get(DECLARATION, 1)
    return (
        schema if isinstance(schema, int) else 0,
        declaration if isinstance(declaration, int) else 0,
    )


def read_verified(folder: Path, name: str, manifest: Mapping[str, Any]) -> bytes:
    """The bytes of a release's file. Raises DamagedRelease when they are not those that were published."""
    entry = manifest["files"].get(name)
    if not isinstance(entry, dict):
        raise DamagedRelease(f"{folder.name}: {name} cannot be read: {MANIFEST} does not name it")
    try:
        data = (folder / name).read_bytes()
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or "it has no such name"
        raise DamagedRelease(f"{folder.name}: {name} cannot be read: {why}") from problem
    if hashlib.sha256(data).hexdigest() != entry.get("sha256"):
        raise DamagedRelease(f"{folder.name}: {name} is not what was published: its checksum differs")
    return data


# Verifying -------------------------------------------------------------------------------------------------


def verify(root: Path) -> tuple[list[str], list[Issue]]:
    """The ids of all releases, and whatever is wrong with the store.

    While the history cannot be read, every folder is taken for a release.
    """
    issues, ids = _verify_history(root), release_folders(root)
    if not has_errors(issues):
        history = read_history(root)
        folders, ids = ids, [event.release for event in publications(history)]
        issues += _unnamed(root, [name for name in folders if name not in ids])
        issues += [issue for name in ids for issue in void_approvals(root, name, history)]
    return ids, [*issues, *(issue for release_id in ids for issue in verify_release(root, release_id))]


def verify_release(root: Path, release_id: str) -> list[Issue]:
    """Every file of a release that is missing, that differs, or that its manifest does not name."""
    folder = releases_folder(root) / release_id
    try:
        manifest = read_manifest(folder)
    except DamagedRelease as problem:
        return [_damaged(folder, MANIFEST, problem)]
    issues = list[Issue]()
    for name in sorted(manifest["files"]):
        try:
            read_verified(folder, name, manifest)
        except DamagedRelease as problem:
            issues.append(_damaged(folder, name, problem))
    return issues + _extra(folder, {MANIFEST, *manifest["files"]})


def void_approvals(root: Path, release_id: str, history: History) -> list[Issue]:
    """Whether the manifest of a release is another than the one that was approved."""
    folder = releases_folder(root) / release_id
    try:
        must_be_as_approved(folder, history)
    except DamagedRelease as problem:
        return [replace(_damaged(folder, MANIFEST, problem), code="approval-void")]
    return []


def _damaged(folder: Path, name: str, problem: DamagedRelease) -> Issue:
    message = str(problem).removeprefix(f"{folder.name}: {name} ")
    code = "newer-release" if isinstance(problem, NewerRelease) else "damaged-file"
    return error(str(folder / name), 1, 1, code, f"it {message}")


def _extra(folder: Path, named: set[str]) -> list[Issue]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir())
    extra = [path for path in paths if path.relative_to(folder).as_posix() not in named]
    message = f"{MANIFEST} does not name it: it was not published"
    return [error(str(path), 1, 1, "extra-file", message) for path in extra]


def _verify_history(root: Path) -> list[Issue]:
    file = history_file(root)
    if not file.exists():
        message = "the history has gone, so that no release can be shown; bring it back from a copy"
        return [error(str(file), 1, 1, "no-history", message)] if release_folders(root) else []
    data = file.read_bytes()
    issues = [
        error(str(file), number, 1, "damaged-line", f"the line cannot be read: {why}")
        for number, why in history_faults(data)
    ]
    if data and not data.endswith(b"\n"):
        message = "the line was cut off while it was written: it never happened, and the next one replaces it"
        issues.append(warning(str(file), data.count(b"\n") + 1, 1, "cut-off", message))
    return issues


def _unnamed(root: Path, names: list[str]) -> list[Issue]:
    """Folders that no event names: they are harmless, and nothing of them was ever public."""
    folder = releases_folder(root)
    unfinished = sorted(path.name for path in folder.glob(f"{UNFINISHED}*"))
    message = "no event of the history names it: an interrupted publication left it, and it was never public"
    return [warning(str(folder / name), 1, 1, "unnamed", message) for name in (*unfinished, *names)]

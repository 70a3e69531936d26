"""Folders of releases on disk: written whole or not at all, never altered, verified before they are believed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from filelock import FileLock, Timeout

from metrics.declared.upgrades import language
from metrics.figures.acknowledged import Acknowledged, parse_acknowledged
from metrics.issues import Refused
from metrics.plain_files import first_bytes, plain_bytes
from metrics.reading.engines.scheduling import BLOCKS_FROM, says_more_than
from metrics.reading.packed import Unread
from metrics.reading.record_files import record_file
from metrics.reading.supplied import CHANGED, RecordFile, Supplied
from metrics.releasing.appending import manifest_checksum, settle_head, sync_folder
from metrics.releasing.chain import manifests_of
from metrics.releasing.history import HISTORY, MANIFEST, History, history_file, releases_folder
from metrics.releasing.modes import HIDDEN, PUBLIC, WAITING, Access, make_readable_folder, set_access
from metrics.releasing.signatures import must_be_signed_as_declared, signer

SCHEMA = 1
LANGUAGE = language()
UNFINISHED = ".unfinished-"
EXTRACTS = "extracts/"  # before the names of what was supplied
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
    """One writer at a time, and what an interrupted one left of the chain is finished.

    Raises Refused while another holds the store, or where the key that is to sign cannot be used or is not the one
    that is declared, and OSError.
    """
    signer()
    folder = releases_folder(root)
    lock = FileLock(folder / ".lock", timeout=0)
    _make_folder(folder)
    try:
        with lock:
            settle_head(root)
            must_be_signed_as_declared(_history_bytes(root))
            yield
    except Timeout:
        raise Refused("another publication is under way; try again when it has ended") from None


def _history_bytes(root: Path) -> bytes:
    file = history_file(root)
    return plain_bytes(file) if file.exists() else b""


def write_release(
    root: Path, release_id: str, files: Mapping[str, Supplied], *, is_waiting: bool = False
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


def manifest_entry(name: str, data: Supplied) -> dict[str, Any]:
    """What the manifest says of a file: its checksum and size, and its rows where it has some."""
    if isinstance(data, RecordFile):
        rows = {"rows": data.rows} if name.endswith(".csv") else {}
        return {"sha256": data.sha256, "bytes": data.size, **rows}
    entry: dict[str, Any] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    if name.endswith(".csv"):
        entry["rows"] = len(data.splitlines()) - 1
    return entry


def _make_folder(folder: Path) -> None:
    for missing in [inner for inner in (folder, *folder.parents) if not inner.exists()][::-1]:
        make_readable_folder(missing)
        sync_folder(missing.parent)


def _write_files(folder: Path, files: Mapping[str, Supplied], access: Access) -> None:
    """All files and folders, which nobody else may enter until all of them have their modes."""
    folder.mkdir(HIDDEN.folder)
    group = folder.parent.stat().st_gid
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            if isinstance(data, RecordFile):
                _copy(data, file)
            else:
                file.write(data)
            file.flush()
            set_access(path, access, group)
            os.fsync(file.fileno())
    for inner in (*(path for path in folder.rglob("*") if path.is_dir()), folder):
        set_access(inner, access, group)
        sync_folder(inner)


def _copy(data: RecordFile, file: BinaryIO) -> None:
    """Copies a file that is not held. Raises OSError where it is no longer what was checked."""
    checksum = hashlib.sha256()
    try:
        for piece in data.pieces():
            file.write(piece)
            checksum.update(piece)
    except Unread as fault:
        raise OSError(f"{data.display_name}: {fault.message}") from None
    if checksum.hexdigest() != data.sha256:
        raise OSError(f"{data.display_name}: {CHANGED}")


# Reading ---------------------------------------------------------------------------------------------------


def read_manifest(folder: Path, newest: int = LANGUAGE) -> dict[str, Any]:
    """A release's manifest. Raises DamagedRelease when it is none, or of another release.

    Raises NewerRelease when its own version is later than SCHEMA, or its declaration's later than ``newest``.
    """
    try:
        manifest: dict[str, Any] = json.loads(plain_bytes(folder / MANIFEST))
    except OSError as problem:
        raise DamagedRelease(f"{folder.name}: {MANIFEST} cannot be read: {problem.strerror}") from problem
    except (ValueError, RecursionError) as problem:
        raise DamagedRelease(f"{folder.name}: {MANIFEST} cannot be read: {problem}") from problem
    schema, declaration = _versions(manifest) if isinstance(manifest, dict) else (0, 0)
    if schema > SCHEMA or declaration > newest:
        raise NewerRelease(f"{folder.name}: {MANIFEST} {NEWER}")
    sound = min(schema, declaration) > 0 and manifest.get("id") == folder.name
    if not sound or not isinstance(manifest.get("files"), dict):
        raise DamagedRelease(f"{folder.name}: {MANIFEST} is not of this release, or of a later version")
    return manifest


def must_be_as_approved(folder: Path, history: History) -> None:
    """Raises DamagedRelease where the manifest is another than the one that was approved last."""
    approved = [event for event in history if event.event == "approved" and event.release == folder.name]
    if approved and approved[-1].manifest != manifest_checksum(folder):
        raise DamagedRelease(
            f"{folder.name}: {MANIFEST} is not what was approved: its checksum differs, so the approval is void"
        )


def must_be_as_published(folder: Path, history: History) -> None:
    """Raises DamagedRelease where the manifest is another than the one that was published, or approved last."""
    must_be_as_approved(folder, history)
    must_be_as_linked(folder)


def must_be_as_linked(folder: Path) -> None:
    """Raises DamagedRelease where the manifest is another than the one that the chain of the history holds."""
    try:
        data = plain_bytes(folder.parent / HISTORY)
    except OSError:
        return
    line, checksum = manifests_of(data).get(folder.name, (0, ""))
    if line and checksum != manifest_checksum(folder):
        raise DamagedRelease(
            f"{folder.name}: {MANIFEST} is not what was published: line {line} of {HISTORY} has another checksum"
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


def verified(folder: Path, name: str, manifest: Mapping[str, Any]) -> RecordFile:
    """A file of a release where it lies, however large it is. Raises DamagedRelease as ``read_verified`` does."""
    with _verifying(folder, name, manifest) as entry:
        file = record_file(folder / name, name.split("/")[1] if "/" in name else name)
        # A plain file of another size is another one, and may have no end.
        is_other = entry.get("bytes", file.size) != file.size and (folder / name).is_file()
        checksum = "" if is_other else file.sha256
    _must_be_of(checksum, folder, name, entry)
    return file


def held_files(folder: Path, manifest: Mapping[str, Any], *further: str) -> dict[str, bytes]:
    """Every file of a release but its extracts, which are verified and not held; ``further`` names must be there.

    Raises DamagedRelease where one is not as published.
    """
    for name in manifest["files"]:
        if name.startswith(EXTRACTS):
            verified(folder, name, manifest)
    names = {*further, *(name for name in manifest["files"] if not name.startswith(EXTRACTS))}
    return {name: read_verified(folder, name, manifest) for name in names}


def supplied_extracts(
    folder: Path, manifest: Mapping[str, Any], chosen: Callable[[Mapping[str, Supplied]], Iterable[str]]
) -> dict[str, Supplied]:
    """The extracts of a release that are ``chosen`` by their names. Raises DamagedRelease."""
    names = [name.removeprefix(EXTRACTS) for name in manifest["files"] if name.startswith(EXTRACTS)]
    own = chosen(dict.fromkeys(names, b""))
    return {name: supplied_from(folder, f"{EXTRACTS}{name}", manifest) for name in own}


def supplied_from(folder: Path, name: str, manifest: Mapping[str, Any]) -> Supplied:
    """An extract of a release, verified: its bytes, or where it lies if it is too large, or a part of a folder."""
    entry = manifest["files"].get(name)
    size = entry.get("bytes") if isinstance(entry, dict) else None
    if name.count("/") > 1 or (isinstance(size, int) and says_more_than(name, size, BLOCKS_FROM)):
        return verified(folder, name, manifest)
    return read_verified(folder, name, manifest)


def read_verified(folder: Path, name: str, manifest: Mapping[str, Any]) -> bytes:
    """The bytes of a release's file. Raises DamagedRelease when they are not those that were published."""
    with _verifying(folder, name, manifest) as entry:
        data = _first_bytes(folder / name, entry.get("bytes"))
    _must_be_of(hashlib.sha256(data).hexdigest(), folder, name, entry)
    return data


@contextmanager
def _verifying(folder: Path, name: str, manifest: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What a manifest says of a file that is read meanwhile. Raises DamagedRelease where it cannot be."""
    entry = manifest["files"].get(name)
    if not isinstance(entry, dict):
        raise DamagedRelease(f"{folder.name}: {name} cannot be read: {MANIFEST} does not name it")
    try:
        yield entry
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or "it has no such name"
        raise DamagedRelease(f"{folder.name}: {name} cannot be read: {why}") from problem
    except Unread as problem:
        raise DamagedRelease(f"{folder.name}: {name} cannot be read: {problem}") from problem


def _must_be_of(checksum: str, folder: Path, name: str, entry: Mapping[str, Any]) -> None:
    if checksum != entry.get("sha256"):
        raise DamagedRelease(f"{folder.name}: {name} is not what was published: its checksum differs")


def _first_bytes(path: Path, size: object) -> bytes:
    """The bytes of a file, and no more than one beyond those that it had, where that is known. Raises OSError."""
    return plain_bytes(path) if not isinstance(size, int) else first_bytes(path, max(size, 0) + 1)

"""Events added to the history, all or none, each linked to what stands before it; then the head of the chain.

The head is written under another name and made durable before the events are, and takes its name after them. So it
is never ahead of the history. A command that is cut off between the two leaves it behind: the next one brings it up
to date. When it cannot have its name, the events go again.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from io import FileIO
from pathlib import Path

from metrics.plain_files import plain_bytes
from metrics.releasing.chain import (
    CHAIN,
    HEAD,
    RENEWED,
    Head,
    head_text,
    heads_of,
    link_json,
    next_link,
)
from metrics.releasing.history import (
    MANIFEST,
    Event,
    happened,
    head_file,
    history_file,
    parse_history,
    publications,
    read_history,
    releases_folder,
    stored_head,
)
from metrics.releasing.modes import PUBLIC, make_readable, set_access
from metrics.releasing.signatures import signed, signer


def append_event(root: Path, *events: Event) -> None:
    """Adds events to the history, all or none, whole and durable. Callers hold the writers' lock.

    Raises OSError when they cannot be written; the history is then as it was.
    """
    path = history_file(root)
    path.touch()
    make_readable(path)
    sync_folder(path.parent)
    with path.open("rb+", buffering=0) as file:
        before = happened(file.read())
        _name_head(root, heads_of(before)[-1])
        lines = linked_lines(root, before, events)
        _write_head(root, heads_of(happened(before + lines))[-1])
        file.truncate(len(before))
        file.seek(len(before))
        try:
            _write(file, lines)
            os.fsync(file.fileno())
            _unnamed_head(root).replace(head_file(root))
        except OSError:
            file.truncate(len(before))
            raise


def linked_lines(root: Path, before: bytes, events: tuple[Event, ...]) -> bytes:
    """The lines of events that come after a history, signed where a key is named. Raises Refused and OSError."""
    lines, sign = b"", signer()
    for event in events:
        link = next_link(before + lines, renewed=event.event == RENEWED)
        checksums = {event.release: manifest_checksum(releases_folder(root) / event.release)}
        if link.begins:
            checksums |= _all_checksums(root, before)
        checksums = {name: checksum for name, checksum in checksums.items() if name and checksum}
        linked = {**event.as_json(), CHAIN: link_json(replace(link, manifests=checksums), event.release)}
        text = json.dumps(linked, ensure_ascii=False).encode()
        lines += (text if sign is None else signed(text, sign)) + b"\n"
    return lines


def settle_head(root: Path) -> None:
    """Brings the head of a sound history up to date, where a command was cut off before it had. Raises OSError."""
    try:
        read_history(root)
    except ValueError:
        return
    if stored_head(root) is not None:
        _name_head(root, heads_of(happened(plain_bytes(history_file(root))))[-1])


def manifest_checksum(folder: Path) -> str:
    """The checksum of a release's manifest, which has those of all its files; empty where it cannot be read."""
    try:
        return hashlib.sha256(plain_bytes(folder / MANIFEST)).hexdigest()
    except OSError:
        return ""


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable, as fsync makes a file's bytes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _name_head(root: Path, head: Head) -> None:
    """Writes the head where another one, or none, stands."""
    if stored_head(root) != head:
        _write_head(root, head)
        _unnamed_head(root).replace(head_file(root))


def _write_head(root: Path, head: Head) -> None:
    """Writes the head, durable, under another name."""
    path = _unnamed_head(root)
    with path.open("wb") as file:
        file.write(head_text(head))
        file.flush()
        set_access(path, PUBLIC, path.parent.stat().st_gid)
        os.fsync(file.fileno())


def _unnamed_head(root: Path) -> Path:
    return releases_folder(root) / f".{HEAD}"


def _all_checksums(root: Path, before: bytes) -> dict[str, str]:
    """Those of the manifests of all releases that a history has."""
    folder = releases_folder(root)
    names = [event.release for event in publications(parse_history(before))]
    return {name: manifest_checksum(folder / name) for name in names}


def _write(file: FileIO, data: bytes) -> None:
    """Writes without a buffer, which would try again behind our back after a failure."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]

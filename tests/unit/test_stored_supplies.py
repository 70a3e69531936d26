"""What a release is made of as it is stored: files that are too large to be held, and who may read them."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from metrics.issues import Refused
from metrics.reading.record_files import record_file
from metrics.reading.supplied import CHANGED, RecordFile
from metrics.releasing.history import history_file
from metrics.releasing.signing_key import Signing, signing
from metrics.releasing.store import (
    DamagedRelease,
    held_files,
    manifest_entry,
    read_verified,
    supplied_from,
    verified,
    write_release,
    writing,
)
from tests.store.sites import release_folder, umask

DATA = b"window,value\nsingle,61\nsingle,62\n"
CHECKSUM = hashlib.sha256(DATA).hexdigest()
NOON = datetime(2024, 2, 8, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a release, q3, with nothing in it."""
    return release_folder(tmp_path, "q3")


@pytest.fixture
def supplied(tmp_path: Path) -> RecordFile:
    """A file of a drop that is not held, as it was when it was checked."""
    file = tmp_path / "a.csv"
    file.write_bytes(DATA)
    supplied = record_file(file, "a.csv", "drop/a.csv")
    assert supplied.sha256 == CHECKSUM
    return supplied


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def complaint_of(folder: Path, name: str, entry: object) -> str:
    """How a file is refused that lies where it is."""
    with pytest.raises(DamagedRelease) as caught:
        verified(folder, name, {"id": "q3", "files": {name: entry}})
    return str(caught.value)


# Written ----------------------------------------------------------------------------------------------------


def test_of_a_file_that_is_not_held_the_manifest_says_the_same(supplied: RecordFile) -> None:
    assert manifest_entry("a.csv", supplied) == {"sha256": CHECKSUM, "bytes": 33, "rows": 2}
    assert manifest_entry("a.parquet", supplied) == {"sha256": CHECKSUM, "bytes": 33}


def test_a_file_that_is_not_held_is_copied_into_its_release(tmp_path: Path, supplied: RecordFile) -> None:
    (tmp_path / "data" / "releases").mkdir(parents=True)
    write_release(tmp_path, "q3", {"extracts/a.csv": supplied})
    assert (tmp_path / "data" / "releases" / "q3" / "extracts" / "a.csv").read_bytes() == DATA


@pytest.mark.parametrize("is_dated", [True, False])
def test_a_file_that_is_no_longer_what_was_checked_is_not_published(
    tmp_path: Path, supplied: RecordFile, *, is_dated: bool
) -> None:
    (tmp_path / "data" / "releases").mkdir(parents=True)
    before = (tmp_path / "a.csv").stat()
    (tmp_path / "a.csv").write_bytes(DATA.replace(b"61", b"16"))
    times = (before.st_atime_ns, before.st_mtime_ns + is_dated)
    os.utime(tmp_path / "a.csv", ns=times)
    with pytest.raises(OSError) as caught:
        write_release(tmp_path, "q3", {"extracts/a.csv": supplied})
    assert str(caught.value) == f"drop/a.csv: {CHANGED}"
    assert list((tmp_path / "data" / "releases").iterdir()) == []


@pytest.mark.parametrize(
    ("options", "modes"),
    [
        ({}, ("0o755", "0o644")),
        ({"is_waiting": False}, ("0o755", "0o644")),
        ({"is_waiting": True}, ("0o750", "0o640")),
    ],
    ids=["plainly", "public", "waits"],
)
def test_who_may_read_a_release_does_not_follow_from_the_umask(
    tmp_path: Path, options: dict[str, bool], modes: tuple[str, str]
) -> None:
    (tmp_path / "data" / "releases").mkdir(parents=True)
    files = {"metrics.yaml": DATA, "extracts/deep/a.csv": DATA}
    with umask(0o077):
        write_release(tmp_path, "q3", files, **options)
    release = tmp_path / "data" / "releases" / "q3"
    folders = [release, release / "extracts", release / "extracts" / "deep"]
    assert ({mode(path) for path in folders}, {mode(release / name) for name in files}) == (
        {modes[0]},
        {modes[1]},
    )


def test_nobody_else_may_enter_a_release_while_it_is_written(tmp_path: Path, supplied: RecordFile) -> None:
    releases, seen = tmp_path / "data" / "releases", []
    releases.mkdir(parents=True)

    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        seen.append([(path.name, mode(path)) for path in releases.iterdir()])
        with (tmp_path / "a.csv").open("rb") as file:
            yield file

    large = replace(supplied, opened=opened)
    assert large.sha256 == CHECKSUM
    with umask(0):
        write_release(tmp_path, "q3", {"extracts/a.csv": large})
    assert seen == [[], [(".unfinished-q3", "0o700")]]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder to another group")
def test_all_of_a_release_has_the_group_of_the_folder_of_releases(tmp_path: Path) -> None:
    releases = tmp_path / "data" / "releases"
    releases.mkdir(parents=True)
    os.chown(releases, -1, 4321)
    write_release(tmp_path, "q3", {"extracts/a.csv": DATA})
    assert {path.stat().st_gid for path in releases.rglob("*")} == {4321}


def test_the_folders_of_a_new_site_can_be_read_by_everybody(tmp_path: Path) -> None:
    root = tmp_path / "sites" / "own"
    with umask(0o077), writing(root):
        pass
    folders = [tmp_path / "sites", root, root / "data", root / "data" / "releases"]
    assert [mode(path) for path in folders] == ["0o755"] * 4


def test_after_signed_events_nothing_is_written_without_a_key(tmp_path: Path) -> None:
    keys = ((NOON.date(), "cHVibGlj"),)
    own = Signing(declared=lambda: keys, now=lambda: NOON)
    with signing(own), writing(tmp_path):
        pass
    history_file(tmp_path).write_bytes(b'{"event": "published", "signature": "c2lnbmVk"}\n')
    with (
        signing(own),
        pytest.raises(Refused, match=r"^site\.signing_keys asks for a signature"),
        writing(tmp_path),
    ):
        pass


# Read -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", [{"sha256": CHECKSUM}, {"sha256": CHECKSUM, "bytes": 33}])
@pytest.mark.parametrize(
    ("name", "extract"),
    [("a.csv", "a.csv"), ("extracts/a.csv", "a.csv"), ("extracts/Street/a.csv", "Street")],
)
def test_a_file_is_verified_where_it_lies(
    folder: Path, name: str, extract: str, entry: dict[str, Any]
) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(DATA)
    file = verified(folder, name, {"id": "q3", "files": {name: entry}})
    assert (file.location, file.name, file.extract, file.size) == (str(folder / name), "a.csv", extract, 33)
    assert file.read() == DATA


@pytest.mark.parametrize(
    ("name", "entry", "why"),
    [
        ("a.csv", {"sha256": CHECKSUM, "bytes": 32}, "is not what was published: its checksum differs"),
        ("a.csv", {"sha256": "0" * 64, "bytes": 33}, "is not what was published: its checksum differs"),
        ("a.csv", {}, "is not what was published: its checksum differs"),
        ("a.csv", None, "cannot be read: manifest.json does not name it"),
        ("b.csv", {"bytes": 33}, "cannot be read: No such file or directory"),
        ("b\0.csv", {"bytes": 33}, "cannot be read: it has no such name"),
        ("pipe", {"bytes": 0}, "cannot be read: it is a pipe (FIFO), not a plain file"),
        ("pipe", {"bytes": 33}, "cannot be read: it is a pipe (FIFO), not a plain file"),
    ],
)
def test_a_file_that_is_not_as_it_was_published_is_refused_where_it_lies(
    folder: Path, name: str, entry: object, why: str
) -> None:
    (folder / "a.csv").write_bytes(DATA)
    os.mkfifo(folder / "pipe")
    assert complaint_of(folder, name, entry) == f"q3: {name} {why}"


@pytest.mark.parametrize(
    ("size", "entry_size"), [(33, 32), (33, 0), (1, -1)], ids=["longer", "not-empty", "impossible"]
)
def test_a_file_that_is_longer_than_it_was_is_refused(folder: Path, size: int, entry_size: int) -> None:
    data = DATA[:size]
    (folder / "a.csv").write_bytes(data)
    entry = {"sha256": hashlib.sha256(data[: max(entry_size, 0)]).hexdigest(), "bytes": entry_size}
    with pytest.raises(DamagedRelease, match="its checksum differs"):
        read_verified(folder, "a.csv", {"id": "q3", "files": {"a.csv": entry}})


def test_a_file_that_grew_without_end_is_not_read_to_its_end(folder: Path) -> None:
    (folder / "a.csv").touch()
    os.truncate(folder / "a.csv", 2**40)  # a hole: it takes no place
    with pytest.raises(DamagedRelease, match="its checksum differs"):
        read_verified(folder, "a.csv", {"id": "q3", "files": {"a.csv": manifest_entry("a.csv", DATA)}})


def test_an_extract_whose_size_the_manifest_does_not_say_is_held(folder: Path) -> None:
    (folder / "extracts").mkdir()
    (folder / "extracts" / "a.csv").write_bytes(DATA)
    content = {"id": "q3", "files": {"extracts/a.csv": {"sha256": CHECKSUM}}}
    assert supplied_from(folder, "extracts/a.csv", content) == DATA


def test_all_files_but_the_extracts_are_held_and_the_extracts_verified(folder: Path) -> None:
    names = ("metrics.yaml", "observations.csv", "extracts/a.csv")
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(DATA + name.encode())
    content = {
        "id": "q3",
        "files": {name: manifest_entry(name, DATA + name.encode()) for name in names},
    }
    assert held_files(folder, content, "metrics.yaml") == {
        name: DATA + name.encode() for name in ("metrics.yaml", "observations.csv")
    }
    with pytest.raises(DamagedRelease, match=r"bulletin\.md cannot be read: manifest\.json does not name it"):
        held_files(folder, content, "bulletin.md")
    (folder / "extracts" / "a.csv").write_bytes(DATA)
    with pytest.raises(DamagedRelease, match=r"extracts/a\.csv is not what was published"):
        held_files(folder, content)

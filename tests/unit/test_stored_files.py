"""Files of releases as they lie on the disk: how they are written, what the manifest says of them, how they are read."""

from __future__ import annotations

import errno
import hashlib
import json
import resource
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from metrics.issues import Refused
from metrics.reading.supplied import RecordFile, Supplied
from metrics.releasing.appending import append_event
from metrics.releasing.history import Event, history_faults, history_file, read_history, release_folders
from metrics.releasing.store import (
    DamagedRelease,
    NewerRelease,
    declared_in,
    manifest_entry,
    read_manifest,
    read_verified,
    supplied_extracts,
    supplied_from,
    write_release,
    writing,
)
from tests.store.sites import release_folder

DATA = b"window,value\nsingle,61\nsingle,62\n"
SOUND = {"schema": 1, "id": "q3", "files": {}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a release, q3, whose manifest is still to be written."""
    return release_folder(tmp_path, "q3")


def manifest(folder: Path, content: object) -> dict[str, Any]:
    (folder / "manifest.json").write_text(json.dumps(content))
    return read_manifest(folder, newest=2)


def complaint(folder: Path, content: object) -> str:
    with pytest.raises(DamagedRelease) as caught:
        manifest(folder, content)
    return f"{type(caught.value).__name__}: {caught.value}"


# The manifest ----------------------------------------------------------------------------------------------


def test_a_manifest_says_the_checksum_and_size_of_a_file_and_the_rows_of_a_table() -> None:
    checksum = hashlib.sha256(DATA).hexdigest()
    assert manifest_entry("homicide.csv", DATA) == {"sha256": checksum, "bytes": 33, "rows": 2}
    assert manifest_entry("metrics.yaml", DATA) == {"sha256": checksum, "bytes": 33}


@pytest.mark.parametrize("declaration", [{}, {"declaration": 1}, {"declaration": 2}])
def test_a_manifest_of_this_version_is_read(folder: Path, declaration: dict[str, int]) -> None:
    content = {**SOUND, **declaration}
    assert manifest(folder, content) == content
    assert declared_in(content) == declaration.get("declaration", 1)


@pytest.mark.parametrize(
    "content",
    [
        *([], {}, {**SOUND, "id": "q2"}, {**SOUND, "files": []}, {**SOUND, "schema": 0}),
        *({**SOUND, "schema": "1"}, {**SOUND, "declaration": 0}, {**SOUND, "declaration": "2"}),
    ],
)
def test_what_is_no_manifest_of_the_release_is_refused(folder: Path, content: object) -> None:
    message = "q3: manifest.json is not of this release, or of a later version"
    assert complaint(folder, content) == f"DamagedRelease: {message}"


@pytest.mark.parametrize("content", [{**SOUND, "schema": 2}, {**SOUND, "declaration": 3}])
def test_a_manifest_of_a_later_version_names_what_reads_it(folder: Path, content: object) -> None:
    assert complaint(folder, content) == (
        "NewerRelease: q3: manifest.json was published by a newer version of this program; read it with that "
        "version, or with a later one"
    )
    assert issubclass(NewerRelease, DamagedRelease)


def test_a_manifest_that_is_not_there_or_no_json_is_refused_with_the_reason(folder: Path) -> None:
    with pytest.raises(DamagedRelease) as missing:
        read_manifest(folder)
    assert str(missing.value) == "q3: manifest.json cannot be read: No such file or directory"
    (folder / "manifest.json").write_text("{]")
    with pytest.raises(DamagedRelease) as damaged:
        read_manifest(folder)
    assert str(damaged.value) == (
        "q3: manifest.json cannot be read: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"
    )


# The files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "files", "why"),
    [
        ("a.csv", {}, "a.csv cannot be read: manifest.json does not name it"),
        ("a.csv", {"a.csv": "sound"}, "a.csv cannot be read: manifest.json does not name it"),
        ("b.csv", {"b.csv": {}}, "b.csv cannot be read: No such file or directory"),
        ("b\0.csv", {"b\0.csv": {}}, "b\0.csv cannot be read: no file can have this name"),
        ("a.csv", {"a.csv": {}}, "a.csv is not what was published: its checksum differs"),
    ],
)
def test_a_file_that_is_not_what_was_published_is_refused(
    folder: Path, name: str, files: dict[str, Any], why: str
) -> None:
    (folder / "a.csv").write_bytes(DATA)
    with pytest.raises(DamagedRelease) as caught:
        read_verified(folder, name, {"files": files})
    assert str(caught.value) == f"q3: {why}"


def test_a_file_that_is_what_was_published_is_read(folder: Path) -> None:
    (folder / "a.csv").write_bytes(DATA)
    assert read_verified(folder, "a.csv", {"files": {"a.csv": manifest_entry("a.csv", DATA)}}) == DATA


def test_a_release_is_written_with_its_folders_and_what_was_left_of_it_goes(tmp_path: Path) -> None:
    releases = tmp_path / "data" / "releases"
    for leftover in (".unfinished-q2", ".unfinished-q3", "q3"):
        (releases / leftover).mkdir(parents=True)
        (releases / leftover / "old.csv").write_text("old")
    write_release(tmp_path, "q3", {"metrics.yaml": b"site: {}\n", "observations/deep/a.csv": DATA})
    files = {
        path.relative_to(releases).as_posix(): path.read_bytes()
        for path in releases.rglob("*")
        if path.is_file()
    }
    assert files == {"q3/metrics.yaml": b"site: {}\n", "q3/observations/deep/a.csv": DATA}
    assert [path.name for path in releases.iterdir()] == ["q3"]


def test_of_a_release_that_cannot_be_written_nothing_stays(tmp_path: Path) -> None:
    (tmp_path / "data" / "releases").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        write_release(tmp_path, "q3", {"a/b.csv": DATA, "a": DATA})
    assert list((tmp_path / "data" / "releases").iterdir()) == []


def test_one_writes_at_a_time_and_another_is_told_at_once(tmp_path: Path) -> None:
    with writing(tmp_path):
        assert (tmp_path / "data" / "releases").is_dir()
    with (
        FileLock(tmp_path / "data" / "releases" / ".lock"),
        pytest.raises(Refused) as caught,
        writing(tmp_path),
    ):
        pass
    assert str(caught.value) == "another publication is under way; try again when it has ended"


# The history -----------------------------------------------------------------------------------------------

PUBLISHED = Event(
    "published",
    "q3",
    datetime(2024, 2, 8, 9, tzinfo=UTC),
    datetime(2024, 2, 8, 9, 30, tzinfo=UTC),
    "Zoë",
    "on time",
)
LINE = (
    '{"event": "published", "release": "q3", "time": "2024-02-08T09:00:00+00:00", '
    '"at": "2024-02-08T09:30:00+00:00", "actor": "Zoë", "reason": "on time"}\n'
)


def test_an_event_is_a_line_of_json_in_letters_as_they_are(folder: Path) -> None:
    root = folder.parents[2]
    append_event(root, PUBLISHED)
    append_event(root, PUBLISHED, PUBLISHED)
    lines = history_file(root).read_text("utf-8").splitlines(keepends=True)
    assert [line.partition(', "chain": {')[0] + "}\n" for line in lines] == [LINE] * 3


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A disk that is full: no file can be written beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 10, len(LINE.encode()) + 10])
def test_events_that_cannot_be_written_leave_the_history_as_it_was(folder: Path, room: int) -> None:
    root = folder.parents[2]
    append_event(root, PUBLISHED)
    before = history_file(root).read_bytes()
    with files_of_at_most(len(before) + room), pytest.raises(OSError) as caught:
        append_event(root, PUBLISHED, PUBLISHED)
    assert caught.value.errno == errno.EFBIG
    assert history_file(root).read_bytes() == before
    assert len(read_history(root)) == 1


@pytest.mark.parametrize("name", ["release", "actor", "reason"])
def test_what_an_event_names_is_text(name: str) -> None:
    line = json.dumps({**json.loads(LINE), name: 3}).encode() + b"\n"
    assert list(history_faults(line)) == [(1, "the release, the actor and the reason are texts")]


@pytest.mark.parametrize("name", ["instead_of", "manifest", "amends", "approval", "code"])
def test_what_only_some_events_have_is_text(name: str) -> None:
    line = json.dumps({**json.loads(LINE), name: None}).encode() + b"\n"
    assert list(history_faults(line)) == [(1, "instead_of, manifest, amends, approval, code are texts")]


def test_the_folders_of_releases_are_those_without_a_dot_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("q3", "q2", ".unfinished-q4"):
        (tmp_path / "data" / "releases" / name).mkdir(parents=True)
    (tmp_path / "data" / "releases" / "history.jsonl").touch()
    assert release_folders(tmp_path) == ["q2", "q3"]


# Extracts ---------------------------------------------------------------------------------------------------


def stored(folder: Path, name: str, data: bytes = DATA) -> dict[str, Any]:
    """Writes an extract, and gives what the manifest says of it."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


@pytest.mark.parametrize(
    ("name", "is_held"),
    [("extracts/a.csv", True), ("extracts/Street/a.csv", False), ("extracts/large.csv", False)],
)
def test_a_small_extract_is_held_and_a_large_one_or_a_part_of_a_folder_lies_where_it_is(
    name: str, is_held: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("metrics.releasing.store.BLOCKS_FROM", len(DATA))
    data = DATA if "large" not in name else DATA + b"x"
    entry = stored(folder, name, data)
    content = {"id": "q3", "files": {name: entry}}
    supplied = supplied_from(folder, name, content)
    if is_held:
        assert supplied == data
    else:
        assert isinstance(supplied, RecordFile)
        assert (supplied.location, supplied.extract) == (str(folder / name), name.split("/")[1])
        assert supplied.sha256 == entry["sha256"]
    (folder / name).write_bytes(data[:-1] + b"?")
    with pytest.raises(DamagedRelease, match=f"q3: {name} is not what was published: its checksum differs"):
        supplied_from(folder, name, content)
    with pytest.raises(DamagedRelease, match=f"q3: {name} cannot be read: manifest.json does not name it"):
        supplied_from(folder, name, {"id": "q3", "files": {}})


def test_those_extracts_are_read_that_are_chosen_by_their_names(folder: Path) -> None:
    names = ("extracts/a.csv", "extracts/b.csv", "extracts/c.csv")
    files = {name: stored(folder, name, DATA + name.encode()) for name in names}
    content = {"id": "q3", "files": {**files, "observations.csv": stored(folder, "observations.csv")}}
    offered: list[str] = []

    def chosen(supplied: Mapping[str, Supplied]) -> list[str]:
        offered.extend(supplied)
        return ["c.csv", "a.csv"]

    (folder / "extracts/b.csv").unlink()
    assert supplied_extracts(folder, content, chosen) == {
        "c.csv": DATA + b"extracts/c.csv",
        "a.csv": DATA + b"extracts/a.csv",
    }
    assert offered == ["a.csv", "b.csv", "c.csv"]

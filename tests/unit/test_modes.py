"""Who may read what is stored: modes do not follow from the umask, and what waits for its moment is not for everybody."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.running import run
from tests.store.sites import RELEASES, drop, make_site, prepare, umask

HISTORY = "history.jsonl"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


def modes(folder: Path) -> set[tuple[str, str]]:
    """Which modes folders and files have, below a folder and itself."""
    paths = [folder, *folder.rglob("*")]
    return {("folder" if path.is_dir() else "file", oct(path.stat().st_mode & 0o7777)) for path in paths}


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o027, 0o077])
def test_what_is_public_can_be_read_by_everybody_whatever_the_umask(root: Path, mask: int) -> None:
    with umask(mask):
        prepare(root, "one")
    assert modes(root / RELEASES / "one") == {("folder", "0o755"), ("file", "0o644")}
    assert oct((root / RELEASES).stat().st_mode) == "0o40755"
    assert oct((root / RELEASES / HISTORY).stat().st_mode) == "0o100644"


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_before_its_time_nobody_beyond_the_group_reads_a_release(root: Path, mask: int) -> None:
    with umask(mask):
        prepare(root, "one")
        prepare(root, "two", "--at", "2024-05-09")
    assert modes(root / RELEASES / "two") == {("folder", "0o750"), ("file", "0o640")}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder to another group")
def test_a_release_belongs_to_the_group_of_the_folder_of_releases(root: Path) -> None:
    (root / RELEASES).mkdir()
    os.chown(root / RELEASES, -1, 4321)
    (root / RELEASES).chmod(0o2750)
    prepare(root, "two", "--at", "2024-05-09")
    paths = [root / RELEASES / HISTORY, root / RELEASES / "two", *(root / RELEASES / "two").rglob("*")]
    assert {path.stat().st_gid for path in paths} == {4321}
    assert {oct(path.stat().st_mode) for path in paths if path.is_dir()} == {"0o42750"}


def test_a_folder_that_only_its_owner_may_read_is_told(root: Path) -> None:
    (root / "data").chmod(0o700)
    done = run(root, "publish", str(drop(root, "one")), "--release", "one")
    assert (done.returncode, done.stderr) == (
        0,
        "warning: only its owner may read data: a server that runs as another user cannot show the release; "
        "docs/running.md names users, groups and modes\n",
    )


def test_a_history_that_only_its_owner_could_read_is_opened_with_the_next_event(root: Path) -> None:
    prepare(root, "one")
    (root / RELEASES / HISTORY).chmod(0o600)
    prepare(root, "two")
    assert oct((root / RELEASES / HISTORY).stat().st_mode) == "0o100644"


def test_a_history_that_its_group_may_read_stays_as_it_is(root: Path) -> None:
    prepare(root, "one")
    (root / RELEASES / HISTORY).chmod(0o640)
    prepare(root, "two")
    assert oct((root / RELEASES / HISTORY).stat().st_mode) == "0o100640"

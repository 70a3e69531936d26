"""docs/operations/backup.sh: a copy is verified, one that is not sound is none, and old ones go once a new one is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from metrics.releasing.history import history_file
from tests.running import ROOT, clean_environment
from tests.store.sites import NOW, RELEASES, errors, files, make_site, prepare, restore, seen

SCRIPT = ROOT / "docs" / "operations" / "backup.sh"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site = make_site(tmp_path / "site")
    prepare(site, "one")
    prepare(site, "two", "--at", "2024-05-09")
    return site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where copies go, with the command that verifies them beside it."""
    command = tmp_path / "pcp"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m metrics --now {NOW.isoformat()} "$@"\n')
    command.chmod(0o755)
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies"


def back_up(root: Path, folder: Path, keep: int = 14, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {"PYTHONPATH": str(ROOT), "PCP": str(folder.parent / "pcp"), "KEEP": str(keep)}
    environment = clean_environment(**own | environment)
    command = ["sh", str(SCRIPT), str(root), str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def contents(root: Path) -> dict[str, bytes]:
    kept = (path for path in root.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(root)): path.read_bytes() for path in kept}


def test_a_copy_is_all_of_the_content_and_can_be_put_back(root: Path, folder: Path) -> None:
    before, stored = contents(root), files(root)
    done = back_up(root, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (copy,) = folder.iterdir()
    assert contents(copy) == before
    assert oct(copy.stat().st_mode & 0o777) == "0o700"  # what waits for its moment is in it
    (history_file(root)).write_text("")
    with pytest.raises(ValueError, match="the chain of the history is broken"):
        seen(root)
    restore(root, copy / RELEASES)
    assert (files(root), errors(root), seen(root)[0]) == (stored, [], "one")


def test_what_is_damaged_is_no_copy_and_removes_none(root: Path, folder: Path) -> None:
    assert back_up(root, folder).returncode == 0
    before = list(folder.iterdir())
    extract = root / RELEASES / "one" / "metrics.yaml"
    extract.chmod(0o644)
    extract.write_text(extract.read_text() + "\n")
    done = back_up(root, folder, keep=0)
    assert (done.returncode, "metrics.yaml" in done.stdout) == (1, True), done.stderr
    assert list(folder.iterdir()) == before


def test_where_there_is_no_history_nothing_is_copied(tmp_path: Path, folder: Path) -> None:
    done = back_up(make_site(tmp_path / "other"), folder)
    assert done.returncode != 0 and "history.jsonl" in done.stderr
    assert list(folder.iterdir()) == []


def test_what_happens_in_the_middle_is_in_all_of_a_copy_or_left_out(root: Path, folder: Path) -> None:
    """The history grows once it was copied, while the folders are."""
    copier, happened = folder.parent / "own" / "cp", folder.parent / "happened"
    copier.parent.mkdir()
    announce = f'{folder.parent}/pcp --root {root} announce 2024-06-13 --reason "New figures." --further'
    copier.write_text(
        f'#!/bin/sh\n[ "$1" != -Rp ] || [ -e {happened} ] || {{ touch {happened}; {announce}; }}\n'
        f'exec {shutil.which("cp")} "$@"\n'
    )
    copier.chmod(0o755)
    before = contents(root)
    done = back_up(root, folder, PATH=f"{copier.parent}:{os.environ['PATH']}")
    assert (done.returncode, happened.exists()) == (0, True), done.stdout + done.stderr
    (copy,) = folder.iterdir()
    assert contents(copy) == before != contents(root)


def test_what_is_not_named_is_asked_for_before_anything_is_copied(root: Path, folder: Path) -> None:
    done = back_up(root, folder, PCP="no-such-pcp")
    assert (done.returncode, done.stderr) == (2, "backup.sh: there is no no-such-pcp: name it in PCP\n")
    assert list(folder.iterdir()) == []
    done = subprocess.run(["sh", str(SCRIPT), str(root)], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "the folder for copies" in done.stderr


def test_the_oldest_copies_go(root: Path, folder: Path) -> None:
    for day in ("20240101", "20240102", "20240103"):
        (folder / f"{day}T013000Z").mkdir()
    (folder / "by-hand").mkdir()
    assert back_up(root, folder, keep=2).returncode == 0
    first, _, last = sorted(path.name for path in folder.iterdir())
    assert (first, last) == ("20240103T013000Z", "by-hand")

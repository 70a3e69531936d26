"""Every stored figure worked out anew: a copy of a store is one, and a figure that was altered with its checksums is told."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from metrics.releasing.recomputing import recompute
from tests.running import ROOT, run
from tests.shipped import without_chain
from tests.store.kept import kept_stores
from tests.store.sites import NOW, RELEASES, make_site, prepare

MEASURE = "observations/violence-with-injury.csv"


def verified(root: Path, *options: str) -> tuple[int, list[str]]:
    done = run(ROOT, "--root", str(root), "--now", NOW.isoformat(), "verify", *options)
    return done.returncode, done.stdout.splitlines()


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two releases, of which the second revises a figure of the first."""
    root = make_site(tmp_path_factory.mktemp("deep") / "site")
    prepare(root, "one")
    prepare(root, "two", "--note", "In other words.")
    return root


@pytest.fixture
def copy(made_once: Path, tmp_path: Path) -> Path:
    """A backup of it: a copy of the folder of releases, and nothing else."""
    shutil.copytree(made_once / RELEASES, tmp_path / "site" / RELEASES)
    return tmp_path / "site"


def alter(root: Path, name: str, before: bytes, after: bytes) -> None:
    """Alters a file of the second release, and its checksum and size in the manifest."""
    folder = root / RELEASES / "two"
    data = (folder / name).read_bytes()
    assert before in data
    (folder / name).write_bytes(data.replace(before, after))
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["files"][name]["sha256"] = hashlib.sha256(data.replace(before, after)).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")


def test_a_copy_of_the_folder_is_a_backup(copy: Path) -> None:
    status, lines = verified(copy, "--deep")
    assert (status, lines[0], lines[-1]) == (
        0,
        "Worked out anew: 198 figures of measures, and what is stored of accounts, trackers and inspections, of 2 "
        "releases. lineage.json, news.json and outlines.json were not.",
        "2 releases verified: 0 errors, 0 warnings.",
    )


def test_a_digit_that_was_altered_with_its_checksum_and_its_manifest_is_told(copy: Path) -> None:
    alter(without_chain(copy), MEASURE, b"6202", b"6203")
    assert verified(copy)[0] == 0
    status, lines = verified(copy, "--deep")
    (fault,) = [line for line in lines if "error: " in line]
    place, _, message = fault.partition(": error: ")
    assert (status, place.rpartition("two/")[2]) == (1, f"{MEASURE}:4:1")
    assert message == (
        "single 2024-01 E12000007: value 6203, status r is stored, and the stored extracts give value 6202, status r"
    )


def test_with_a_chain_the_manifest_and_the_figure_are_told(copy: Path) -> None:
    alter(copy, MEASURE, b"6202", b"6203")
    assert verified(copy)[0] == 1
    assert [issue.code for issue in recompute(copy).issues] == ["recomputed-otherwise"]


def test_an_extract_that_was_altered_with_its_checksum_is_told_by_the_figures(copy: Path) -> None:
    alter(without_chain(copy), "extracts/Crime.csv", b"3182", b"3183")
    assert {issue.code for issue in recompute(copy).issues} == {"recomputed-otherwise"}


def test_a_mark_that_was_taken_away_and_a_row_that_is_lacking_are_told(copy: Path) -> None:
    folder = copy / RELEASES / "two"
    lines = (folder / MEASURE).read_bytes().splitlines(keepends=True)
    alter(without_chain(copy), MEASURE, lines[-1], b"")
    (issue,) = recompute(copy).issues
    assert "it is not stored, and the stored extracts give value" in issue.message


def test_one_release_is_worked_out_alone(copy: Path) -> None:
    alter(without_chain(copy), MEASURE, b"6202", b"6203")
    assert (recompute(copy, "one").issues, recompute(copy, "one").releases) == ((), 1)


def test_an_extract_that_this_version_cannot_read_is_told_and_is_no_error(copy: Path) -> None:
    alter(without_chain(copy), "extracts/Crime.csv", b"Borough", b"Place")
    (issue, *_) = recompute(copy).issues
    assert (issue.severity, issue.code) == ("warning", "not-recomputed")
    assert "cannot be worked out anew by this version of the program" in issue.message


@pytest.mark.parametrize("store", kept_stores(), ids=lambda store: store.name)
def test_stores_of_earlier_versions_raise_no_false_alarm(store: Path) -> None:
    done = recompute(store)
    assert done.figures > 0
    assert [(issue.severity, issue.code, Path(issue.file).name) for issue in done.issues] == [
        ("warning", "marked-otherwise", "violence-with-injury.csv")
    ]

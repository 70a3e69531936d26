from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from metrics.drops import CheckedDrop, check_drop
from metrics.history import current, read_history
from metrics.issues import Issue, Refused
from metrics.releases import DamagedRelease, load_release, publish

ROOT = Path(__file__).parents[2]
SHIPPED = "2023-24-q3"
AT = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def prepared() -> tuple[CheckedDrop, list[Issue]]:
    drop, issues = check_drop(
        ROOT / "config" / "metrics.yaml", ROOT / "data" / "drops" / SHIPPED, "metrics.yaml"
    )
    assert drop is not None
    return drop, issues


def publish_as(root: Path, prepared: tuple[CheckedDrop, list[Issue]], release_id: str) -> None:
    publish(root, *prepared, release_id, AT, "staff", "")


def stored(root: Path) -> dict[str, bytes]:
    folder = root / "data" / "releases" / SHIPPED
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_shipped_release_is_what_its_drop_and_declaration_give(
    tmp_path: Path, prepared: tuple[CheckedDrop, list[Issue]]
) -> None:
    publish_as(tmp_path, prepared, SHIPPED)
    assert stored(tmp_path) == stored(ROOT)


def test_a_release_is_read_as_it_was_published(
    tmp_path: Path, prepared: tuple[CheckedDrop, list[Issue]]
) -> None:
    publish_as(tmp_path, prepared, SHIPPED)
    release = load_release(tmp_path, SHIPPED)
    assert (release.id, release.title, release.published_at) == (SHIPPED, "Q3 2023/24", AT)
    assert release.config == prepared[0].config
    assert current(read_history(tmp_path), AT) == SHIPPED


def test_an_id_is_used_once(tmp_path: Path, prepared: tuple[CheckedDrop, list[Issue]]) -> None:
    publish_as(tmp_path, prepared, SHIPPED)
    with pytest.raises(Refused, match="exists already"):
        publish_as(tmp_path, prepared, SHIPPED)


def test_one_writer_at_a_time(tmp_path: Path, prepared: tuple[CheckedDrop, list[Issue]]) -> None:
    (tmp_path / "data" / "releases").mkdir(parents=True)
    with FileLock(tmp_path / "data" / "releases" / ".lock"), pytest.raises(Refused, match="under way"):
        publish_as(tmp_path, prepared, SHIPPED)


@pytest.mark.parametrize("leftover", [f".unfinished-{SHIPPED}", SHIPPED])
def test_what_an_interrupted_publication_left_is_cleared_by_the_next(
    tmp_path: Path, prepared: tuple[CheckedDrop, list[Issue]], leftover: str
) -> None:
    half = tmp_path / "data" / "releases" / leftover
    half.mkdir(parents=True)
    (half / "metrics.yaml").write_text("half")
    publish_as(tmp_path, prepared, SHIPPED)
    assert stored(tmp_path) == stored(ROOT)
    assert sorted(path.name for path in half.parent.iterdir() if not path.name.startswith(".lock")) == [
        SHIPPED,
        "history.jsonl",
    ]


def copy_of_shipped(root: Path) -> Path:
    shutil.copytree(ROOT / "data" / "releases", root / "data" / "releases")
    return root / "data" / "releases" / SHIPPED


@pytest.mark.parametrize("name", sorted(stored(ROOT)))
def test_a_release_that_was_altered_is_refused(tmp_path: Path, name: str) -> None:
    file = copy_of_shipped(tmp_path) / name
    file.write_bytes(file.read_bytes().replace(b"2", b"3"))
    with pytest.raises(DamagedRelease, match=f"^{SHIPPED}: "):
        load_release(tmp_path, SHIPPED)


@pytest.mark.parametrize("name", sorted(stored(ROOT)))
def test_a_release_that_lacks_a_file_is_refused(tmp_path: Path, name: str) -> None:
    (copy_of_shipped(tmp_path) / name).unlink()
    with pytest.raises(DamagedRelease, match=f"^{SHIPPED}: .* cannot be read"):
        load_release(tmp_path, SHIPPED)


def test_the_manifest_names_each_file_with_its_size_and_rows() -> None:
    manifest = json.loads((ROOT / "data" / "releases" / SHIPPED / "manifest.json").read_text())
    assert (manifest["schema"], manifest["id"], manifest["created"]) == (1, SHIPPED, AT.isoformat())
    assert set(manifest["files"]) == set(stored(ROOT)) - {"manifest.json"}
    assert manifest["files"]["extracts/USS_TDIU_Satisfaction.csv"]["rows"] == 45


@pytest.mark.parametrize(
    "manifest", ["{}", "[]", "null", '{"schema": 1, "id": "2023-24-q3", "files": []}', "no JSON"]
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, manifest: str) -> None:
    (copy_of_shipped(tmp_path) / "manifest.json").write_text(manifest)
    with pytest.raises(DamagedRelease, match=f"^{SHIPPED}: manifest.json "):
        load_release(tmp_path, SHIPPED)

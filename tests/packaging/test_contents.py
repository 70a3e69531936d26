"""What is built holds everything that runs, and nothing else."""

from __future__ import annotations

import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from serving.http.places import BUNDLED_PACKED, BUNDLED_PLOTLY, PACKED_AHEAD, SMALL_PLOTLY
from serving.static_assets import pack_static
from tests.packaging.installed import ROOMS
from tests.running import ROOT

PLOTLY = ("LICENSE", "package.json", "plotly-basic.min.js")


def files_of_rooms() -> set[str]:
    """Every file that the program is made of, but for what Python keeps."""
    files = (file for room in ROOMS for file in (ROOT / room, *(ROOT / room).rglob("*")) if file.is_file())
    return {file.relative_to(ROOT).as_posix() for file in files if file.suffix != ".pyc"}


def set_up(packed: Path, plotly: Path) -> set[str]:
    """What is made at set-up, as far as it is there, by its place in what is built."""
    kept = {
        f"{packed}/{file.name}" for end in ("br", "gz") for file in (ROOT / PACKED_AHEAD).glob(f"*.{end}")
    }
    return kept | {f"{plotly}/{name}" for name in PLOTLY if (ROOT / SMALL_PLOTLY / name).exists()}


def guides() -> set[str]:
    """What messages name and people read, by its place in a source tree."""
    locks = (f"requirements{name}.lock" for name in ("", "-dask", "-parquet", "-signatures"))
    documents = (f"docs/{file.name}" for file in (ROOT / "docs").glob("*.md"))
    return {*documents, "docs/nginx.conf", "CONTRIBUTING.md", *locks}


def test_the_wheel_holds_every_file_of_the_program_and_what_was_made_at_set_up(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "pcp = metrics.cli:main" in archive.read(entry).decode()
    bundled = {f"metrics/guides/{name}" for name in guides()}
    assert names == files_of_rooms() | set_up(BUNDLED_PACKED, BUNDLED_PLOTLY) | bundled
    assert {"metrics/areas.csv", "assets/site.css", "assets/preview/watch.js", "pages/framework.py"} <= names


def test_the_source_archive_holds_what_the_wheel_is_made_of(built: Path) -> None:
    (file,) = built.glob("*.tar.gz")
    with tarfile.open(file) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= files_of_rooms() | set_up(PACKED_AHEAD, SMALL_PLOTLY) | guides() | {
        "pyproject.toml",
        "hatch_build.py",
    }
    assert [name for name in names if name.startswith(("tests/", "data/", "tools/"))] == []


def test_what_no_longer_is_sent_is_removed_when_all_is_compressed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "explore.js").write_text("const first = 1;")
    monkeypatch.setattr("serving.static_assets.pack_ahead", lambda project: [])
    pack_static(tmp_path)
    before = set((tmp_path / PACKED_AHEAD).iterdir())
    (tmp_path / PACKED_AHEAD / ".ready").touch()
    (tmp_path / "assets" / "explore.js").write_text("const second = 2;")
    pack_static(tmp_path)
    after = set((tmp_path / PACKED_AHEAD).iterdir()) - {tmp_path / PACKED_AHEAD / ".ready"}
    assert (len(before), len(after), before & after) == (2, 2, set())


def test_the_small_plotly_of_a_wheel_is_of_the_version_that_is_locked() -> None:
    locked_version = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"][SMALL_PLOTLY.name]
    package = ROOT / SMALL_PLOTLY / "package.json"
    if not package.exists():
        pytest.skip("there was no npm at set-up, so there is no small plotly here")
    assert json.loads(package.read_text("utf-8"))["version"] == locked_version

"""Layouts that are really published, each declared by YAML alone, and their right figures, worked out by hand.

A folder has ``metrics.yaml``, the invented extracts in ``drop/``, and in ``figures.csv`` what they come to.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from metrics.areas import LONDON, area_code
from tests.running import run

HERE = Path(__file__).parent
LAYOUTS = sorted(folder for folder in HERE.iterdir() if (folder / "metrics.yaml").is_file())
NOW = "2026-11-20T09:30:00+00:00"
RELEASE = "first"

each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda folder: folder.name)


def figures(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@each_layout
def test_a_layout_is_published_with_its_right_figures(layout: Path, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    shutil.copy(layout / "metrics.yaml", tmp_path / "config")
    shutil.copytree(layout / "drop", tmp_path / "drop")
    done = run(tmp_path, "--now", NOW, "publish", "drop", "--release", RELEASE, "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    for figure in figures(layout / "figures.csv"):
        stored = figures(
            tmp_path / "data" / "releases" / RELEASE / "observations" / f"{figure['measure']}.csv"
        )
        key = {name: text for name, text in figure.items() if name not in ("measure", "value", "status")}
        key["area"] = LONDON if key["area"] == "London" else area_code(key["area"]) or ""
        own = [row for row in stored if {name: row.get(name, "") for name in key} == key]
        assert [(row["value"], row["status"].strip("p")) for row in own] == [
            (figure["value"], figure.get("status", ""))
        ], figure


def test_there_are_layouts() -> None:
    assert len(LAYOUTS) >= 15

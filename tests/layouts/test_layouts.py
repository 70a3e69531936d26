"""Layouts that are really published, each declared by YAML alone, and their right figures, worked out by hand.

A folder has ``metrics.yaml`` with the tables of areas that it names, the invented extracts in ``drop/``, and in
``figures.csv`` what they come to. What is packed in real life stands there as text (tests/books.py).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from metrics.areas import area_code
from tests import books
from tests.places_of_tests import REGION
from tests.running import run

LAYOUTS_FOLDER = Path(__file__).parent
LAYOUTS = sorted(folder for folder in LAYOUTS_FOLDER.iterdir() if (folder / "metrics.yaml").is_file())
NOW = "2026-11-20T09:30:00+00:00"
RELEASE = "first"

each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda folder: folder.name)


def prepared(layout: Path, folder: Path) -> Path:
    """A site of its own for a layout, with its drop."""
    (folder / "config").mkdir()
    tables = (file for file in layout.glob("*.csv") if file.name != "figures.csv")
    for file in (layout / "metrics.yaml", *tables):
        (folder / "config" / file.name).write_bytes(file.read_bytes())
    books.write(layout / "drop", folder / "drop")
    return folder


def figures(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@each_layout
def test_a_layout_is_published_with_its_right_figures(layout: Path, tmp_path: Path) -> None:
    folder = prepared(layout, tmp_path)
    checked = run(folder, "--now", NOW, "check", "--drop", "drop")
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, checked.stdout), checked.stdout
    done = run(folder, "--now", NOW, "publish", "drop", "--release", RELEASE, "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    for figure in figures(layout / "figures.csv"):
        stored = figures(folder / "data" / "releases" / RELEASE / "observations" / f"{figure['measure']}.csv")
        key = {name: text for name, text in figure.items() if name not in ("measure", "value", "status")}
        key["area"] = REGION if key["area"] == "London" else area_code(key["area"]) or key["area"]
        own = [row for row in stored if {name: row.get(name, "") for name in key} == key]
        assert [(row["value"], row["status"].strip("p")) for row in own] == [
            (figure["value"], figure.get("status", ""))
        ], figure
    for measure in sorted({figure["measure"] for figure in figures(layout / "figures.csv")}):
        explained = run(folder, "--now", NOW, "explain", measure)
        assert explained.returncode == 0, explained.stdout + explained.stderr
    for command in (("verify",), ("diff", "drop"), ("diff",)):
        again = run(folder, "--now", NOW, *command)
        assert again.returncode == 0, again.stdout + again.stderr


def test_there_are_layouts() -> None:
    assert len(LAYOUTS) >= 30

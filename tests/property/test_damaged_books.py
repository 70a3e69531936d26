"""Whatever happens to a packed file on its way, it is read with its right figures or refused in one line."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.checking.drops import check_drop
from tests import books

PLAIN = (Path(__file__).parents[1] / "drops" / "crime.yaml").read_text(encoding="utf-8")
ROWS: books.Rows = [["Borough", "202311", "202312"], ["London", 300.0, 310.0], ["Camden", 30.0, 31.0]]
TEXT = b"Borough,202311,202312\nLondon,300,310\nCamden,30,31\n"
SOUND_FILES = {
    "Crime.xlsx": books.xlsx({"S": ROWS, "T": [["A note"]]}),
    "Crime.ods": books.ods({"S": ROWS, "T": [["A note"]]}),
    "Crime.csv.gz": gzip.compress(TEXT, mtime=0),
}
RIGHT = {"300", "310", "30", "31", "0"}
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
each_file = pytest.mark.parametrize("name", SOUND_FILES)


def values(folder: Path, name: str, data: bytes) -> set[str] | None:
    """The figures that a file gives; None where it is refused."""
    declared: Any = yaml.safe_load(PLAIN)
    declared["measures"][0]["source"]["files"] = name
    if not name.endswith(".gz"):
        declared["measures"][0]["source"]["sheet"] = "S"
    (folder / "metrics.yaml").write_text(yaml.safe_dump(declared, sort_keys=False), encoding="utf-8")
    drop = folder / "drop"
    drop.mkdir(exist_ok=True)
    (drop / name).write_bytes(data)
    checked, issues = check_drop(folder / "metrics.yaml", drop, "metrics.yaml", date(2024, 2, 8))
    assert all(str(issue).isprintable() for issue in issues)
    if checked is None:
        assert any(issue.severity == "error" for issue in issues)
        return None
    return set(checked.stored["offences"]["value"]) - {""}


@each_file
def test_a_whole_file_gives_its_figures(tmp_path: Path, name: str) -> None:
    assert values(tmp_path, name, SOUND_FILES[name]) == RIGHT


@each_file
@few
@given(kept=st.floats(0, 0.999))
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, name: str, kept: float) -> None:
    assert values(tmp_path, name, SOUND_FILES[name][: int(len(SOUND_FILES[name]) * kept)]) is None


@each_file
@few
@given(places=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 7)), min_size=1, max_size=6))
def test_flipped_bits_never_change_a_figure(
    tmp_path: Path, name: str, places: list[tuple[float, int]]
) -> None:
    data = bytearray(SOUND_FILES[name])
    for place, bit in places:
        data[int(len(data) * place)] ^= 1 << bit
    assert values(tmp_path, name, bytes(data)) in (None, RIGHT)


@pytest.mark.parametrize("name", ["Crime.xlsx", "Crime.ods"])
@few
@given(data=st.data())
def test_parts_that_are_damaged_before_they_were_packed_never_stop_it(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    old, new = zipfile.ZipFile(io.BytesIO(SOUND_FILES[name])), io.BytesIO()
    damaged = data.draw(st.sampled_from(old.namelist()))
    with zipfile.ZipFile(new, "w") as archive:
        for part in old.namelist():
            content = old.read(part)
            if part == damaged and content:
                start = data.draw(st.integers(0, len(content) - 1))
                content = (
                    content[:start]
                    + data.draw(st.binary(max_size=8))
                    + content[start + data.draw(st.integers(0, 90)) :]
                )
            archive.writestr(part, content)
    values(tmp_path, name, new.getvalue())

"""A district that was split into two: the table of areas has it no more, and no entry of metrics.yaml can name it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from metrics.figures.series import Key
from metrics.releasing.releases import load_release
from tests.counties import REGION, county
from tests.unit.test_withheld import pcp

APRIL, MAY = (datetime(2026, month, 9, 8, 30, tzinfo=UTC) for month in (4, 5))
BEFORE_IT = "E07099902,Highfold,district,,NM-SOUTH,2,1,110000,,,\n"
AFTER_IT = (
    "E07099912,Highfold East,district,,NM-SOUTH,2,1,50000,,,\n"
    "E07099913,Highfold West,district,,NM-SOUTH,2,3,60000,,,\n"
)


def drop(folder: Path, *districts: str) -> Path:
    """A file of two years; what comes of the parts of Highfold is what came of it."""
    folder.mkdir()
    rows = [
        f"{year}-{month:02},{name},{(60 + (month * 37 + year) % 23 + len(name) ** 2) // (2 if ' ' in name else 1)}"
        for year in (2024, 2025)
        for month in range(1, 13)
        for name in districts
    ]
    (folder / "burglary.csv").write_text("\n".join(["Month,District,Burglaries", *rows, ""]))
    return folder


def test_what_was_split_is_accepted_and_no_entry_is_advised_that_cannot_be(tmp_path: Path) -> None:
    root = county(tmp_path / "site")
    table = root / "config" / "areas.csv"
    others = ("Eastmarsh", "Norwick", "Saint Brannoc")
    first = drop(root / "first", "Highfold", *others)
    done = pcp(root, APRIL, "publish", str(first), "--release", "first")
    assert done.exit_code == 0, done.output
    table.write_text(table.read_text().replace(BEFORE_IT, AFTER_IT))
    second = drop(root / "second", "Highfold East", "Highfold West", *others)
    refused = pcp(root, MAY, "publish", str(second), "--release", "second")
    assert refused.exit_code == 1
    (message,) = (
        line for line in refused.output.splitlines() if "Highfold" in line and "nothing is left" in line
    )
    assert message.endswith("if it is meant, publish with --accept gone-area --reason TEXT")
    assert "declare it" not in message
    accepted = ("--accept", "gone-area", "--reason", "Highfold was split into two on 1 April 2026.")
    done = pcp(root, MAY, "publish", str(second), "--release", "second", *accepted)
    assert done.exit_code == 0, done.output
    data = load_release(root, "second").data["burglary"]
    assert len(data.get(Key("single", "E07099902"))) == 0
    assert all(item.value for item in data.get(Key("single", REGION)))

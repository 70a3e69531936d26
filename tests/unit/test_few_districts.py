"""A site with one district: no sentence that holds of many alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import create_app
from tests.counties import county
from tests.running import run

NOW = ("--now", "2026-02-20T09:30:00+00:00")
ELSEWHERE = re.compile("E0709990[2345]|NM-|,Lower")


def with_one_district(root: Path) -> Path:
    site = county(root / "site")
    table, declared, extract = (
        site / name for name in ("config/areas.csv", "config/metrics.yaml", "drop/burglary.csv")
    )
    rows = [row for row in table.read_text("utf-8").splitlines() if not ELSEWHERE.match(row)]
    table.write_text("\n".join([*rows, ""]).replace(",North,1,2,", ",,1,2,"), "utf-8")
    declared.write_text(
        declared.read_text("utf-8").replace("        subtotals: [Lower Northmere]\n", ""), "utf-8"
    )
    counts = [row for row in extract.read_text("utf-8").splitlines() if not re.search("High|Norw|Saint", row)]
    extract.write_text("\n".join([*counts, ""]), "utf-8")
    return site


def test_one_district_is_neither_ranked_nor_one_of_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = with_one_district(tmp_path)
    done = run(site, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    monkeypatch.setenv("PCP_NOW", NOW[1])
    client = create_app(site).server.test_client()
    measure, areas = (
        client.get(address).get_data(as_text=True) for address in ("/measures/burglary", "/areas")
    )
    assert "do not tell whether a district council is higher or lower than Northmere." in measure
    assert "with so many" not in measure
    assert "Every district council, by name" in areas and "not ranked" not in areas

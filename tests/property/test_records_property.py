"""A file of records gives the same figures and the same faults however it is read: held, or counted by any engine"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records import by_duckdb, held, in_blocks, messy, street

SEEDS = 240


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_messy_file_is_told_of_alike_by_every_engine(seed: int, tmp_path: Path) -> None:
    kinds, data = messy(seed)
    path = tmp_path / "Street.csv"
    path.write_bytes(data)
    declared = street(encoding="cp1252" if seed % 5 == 0 else "utf-8")
    expected = held(declared, path)
    assert in_blocks(declared, path) == expected, kinds
    assert by_duckdb(declared, path) == expected, kinds

"""Parquet files of records: duckdb groups them where they lie, and what is odd is told as of the same file held"""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from metrics.reading.engines import parquet_groups
from tests.records import HEADER, TYPES, Results, held, in_blocks, rows, street

DECLARED = street(files=("Street.parquet",))
NO_BREAK = "\u00a0"


def parquet(path: Path, table: list[list[str | None]]) -> Path:
    frame = pd.DataFrame(table, columns=HEADER, dtype=object)
    assert len(frame)
    columns = ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in HEADER)
    with duckdb.connect() as connection:
        connection.register("records", frame)
        connection.execute(f"COPY (SELECT {columns} FROM records) TO '{path}' (FORMAT parquet)")
    return path


def records(number: int, seed: int) -> list[list[str | None]]:
    return [[*row] for row in rows(number, random.Random(seed))]


def both(path: Path) -> tuple[Results, Results]:
    return in_blocks(DECLARED, path), held(DECLARED, path)


@pytest.mark.parametrize("cell", [None, "", "\t", NO_BREAK])
def test_blank_rows_at_the_end_are_passed_over(cell: str | None, tmp_path: Path) -> None:
    path = parquet(tmp_path / "Street.parquet", [*records(200, 1), *([[cell] * 5] * 3)])
    ours, others = both(path)
    assert ours == others
    assert ours[2]


@pytest.mark.parametrize("cell", [None, "", "\t", NO_BREAK])
@pytest.mark.parametrize("number", [1, 3])
def test_blank_rows_among_others_are_told(cell: str | None, number: int, tmp_path: Path) -> None:
    table = records(200, 2)
    table[100:100] = [[cell] * 5] * number
    ours, others = both(parquet(tmp_path / "Street.parquet", table))
    assert ours == others
    assert [issue["code"] for issue in ours[1]] == ["blank-row"] * number


@pytest.mark.parametrize("time", ["25:61", "24:00"])
def test_a_time_that_is_none_is_a_fault(time: str, tmp_path: Path) -> None:
    period = {"column": ("Month",), "format": "YYYY-MM-DD", "day": "any"}
    declared = street(files=("Street.parquet",), period=period)
    table = [[f"{row[0]}-11 10:00", *row[1:]] for row in records(300, 9)]
    table[20][0] = f"2023-05-05 {time}"
    path = parquet(tmp_path / "Street.parquet", table)
    ours = in_blocks(declared, path)
    assert ours == held(declared, path)
    assert [issue["line"] for issue in ours[1]] == [22]


def test_the_header_again_is_told_whatever_spaces_stand_around_it(tmp_path: Path) -> None:
    table = records(200, 3)
    table[150] = [f"\t{name}{NO_BREAK}" for name in HEADER]
    ours, others = both(parquet(tmp_path / "Street.parquet", table))
    assert ours == others
    assert [(issue["code"], issue["line"]) for issue in ours[1]] == [("repeated-header", 152)]


@pytest.mark.parametrize("name", ["Street[1].parquet", "Street*.parquet", "Street?.parquet", "a [b] *"])
def test_marks_in_a_name_are_letters_of_it(name: str, tmp_path: Path) -> None:
    for other in ("Street1.parquet", "Streets.parquet"):
        parquet(tmp_path / other, records(50, 4))
    (tmp_path / "a b x").mkdir()
    parquet(tmp_path / "a b x" / "Street.parquet", records(70, 5))
    path = tmp_path / name if name.endswith(".parquet") else tmp_path / name / "Street.parquet"
    path.parent.mkdir(exist_ok=True)
    ours, others = both(parquet(path, records(90, 6)))
    assert ours[2] == others[2] != ""


def test_a_column_that_is_named_as_rows_are_numbered_is_told(tmp_path: Path) -> None:
    path = tmp_path / "Street.parquet"
    duckdb.execute(
        f"COPY (SELECT '2023-01' AS \"Month\", 1 AS \"File_Row_Number\") TO '{path}' (FORMAT parquet)"
    )
    ours = in_blocks(DECLARED, path)
    assert 'the column "File_Row_Number" has the name by which rows are numbered' in ours[0][0]


@pytest.mark.parametrize(
    "text", ["jo@example.org", "NW1 2AB", " NW1 2AB", "NW1 2AB\t", "020 7946 0018", "AB 12 34 56 C"]
)
@pytest.mark.parametrize("few", [0, 5_000])
def test_what_tells_of_a_person_is_seen_in_columns_that_nothing_reads(
    text: str, few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_groups, "_FEW_TEXTS", few)
    table = records(300, 7)
    table[211][4] = text
    ours, others = both(parquet(tmp_path / "Street.parquet", table))
    assert ours == others
    assert [(issue["code"], issue["line"], issue["column"]) for issue in ours[1]] == [
        ("personal-data", 213, 5)
    ]


def test_figures_are_those_of_the_file_held(tmp_path: Path) -> None:
    table = records(3000, 8)
    for at in range(0, 3000, 11):
        table[at][2] = random.Random(at).choice(TYPES)
        table[at][4] = None
    ours, others = both(parquet(tmp_path / "Street.parquet", table))
    assert ours == others
    assert ours[2]

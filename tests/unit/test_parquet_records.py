"""Parquet files of records, grouped where they lie: the figures and the faults of the same records as a small CSV"""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.reading.extracts import content_sha256
from metrics.reading.record_files import record_file
from metrics.releasing.store import manifest_entry
from tests.records import HEADER, MESS, Results, held, in_blocks, record_results, rows, street
from tests.unit.test_records import SEARCHES

PARQUET = {"files": ("Street.parquet",)}
# What a Parquet file cannot hold: quotes, ends of lines and widths of rows are a matter of CSV alone.
OF_TEXT_ALONE = {
    "a NUL",
    "a marked conflict",
    "a row too long",
    "a row too short",
    "a short note at the end",
    "a blank row",
    "a header twice",
    "a header without a name",
    "no rows",
}
MESSES = sorted(MESS.keys() - OF_TEXT_ALONE)


def of_texts(path: Path, table: list[list[str]]) -> Path:
    """A Parquet file whose columns are texts, in row groups of two thousand."""
    own = path.with_suffix(".source")
    with own.open("w", newline="") as file:
        csv.writer(file).writerows(table)
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_csv('{own}', all_varchar = true, header = true, nullstr = '')) "
            f"TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)"
        )
    own.unlink()
    return path


def of_query(path: Path, query: str) -> Path:
    """A Parquet file with what a query gives, in the types that it gives it."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def as_csv(declared: PublishedMeasure, table: list[list[str]]) -> Results:
    """What is said of the same rows as a CSV that is held; its name stands for that of the Parquet file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    own = declared.model_copy(
        update={"source": declared.source.model_copy(update={"files": ("Street.csv",)})}
    )
    messages, issues, figures = record_results(own, {"Street.csv": text.getvalue().encode()})
    issues = [{**issue, "file": "Street.parquet"} for issue in issues]
    return [message.replace("Street.csv", "Street.parquet") for message in messages], issues, figures


@pytest.mark.parametrize("kind", MESSES)
def test_texts_are_judged_as_those_of_a_small_csv(kind: str, tmp_path: Path) -> None:
    chance = random.Random(MESSES.index(kind))
    table = [HEADER, *rows(3000, chance)]
    MESS[kind](table, chance)
    declared = street(**PARQUET)
    ours = in_blocks(declared, of_texts(tmp_path / "Street.parquet", table))
    assert ours == as_csv(declared, table)
    assert ours[0] or ours[2]


def searches(path: Path, day: str) -> Path:
    """Stops and searches by day, in a type of its own; ``i`` is the number of the row."""
    return of_query(
        path,
        f"""SELECT {day} AS "Date", ['Person search', 'Vehicle search'][1 + i % 2] AS "Type",
        ['Camden', 'Barnet'][1 + i % 2] AS "Borough", 'Drugs' AS "Object" FROM range(730) rows(i)""",
    )


DAY, MOMENT = "DATE '2023-01-01' + i::INT % 365", "TIMESTAMP '2023-01-01 10:00:00' + INTERVAL (i * 12) HOUR"
DAYS: dict[str, tuple[str, bool]] = {
    "true dates": (DAY, True),
    "a date that is missing": (f"CASE WHEN i IN (100, 203) THEN NULL ELSE {DAY} END", False),
    "a date beyond all calendars": (
        f"CASE WHEN i = 100 THEN DATE '10001-01-01' ELSE {DAY} END",
        False,
    ),
    "true times": (MOMENT, True),
    "times of thousandths": (f"({MOMENT})::TIMESTAMP_MS", True),
    "times of millionths": (f"{MOMENT} + INTERVAL (i % 7) MICROSECOND", True),
    "times with a zone": (f"({MOMENT})::TIMESTAMPTZ", False),
    "texts of days": (f"strftime({MOMENT}, '%Y-%m-%d')", True),
    "texts of times": (f"strftime({MOMENT}, '%Y-%m-%d %H:%M:%S')", True),
    "a text of no day": (
        f"CASE WHEN i IN (7, 600) THEN '2023-02-30' ELSE strftime({MOMENT}, '%Y-%m-%d') END",
        False,
    ),
    "numbers": ("20230101 + i % 20", False),
}


@pytest.mark.parametrize("name", DAYS)
def test_days_of_every_type_are_read_as_in_a_file_that_is_held(name: str, tmp_path: Path) -> None:
    day, is_sound = DAYS[name]
    path = searches(tmp_path / "Searches.parquet", day)
    declared = street(**{**SEARCHES, "files": (path.name,)})
    ours = in_blocks(declared, path)
    assert ours == held(declared, path)
    assert bool(ours[2]) == is_sound
    if is_sound:
        assert sum_of_region(ours[2]) == 730


def sum_of_region(figures: str) -> float:
    """The sum of all months of the region, without a breakdown."""
    own = [
        row
        for row in csv.DictReader(io.StringIO(figures))
        if row["area"].startswith("E12") and not row["category"]
    ]
    return sum(float(row["value"]) for row in own)


KINDS = {
    "numbers": "i % 3",
    "huge numbers": "(i % 3)::HUGEINT",
    "decimals": "(i % 3 / 2)::DECIMAL(18, 4)",
    "fractions": "(i % 3 / 10)::FLOAT",
    "truth": "i % 2 = 0",
    "a dictionary": "['Burglary', 'Robbery'][1 + i % 2]::ENUM('Burglary', 'Robbery')",
    "lists": "[i % 3]",
    "structures": "{'a': i % 3}",
    "bytes": "'ab'::BLOB",
    "spans of time": "INTERVAL (i % 3) DAY",
    "nothing": "NULL::VARCHAR",
}


def typed(path: Path, kind: str, number: int = 300) -> Path:
    return of_query(
        path,
        f"""SELECT '2023-0' || (1 + i % 9) AS "Month", ['Camden', 'Barnet'][1 + i % 2] AS "Borough",
        {kind} AS "Type", i AS "Record", 'On or near' AS "Location" FROM range({number}) rows(i)""",
    )


@pytest.mark.parametrize("name", KINDS)
def test_categories_of_every_type_are_read_as_in_a_file_that_is_held(name: str, tmp_path: Path) -> None:
    path = typed(tmp_path / "Street.parquet", KINDS[name])
    declared = street(**PARQUET)
    ours = in_blocks(declared, path)
    assert ours == held(declared, path)
    is_refused = name in ("lists", "structures", "bytes", "spans of time", "nothing")
    assert bool(ours[2]) != is_refused and bool(ours[1]) == is_refused


@pytest.mark.parametrize("cut", ["its end", "its beginning", "all of it", "a lock"])
def test_what_is_no_whole_file_is_told_as_of_one_that_is_held(cut: str, tmp_path: Path) -> None:
    path = typed(tmp_path / "Street.parquet", "'Burglary'")
    data = path.read_bytes()
    path.write_bytes(
        {
            "its end": data[:-100],
            "its beginning": data[100:],
            "all of it": b"PAR1",
            "a lock": b"PARE" + data[4:-4] + b"PARE",
        }[cut]
    )
    ours = in_blocks(street(**PARQUET), path)
    assert ours == held(street(**PARQUET), path)
    assert len(ours[1]) == 1


def test_a_file_without_rows_is_told_as_one_that_is_held(tmp_path: Path) -> None:
    path = typed(tmp_path / "Street.parquet", "'Burglary'", 0)
    ours = in_blocks(street(**PARQUET), path)
    assert ours == held(street(**PARQUET), path)
    assert [issue["code"] for issue in ours[1]] == ["only-header"]


def test_rows_that_a_condition_leaves_out_are_not_counted(tmp_path: Path) -> None:
    path = typed(tmp_path / "Street.parquet", "['Burglary', 'Robbery'][1 + i % 2]")
    declared = street(**PARQUET, where=({"column": ("Type",), "values": ("Robbery",)},), dimensions=())
    ours = in_blocks(declared, path)
    assert ours == held(declared, path)
    assert sum_of_region(ours[2]) == 150


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("Street[1].parquet", "Street1.parquet"),
        ("Str*t.parquet", "Street.parquet"),
        ("S?.parquet", "S1.parquet"),
    ],
)
def test_a_name_that_looks_like_a_pattern_is_that_of_one_file(name: str, beside: str, tmp_path: Path) -> None:
    path = typed(tmp_path / name, "'Burglary'")
    typed(tmp_path / beside, "'Burglary'", 77)
    declared = street(files=(name,)) if "*" not in name else street(files=("Str*t.parquet",))
    assert sum_of_region(in_blocks(declared, path)[2]) == 300


@pytest.mark.parametrize("folder", ["year=2023", "a*b", "a[1]b"])
def test_a_folder_is_no_column_and_no_pattern(folder: str, tmp_path: Path) -> None:
    for name in (folder, "a1b"):
        (tmp_path / name).mkdir(exist_ok=True)
    typed(tmp_path / "a1b" / "Street.parquet", "'Burglary'", 77)
    path = typed(tmp_path / folder / "Street.parquet", "'Burglary'")
    ours = in_blocks(street(**PARQUET), path)
    assert ours == held(street(**PARQUET), path)
    assert sum_of_region(ours[2]) == 300


def test_parts_in_a_folder_add_up(tmp_path: Path) -> None:
    table = rows(300, random.Random(5))
    folder = tmp_path / "parts"
    folder.mkdir()
    parts: dict[str, Any] = {}
    for number, start in enumerate(range(0, 300, 100)):
        path = of_texts(folder / f"{number}.parquet", [HEADER, *table[start : start + 100]])
        name = f"Street.parquet/{path.name}"
        parts[name] = record_file(path, "Street.parquet", name)
    together = record_results(street(**PARQUET), parts)
    assert together[2] == as_csv(street(**PARQUET), [HEADER, *table])[2] != ""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a",
        b"a\nb",
        b"a\nb\n",
        b"a\r\nb\r\n",
        b"a\rb\r",
        b"a\r\r\nb",
        b"\xef\xbb\xbfa\n\nb\r\n\r\n",
        b"PAR1\nb\n",
    ],
)
def test_a_manifest_says_of_a_file_on_disk_what_it_says_of_one_that_is_held(
    data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "Street.csv"
    path.write_bytes(data)
    file = record_file(path, path.name)
    assert manifest_entry(path.name, file) == manifest_entry(path.name, data)
    assert content_sha256(file) == content_sha256(data)

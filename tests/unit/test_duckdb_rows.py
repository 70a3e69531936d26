"""Files of records that duckdb counts: the same table as of blocks, and none where two readers might differ"""

from __future__ import annotations

import random
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from metrics.declared.framework import PublishedMeasure
from metrics.reading.engines.fields import Form
from metrics.reading.engines.scanner import Scanner
from metrics.reading.engines.scans import Odd, Watch
from tests.records import HEADER, by_duckdb, held, rows, street, tables_of

SEARCHES: Mapping[str, Any] = {
    "files": ("Searches.csv",),
    "period": {"column": ("Date",), "format": "YYYY-MM-DD", "day": "any"},
    "dimensions": ({"id": "type", "title": "Type", "column": ("Type",)},),
    "ignore": ("Code", "Object"),
}
WIDE = "\uff2e\uff37\uff11 \uff12\uff21\uff22"  # a postcode in wide letters
FORM = Form(",", "utf-8", ("a", "b", "c"))


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n\r') else cell


def street_file(folder: Path, table: list[list[str]], end: str = "\n", head: str = "") -> Path:
    text = head + end.join(",".join(map(quoted, row)) for row in [HEADER, *table]) + end
    path = folder / "Street.csv"
    path.write_bytes(text.encode())
    return path


def searches_file(folder: Path, number: int) -> Path:
    chance = random.Random(11)
    lines = ["Date,Type,Borough,Code,Object"]
    for _ in range(number):
        day = f"2023-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        time = chance.choice(["", f" {chance.randint(0, 23):02}:00", f"T{chance.randint(0, 23):02}:00:30"])
        code, area = chance.choice([("E09000007", "Camden"), ("E09000003", "Barnet")])
        kind = chance.choice(["Person search", "Vehicle search"])
        lines.append(f"{day}{time},{kind},{area},{code},Drugs {chance.randint(0, 9)}")
    path = folder / "Searches.csv"
    path.write_text("\n".join([*lines, ""]), "utf-8")
    return path


def alike(declared: PublishedMeasure, path: Path) -> None:
    ours, blocks = tables_of(declared, path)
    assert ours is not None and blocks is not None
    assert ours.counts is not None and blocks.counts is not None
    assert ours.frame.equals(blocks.frame)
    assert ours.counts.to_dict() == blocks.counts.to_dict()
    assert (ours.file, ours.header, ours.header_line) == (blocks.file, blocks.header, blocks.header_line)
    assert by_duckdb(declared, path) == held(declared, path)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("head", ["", "\ufeff"])
def test_the_table_is_that_of_blocks_to_the_last_row_and_line(end: str, head: str, tmp_path: Path) -> None:
    table = rows(5000, random.Random(1))
    for at in range(0, 5000, 7):
        table[at][4] = 'The "Lock", Café Row'
    alike(street(), street_file(tmp_path, table, end, head))


def test_lines_within_cells_move_the_lines_of_the_rows_below(tmp_path: Path) -> None:
    table = rows(3000, random.Random(2))
    for at in range(100, 3000, 50):
        table[at][4] = "On or near\nthe river, or\n\nnot"
    alike(street(), street_file(tmp_path, table))


def test_lines_above_a_header_are_no_rows(tmp_path: Path) -> None:
    path = street_file(tmp_path, rows(500, random.Random(3)), head="Street crime, 2023\nOf all boroughs\n")
    alike(street(header=3), path)


def test_days_bear_witness_beside_the_months_that_they_are_counted_by(tmp_path: Path) -> None:
    path = searches_file(tmp_path, 4000)
    alike(street(**SEARCHES), path)
    ours, _ = tables_of(street(**SEARCHES), path)
    assert ours is not None
    assert ours.number() == 4000
    assert len({text[:10] for text in ours.frame[0]}) == 12 * 28


@pytest.mark.parametrize(
    "text",
    ["jo@example.org", "NW1 2AB", " NW1 2AB ", "020 7946 0018", "+44 20 7946 0018", "AB123456C", "AB 12 34 56 C", WIDE],
)  # fmt: skip
def test_what_tells_of_a_person_is_seen_wherever_it_stands(text: str, tmp_path: Path) -> None:
    table = rows(900, random.Random(4))
    table[611][4] = text
    table[700][3] = table[701][4] = text
    path = street_file(tmp_path, table)
    alike(street(), path)
    assert any(f"{path.name}:613:5:" in line for line in held(street(), path)[0])


def test_many_cells_that_only_might_tell_of_a_person_are_none(tmp_path: Path) -> None:
    table = rows(2000, random.Random(5))
    for at, row in enumerate(table):
        row[4] = f"Unit 0 {at}A"
    alike(street(), street_file(tmp_path, table))


@pytest.mark.parametrize(
    "data",
    [
        b'1,2,3\n1,"2"x,3\n',
        b'1,2,3\n1,x"2",3\n',
        b'1,2,3\n1,"2,3\n',
        b"1,2,3\n1,2\n",
        b"1,2,3\n1,2,3,4\n",
        b"1,2,3\n\n1,2,3\n",
        b"1,2,3\r\n1,2,3\n1,2,3\r\n",
        b"1,2,3\r1,2,3\n",
        b"1,2,\0\n",
        b"1,2,\xff\n",
        b"1,\xe2\x82,\xac\n",
        b"1,2," + b"x" * 100_000 + b"\n",
    ],
)
@pytest.mark.parametrize("size", [16, 1024**2])
def test_what_two_readers_might_read_in_two_ways_is_odd(data: bytes, size: int) -> None:
    with pytest.raises(Odd):
        list(Scanner(Watch(FORM), 0, 1).scans(BytesIO(data), size))


def test_rows_that_only_together_have_the_right_number_of_cells_are_odd(tmp_path: Path) -> None:
    table = rows(900, random.Random(6))
    table[300], table[500] = table[300][:4], [*table[500], ""]
    path = street_file(tmp_path, table)
    ours, _ = tables_of(street(), path)
    assert ours is None
    assert by_duckdb(street(), path) == held(street(), path)


@pytest.mark.parametrize("size", [24, 40, 77, 1024])
def test_a_file_is_looked_through_in_windows_of_any_size(size: int) -> None:
    data = ('a,"b ""x"", y",c\n1,"2\n\n",3\n,,\n"",é,"x\n"\n' * 9 + "7,8,9\n\n").encode()
    scanner = Scanner(Watch(FORM), 0, 5)
    scans = list(scanner.scans(BytesIO(data), size))
    assert sum(scan.number for scan in scans) == scanner.row == 37
    assert [scan.row for scan in scans] == [sum(own.number for own in scans[:at]) for at in range(len(scans))]
    assert scanner.line == 5 + 9 * 7 + 1
    assert scanner.last.endswith(b"7,8,9\n")


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_find_the_same_first_row_of_a_person(threads: int) -> None:
    rows = [f"{at},x,y\n" for at in range(500)]
    rows[211] = rows[400] = "211,jo@example.org,y\n"
    rows[350] = "350,x,NW1 2AB\n"
    watch = Watch(FORM, (1, 2), lambda text: "" if len(text) == 1 else "a person")
    scanner = Scanner(watch, 0, 2, threads)
    list(scanner.scans(BytesIO("".join(rows).encode()), 64))
    assert scanner.personal == {1: 211, 2: 350}

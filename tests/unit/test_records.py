"""Files of records: one row an offence or a search, of any size, held or counted in blocks"""

from __future__ import annotations

import random
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from metrics.checking.checks import check_measure
from metrics.explaining.readings import read_files
from metrics.issues import Issue
from metrics.reading.engines import streamed
from metrics.reading.engines.progress import Bar
from metrics.reading.engines.scheduling import Choice, counting_by
from metrics.reading.engines.streamed import LONGEST_LINE
from metrics.reading.record_files import record_file
from tests.records import HEADER, by_duckdb, held, in_blocks, record_results, rows, street

SEARCHES = {
    "files": ("Searches.csv",),
    "period": {"column": ("Date",), "format": "YYYY-MM-DD", "day": "any"},
    "dimensions": ({"id": "type", "title": "Type", "column": ("Type",)},),
    "ignore": ("Object",),
}
BLOCKS = Choice(blocks_from=0, block=700, duckdb=False)


def search_rows(number: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [
        f"2023-{chance.randint(1, 12):02}-{chance.randint(1, 28):02} "
        f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:{chance.randint(0, 59):02},"
        f"{chance.choice(['Person search', 'Vehicle search'])},{chance.choice(['Camden', 'Barnet'])},Drugs"
        for _ in range(number)
    ]


def searches(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(["Date,Type,Borough,Object", *lines, ""]), "utf-8")
    return path


def csv_of(table: list[list[str]]) -> str:
    return "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n" for row in table)


def test_times_of_the_clock_are_counted_by_month_and_looked_at_by_day(tmp_path: Path) -> None:
    path = searches(tmp_path / "Searches.csv", search_rows(400))
    declared = street(**SEARCHES)
    ours = in_blocks(declared, path)
    assert ours == held(declared, path)
    assert ours[2]


def test_a_day_that_is_none_is_told_at_each_of_its_lines(tmp_path: Path) -> None:
    lines = search_rows(300)
    for at in (7, 8, 200):
        lines[at] = lines[at].replace(lines[at][:10], "2023-02-30", 1)
    path = searches(tmp_path / "Searches.csv", lines)
    declared = street(**SEARCHES)
    ours = in_blocks(declared, path)
    assert ours == held(declared, path)
    assert [issue["line"] for issue in ours[1]] == [9, 10, 202]


def test_days_that_are_months_are_told_of(tmp_path: Path) -> None:
    lines = [f"2023-{month:02}-01 10:00:00,Person search,Camden,Drugs" for month in range(1, 13)] * 9
    lines = [line.replace("-01 ", f"-{1 + at % 12:02} ") for at, line in enumerate(lines)]
    path = searches(tmp_path / "Searches.csv", lines)
    declared = street(**SEARCHES)
    assert in_blocks(declared, path) == held(declared, path)


def test_thousands_of_faults_are_counted_and_the_first_are_told(tmp_path: Path) -> None:
    table = [HEADER, *rows(4000, random.Random(3))]
    for row in table[5:3500]:
        row[1] = "Gotham"
    path = tmp_path / "Street.csv"
    path.write_text(csv_of(table), "utf-8")
    ours, other = in_blocks(street(), path), held(street(), path)
    assert ours == other
    assert "3,494 more rows with the same" in ours[0][0]
    assert len(ours[1]) == 1000


def test_rows_that_a_condition_leaves_out_are_not_read(tmp_path: Path) -> None:
    table = [HEADER, *rows(500, random.Random(4))]
    table[40][0], table[40][2] = "June", "Robbery"
    table[41][0], table[41][2] = "June", "Burglary"
    path = tmp_path / "Street.csv"
    path.write_text(csv_of(table), "utf-8")
    declared = street(where=({"column": ("Type",), "values": ("Burglary",)},), dimensions=())
    ours = in_blocks(declared, path)
    assert ours == held(declared, path)
    assert [issue["line"] for issue in ours[1]] == [42]


def test_parts_in_a_folder_add_up_and_each_tells_of_its_own_lines(tmp_path: Path) -> None:
    table = rows(300, random.Random(5))
    single_file, folder = tmp_path / "Street.csv", tmp_path / "parts"
    single_file.write_text(csv_of([HEADER, *table]), "utf-8")
    folder.mkdir()
    parts = {}
    for number, start in enumerate(range(0, 300, 100)):
        path = folder / f"{number}.csv"
        path.write_text(csv_of([HEADER, *table[start : start + 100]]), "utf-8")
        parts[f"Street.csv/{number}.csv"] = record_file(path, "Street.csv", f"Street.csv/{number}.csv")
    with counting_by(BLOCKS):
        together = record_results(street(), parts)
    assert together[2] == held(street(), single_file)[2] != ""


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Street.csv"
    path.write_text(csv_of([HEADER, *rows(50, random.Random(6))]), "utf-8")
    file = record_file(path, path.name, path.name)
    with path.open("a") as more:
        more.write("2023-01,Camden,Burglary,,\n")
    cells, issues = check_measure(street(), {path.name: file})
    assert cells is None
    assert [(issue.code, issue.line) for issue in issues] == [("unreadable", 1)]


@pytest.mark.parametrize("time", ["25:61", "24:00", "12:60", "12:30:99"])
def test_a_time_that_is_none_is_no_time_in_blocks_either(time: str, tmp_path: Path) -> None:
    lines = search_rows(300)
    lines[40] = f"2023-05-05 {time},Person search,Camden,Drugs"
    path = searches(tmp_path / "Searches.csv", lines)
    declared = street(**SEARCHES)
    ours = in_blocks(declared, path)
    assert ours == by_duckdb(declared, path) == held(declared, path)
    assert f"there is no time of day {time}" in ours[0][0]
    assert [issue["line"] for issue in ours[1]] == [42]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> theirs"])
def test_marks_of_a_merge_within_a_cell_are_told_of(mark: str, tmp_path: Path) -> None:
    table = rows(300, random.Random(9))
    path = tmp_path / "Street.csv"
    path.write_text(csv_of([HEADER, *table]).replace("On or near High", f'"x\n{mark}\ny"', 1), "utf-8")
    ours = in_blocks(street(), path)
    assert ours == by_duckdb(street(), path) == held(street(), path)
    assert [issue["code"] for issue in ours[1]] == ["merge-conflict"]


def test_a_line_that_is_too_long_to_be_held_is_told_and_not_held(tmp_path: Path) -> None:
    path = tmp_path / "Street.csv"
    text = csv_of([HEADER, *rows(300, random.Random(10))])
    path.write_text(text + "," * (LONGEST_LINE + 5) + "\n" + text[len(",".join(HEADER)) + 1 :], "utf-8")
    ours = in_blocks(street(), path)
    assert [(issue["code"], issue["line"]) for issue in ours[1]] == [("csv-syntax", 302)]
    assert "longer than 2,097,152 letters" in ours[0][0]


def test_rows_like_notes_wait_for_the_end_only_so_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streamed, "MOST_NOTES", 20)
    path = tmp_path / "Street.csv"
    table = [HEADER, *rows(50, random.Random(11)), *([["Source: the police", "", "", "", ""]] * 30)]
    path.write_text(csv_of(table), "utf-8")
    ours = in_blocks(street(), path)
    assert {issue["line"] for issue in ours[1]} & set(range(52, 62))
    assert not ours[2]


def test_a_letter_is_not_cut_where_a_file_has_no_ends_of_lines(tmp_path: Path) -> None:
    data = ("é" * 11).encode()
    for size in range(len(data) - 4, len(data)):
        pieces = BytesIO(data[: size + 1])
        assert b"".join(streamed.whole_lines(pieces, 7)) == data[: size + 1]
        pieces.seek(0)
        cuts = list(streamed.whole_lines(pieces, 7))[:-1]
        assert all(cut.decode() for cut in cuts)


def test_a_table_says_how_many_rows_it_stands_for(tmp_path: Path) -> None:
    path = tmp_path / "Street.csv"
    path.write_text(csv_of([HEADER, *rows(1234, random.Random(7))]), "utf-8")
    with counting_by(BLOCKS):
        (reading,) = read_files(street(), {path.name: record_file(path, path.name, path.name)})
    assert reading.table.number() == int(reading.cells["value"].sum()) == 1234
    assert len(reading.table.frame) < 1234


@pytest.mark.parametrize("block", [64, 333, 5000])
def test_the_size_of_blocks_changes_nothing(block: int, tmp_path: Path) -> None:
    path = tmp_path / "Street.csv"
    path.write_text(csv_of([HEADER, *rows(800, random.Random(8))]), "utf-8")
    assert in_blocks(street(), path, replace(BLOCKS, block=block)) == held(street(), path)


def test_progress_tells_rows_their_pace_and_the_time_left() -> None:
    bar = Bar("street.csv", 1000, None, 0.0, 0.0)
    bar.counted(250, 5000)
    assert bar.line(2.0) == "street.csv: 5,000 rows, 25%, 2,500 a second, 6 s left"


def test_an_issue_may_stand_for_more() -> None:
    assert Issue("a.csv", 1, 1, "error", "x", "It is wrong.", more=3).as_json() == {
        "file": "a.csv",
        "line": 1,
        "column": 1,
        "severity": "error",
        "code": "x",
        "message": "It is wrong.",
    }

"""The shipped drop with one thing gone wrong in it: the real layouts, each fault told once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from metrics.checking.drops import check_drop

ROOT = Path(__file__).parents[2]
CRIME = "MPS Borough Level Crime (most recent 24 months).csv"
SATISFACTION, ATTITUDES, WORRY = "USS_TDIU_Satisfaction.csv", "PAS_MPS.csv", "PAS_Worry.csv"
VICTIMS = "MPS Homicide Victims 2003-2023.csv"
Edit = Callable[[bytes], bytes]


def issue_lines(drop: Path) -> list[str]:
    """The issues of the drop's files as they are printed, each with its code."""
    _, issues = check_drop(ROOT / "config" / "metrics.yaml", drop, "metrics.yaml", date(2024, 2, 8))
    mine = [issue for issue in issues if issue.file != "metrics.yaml"]
    return [f"{str(issue).removeprefix(f'{drop}/')} [{issue.code}]" for issue in mine]


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data" / "drops" / "2023-24-q3", tmp_path / "drop"))


def put(old: bytes, new: bytes) -> Edit:
    """An edit that puts one text in place of the first of another, which must be there."""

    def edit(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return edit


def test_the_shipped_drop_gives_no_message(drop: Path) -> None:
    assert issue_lines(drop) == []


WHEN = b"202312,202401\r\n"
FAULTS: list[tuple[str, str, Edit, str]] = [
    (
        "a_borough_that_is_misspelt",
        CRIME,
        put(b",Wandsworth,", b",Wandswort,"),
        'MPS Borough Level Crime (most recent 24 months).csv:33:3: error: area "Wandswort" is not known; did you mean "Wandsworth"? If not, name it under "aliases" or "no_area", or give it a row in the table of "areas" [unknown-area]',
    ),
    (
        "the_city_among_police_boroughs",
        CRIME,
        put(b",Wandsworth,", b",City of London,"),
        'MPS Borough Level Crime (most recent 24 months).csv:33:3: error: the City of London has its own police; if it is in the data, declare "outside: included" [outside-area]',
    ),
    (
        "a_month_that_has_not_ended",
        CRIME,
        put(WHEN, b"202312,202402\r\n"),
        "MPS Borough Level Crime (most recent 24 months).csv:2:27: error: February 2024 has not ended on 2024-02-08; is the year right, and the format? [future-period]",
    ),
    (
        "a_month_that_stands_twice",
        CRIME,
        put(b"202310,202311,", b"202310,202211,"),
        'MPS Borough Level Crime (most recent 24 months).csv:1:25: error: the column "202211" stands twice [duplicate-column]',
    ),
    (
        "a_month_beside_its_total",
        CRIME,
        put(WHEN, b"202312,Total\r\n"),
        'MPS Borough Level Crime (most recent 24 months).csv:1:27: error: the column "Total" is neither declared nor a period: it is not a month such as 202301 [unknown-column]',
    ),
    (
        "a_count_ten_times_the_usual",
        CRIME,
        put(b",176\r\n", b",1760\r\n"),
        "MPS Borough Level Crime (most recent 24 months).csv:3:27: warning: Barnet in January 2024 is 1,760, and its usual value is 175.5; is the scale right? [unusual]",
    ),
    (
        "another_offence_alone",
        CRIME,
        lambda data: data.replace(b"with Injury", b"with Injuries"),
        'MPS Borough Level Crime (most recent 24 months).csv:1:2: error: no row has "Violence with Injury" in "MinorText"; found "Violence with Injuries"; did you mean "Violence with Injuries"? [no-rows]',
    ),
    (
        "an_age_group_that_is_new",
        VICTIMS,
        put(b"13 to19", b"13-19"),
        'MPS Homicide Victims 2003-2023.csv:13:2: error: Age group "13-19" is not declared; did you mean "13 to 19"? [unknown-category]',
    ),
    (
        "a_month_written_in_full",
        VICTIMS,
        put(b"Jan-14", b"January 2014"),
        'MPS Homicide Victims 2003-2023.csv:2:6: error: period "January 2014" cannot be read: it is not a month such as Jan-23; as MMM YYYY it is January 2014, and MMM-YY is declared [bad-period]',
    ),
    (
        "a_victim_of_next_month",
        VICTIMS,
        put(b"Dec-23", b"Mar-24"),
        "MPS Homicide Victims 2003-2023.csv:1242:1: error: March 2024 has not ended on 2024-02-08; is the year right, and the format? [future-period]",
    ),
    (
        "a_column_of_names",
        ATTITUDES,
        put(b"Date;Survey;", b"Date;Surname;"),
        'PAS_MPS.csv:1:2: error: the column "Surname" looks like personal data; ask the publisher for a file without it: an extract is stored as it came, and is public [personal-data]',
    ),
    (
        "a_method_that_is_a_formula",
        VICTIMS,
        put(b"Blunt Implement", b"=1+1"),
        'MPS Homicide Victims 2003-2023.csv:4:4: error: Method of killing "=1+1" starts with "=", as a formula in a spreadsheet does; declare it as a category [hostile-text]',
    ),
    (
        "percentages_without_their_sign",
        SATISFACTION,
        lambda data: data.replace(b"%", b""),
        'USS_TDIU_Satisfaction.csv:2:3: error: "71" is not a percentage such as 61%; all 45 values are like it; declare written_as: "number" [bad-number]',
    ),
    (
        "one_share_of_another_scale",
        SATISFACTION,
        put(b"71%", b"0.71"),
        'USS_TDIU_Satisfaction.csv:2:3: error: "0.71" is not a percentage such as 61% [bad-number]',
    ),
    (
        "one_share_ten_times_too_small",
        SATISFACTION,
        put(b"(USS),61%", b"(USS),6.1%"),
        'USS_TDIU_Satisfaction.csv:44:3: error: "victim-satisfaction": London in Q3 2023/24 is 6%, and the one before was 64%, and steps are usually below 6.3 points; is the file complete? If it is meant, publish with --accept implausible-newest --reason TEXT [implausible-newest]',
    ),
    (
        "a_route_left_out",
        SATISFACTION,
        put(b"Q3 23-24,Online Reporting (TDIU),32%\r\n", b""),
        'USS_TDIU_Satisfaction.csv:44:1: warning: Q3 2023/24 has no row of "Online", so its figure would be missing [missing-combination]',
    ),
    (
        "a_decimal_point_for_a_comma",
        ATTITUDES,
        put(b";0,69\r", b";0.69\r"),
        'PAS_MPS.csv:46:5: error: "0.69" is not a proportion such as 0,61 [bad-number]',
    ),
    (
        "commas_between_fields",
        ATTITUDES,
        lambda data: data.replace(b",", b".").replace(b";", b","),
        'PAS_MPS.csv:1:1: error: the header is one field, "Date,Survey,Borough,Measure,Proportion"; if it is several, declare delimiter: "," [delimiter]',
    ),
    (
        "a_line_cut_off",
        ATTITUDES,
        lambda data: data[:-12],
        'PAS_MPS.csv:292:5: error: the row has 4 fields and the header has 5; it starts with "31/12/2023" [ragged-row]',
    ),
    (
        "a_question_in_other_quotes",
        ATTITUDES,
        put(b'31/12/2014;PAS;MPS;"""Good', b'31/12/2014;PAS;MPS;"Good'),
        'PAS_MPS.csv:3:4: error: Survey question "Good Job" local" is not declared; it looks like ""Good Job" local", but its quotes differ [look-alike]',
    ),
    (
        "a_file_of_utf_16",
        ATTITUDES,
        lambda data: data.decode().encode("utf-16"),
        'PAS_MPS.csv:1:1: error: the file is UTF-16, not utf-8; ask for it as "CSV UTF-8" [encoding]',
    ),
    (
        "a_page_instead_of_a_file",
        WORRY,
        lambda data: b"<html>" + data,
        "PAS_Worry.csv:1:1: error: it is a web page (HTML), perhaps an error that was saved in its place; download it again [wrong-type]",
    ),
    (
        "a_file_cut_to_its_header",
        WORRY,
        lambda data: data[:27],
        "PAS_Worry.csv:1:1: error: the file holds a header and no rows [only-header]",
    ),
    (
        "a_note_below",
        WORRY,
        lambda data: data + b"\nSource: Public Attitude Survey\n",
        'PAS_Worry.csv:21:1: error: the file ends with 2 rows of one cell or none, "Source: Public Attitude Survey": a note, or a row cut off; ask for the file without it, or again [footnote]',
    ),
    (
        "a_title_above",
        WORRY,
        lambda data: b"Worry about crime\n" + data,
        'PAS_Worry.csv:1:1: error: the header stands in line 2; declare "header: 2" [title-lines]',
    ),
    (
        "a_file_put_twice",
        WORRY,
        lambda data: data + data,
        "PAS_Worry.csv:20:1: error: the header stands here again; were two files put one after the other? Ask for each [repeated-header]",
    ),
]


@pytest.mark.parametrize(
    ("file", "edit", "issue"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_one_fault_in_the_shipped_drop_is_told_once(drop: Path, file: str, edit: Edit, issue: str) -> None:
    (drop / file).write_bytes(edit((drop / file).read_bytes()))
    assert issue_lines(drop) == [issue]

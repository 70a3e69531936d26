"""The tables of areas and residents: each fault at its place, all at once, and what sound ones say."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.areas import districts
from metrics.checking.checks import section_of
from metrics.declared.areas import AreaTables
from metrics.gazetteer import SHIPPED, Population
from metrics.issues import Issue
from metrics.reading.area_tables import parse_gazetteer
from tests.gazetteers import BARKING, CAMDEN, MERTON, TABLE, gazetteer
from tests.layouts.test_layouts import prepared
from tests.places_of_tests import OUTSIDE, REGION
from tests.running import ROOT, run

DECLARED = AreaTables(table="areas.csv", populations="populations.csv")


def faults(table: str, populations: str | None = None) -> list[str]:
    tables = {"areas.csv": table.encode()}
    if populations is not None:
        tables["populations.csv"] = populations.encode()
    return [issue_text(issue) for issue in parse_gazetteer(DECLARED, tables)[1]]


def issue_text(issue: Issue) -> str:
    assert section_of(issue.code) == "docs/checks.md#areas"
    return f"{issue.line}:{issue.column} {issue.code}: {issue.message}"


def table(*rows: str) -> str:
    return "\n".join(["code,name,level,within,aliases", *rows, ""])


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["E1,Hill,ward,Camdn,"], '2:4 area-within: a ward lies in a borough, by its code or its name under "within": '
         '"Camdn" is no borough of London; did you mean "Camden"?'),
        (["E1,Hill,ward,,"], '2:4 area-within: a ward lies in a borough, by its code or its name under "within": '
         "it is empty"),
        (["E1,Kent Police,force,Camden,"], '2:4 area-within: a force lies in no borough: leave "within" empty'),
        (["E1,Hill,wards,Camden,"], '2:3 area-level: "wards" is none of the levels "region", "district", "division", "part", "own-force", "ward", "force"; did you mean "ward"?'),
        (["E1,Hill,bcu,,"], '2:3 area-level: "bcu" is none of the levels "region", "district", "division", "part", "own-force", "ward", "force"'),
        (["E1,Hill,,,"], '2:3 area-level: the level is empty; it is one of "region", "district", "division", "part", "own-force", "ward", "force"'),
        (["5,Hill,ward,Camden,"], '2:1 area-code: "5" is no code: it is letters, digits and hyphens, a letter first, '
         "at most 20, such as E05013654"),
        ([",Hill,ward,Camden,"], "2:1 area-code: the code is empty: it is letters, digits and hyphens, a letter first, "
         "at most 20, such as E05013654"),
        (["E09000007,Hill,ward,Camden,"], '2:1 area-twice: the code "E09000007" is that of another area already'),
        (["east-area,Hill,ward,Camden,"], '2:1 area-twice: the code "east-area" is that of another area already'),
        (["E1,Hill,ward,Camden,", "e1,Vale,ward,Camden,"], '3:1 area-twice: the code "e1" stands in line 2 already'),
        (["E1,,ward,Camden,"], "2:2 area-name: the name is empty"),
        (["E1,=1+1,ward,Camden,"], '2:2 area-name: "=1+1" starts with "=", as a formula in a spreadsheet does'),
        (["E1,A|B,ward,Camden,"], '2:2 area-name: a name holds no "|"; others stand under "aliases"'),
        (["E1,Barnet,ward,Camden,"], '2:2 area-twice: "Barnet" is the name of another area already'),
        (["E1,Met,force,,Greater London"], '2:5 area-twice: "Greater London" is the name of another area already'),
        (["E1,North West BCU,force,,"], '2:2 area-twice: "North West BCU" is the name of another area already'),
        (["E1,Hill,ward,Camden,", "E2,Vale,ward,E09000007,hill"], '3:5 area-twice: "hill" is the name of the area in '
         "line 2 already"),
        (["E1,Hill,ward"], "2:1 area-column: the row has 3 fields and the header 5"),
        ([], "1:1 area-file: the table has no rows"),
        (['E1,"Hill,ward,Camden,'], "2:1 area-file: the row cannot be read: unexpected end of data"),
    ],
)  # fmt: skip
def test_a_fault_of_a_table_is_told_at_its_cell(rows: list[str], fault: str) -> None:
    assert faults(table(*rows)) == [fault]


def test_all_faults_of_a_table_are_told_at_once() -> None:
    lines = [fault.partition(" ")[0] for fault in faults(table("5,Hill,ward,Camdn,", "E2,,town,,"))]
    assert lines == ["2:1", "2:4", "3:2", "3:3"]


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("code,name,within", '1:1 area-column: there is no column "level"; the columns are "code", "name", "level", '
         '"within", "aliases", "division", "tile_row", "tile_col" and 7 more'),
        ("code,name,level,colour", '1:4 area-column: the column "colour" is none of "code", "name", "level", '
         '"within", "aliases", "division", "tile_row", "tile_col" and 7 more'),
        ("code,name,level,name", '1:2 area-column: the column "name" stands twice'),
    ],
)  # fmt: skip
def test_a_header_that_is_not_right_is_told_alone(header: str, fault: str) -> None:
    assert faults(f"{header}\n1,2,3\n") == [fault]


def test_a_table_that_is_not_utf_8_is_told() -> None:
    _, issues = parse_gazetteer(
        DECLARED, {"areas.csv": "code,name,level\nE1,Caf\xe9,force\n".encode("cp1252")}
    )
    assert [issue_text(issue) for issue in issues] == [
        "1:1 area-file: the table cannot be read: it is not UTF-8"
    ]


def test_two_districts_may_have_a_ward_of_one_name() -> None:
    areas = gazetteer()
    assert areas.meant("ward", "abbey") == ("E05090001", "E05090003")
    assert areas.name("E05090003") == "Abbey (Merton)"
    assert areas.wards(BARKING) == ("E05090001", "E05090002")
    assert areas.meant("ward", "st helier") == areas.meant("ward", "E05090004") == ("E05090004",)
    assert areas.meant("force", "gmp") == ("E23000005",)
    assert (
        areas.meant("division", "north west") == areas.meant("division", "North West BCU") == ("north-west",)
    )


# Residents -------------------------------------------------------------------------------------------------


def residents(*years: int, without: str = "") -> str:
    rows = [f"{code},{year},{year * 100}" for code in districts() for year in years if code != without]
    return "\n".join(["code,year,people", *rows, ""])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("E09000099,2021,5", '68:1 population: "E09000099" is the code of no borough, and of no area of the declared '
         "table"),
        (f"{REGION},2021,5", f'68:1 population: "{REGION}" has the people of its boroughs: take the row out'),
        (f"{CAMDEN},21,5", '68:2 population: "21" is no year such as 2023'),
        (f"{CAMDEN},2023,\"5,000\"", '68:3 population: "5,000" is no number of people: digits alone, such as 389300'),
        (f"{CAMDEN},2023,0", '68:3 population: "0" is no number of people: digits alone, such as 389300'),
        (f"{CAMDEN},2021,5", "68:2 population: E09000007 in 2021 stands in line 14 already"),
        (f"{CAMDEN},2024,5", "1:2 population: "),
    ],
)  # fmt: skip
def test_a_fault_of_residents_is_told_at_its_cell(row: str, fault: str) -> None:
    told_first = faults(TABLE, f"{residents(2021, 2022)}{row}\n")[0]
    assert told_first == fault or told_first.startswith(fault)


def test_residents_are_of_all_districts_or_none() -> None:
    (fault,) = faults(TABLE, residents(2021, without=MERTON))
    assert fault == (
        '1:1 population: there are people of some boroughs and not of "Merton": London is the sum of all'
    )


@pytest.mark.parametrize(
    ("people", "told_of"),
    [
        ((101_100, 101_100, 101_100, 101_100), []),
        ((95_000, 95_000, 110_000, 110_000), []),  # within a tenth
        ((90_000, 90_000, 101_100, 101_100), [
            "3:3 ward-people: Barking and Dagenham has 202,200 people in 2022, and its wards 180,000: is a ward missing "
            "from the table?"
        ]),
        ((101_100, 101_100, 130_000, 101_100), [
            "25:3 ward-people: Merton has 202,200 people in 2022, and its wards 231,100: is a ward another borough's?"
        ]),
        ((202_201, 1, 101_100, 101_100), [
            "35:3 ward-people: the ward has more people in 2022 than its borough, Barking and Dagenham (202,200)"
        ]),
    ],
)  # fmt: skip
def test_wards_that_do_not_come_to_their_district_are_told(
    people: tuple[int, ...], told_of: list[str]
) -> None:
    table_of_areas = TABLE.replace("E05090005,Regent's Park,ward,Camden,\n", "")
    rows = "".join(f"E0509000{n},2022,{count}\n" for n, count in enumerate(people, 1))
    tables = {"areas.csv": table_of_areas.encode(), "populations.csv": (residents(2022) + rows).encode()}
    areas, issues = parse_gazetteer(DECLARED, tables)
    assert [issue_text(issue) for issue in issues] == told_of
    assert {issue.severity for issue in issues} <= {"warning"}
    assert areas.populations  # a warning stops nothing


def test_wards_of_some_of_whom_nobody_says_the_people_are_not_added_up() -> None:
    assert faults(TABLE, f"{residents(2022)}E05090001,2022,9000\n") == []


def test_people_are_of_the_year_or_the_nearest_earlier_one() -> None:
    areas = gazetteer(TABLE, f"{residents(2021, 2023)}E05090001,2022,9000\n")
    assert areas.population(CAMDEN, 2021) == Population(202100, 2021)
    assert areas.population(CAMDEN, 2022) == Population(202100, 2021)
    assert areas.population(CAMDEN, 2026) == Population(202300, 2023)
    assert areas.population(CAMDEN, 2020) is None
    assert areas.population("E05090001", 2023) == Population(9000, 2022)
    assert areas.population("E05090002", 2023) is None
    assert areas.population(REGION, 2023) == Population(32 * 202300, 2023)
    assert areas.population(REGION, 2023, outside_included=True) == Population(33 * 202300, 2023)
    assert areas.population("north-west", 2021) == Population(3 * 202100, 2021)


def test_without_a_table_people_are_those_of_the_census() -> None:
    assert SHIPPED.population(CAMDEN, 2024) == Population(210100)
    assert SHIPPED.population(OUTSIDE, 1999) == Population(8600)
    assert gazetteer().population("E05090001", 2024) is None


# Beside metrics.yaml ---------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    layout = ROOT / "tests" / "layouts" / "wards-by-code"
    (tmp_path / "config").mkdir()
    (tmp_path / "drop").mkdir()
    for name in ("metrics.yaml", "areas.csv"):
        (tmp_path / "config" / name).write_bytes((layout / name).read_bytes())
    for file in (layout / "drop").iterdir():
        (tmp_path / "drop" / file.name).write_bytes(file.read_bytes())
    return tmp_path


NOW = ("--now", "2026-11-20T09:30:00+00:00")


def test_a_table_that_is_not_there_is_told(site: Path) -> None:
    (site / "config" / "areas.csv").unlink()
    checked = run(site, *NOW, "check", "--drop", "drop")
    assert checked.returncode == 1
    assert "config/areas.csv:1:1: error: the table cannot be read: No such file" in checked.stdout


def test_a_fault_of_a_table_stops_a_check_of_the_declaration_alone(site: Path) -> None:
    file = site / "config" / "areas.csv"
    file.write_text(file.read_text().replace("Merton", "Mertn"))
    checked = run(site, *NOW, "check")
    assert "config/areas.csv:4:4: error: a ward lies in a borough" in checked.stdout
    assert checked.returncode == 1


def test_wards_without_a_table_are_told_where_they_are_declared(site: Path) -> None:
    file = site / "config" / "metrics.yaml"
    file.write_text(file.read_text().replace("areas:\n  table: areas.csv\n", ""))
    checked = run(site, *NOW, "check")
    assert "there are no wards: name them in the table of" in checked.stdout


def test_region_is_not_added_up_from_wards_of_some_districts(site: Path) -> None:
    file = site / "config" / "metrics.yaml"
    file.write_text(file.read_text().replace("london: own-row", "london: sum-of-areas"))
    checked = run(site, *NOW, "check")
    assert 'London is added up from wards, and the table has none of "Barnet", "Bexley"' in checked.stdout


def test_a_release_holds_its_tables_as_they_were_and_is_read_by_them(site: Path) -> None:
    published = run(site, *NOW, "publish", "drop", "--release", "first", "--note", "A note")
    assert published.returncode == 0, published.stdout + published.stderr
    stored = site / "data" / "releases" / "first" / "areas" / "areas.csv"
    assert stored.read_bytes() == (site / "config" / "areas.csv").read_bytes()
    (site / "config" / "areas.csv").unlink()
    explained = run(site, *NOW, "explain", "burglary")
    assert explained.returncode == 0, explained.stdout + explained.stderr
    assert run(site, *NOW, "verify").returncode == 0
    stored.chmod(0o644)
    stored.write_bytes(stored.read_bytes().replace(b"Alibon", b"Albion"))
    verified = run(site, *NOW, "verify")
    assert verified.returncode == 1
    assert "areas/areas.csv:1:1: error: it is not what was published" in verified.stdout


def test_what_other_tables_do_is_told_before_they_are_published(tmp_path: Path) -> None:
    layout = ROOT / "tests" / "layouts"
    prepared(layout / "rates-by-year", tmp_path)
    assert run(tmp_path, *NOW, "publish", "drop", "--release", "first", "--note", "A note").returncode == 0
    people = tmp_path / "config" / "populations.csv"
    rows = people.read_text().splitlines()
    more = [row.replace(",2023,", ",2024,") for row in rows if ",2023," in row]
    people.write_text("\n".join([rows[0], rows[1].replace("100000", "100001"), *rows[2:], *more, ""]))
    told_now = run(tmp_path, *NOW, "diff").stdout
    assert 'the residents of "2024" are new, and rates go by them' in told_now
    assert "1 number of residents are others, and rates with them" in told_now


def test_wards_that_are_new_gone_or_renamed_are_told(site: Path) -> None:
    assert run(site, *NOW, "publish", "drop", "--release", "first", "--note", "A note").returncode == 0
    file = site / "config" / "areas.csv"
    file.write_text(file.read_text().replace("Alibon", "Albion") + "E05090009,Hill,ward,Camden,\n")
    told_now = run(site, *NOW, "diff").stdout
    assert '1 area added: "Hill (Camden)"' in told_now
    assert (
        "1 area called otherwise, such as Alibon (Barking and Dagenham), Albion (Barking and Dagenham) now"
        in told_now
    )


def test_a_ward_that_is_gone_from_the_table_is_told_and_breaks_nothing(site: Path) -> None:
    assert run(site, *NOW, "publish", "drop", "--release", "first", "--note", "A note").returncode == 0
    table_file, extract = site / "config" / "areas.csv", site / "drop" / "Burglary by ward.csv"
    table_file.write_text(
        "".join(line for line in table_file.read_text().splitlines(True) if "Alibon" not in line)
    )
    extract.write_text("".join(line for line in extract.read_text().splitlines(True) if "Alibon" not in line))
    checked = run(site, *NOW, "check", "--drop", "drop")
    assert checked.returncode == 1
    assert 'of "Alibon (Barking and Dagenham)", and nothing is left of it' in checked.stdout
    compared = run(site, *NOW, "diff", "drop")
    assert compared.returncode == 0, compared.stdout + compared.stderr
    assert '1 area gone: "Alibon (Barking and Dagenham)"' in compared.stdout


@pytest.mark.parametrize(
    ("people", "is_told"), [("202200", False), ("240000", False), ("2022000", True), ("20220", True)]
)
def test_a_leap_of_residents_from_year_to_year_is_told(people: str, is_told: bool) -> None:
    later = residents(2023)
    row = next(line for line in later.splitlines() if line.startswith("E09000002,"))
    changed = later.replace(row, f"E09000002,2023,{people}").split("\n", 1)[1]
    tables = {"areas.csv": TABLE.encode(), "populations.csv": (residents(2022) + changed).encode()}
    _, issues = parse_gazetteer(DECLARED, tables)
    leaps = [issue.message for issue in issues if issue.code == "people-leap"]
    of_2022 = next(line for line in residents(2022).splitlines() if line.startswith("E09000002,")).split(",")[
        2
    ]
    told_as = f"{int(people):,} people in 2023, and {int(of_2022):,} in 2022: is one of them wrong?"
    assert leaps == ([told_as] if is_told else [])

"""The drop that the repository ships: its layouts, its known totals, and that it can be made again."""

import csv
import os
from pathlib import Path

import pytest

from tools.write_shipped_drop import (
    BY_GROUP,
    CUTS,
    EXTRACTS,
    Cut,
    attitudes_district,
    attitudes_region,
    crime_table,
    csv_bytes,
    historical_crime,
    homicide_victims,
    percentage_label,
    recent_crime,
    satisfaction,
    worry,
    write_drop,
)

ROOT = Path(__file__).resolve().parents[2]
DROPS = ROOT / "data" / "drops"
FIRST = CUTS[0]
# Tables of facts, which are no cuts of an extract and stand as they are.
FACTS = (
    *("finance-mopac-mps.csv", "reserves-mopac-mps.csv", "inspections.csv"),
    *("governance-improvement-plan-2021-22.csv", "oversight-milestones.csv"),
)
FIGURES = Path(os.environ.get("PCP_FIGURES", ROOT.parent / "shared" / "figures"))


def figures(header: str, *lines: str) -> list[dict[str, str]]:
    """Rows of figures, written in a test as lines of a CSV."""
    return list(csv.DictReader([header, *lines]))


def shipped(name: str, delimiter: str = ",", drop: str = FIRST.drop) -> list[dict[str, str]]:
    """The rows of a shipped extract, as text."""
    with (DROPS / drop / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


OFFENCES = figures(
    "month,area,offences", "2022-01,Barnet,181", "2022-02,Barnet,7", "2024-01,Barnet,8", "2024-02,Barnet,9"
)
CRIME_HEADER = ["MajorText", "MinorText", "LookUp_BoroughName"]
VIOLENCE = ["Violence Against the Person", "Violence with Injury"]
ATTITUDES = figures(
    "twelve_months_to,area,measure,proportion",
    "2023-12-31,Barnet,Good Job local,0.6",
    "2023-12-31,MPS,Good Job local,0.51",
    "2024-03-31,Barnet,Good Job local,0.44",
    "2024-03-31,MPS,Good Job local,0.45",
)


def test_the_historical_crime_file_ends_in_january_2022() -> None:
    assert historical_crime(OFFENCES, FIRST) == [[*CRIME_HEADER, "202201"], [*VIOLENCE, "Barnet", "181"]]


def test_the_recent_crime_file_runs_from_february_2022_to_january_2024() -> None:
    assert recent_crime(OFFENCES, FIRST) == [
        [*CRIME_HEADER, "202202", "202401"],
        [*VIOLENCE, "Barnet", "7", "8"],
    ]


def test_a_month_that_an_area_lacks_is_refused_and_never_zero() -> None:
    with pytest.raises(KeyError):
        crime_table(OFFENCES, ["2022-01", "2022-03"], FIRST)


def test_two_victims_alike_are_two_identical_rows() -> None:
    rows = figures(
        "month,area,age_group,sex,method,domestic_abuse,victims",
        "2014-02,Lambeth,13 to 19,Male,Shooting,Not Domestic Abuse,2",
        "2024-02,Lambeth,20 to 24,Male,Shooting,Not Domestic Abuse,1",
    )
    victim = ["1", "13 to19", "Male", "Shooting", "Not Domestic Abuse", "Feb-14", "Lambeth"]
    columns = "Count of Victims,Age Group,Sex,Method of Killing,Domestic Abuse,Recorded Date,Borough"
    assert homicide_victims(rows, FIRST) == [columns.split(","), victim, victim]


def test_the_region_survey_file_names_region_mps_and_ends_in_december_2023() -> None:
    assert csv_bytes(attitudes_region(ATTITUDES, FIRST), ";") == (
        b'Date;Survey;Borough;Measure;Proportion\r\n31/12/2023;PAS;MPS;"""Good Job"" local";0,51\r\n'
    )


def test_the_district_survey_file_repeats_the_proportion_of_region() -> None:
    assert csv_bytes(attitudes_district(ATTITUDES, FIRST), ";") == (
        b"Date;Survey;Borough;Measure;Proportion;MPS\r\n"
        b'31/12/2023;PAS;Barnet;"""Good Job"" local";0,6;0,51\r\n'
    )


def test_satisfaction_is_a_whole_percentage_and_ends_in_q3_2023_24() -> None:
    rows = figures(
        "financial_quarter,reporting_route,proportion_satisfied",
        "2023/24 Q3,Online Reporting (TDIU),0.3",
        "2023/24 Q4,Online Reporting (TDIU),0.32",
    )
    assert satisfaction(rows, FIRST) == [
        ["Quarter", "Survey", "Satisfied"],
        ["Q3 23-24", "Online Reporting (TDIU)", "30%"],
    ]


def test_a_proportion_finer_than_a_whole_per_cent_is_refused() -> None:
    with pytest.raises(ValueError, match=r"proportion '0\.615' is finer than a whole per cent"):
        percentage_label("0.615")


def test_worry_is_a_proportion_and_ends_in_q3_2023_24() -> None:
    rows = figures(
        "financial_quarter,measure,proportion_worried",
        "2021/22 Q3,Worried about crime,0.59",
        "2023/24 Q4,Worried about crime,0.43",
    )
    assert worry(rows, FIRST) == [
        ["Quarter", "Measure", "Proportion"],
        ["Q3 21-22", "Worried about crime", "0.59"],
    ]


def test_the_shipped_drop_gives_the_known_homicide_victims_of_each_calendar_year() -> None:
    victims = shipped("MPS Homicide Victims 2003-2023.csv")
    years = [victim["Recorded Date"][-2:] for victim in victims]
    teenagers = [victim["Recorded Date"][-2:] for victim in victims if victim["Age Group"] == "13 to19"]
    last_five = ("19", "20", "21", "22", "23")
    assert [years.count(year) for year in last_five] == [153, 133, 134, 108, 109]
    assert [teenagers.count(year) for year in last_five] == [25, 15, 30, 14, 21]


def test_the_shipped_drop_gives_the_known_satisfaction_of_victims() -> None:
    rows = shipped("USS_TDIU_Satisfaction.csv")
    face_to_face = {row["Quarter"]: row["Satisfied"] for row in rows if "Face-to-Face" in row["Survey"]}
    assert (face_to_face["Q3 21-22"], face_to_face["Q3 23-24"]) == ("63%", "61%")
    assert list(face_to_face)[-1] == "Q3 23-24"


def test_the_shipped_district_survey_holds_eight_questions_for_32_districts() -> None:
    rows = [row for row in shipped("PAS_Borough.csv", ";") if row["Date"] == "31/12/2023"]
    assert len(rows) == len({(row["Borough"], row["Measure"]) for row in rows}) == 8 * 32


def test_the_shipped_region_survey_agrees_with_region_in_the_district_survey() -> None:
    region = {(row["Date"], row["Measure"]): row["Proportion"] for row in shipped("PAS_MPS.csv", ";")}
    beside = {(row["Date"], row["Measure"]): row["MPS"] for row in shipped("PAS_Borough.csv", ";")}
    assert region == beside


@pytest.mark.parametrize(
    ("drop", "months"),
    [
        ("2023-24-q3", {"202312": 6732, "202401": 6100}),
        ("2024-25-q2", {"202401": 6103, "202410": 5284}),
        ("2025-26-q2", {"202511": 4970}),
        ("2026-27-q1", {"202511": 5118, "202606": 5965}),
    ],
)
def test_each_drop_gives_the_known_offences_of_its_vintage(drop: str, months: dict[str, int]) -> None:
    rows = shipped("MPS Borough Level Crime (most recent 24 months).csv", drop=drop)
    assert {month: sum(int(row[month]) for row in rows) for month in months} == months


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.drop)
def test_the_crime_files_of_a_drop_join_without_gap_or_overlap(cut: Cut) -> None:
    historical = shipped("MPS Borough Level Crime (Historical).csv", drop=cut.drop)
    recent = shipped("MPS Borough Level Crime (most recent 24 months).csv", drop=cut.drop)
    months = [*list(historical[0])[3:], *list(recent[0])[3:]]
    every = [f"{year}{month:02}" for year in range(2010, 2027) for month in range(1, 13)][3:]
    assert months == every[: every.index(cut.months.replace("-", "")) + 1]
    assert len(list(recent[0])[3:]) == 24


def test_the_newest_crime_file_has_the_layout_of_its_day_and_no_rows_without_a_district() -> None:
    historical = shipped("MPS Borough Level Crime (Historical).csv", drop="2026-27-q1")
    recent = shipped("MPS Borough Level Crime (most recent 24 months).csv", drop="2026-27-q1")
    assert tuple(recent[0])[:3] == BY_GROUP
    assert {row["BOCU"] for row in historical} - {row["BOCU"] for row in recent} == {
        "London Heathrow and London City Airports",
        "Unknown",
    }


@pytest.mark.skipif(not FIGURES.is_dir(), reason="the figures are not here: set PCP_FIGURES to their folder")
@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.drop)
def test_the_same_figures_give_a_shipped_drop_byte_for_byte(cut: Cut, tmp_path: Path) -> None:
    write_drop(FIGURES, tmp_path, cut)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (DROPS / cut.drop).glob("*.csv")}
    kept = {name: data for name, data in kept.items() if name not in FACTS}
    assert written.keys() == {name for name, *_ in EXTRACTS}
    assert written == kept

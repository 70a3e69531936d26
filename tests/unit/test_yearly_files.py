"""Files that come one a year: found by one name, whole, and each year once."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics.checking.drops import check_drop
from metrics.declared.config import parse_config
from metrics.reading.yearly import years

LAYOUT = Path(__file__).parents[1] / "layouts" / "a-file-for-each-year"


def error_lines(tmp_path: Path, *names: str) -> list[str]:
    for name in names:
        (tmp_path / name).write_text("Month,Crimes\n2023-02,31\n2023-03,30\n", encoding="utf-8")
    _, issues = check_drop(LAYOUT / "metrics.yaml", tmp_path, "metrics.yaml")
    return [str(issue).removeprefix(f"{tmp_path}/") for issue in issues if issue.severity == "error"]


def test_years_are_written_in_several_ways() -> None:
    names = [
        "a-2024.csv",
        "a-2022-23.csv",
        "a-2023_2024.csv",
        "a-202301.csv",
        "a-.csv",
        "b-2023.csv",
        "a-2023.csv.gz",
    ]
    assert years("a-{year}.csv", names) == {
        "a-2022-23.csv": 2022,
        "a-2023_2024.csv": 2023,
        "a-2024.csv": 2024,
    }


def test_a_year_that_is_left_out_is_told(tmp_path: Path) -> None:
    assert error_lines(tmp_path, "crime-2021.csv", "crime-2023.csv") == [
        "crime-{year}.csv:1:1: error: the file of 2022 is not in the drop, and those of the years around it are: "
        '"crime-2021.csv", "crime-2023.csv"'
    ]


def test_a_year_has_one_file(tmp_path: Path) -> None:
    (issue,) = error_lines(tmp_path, "crime-2023.csv", "crime-2023-24.csv")
    assert issue.startswith(
        'crime-{year}.csv:1:1: error: several files are of the year 2023: "crime-2023-24.csv", '
    )


def test_no_file_at_all_is_missing(tmp_path: Path) -> None:
    (issue,) = error_lines(tmp_path, "other.csv")
    assert issue.startswith("crime-{year}.csv:1:1: error: the file is not in the drop")


@pytest.mark.parametrize("name", ["crime-{year}-{year}.csv", "crime-{year}-*.csv"])
def test_nothing_else_in_the_name_changes(name: str) -> None:
    text = (LAYOUT / "metrics.yaml").read_text("utf-8").replace("crime-{year}.csv", f'"{name}"')
    _, issues = parse_config(text)
    assert ["beside one {year} there is neither another nor a *" in issue.message for issue in issues] == [
        True
    ]

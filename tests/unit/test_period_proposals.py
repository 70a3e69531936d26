"""What `pcp new-measure` makes of each way to write a period: a format where it is sure, a question where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from metrics.profiling.column_profile import period_look, two_column_look
from tests.proposed import proposed


def days(first: str, number: int, step: int = 1, form: str = "%d/%m/%Y") -> list[str]:
    start = date.fromisoformat(first)
    return [f"{start + timedelta(days=step * ahead):{form}}" for ahead in range(number)]


@pytest.mark.parametrize(
    ("texts", "frequency", "pattern", "day", "sure"),
    [
        (["Q3_2122", "Q4_2122", "Q1_2223"], "financial-quarter", "Qn YYZZ", "last", False),
        (["fy20-21", "fy21-22"], "financial-year", "YYYY-YY", "last", True),
        (["FY2020/21", "FY2021/22"], "financial-year", "YYYY-YY", "last", True),
        (["AY2020/21", "AY2021/22"], "academic-year", "YYYY-YY", "last", True),
        (["2020/21", "2021/22"], "financial-year", "YYYY-YY", "last", True),
        (["Mar-19", "Mar-20", "Mar-21"], "financial-year", "YE MMM-YY", "last", False),
        (["Dec-19", "Dec-20", "Dec-21"], "calendar-year", "YE MMM-YY", "last", False),
        (["Dec-19", "Mar-20", "Jun-20"], "financial-quarter", "YE MMM-YY", "last", False),
        (["Jan-20", "Feb-20", "Mar-20"], "month", "MMM-YY", "last", True),
        (["2023 Q4", "2024 Q1"], "financial-quarter", "YYYY Qn", "last", False),
        (["Q4 2023", "Q1 2024"], "financial-quarter", "Qn YYYY", "last", False),
        (["2023-Q3", "2023-Q4", "2024-Q1"], "financial-quarter", "YYYY-Qn", "last", False),
        (["2021", "2022", "2023"], "calendar-year", "YYYY", "last", False),
        (["2023-W51", "2023-W52", "2024-W01"], "week", "YYYY-Www", "last", True),
        (days("2023-12-31", 6, 7), "week", "DD/MM/YYYY", "last", True),
        (days("2024-01-01", 6, 7), "week", "DD/MM/YYYY", "first", True),
        (days("2024-01-01", 60), "month", "DD/MM/YYYY", "each", False),
        (days("2024-01-10", 12), "month", "DD/MM/YYYY", "any", False),
        (["31/03/2024", "30/06/2024", "30/09/2024"], "financial-quarter", "DD/MM/YYYY", "last", True),
    ],
)
def test_periods_are_known_by_how_they_are_written(
    texts: Sequence[str], frequency: str, pattern: str, day: str, sure: bool
) -> None:
    look = period_look(texts)
    assert look is not None
    assert (look.frequency, look.format, look.day, look.sure) == (frequency, pattern, day, sure)


@pytest.mark.parametrize(
    ("years", "rest", "part", "expected"),
    [
        (["2023", "2024"], ["January", "February"], "month", ("month", "YYYY MMM", True)),
        (["2023", "2024"], ["1", "02", "12"], "month", ("month", "YYYY MM", True)),
        (["2023/24"], ["Apr", "May"], "month", ("month", "YYYY/YY MMM", True)),
        (["2023/24"], ["1", "2"], "month", None),
        (["2023/24"], ["Q1", "Q2"], "quarter", ("financial-quarter", "YYYY/YY Qn", True)),
        (["2023"], ["1", "2"], "quarter", ("financial-quarter", "YYYY Qn", False)),
    ],
)
def test_periods_are_known_where_they_stand_in_two_columns(
    years: Sequence[str], rest: Sequence[str], part: str, expected: tuple[str, str, bool] | None
) -> None:
    look = two_column_look(years, rest, part)  # type: ignore[arg-type]
    assert (look and (look.frequency, look.format, look.sure)) == expected


@pytest.mark.parametrize(
    ("header", "texts", "claims", "region"),
    [
        ("Date", ["Mar-19", "Mar-20", "Mar-21"], False, {}),
        (
            "Year ending",
            ["Mar-19", "Mar-20", "Mar-21"],
            True,
            {"2018-19": 210, "2019-20": 211, "2020-21": 212},
        ),
        ("Financial year", ["2019", "2020", "2021"], False, {}),
        ("Year", ["2019", "2020", "2021"], True, {"2019": 210, "2020": 211, "2021": 212}),
        ("Academic year", ["2019/20", "2020/21"], True, {"AY2019-20": 210, "AY2020-21": 211}),
        ("FY quarter", ["2023 Q4", "2024 Q1"], False, {}),
        ("Quarter", ["2023 Q4", "2024 Q1"], True, {"2023-Q3": 210, "2023-Q4": 211}),
        ("12 months to", ["Dec-19", "Mar-20"], True, {"2019-Q3": 210, "2019-Q4": 211}),
    ],
)
def test_what_a_text_may_mean_is_told_by_the_name_of_its_column_or_left_to_a_person(
    header: str, texts: Sequence[str], claims: bool, region: dict[str, float], tmp_path: Path
) -> None:
    rows = "".join(f"{text},{210 + at}\n" for at, text in enumerate(texts))
    (tmp_path / "Crime.csv").write_text(f"{header},Offences\n{rows}", encoding="utf-8")
    proposal = proposed(tmp_path, ["Crime.csv"], "theft", "Theft", date(2026, 11, 20), tmp_path)
    assert proposal is not None
    assert (proposal.claims, proposal.refused, proposal.region) == (claims, not region, region)


def test_where_a_quarter_and_a_month_stand_beside_a_year_the_month_is_read(tmp_path: Path) -> None:
    rows = "Year,Quarter,Month,Offences\n2023,4,Nov,210\n2023,4,Dec,205\n2024,1,Jan,221\n"
    (tmp_path / "Crime.csv").write_text(rows, encoding="utf-8")
    proposal = proposed(tmp_path, ["Crime.csv"], "theft", "Theft", date(2026, 11, 20), tmp_path)
    assert proposal is not None
    assert proposal.refused or proposal.region == {"2023-11": 210, "2023-12": 205, "2024-01": 221}

"""Rules on how periods are declared, and what is read where a year and a part of it stand in two columns."""

from __future__ import annotations

from typing import Any

import pytest

from metrics.declared.measure_rules import MEASURE_RULES
from metrics.declared.source_rules import SOURCE_RULES
from metrics.figures.series import Key
from tests.given import OFFENCES, SATISFACTION, data_of, issues_of, measure, values_of

ROWS: dict[str, Any] = {
    "layout": "rows",
    "value": {"column": ("Count",)},
    "area": None,
    "region": "own-row",
}
LIKE = {"judged": "like-with-like"}


def faults(**changes: Any) -> list[str]:
    source = {**ROWS, **changes.pop("source", {})}
    declared = measure(OFFENCES, source=source, **changes)
    return [finding.message for rule in (*MEASURE_RULES, *SOURCE_RULES) for finding in rule(declared)]


def period(**keys: Any) -> dict[str, Any]:
    return {"source": {"period": keys}}


NONE_LIKE = "a week has no like one a year before"


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (period(column=("Month",), columns={"year": ("Year",), "month": ("Month",)}, format="YYYY MMM"), ["the period stands in one column or in two: leave one out"]),
        (period(columns={"year": ("Year",)}, format="YYYY MMM"), ['"month" or "quarter" stands beside "year", and one of them alone']),
        (period(columns={"year": ("Year",), "month": ("Month",), "quarter": ("Quarter",)}, format="YYYY MMM"), ['"month" or "quarter" stands beside "year", and one of them alone']),
        (period(columns={"year": ("Year",), "month": ("Month",)}, format="YYYYMM"), ['format says how year and month are written, one after the other; allowed: "YYYY MM", "YYYY MMM", "YYYY/YY MMM"']),
        (period(columns={"year": ("Year",), "quarter": ("Quarter",)}, format="YYYY-MM"), ["format says how year and quarter are written, one after the other; a quarter names no month"]),
        ({**period(columns={"year": ("Year",), "month": ("Month",)}, format="YYYY MMM"), "source": {"layout": "periods-as-columns", "value": {}, "period": {"columns": {"year": ("Year",), "month": ("Month",)}, "format": "YYYY MMM"}}}, ['the header holds the periods, and the cells the values: leave out "columns" of period']),
        (period(column=("Month",), format="YE MMM-YY"), ['YE MMM-YY names the twelve months that end with a month, and the window is single: declare "window: rolling-12-months" under source, or the format of the single periods']),
        ({"frequency": "financial-year", **period(column=("Month",), format="YE MMM-YY")}, []),
        (period(column=("Date",), format="YYYY-MM-DD", day="each"), ['each day has rows of its own, so they are added up: write "combine: sum"']),
        ({"window": "rolling-12-months", "source": {"period": {"column": ("Date",), "format": "YYYY-MM-DD", "day": "each"}, "combine": "sum", "window": "rolling-12-months"}}, ['days are added up to single periods, and the extract holds "rolling-12-months"']),
        ({"source": {"layout": "events", "combine": "sum", "value": {}, "period": {"column": ("Date",), "format": "YYYY-MM-DD", "day": "each"}}}, ['events have days of their own: write "day: any"']),
        ({"frequency": "week", "comparison": LIKE, **period(column=("Week",), format="YYYY-Www")}, []),
        ({"frequency": "week", **period(column=("Week",), format="YYYY-Www")}, [f"{NONE_LIKE}, so its change is not judged: leave it out"]),
        ({"frequency": "week", "comparison": {**LIKE, "verdict": {"months": 3}}, **period(column=("Week",), format="YYYY-Www")}, [f"{NONE_LIKE}, so weeks are not judged: leave it out"]),
        ({"frequency": "week", "comparison": LIKE, "control_chart": {}, **period(column=("Week",), format="YYYY-Www")}, [f'{NONE_LIKE}, so a usual range cannot allow for the season: leave it out, or declare "season: none" under comparison where there is none']),
        ({"frequency": "week", "comparison": {**LIKE, "season": "none"}, "control_chart": {}, **period(column=("Week",), format="YYYY-Www")}, []),
        ({"frequency": "week", "window": "rolling-12-months", "comparison": LIKE, **period(column=("Week",), format="YYYY-Www")}, ['a week has the window "single"']),
        ({"frequency": "academic-year", "window": "rolling-12-months", **period(column=("Year",), format="YYYY-YY")}, ['an academic-year has the window "single"']),
        ({"frequency": "week", "comparison": LIKE, "breaks": ({"period": "2024-01", "reason": "it is"},), **period(column=("Week",), format="YYYY-Www")}, ['period: "2024-01" does not name a week; one is 2024-W05']),
        ({"frequency": "calendar-quarter", "breaks": ({"period": "2024-Q1", "reason": "it is"},), **period(column=("Q",), format="YYYY Qn")}, ['period: "2024-Q1" does not name a calendar-quarter; one is 2024-CQ1']),
    ],
)  # fmt: skip
def test_what_a_declaration_of_periods_may_not_say(changes: dict[str, Any], messages: list[str]) -> None:
    assert faults(**changes) == messages


def in_two_columns(part: str, pattern: str, frequency: str = "month") -> Any:
    columns = {"year": ("Year",), part: (part.capitalize(),)}
    source = {**ROWS, "period": {"columns": columns, "format": pattern}}
    return measure(OFFENCES, frequency=frequency, source=source)


@pytest.mark.parametrize(
    ("part", "pattern", "frequency", "rows", "right"),
    [
        ("month", "YYYY MMM", "month", "2023,December,5\n 2024 , JAN ,6\n", {"2023-12": 5.0, "2024-01": 6.0}),
        ("month", "YYYY MM", "month", "2023,12,5\n2024,01,6\n", {"2023-12": 5.0, "2024-01": 6.0}),
        ("month", "YYYY/YY MMM", "month", "2023/24,Mar,5\n2024/25,Apr,6\n", {"2024-03": 5.0, "2024-04": 6.0}),
        (
            *("quarter", "YYYY/YY Qn", "financial-quarter", "2023/24,Q4,5\n2024/25,1,6\n"),
            {"2023-Q4": 5.0, "2024-Q1": 6.0},
        ),
        (
            *("quarter", "YYYY Qn", "financial-quarter", "2024,Q1,5\n2024,Quarter 2,6\n"),
            {"2023-Q4": 5.0, "2024-Q1": 6.0},
        ),
    ],
)
def test_a_period_is_read_from_two_columns(
    part: str, pattern: str, frequency: str, rows: str, right: dict[str, float]
) -> None:
    declared = in_two_columns(part, pattern, frequency)
    text = f"Year,{part.capitalize()},Count\n{rows}"
    assert issues_of(declared, ("Crime.csv", text)) == []
    assert values_of(data_of(declared, ("Crime.csv", text)).get(Key())) == right


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "2023,Dec,5\n2024,Jam,6\n",
            'Crime.csv:3:1: error: period "2024 Jam" cannot be read: "Jam" is no month',
        ),
        (
            "2023,Dec,5\n2024,,6\n",
            'Crime.csv:3:1: error: period "2024" cannot be read: it is not a month such as 2023 Jan',
        ),
        ("2023,Dec,5\n2024,1,6\n", None),
    ],
)
def test_what_stands_in_two_columns_and_is_no_period_is_told(rows: str, message: str | None) -> None:
    issues = issues_of(in_two_columns("month", "YYYY MMM"), ("Crime.csv", f"Year,Month,Count\n{rows}"))
    if message is None:
        message = (
            'Crime.csv:3:1: error: period "2024 1" cannot be read: it is not a month such as 2023 Jan; as YYYY MM it is '
            "January 2024, and YYYY MMM is declared"
        )
    assert issues == [message]


def test_a_second_column_that_is_not_there_is_told() -> None:
    (issue,) = issues_of(in_two_columns("month", "YYYY MMM"), ("Crime.csv", "Year,Mon,Count\n2023,Dec,5\n"))
    assert issue.startswith('Crime.csv:1:1: error: no column is named "Month"; found "Year", "Mon", "Count"')


@pytest.mark.parametrize(
    ("frequency", "pattern", "text", "reason"),
    [
        ("financial-quarter", "YYYY-Qn", "2023Q3", "it is not a financial quarter such as 2023-Q3; if it is a quarter of the calendar year, Q2 2023/24, declare \"format: YYYY Qn\""),
        ("calendar-quarter", "YYYY-Qn", "2023Q3", "it is not a calendar quarter such as 2023-Q3; if it is a quarter of the calendar year, July to September 2023, declare \"format: YYYY Qn\""),
        ("financial-year", "YYYY-YY", "Mar-20", "it is not a financial year such as 2023-24; if it is the end of twelve months, 2019/20, declare \"format: YE MMM-YY\""),
        ("month", "YYYY-MM", "202403", "it is not a month such as 2023-01; as YYYYMM it is March 2024, and YYYY-MM is declared"),
        ("week", "YYYY-Www", "04/02/2024", "it is not a week such as 2024-W05; as DD/MM/YYYY it is week to 4 February 2024, and YYYY-Www is declared"),
    ],
)  # fmt: skip
def test_a_period_in_another_format_says_what_is_expected_and_what_it_seems_to_be(
    frequency: str, pattern: str, text: str, reason: str
) -> None:
    like = {} if frequency != "week" else {"comparison": LIKE}
    source = {**ROWS, "period": {"column": ("When",), "format": pattern}}
    declared = measure(OFFENCES, frequency=frequency, source=source, **like)
    (issue,) = issues_of(declared, ("Crime.csv", f"When,Count\n{text},5\n"))
    assert issue == f'Crime.csv:2:1: error: period "{text}" cannot be read: {reason}'


def test_percentages_of_years_that_end_with_a_month_are_rolling_figures() -> None:
    source = {"period": {"column": ("Quarter",), "format": "YE MMM-YY"}, "window": "rolling-12-months"}
    declared = measure(SATISFACTION, window="rolling-12-months", source=source)
    data = data_of(declared, ("USS.csv", "Quarter,Satisfied\nDec-23,61%\nMar-24,62%\n"))
    assert [item.label for item in data.get(Key("rolling-12-months"))] == [
        "12 months to December 2023",
        "12 months to March 2024",
    ]

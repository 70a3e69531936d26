"""Periods as publishers write them: each format with what it reads, and with what it refuses."""

from __future__ import annotations

from typing import get_args

import pytest

from metrics.areas import area_code, is_region
from metrics.period_dates import Day
from metrics.period_formats import (
    PeriodFormat,
    formats_for,
    is_dated,
    parse_period,
    plain_formats,
)
from metrics.periods import Frequency, period_id

READS: list[tuple[PeriodFormat, Frequency, str, str]] = [
    ("YYYYMM", "month", "202401", "2024-01"),
    ("YYYY-MM", "month", "2024-01", "2024-01"),
    ("MMM-YY", "month", "Jan-24", "2024-01"),
    ("MMM-YYYY", "month", "Jan-2024", "2024-01"),
    ("MMM-YYYY", "month", "January-2024", "2024-01"),
    ("MMM YYYY", "month", "January 2024", "2024-01"),
    ("YYYY MMM", "month", "2024 JAN", "2024-01"),
    ("MM/YYYY", "month", "01/2024", "2024-01"),
    ("Qn YY-YY", "financial-quarter", "Q4 23-24", "2023-Q4"),
    ("Qn YY-YY", "financial-quarter", "Q4 2023/2024", "2023-Q4"),
    ("YYYY/YY Qn", "financial-quarter", "2023/24 Q4", "2023-Q4"),
    ("YYYY/YY Qn", "financial-quarter", "2023/2024 Q4", "2023-Q4"),
    ("YYYY Qn", "financial-quarter", "2024 Q1", "2023-Q4"),
    ("YYYY Qn", "financial-quarter", "2024Q2", "2024-Q1"),
    ("Qn YYYY", "financial-quarter", "Q4 2023", "2023-Q3"),
    ("MMM-MMM YYYY", "financial-quarter", "Jan-Mar 2024", "2023-Q4"),
    ("MMM-MMM YYYY", "financial-quarter", "April to June 2024", "2024-Q1"),
    ("YE MMM YYYY", "financial-quarter", "YE Dec 2023", "2023-Q3"),
    ("YE MMM YYYY", "calendar-year", "Year ending December 2023", "2023"),
    ("YE MMM YYYY", "financial-year", "12 months to March 2024", "2023-24"),
    ("YYYY", "calendar-year", "2023", "2023"),
    ("YYYY MM", "month", "2024 1", "2024-01"),
    ("YE MMM YYYY", "financial-quarter", "Year ending Mar 2024 [p]", "2023-Q4"),
    ("YE MMM YYYY", "financial-quarter", "Year ending Mar 2024 [note 2][r]", "2023-Q4"),
    ("Qn YY-YY", "financial-quarter", "Q4 2023/24 [Notes 1, 12]", "2023-Q4"),
    ("YYYY", "calendar-year", "2023 [1]", "2023"),
    ("DD/MM/YYYY", "month", "31/01/2024 [note 3]", "2024-01"),
    ("YYYY MM", "month", "2024 Month 01", "2024-01"),
    ("YYYY/YY MMM", "month", "2023/24 March", "2024-03"),
    ("YYYY/YY MMM", "month", "2023-24 Apr", "2023-04"),
    ("MMM-YYYY", "month", "Sept-2024", "2024-09"),
    ("Qn YY-YY", "financial-quarter", "Q4_21/22", "2021-Q4"),
    ("Qn YYZZ", "financial-quarter", "Q4_2122", "2021-Q4"),
    ("Qn YYZZ", "financial-quarter", "Q1 2021", "2020-Q1"),
    ("YYYY Qn", "calendar-quarter", "2024 Q1", "2024-CQ1"),
    ("YYYY Qn", "calendar-quarter", "2024 Quarter 4", "2024-CQ4"),
    ("YYYY-Qn", "financial-quarter", "2023-Q4", "2023-Q4"),
    ("YYYY-Qn", "calendar-quarter", "2023-Q4", "2023-CQ4"),
    ("Qn YYYY", "calendar-quarter", "Q2 2024", "2024-CQ2"),
    ("MMM-MMM YYYY", "calendar-quarter", "Jul-Sep 2024", "2024-CQ3"),
    ("YE MMM YYYY", "calendar-quarter", "YE Jun 2024", "2024-CQ2"),
    ("YE MMM YYYY", "academic-year", "Year ending August 2024", "AY2023-24"),
    ("YE MMM YYYY", "month", "12 months to May 2024", "2024-05"),
    ("YE MMM-YY", "financial-year", "Mar-20", "2019-20"),
    ("YE MMM-YY", "calendar-year", "YE Dec 2020", "2020"),
    ("YE MMM-YY", "month", "May-20", "2020-05"),
    ("YYYY-YY", "financial-year", "fy21-22", "2021-22"),
    ("YYYY-YY", "financial-year", "FY2021/22", "2021-22"),
    ("YYYY-YY", "academic-year", "2023/24", "AY2023-24"),
    ("YYYY-YY", "academic-year", "Academic year 2023/24", "AY2023-24"),
    ("YYYY-Www", "week", "2024-W05", "2024-W05"),
    ("YYYY-Www", "week", "2024 week 5", "2024-W05"),
    ("YYYY-Www", "week", "2020W53", "2020-W53"),
    ("DD/MM/YYYY", "week", "04/02/2024", "2024-W05"),
    ("DD/MM/YYYY", "week", "Week ending 04/02/2024", "2024-W05"),
    ("DD MMM YYYY", "week", "w/e 4 Feb 2024", "2024-W05"),
    ("DD MMM YYYY", "month", "31-Jan-2024", "2024-01"),
    ("YYYY-MM-DD", "academic-year", "2024-08-31", "AY2023-24"),
    ("YYYY-YY", "financial-year", "2023/24", "2023-24"),
    ("YYYY-YY", "financial-year", "2023/2024", "2023-24"),
    ("DD/MM/YYYY", "month", "31/01/2024", "2024-01"),
    ("DD/MM/YYYY", "financial-quarter", "31/03/2024 00:00", "2023-Q4"),
    ("MM/DD/YYYY", "month", "01/31/2024", "2024-01"),
    ("DD MMM YYYY", "month", "31 Jan 2024", "2024-01"),
    ("YYYY-MM-DD", "month", "2024-01-31", "2024-01"),
    ("YYYY-MM-DD", "financial-year", "2024-03-31T00:00:00Z", "2023-24"),
    ("YYYY-MM-DD", "month", "2024-03-31T22:59:59Z", "2024-03"),
    ("YYYY-MM-DD", "month", "2024-03-31 23:59", "2024-03"),
]
ELSEWHERE = (
    "it is a time with an offset, or of UTC late in the evening, which may be another day here; ask for times of the "
    "clock in the UK"
)


@pytest.mark.parametrize(("pattern", "frequency", "text", "expected"), READS)
def test_a_format_reads(pattern: PeriodFormat, frequency: Frequency, text: str, expected: str) -> None:
    assert pattern in formats_for(frequency)
    assert period_id(parse_period(text, pattern, frequency)) == expected


def test_every_format_is_tried_and_belongs_to_a_frequency() -> None:
    offered = {pattern for frequency in get_args(Frequency) for pattern in formats_for(frequency)}
    assert {pattern for pattern, *_ in READS} == offered == set(get_args(PeriodFormat))


@pytest.mark.parametrize(
    ("pattern", "frequency", "text", "problem"),
    [
        ("MM/YYYY", "month", "13/2024", "there is no month 13 of 2024"),
        ("YYYY MMM", "month", "2024 Jam", '"Jam" is no month'),
        ("YYYY-YY", "financial-year", "2023/2025", "a financial year that starts in 2023 ends in 2024, not in one ending 2025"),
        ("YYYY Qn", "financial-quarter", "2023-Q3", "it is not a calendar quarter such as 2024 Q1"),
        ("MMM-MMM YYYY", "financial-quarter", "Feb-Apr 2024", "no quarter runs from February to April"),
        ("MMM-MMM YYYY", "financial-quarter", "Jan-Jun 2024", "no quarter runs from January to June"),
        ("YE MMM YYYY", "financial-quarter", "YE Nov 2023", "no financial-quarter ends with that month; Q3 2023/24 ends with December 2023"),
        ("YE MMM YYYY", "calendar-year", "2023", "it is not a period such as Year ending March 2024"),
        ("DD MMM YYYY", "month", "30 Feb 2024", "there is no day 30 in month 2 of 2024"),
        ("YE MMM YYYY", "financial-year", "YE Mar 2024 [b]", "it is not a period such as Year ending March 2024"),
        ("YE MMM YYYY", "financial-year", "[p]", "it is not a period such as Year ending March 2024"),
        ("YE MMM-YY", "financial-year", "Dec-20", "no financial-year ends with that month; 2020/21 ends with March 2021"),
        ("YYYY-YY", "academic-year", "2023/25", "an academic year that starts in 2023 ends in 2024, not in one ending 25"),
        ("YYYY-YY", "financial-year", "12-13", "it is not a financial year such as 2023-24"),
        ("YYYY-YY", "academic-year", "FY2023/24", "it is not an academic year such as 2023-24"),
        ("YYYY-YY", "financial-year", "AY2023/24", "it is not a financial year such as 2023-24"),
        ("YYYY-Www", "week", "2023-W53", "there is no week 53 of 2023"),
        ("YYYY-Www", "week", "2023-W00", "there is no week 0 of 2023"),
        ("DD/MM/YYYY", "week", "02/02/2024", "no week ends on that day; week to 4 February 2024 ends on 04/02/2024, and weeks run from Monday to Sunday; it is a Friday"),
        ("Qn YYZZ", "financial-quarter", "Q1_2024", "a financial year that starts in 2020 ends in 2021, not in one ending 24"),
        ("YYYY-Qn", "financial-quarter", "2023Q3", "it is not a financial quarter such as 2023-Q3"),
        ("YYYY-MM-DD", "month", "2024-04-30 25:06", "there is no time of day 25:06"),
        ("YYYY-MM-DD", "month", "2024-04-30T24:00:00", "there is no time of day 24:00:00"),
        ("DD/MM/YYYY", "month", "30/04/2024 14:60:00", "there is no time of day 14:60:00"),
        ("DD/MM/YYYY", "month", "30/04/2024 14:06:60.5Z", "there is no time of day 14:06:60.5"),
        ("DD MMM YYYY", "month", "30 Apr 2024 14:06", "it is not a date such as 31 Dec 2023"),
        ("YYYY-MM-DD", "month", "2024-04-30T14:06:00+00:00", ELSEWHERE),
        ("YYYY-MM-DD", "month", "2024-04-30 14:06:00.000+0100", ELSEWHERE),
        ("DD/MM/YYYY", "month", "30/04/2024 14:06 +01", ELSEWHERE),
        ("YYYY-MM-DD", "month", "2024-06-30T23:00:00Z", ELSEWHERE),  # the first of July, on a clock here
        ("YYYY-MM-DD", "month", "2024-01-17", "no month ends on that day; January 2024 ends on 31/01/2024"),
    ],
)  # fmt: skip
def test_a_format_refuses_what_it_cannot_be_sure_of(
    pattern: PeriodFormat, frequency: Frequency, text: str, problem: str
) -> None:
    with pytest.raises(ValueError) as caught:
        parse_period(text, pattern, frequency)
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        *(("last", "2024-01-31", "2024-01"), ("first", "2024-01-01", "2024-01")),
        *(("any", "2024-01-17", "2024-01"), ("each", "2024-01-17", "2024-01")),
    ],
)
def test_a_date_is_the_day_of_its_period_that_is_declared(day: Day, text: str, expected: str) -> None:
    assert period_id(parse_period(text, "YYYY-MM-DD", "month", day)) == expected


def test_a_date_that_is_not_the_first_day_is_refused_where_first_days_are_declared() -> None:
    with pytest.raises(ValueError, match="no month starts on that day; January 2024 starts on 01/01/2024"):
        parse_period("2024-01-31", "YYYY-MM-DD", "month", "first")


def test_dates_are_told_apart_from_names_of_periods() -> None:
    assert {pattern for pattern in get_args(PeriodFormat) if is_dated(pattern)} == {
        "DD/MM/YYYY",
        "MM/DD/YYYY",
        "DD MMM YYYY",
        "YYYY-MM-DD",
    }


def test_a_quarter_that_may_be_of_two_kinds_of_year_is_no_plain_one() -> None:
    plain = plain_formats("financial-quarter")
    assert set(formats_for("financial-quarter")) - set(plain) == {
        *("YYYY Qn", "YYYY-Qn", "Qn YYYY", "Qn YYZZ", "YE MMM-YY"),
    }


# Names of areas --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Camden", " CAMDEN ", "E09000007", "e09000007", "London Borough of Camden", "LB Camden", "Camden LB"],
)
def test_a_district_is_known_by_its_name_its_title_and_its_code(name: str) -> None:
    assert area_code(name) == "E09000007"


@pytest.mark.parametrize("name", ["London", "Greater London", "E12000007", "E23000001"])
def test_region_is_known_by_its_names_and_codes(name: str) -> None:
    assert is_region(name) and area_code(name) is None


@pytest.mark.parametrize("name", ["E09000099", "London Borough of Nowhere", "Royal Borough", "London Bridge"])
def test_what_is_no_district_is_not_known(name: str) -> None:
    assert area_code(name) is None and not is_region(name)

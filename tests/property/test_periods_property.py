from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from charts.time_axis import at
from metrics.period_formats import PeriodFormat, formats_for, parse_period
from metrics.periods import (
    MONTH_NAMES,
    PANDAS_FREQUENCY,
    Frequency,
    academic_year,
    calendar_quarter,
    calendar_year,
    financial_quarter,
    financial_year,
    first_day,
    first_month,
    frequency_of,
    label,
    last_day,
    month,
    overlap_in_months,
    parse_period_id,
    period_id,
    window_dates,
    window_months,
)

YEARS = st.integers(1900, 2198)
QUARTERS = st.integers(1, 4)
KINDS: dict[Frequency, st.SearchStrategy[pd.Period]] = {
    "week": st.dates(date(1901, 1, 1), date(2198, 12, 31)).map(lambda day: pd.Period(str(day), "W-SUN")),
    "month": st.builds(month, YEARS, st.integers(1, 12)),
    "financial-quarter": st.builds(financial_quarter, YEARS, QUARTERS),
    "calendar-quarter": st.builds(calendar_quarter, YEARS, QUARTERS),
    "calendar-year": YEARS.map(calendar_year),
    "financial-year": YEARS.map(financial_year),
    "academic-year": YEARS.map(academic_year),
}
PERIODS = st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.tuples(st.just(kind), KINDS[kind]))
OF_THIS_CENTURY = PERIODS.filter(lambda item: 2001 <= first_day(item[1]).year <= 2097)
LABEL_FORMATS: dict[Frequency, PeriodFormat] = {
    "month": "MMM YYYY",
    "financial-quarter": "Qn YY-YY",
    "calendar-quarter": "MMM-MMM YYYY",
    "calendar-year": "YYYY",
    "financial-year": "YYYY-YY",
    "academic-year": "YYYY-YY",
}


def name_of_month(day: date) -> str:
    return MONTH_NAMES[day.month]


def years(period: pd.Period, digits: int, between: str) -> str:
    """The financial or academic year that holds a period, by its two halves: ``2023/24``."""
    start = first_day(period)
    first = (
        start.year if start.month >= (9 if frequency_of(period) == "academic-year" else 4) else start.year - 1
    )
    return f"{str(first)[-digits:]}{between}{str(first + 1)[-2:]}"


def quarter(period: pd.Period) -> int:
    """The number of a quarter within its own year."""
    return (first_day(period).month - 1) // 3 + 1 if period.freqstr == "Q-DEC" else int(period.quarter)


def of_calendar(period: pd.Period) -> int:
    """The number of the quarter of the calendar year that covers the same months."""
    return (first_day(period).month - 1) // 3 + 1


def short(text: str) -> str:
    return text[:3]


# How a publisher would write a period in each format, made of its days alone.
WRITERS: dict[PeriodFormat, Callable[[pd.Period], str]] = {
    "YYYYMM": lambda p: f"{first_day(p):%Y%m}",
    "YYYY-MM": lambda p: f"{first_day(p):%Y-%m}",
    "YYYY MM": lambda p: f"{first_day(p).year} {first_day(p).month}",
    "MMM-YY": lambda p: f"{short(name_of_month(first_day(p)))}-{first_day(p):%y}",
    "MMM-YYYY": lambda p: f"{short(name_of_month(first_day(p)))}-{first_day(p).year}",
    "MMM YYYY": lambda p: f"{name_of_month(first_day(p))} {first_day(p).year}",
    "YYYY MMM": lambda p: f"{first_day(p).year} {name_of_month(first_day(p)).upper()}",
    "MM/YYYY": lambda p: f"{first_day(p):%m/%Y}",
    "YYYY/YY MMM": lambda p: f"{years(p, 4, '/')} {name_of_month(first_day(p))}",
    "Qn YY-YY": lambda p: f"Q{quarter(p)} {years(p, 2, '-')}",
    "Qn YYZZ": lambda p: f"Q{quarter(p)}_{years(p, 2, '')}",
    "YYYY/YY Qn": lambda p: f"{years(p, 4, '/')} Q{quarter(p)}",
    "YYYY Qn": lambda p: f"{first_day(p).year} Q{of_calendar(p)}",
    "YYYY-Qn": lambda p: period_id(p).replace("C", ""),
    "Qn YYYY": lambda p: f"Q{of_calendar(p)} {first_day(p).year}",
    "MMM-MMM YYYY": lambda p: (
        f"{name_of_month(first_day(p))} to {name_of_month(last_day(p))} {last_day(p).year}"
    ),
    "YE MMM YYYY": lambda p: f"Year ending {name_of_month(last_day(p))} {last_day(p).year}",
    "YE MMM-YY": lambda p: f"{short(name_of_month(last_day(p)))}-{last_day(p):%y}",
    "YYYY-YY": lambda p: years(p, 4, "-"),
    "YYYY": lambda p: str(first_day(p).year),
    "YYYY-Www": lambda p: f"{last_day(p):%G-W%V}",
    "DD/MM/YYYY": lambda p: f"{last_day(p):%d/%m/%Y}",
    "MM/DD/YYYY": lambda p: f"{last_day(p):%m/%d/%Y}",
    "DD MMM YYYY": lambda p: f"{last_day(p).day} {name_of_month(last_day(p))} {last_day(p).year}",
    "YYYY-MM-DD": lambda p: last_day(p).isoformat(),
}


def test_each_format_has_a_writer() -> None:
    assert set(WRITERS) == {pattern for kind in KINDS for pattern in formats_for(kind)}


@given(OF_THIS_CENTURY)
def test_what_each_format_writes_it_reads(given_period: tuple[Frequency, pd.Period]) -> None:
    frequency, period = given_period
    for pattern in formats_for(frequency):
        text = WRITERS[pattern](period)
        assert parse_period(text, pattern, frequency) == period, (pattern, text)


@given(PERIODS)
def test_a_period_ends_the_day_before_the_next_begins(given_period: tuple[Frequency, pd.Period]) -> None:
    _, period = given_period
    assert last_day(period) + timedelta(days=1) == first_day(period + 1)
    assert window_dates(period, "single") == (first_day(period), last_day(period))


@given(PERIODS)
def test_a_period_begins_and_ends_on_the_days_of_its_kind(given_period: tuple[Frequency, pd.Period]) -> None:
    frequency, period = given_period
    first, last = first_day(period), last_day(period)
    if frequency == "week":
        assert (first.isoweekday(), last.isoweekday(), (last - first).days) == (1, 7, 6)
        return
    months = {"month": 1, "quarter": 3, "year": 12}[frequency.rpartition("-")[2]]
    begins = {"calendar-year": {1}, "financial-year": {4}, "academic-year": {9}, "month": set(range(1, 13))}
    assert first.day == 1 and first.month in begins.get(frequency, {1, 4, 7, 10})
    assert (last + timedelta(days=1)).day == 1
    assert (last.year - first.year) * 12 + last.month - first.month + 1 == months


@given(PERIODS, PERIODS)
def test_no_two_periods_share_an_identifier(
    first: tuple[Frequency, pd.Period], other: tuple[Frequency, pd.Period]
) -> None:
    may_look_alike = {first[0], other[0]} == {"month", "financial-year"}  # 2001-02 is either, by its measure
    assert (period_id(first[1]) == period_id(other[1])) == (first == other) or may_look_alike


@given(PERIODS)
def test_an_identifier_names_its_period(given_period: tuple[Frequency, pd.Period]) -> None:
    frequency, period = given_period
    assert parse_period_id(period_id(period), frequency) == period


@given(PERIODS)
def test_a_label_names_its_period(given_period: tuple[Frequency, pd.Period]) -> None:
    frequency, period = given_period
    if frequency == "week":
        assert parse_period(label(period), "DD MMM YYYY", frequency) == period
    else:
        assert parse_period(label(period), LABEL_FORMATS[frequency], frequency) == period


@given(PERIODS)
def test_the_last_day_names_its_period(given_period: tuple[Frequency, pd.Period]) -> None:
    frequency, period = given_period
    assert parse_period(f"{last_day(period):%d/%m/%Y}", "DD/MM/YYYY", frequency) == period


@given(KINDS["week"], KINDS["week"])
def test_weeks_stand_on_the_time_axis_in_their_order(week: pd.Period, other: pd.Period) -> None:
    assert (at(week) < at(other)) == (week < other)


@given(KINDS["week"])
def test_a_week_stands_on_the_time_axis_within_the_month_of_its_last_day(week: pd.Period) -> None:
    month_of_it = pd.Period(str(last_day(week)), "M")
    assert at(month_of_it - 1) < at(week) <= at(month_of_it)


@given(st.integers(2000, 2098), st.integers(1, 12))
def test_short_months_are_of_this_century(year: int, number: int) -> None:
    text = f"{MONTH_NAMES[number][:3]}-{year % 100:02d}"
    assert parse_period(text, "MMM-YY", "month") == month(year, number)


@given(st.integers(2000, 2098), st.integers(1, 4), st.integers(0, 12))
def test_rolling_years_share_three_months_less_for_each_quarter_between(
    year: int, number: int, steps: int
) -> None:
    later = financial_quarter(year, number)
    assert overlap_in_months(
        *(window_months(end, "rolling-12-months") for end in (later - steps, later))
    ) == max(0, 12 - 3 * steps)


@given(st.sampled_from(sorted(PANDAS_FREQUENCY)), st.text(max_size=12))
def test_any_text_names_a_period_or_is_a_value_error(frequency: Frequency, text: str) -> None:
    try:
        period = parse_period_id(text, frequency)
    except ValueError:
        return
    assert period_id(period) == text
    assert first_month(period).year >= 1900

"""Weeks, months, quarters and years: how they are written, named and stepped through.

A period is a ``pandas.Period`` of one of the frequencies. The financial year runs from April to March, and the
identifier of its quarter carries the year in which it *starts* (``2023-Q4`` is January to March 2024). A quarter of
the calendar year has an identifier and a name that no financial one can have (``2024-CQ1``, January to March 2024).
The academic year runs from September to August, and a week from Monday to Sunday, numbered as ISO 8601 does.

Months are what windows and breaks are measured in. Weeks are no parts of them: a week is its own first month, last
month and window. What follows from a period is remembered: a page asks it again and again, and pandas is slow.
"""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

import pandas as pd

from metrics.dates import day_in_words, month_name
from metrics.language import remembered, say

Frequency = Literal[
    "week",
    "month",
    "financial-quarter",
    "calendar-quarter",
    "calendar-year",
    "financial-year",
    "academic-year",
]
Window = Literal["single", "rolling-12-months", "calendar-year-to-date", "financial-year-to-date"]

PANDAS_FREQUENCY: dict[Frequency, str] = {
    "week": "W-SUN",
    "month": "M",
    "financial-quarter": "Q-MAR",
    "calendar-quarter": "Q-DEC",
    "calendar-year": "Y-DEC",
    "financial-year": "Y-MAR",
    "academic-year": "Y-AUG",
}
FREQUENCY_OF_PANDAS = {name: frequency for frequency, name in PANDAS_FREQUENCY.items()}
PERIODS_IN_A_YEAR: dict[Frequency, int] = {
    "week": 52,  # a year has a day or two more: 52 weeks before lies the nearest week of the same days
    "month": 12,
    "financial-quarter": 4,
    "calendar-quarter": 4,
    "calendar-year": 1,
    "financial-year": 1,
    "academic-year": 1,
}
# Of which several make up a year: weeks do not, and years are whole.
PARTS_OF_A_YEAR: frozenset[Frequency] = frozenset({"month", "financial-quarter", "calendar-quarter"})
PERIOD_NOUNS: dict[Frequency, str] = {name: name.rpartition("-")[2] for name in PANDAS_FREQUENCY}
UK = ZoneInfo("Europe/London")  # whose days and half past nine are meant
MONTH_NAMES = tuple(calendar.month_name)
FIRST_YEAR, LAST_YEAR = 1900, 2199


def frequency_of(period: pd.Period) -> Frequency:
    """The frequency of a period, in the words of metrics.yaml."""
    return FREQUENCY_OF_PANDAS[period.freqstr]


def month(year: int, number: int) -> pd.Period:
    """The month ``number`` (1 to 12) of a year. Raises ValueError when there is no such month."""
    if not (1 <= number <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        raise ValueError(f"there is no month {number} of {year}")
    return pd.Period(year=year, month=number, freq="M")


def financial_quarter(start_year: int, number: int) -> pd.Period:
    """Quarter 1 to 4 of the financial year that starts in April of ``start_year``."""
    return _quarter(start_year, start_year + 1, number, "Q-MAR")


def calendar_quarter(year: int, number: int) -> pd.Period:
    """Quarter 1 to 4 of a calendar year: the first is January to March."""
    return _quarter(year, year, number, "Q-DEC")


def _quarter(year: int, ends_in: int, number: int, freq: str) -> pd.Period:
    if not (1 <= number <= 4 and FIRST_YEAR <= year <= LAST_YEAR):
        raise ValueError(f"there is no quarter {number} of {year}")
    return pd.Period(year=ends_in, quarter=number, freq=freq)


def calendar_year(year: int) -> pd.Period:
    """The year from January to December."""
    return _year(year, year, "Y-DEC")


def financial_year(start_year: int) -> pd.Period:
    """The year from April of ``start_year`` to the next March."""
    return _year(start_year, start_year + 1, "Y-MAR")


def academic_year(start_year: int) -> pd.Period:
    """The year from September of ``start_year`` to the next August."""
    return _year(start_year, start_year + 1, "Y-AUG")


def _year(year: int, ends_in: int, freq: str) -> pd.Period:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{year} is not a year between {FIRST_YEAR} and {LAST_YEAR}")
    return pd.Period(year=ends_in, freq=freq)


def week(year: int, number: int) -> pd.Period:
    """A week of ISO 8601, Monday to Sunday: week 1 holds the year's first Thursday, and some years have 53."""
    with suppress(ValueError):
        if FIRST_YEAR <= year <= LAST_YEAR:
            return pd.Period(date.fromisocalendar(year, number, 7).isoformat(), freq="W-SUN")
    raise ValueError(f"there is no week {number} of {year}")


EXAMPLES: dict[Frequency, pd.Period] = {
    "week": week(2024, 5),
    "month": month(2024, 1),
    "financial-quarter": financial_quarter(2023, 3),
    "calendar-quarter": calendar_quarter(2024, 1),
    "calendar-year": calendar_year(2023),
    "financial-year": financial_year(2023),
    "academic-year": academic_year(2023),
}

# Identifiers and labels ------------------------------------------------------------------------------------


@cache
def period_id(period: pd.Period) -> str:
    """``2024-01``, ``2023-Q3``, ``2023-24``, ``2024-W05``: the same in addresses, files and JSON."""
    match frequency_of(period):
        case "week":
            return f"{last_day(period):%G-W%V}"
        case "month":
            return f"{period.year:04d}-{period.month:02d}"
        case "financial-quarter":
            return f"{period.qyear - 1:04d}-Q{period.quarter}"
        case "calendar-quarter":
            return f"{period.year:04d}-CQ{period.quarter}"
        case "calendar-year":
            return f"{period.year:04d}"
        case "financial-year":
            return f"{period.year - 1:04d}-{period.year % 100:02d}"
        case "academic-year":
            return f"AY{period.year - 1:04d}-{period.year % 100:02d}"


def parse_period_id(text: str, frequency: Frequency) -> pd.Period:
    """The period that an identifier names. Raises ValueError when it names none of this frequency."""
    match = re.fullmatch(r"(AY)?(\d{4})(?:-(C?Q|W)?(\d{1,2}))?", text, re.ASCII)
    marks = None if match is None else f"{match[1] or ''}{match[3] or ''}"
    period = None if match is None else _identified(int(match[2]), marks, match[4], frequency)
    if period is None or period_id(period) != text:
        raise ValueError(f'"{text}" does not name a {frequency}; one is {period_id(EXAMPLES[frequency])}')
    return period


def _identified(year: int, marks: str | None, rest: str | None, frequency: Frequency) -> pd.Period | None:
    match frequency, marks, rest:
        case "week", "W", str():
            return week(year, int(rest))
        case "month", "", str():
            return month(year, int(rest))
        case "financial-quarter", "Q", str():
            return financial_quarter(year, int(rest))
        case "calendar-quarter", "CQ", str():
            return calendar_quarter(year, int(rest))
        case "calendar-year", "", None:
            return calendar_year(year)
        case "financial-year", "", str():
            return financial_year(year)
        case "academic-year", "AY", str():
            return academic_year(year)
        case _:
            return None


@remembered
def label(period: pd.Period) -> str:
    """The name that readers see: ``January 2024``, ``Q3 2023/24``, ``2023``, ``week to 4 February 2024``."""
    match frequency_of(period):
        case "week":
            return say("week to {day}", day=day_in_words(last_day(period)))
        case "month":
            return f"{month_name(period.month)} {period.year}"
        case "financial-quarter":
            return f"Q{period.quarter} {period.qyear - 1}/{period.qyear % 100:02d}"
        case "calendar-quarter":
            return months_in_words(first_month(period), last_month(period))
        case "calendar-year":
            return str(period.year)
        case "financial-year":
            return f"{period.year - 1}/{period.year % 100:02d}"
        case "academic-year":
            return say("academic year {years}", years=f"{period.year - 1}/{period.year % 100:02d}")


def window_label(period: pd.Period, window: Window) -> str:
    """The name of a figure's window: ``12 months to December 2023``, ``2023 to the end of December``."""
    if window == "single":
        return label(period)
    last = last_month(period)
    if window == "rolling-12-months":
        return say("12 months to {month}", month=label(last))
    return say(
        "{year} to the end of {month}", year=label(year_of(last, window)), month=month_name(last.month)
    )


def window_in_words(period: pd.Period, window: Window) -> str:
    """The same inside a sentence, where some take an article: ``the 12 months to December 2023``."""
    if window == "rolling-12-months":
        return say("the 12 months to {month}", month=label(last_month(period)))
    if frequency_of(period) == "week":
        return say("the week to {day}", day=day_in_words(last_day(period)))
    if frequency_of(period) == "academic-year":
        return say("the academic year {years}", years=f"{period.year - 1}/{period.year % 100:02d}")
    return window_label(period, window)


def in_words(period: pd.Period) -> str:
    """A period inside a sentence: ``the week to 4 February 2024``, ``January 2024``."""
    return window_in_words(period, "single")


def months_in_words(first: pd.Period, last: pd.Period) -> str:
    """``October to December 2023``, ``April 2023 to March 2024`` or ``January 2024``; of weeks their days."""
    if frequency_of(first) == "week":
        day = f"{first_day(first).day} {month_name(first_day(first).month)}"
        year = "" if first_day(first).year == last_day(last).year else f" {first_day(first).year}"
        return say("{first} to {last}", first=f"{day}{year}", last=day_in_words(last_day(last)))
    if first == last:
        return label(first)
    start = month_name(first.month) + ("" if first.year == last.year else f" {first.year}")
    return say("{first} to {last}", first=start, last=label(last))


@cache
def first_month(period: pd.Period) -> pd.Period:
    """The first month that a period covers; a week itself."""
    return period if frequency_of(period) == "week" else period.asfreq("M", how="start")


@cache
def last_month(period: pd.Period) -> pd.Period:
    """The last month that a period covers; a week itself."""
    return period if frequency_of(period) == "week" else period.asfreq("M", how="end")


@cache
def year_of(period: pd.Period, window: Window) -> pd.Period:
    """The calendar or financial year, by the window, that holds a period."""
    return last_month(period).asfreq("Y-DEC" if window == "calendar-year-to-date" else "Y-MAR")


def window_months(period: pd.Period, window: Window) -> tuple[pd.Period, pd.Period]:
    """The first and the last month that a figure's window covers."""
    last = last_month(period)
    match window:
        case "single":
            return first_month(period), last
        case "rolling-12-months":
            return last - 11, last
        case _:
            return first_month(year_of(period, window)), last


def window_dates(period: pd.Period, window: Window) -> tuple[date, date]:
    """The first and the last day that a figure's window covers."""
    first, last = window_months(period, window)
    return first.start_time.date(), last.end_time.date()


def overlap_in_months(earlier: tuple[pd.Period, pd.Period], later: tuple[pd.Period, pd.Period]) -> int:
    """How many months two stretches share, each from its first month to its last; 0 when they share none."""
    (first_a, last_a), (first_b, last_b) = earlier, later
    return max(0, min(last_a, last_b).ordinal - max(first_a, first_b).ordinal + 1)


def same_period_last_year(period: pd.Period) -> pd.Period:
    """The same month, quarter or year, one year earlier; of a week the one 52 weeks before, of the same days."""
    return period - PERIODS_IN_A_YEAR[frequency_of(period)]


def first_day(period: pd.Period) -> date:
    """The first day of a period."""
    return period.start_time.date()


@cache
def last_day(period: pd.Period) -> date:
    """The last day of a period."""
    return period.end_time.date()

"""Months, financial quarters and years: how they are written, named and stepped through.

A period is a ``pandas.Period`` of one of four frequencies. The financial year runs from April to March, so a
financial quarter is ``Q-MAR``; its identifier carries the year in which the financial year *starts*
(``2023-Q3`` is October to December 2023, and ``2023-Q4`` is January to March 2024).

There are a few hundred periods, and a page asks the same of one again and again, which pandas answers slowly: what
follows from a period alone is remembered.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

import pandas as pd

Frequency = Literal["month", "financial-quarter", "calendar-year", "financial-year"]
Window = Literal["single", "rolling-12-months", "calendar-year-to-date", "financial-year-to-date"]

PANDAS_FREQUENCY: dict[Frequency, str] = {
    "month": "M",
    "financial-quarter": "Q-MAR",
    "calendar-year": "Y-DEC",
    "financial-year": "Y-MAR",
}
FREQUENCY_OF_PANDAS = {name: frequency for frequency, name in PANDAS_FREQUENCY.items()}
PERIODS_IN_A_YEAR: dict[Frequency, int] = {
    "month": 12,
    "financial-quarter": 4,
    "calendar-year": 1,
    "financial-year": 1,
}
PERIOD_NOUNS: dict[Frequency, str] = {
    "month": "month",
    "financial-quarter": "quarter",
    "calendar-year": "year",
    "financial-year": "year",
}
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
    if not (1 <= number <= 4 and FIRST_YEAR <= start_year <= LAST_YEAR):
        raise ValueError(f"there is no quarter {number} of {start_year}")
    return pd.Period(year=start_year + 1, quarter=number, freq="Q-MAR")


def calendar_year(year: int) -> pd.Period:
    """The year from January to December."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{year} is not a year between {FIRST_YEAR} and {LAST_YEAR}")
    return pd.Period(year=year, freq="Y-DEC")


def financial_year(start_year: int) -> pd.Period:
    """The year from April of ``start_year`` to the next March."""
    if not FIRST_YEAR <= start_year <= LAST_YEAR:
        raise ValueError(f"{start_year} is not a year between {FIRST_YEAR} and {LAST_YEAR}")
    return pd.Period(year=start_year + 1, freq="Y-MAR")


EXAMPLES: dict[Frequency, pd.Period] = {
    "month": month(2024, 1),
    "financial-quarter": financial_quarter(2023, 3),
    "calendar-year": calendar_year(2023),
    "financial-year": financial_year(2023),
}

# Identifiers and labels ------------------------------------------------------------------------------------


@cache
def period_id(period: pd.Period) -> str:
    """``2024-01``, ``2023-Q3``, ``2023`` or ``2023-24``: the same in addresses, files and JSON."""
    match frequency_of(period):
        case "month":
            return f"{period.year:04d}-{period.month:02d}"
        case "financial-quarter":
            return f"{period.qyear - 1:04d}-Q{period.quarter}"
        case "calendar-year":
            return f"{period.year:04d}"
        case _:
            return f"{period.year - 1:04d}-{period.year % 100:02d}"


def parse_period_id(text: str, frequency: Frequency) -> pd.Period:
    """The period that an identifier names. Raises ValueError when it names none of this frequency."""
    match = re.fullmatch(r"(\d{4})(?:-(Q?)(\d{1,2}))?", text, re.ASCII)
    period = None if match is None else _identified(int(match[1]), match[2], match[3], frequency)
    if period is None or period_id(period) != text:
        raise ValueError(f'"{text}" does not name a {frequency}; one is {period_id(EXAMPLES[frequency])}')
    return period


def _identified(year: int, mark: str | None, rest: str | None, frequency: Frequency) -> pd.Period | None:
    match frequency, mark, rest:
        case "month", "", str():
            return month(year, int(rest))
        case "financial-quarter", "Q", str():
            return financial_quarter(year, int(rest))
        case "calendar-year", None, None:
            return calendar_year(year)
        case "financial-year", "", str():
            return financial_year(year)
        case _:
            return None


@cache
def label(period: pd.Period) -> str:
    """The name that readers see: ``January 2024``, ``Q3 2023/24``, ``2023`` or ``2023/24``."""
    match frequency_of(period):
        case "month":
            return f"{MONTH_NAMES[period.month]} {period.year}"
        case "financial-quarter":
            return f"Q{period.quarter} {period.qyear - 1}/{period.qyear % 100:02d}"
        case "calendar-year":
            return str(period.year)
        case _:
            return f"{period.year - 1}/{period.year % 100:02d}"


def window_label(period: pd.Period, window: Window) -> str:
    """The name of a figure's window: ``12 months to December 2023``, ``2023 to the end of December``."""
    if window == "single":
        return label(period)
    last = last_month(period)
    if window == "rolling-12-months":
        return f"12 months to {label(last)}"
    return f"{label(year_of(last, window))} to the end of {MONTH_NAMES[last.month]}"


def window_in_words(period: pd.Period, window: Window) -> str:
    """The same inside a sentence, where twelve months take an article: ``the 12 months to December 2023``."""
    name = window_label(period, window)
    return f"the {name}" if window == "rolling-12-months" else name


def months_in_words(first: pd.Period, last: pd.Period) -> str:
    """``October to December 2023``, ``April 2023 to March 2024`` or ``January 2024``."""
    if first == last:
        return label(first)
    start = MONTH_NAMES[first.month] + ("" if first.year == last.year else f" {first.year}")
    return f"{start} to {label(last)}"


def release_title(release_id: str) -> str:
    """What a release is called: ``2023-24-q3`` is ``Q3 2023/24``, ``2023-24-q3-b`` is ``Q3 2023/24 (b)``.

    Any other identifier is its own title.
    """
    match = re.fullmatch(r"(\d{4})-(\d{2})-q([1-4])(?:-(.+))?", release_id)
    if match is None:
        return release_id
    again = f" ({match[4].replace('-', ' ')})" if match[4] else ""
    return f"Q{match[3]} {match[1]}/{match[2]}{again}"


# Extent and steps ------------------------------------------------------------------------------------------


@cache
def first_month(period: pd.Period) -> pd.Period:
    """The first month that a period covers."""
    return period.asfreq("M", how="start")


@cache
def last_month(period: pd.Period) -> pd.Period:
    """The last month that a period covers."""
    return period.asfreq("M", how="end")


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
    shared = min(last_a, last_b).ordinal - max(first_a, first_b).ordinal + 1
    return max(0, shared)


def same_period_last_year(period: pd.Period) -> pd.Period:
    """The same month, quarter or year, one year earlier."""
    return period - PERIODS_IN_A_YEAR[frequency_of(period)]


def first_day(period: pd.Period) -> date:
    """The first day of a period."""
    return period.start_time.date()


def last_day(period: pd.Period) -> date:
    """The last day of a period."""
    return period.end_time.date()

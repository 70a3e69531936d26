"""Periods as publishers write them: ``202301``, ``Jan-23``, ``31/12/2023``, ``Q3 23-24``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

import pandas as pd

from metrics.periods import (
    MONTH_NAMES,
    PANDAS_FREQUENCY,
    Frequency,
    calendar_year,
    financial_quarter,
    financial_year,
    label,
    last_day,
    month,
)

PeriodFormat = Literal[
    "YYYYMM",
    "YYYY-MM",
    "MMM-YY",
    "MMM YYYY",
    "DD/MM/YYYY",
    "YYYY-MM-DD",
    "Qn YY-YY",
    "YYYY/YY Qn",
    "YYYY-YY",
    "YYYY",
]


def parse_period(text: str, pattern: PeriodFormat, frequency: Frequency) -> pd.Period:
    """One cell of an extract, in the declared format, as a period of the declared frequency.

    The format is one of ``formats_for(frequency)``. A date stands for the period that ends on it, and years
    of two digits are of this century. Raises ValueError, in words for the person who supplied it, when it is
    not in the format or names no such period.
    """
    return _READERS[pattern](text.strip(), frequency)


def formats_for(frequency: Frequency) -> tuple[PeriodFormat, ...]:
    """The formats that can name a period of this frequency."""
    dated: tuple[PeriodFormat, ...] = ("DD/MM/YYYY", "YYYY-MM-DD")
    own: dict[Frequency, tuple[PeriodFormat, ...]] = {
        "month": ("YYYYMM", "YYYY-MM", "MMM-YY", "MMM YYYY"),
        "financial-quarter": ("Qn YY-YY", "YYYY/YY Qn"),
        "calendar-year": ("YYYY",),
        "financial-year": ("YYYY-YY",),
    }
    return own[frequency] + dated


def _matched(pattern: str, text: str, example: str) -> re.Match[str]:
    found = re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)
    if found is None:
        raise ValueError(f"it is not {example}")
    return found


def _numeric_month(text: str, _: Frequency) -> pd.Period:
    found = _matched(r"(\d{4})(\d{2})", text, "a month such as 202301")
    return month(int(found[1]), int(found[2]))


def _dashed_month(text: str, _: Frequency) -> pd.Period:
    found = _matched(r"(\d{4})-(\d{2})", text, "a month such as 2023-01")
    return month(int(found[1]), int(found[2]))


def _short_month(text: str, _: Frequency) -> pd.Period:
    found = _matched(r"([a-z]{3})-(\d{2})", text, "a month such as Jan-23")
    return month(_century(found[2]), _month_number(found[1]))


def _long_month(text: str, _: Frequency) -> pd.Period:
    found = _matched(r"([a-z]{3,9}) (\d{4})", text, "a month such as Jan 2023 or January 2023")
    return month(int(found[2]), _month_number(found[1]))


def _month_number(name: str) -> int:
    for number, full in enumerate(MONTH_NAMES):
        if full and name.casefold() in (full.casefold(), full[:3].casefold()):
            return number
    raise ValueError(f'"{name}" is no month')


def _british_date(text: str, frequency: Frequency) -> pd.Period:
    found = _matched(r"(\d{2})/(\d{2})/(\d{4})", text, "a date such as 31/12/2023")
    return _ending_on(int(found[3]), int(found[2]), int(found[1]), frequency)


def _iso_date(text: str, frequency: Frequency) -> pd.Period:
    found = _matched(r"(\d{4})-(\d{2})-(\d{2})", text, "a date such as 2023-12-31")
    return _ending_on(int(found[1]), int(found[2]), int(found[3]), frequency)


def _ending_on(year: int, month_number: int, day: int, frequency: Frequency) -> pd.Period:
    month(year, month_number)
    try:
        given = date(year, month_number, day)
    except ValueError:
        raise ValueError(f"there is no day {day} in month {month_number} of {year}") from None
    period = pd.Period(given.isoformat(), freq=PANDAS_FREQUENCY[frequency])
    if last_day(period) != given:
        raise ValueError(
            f"no {frequency} ends on that day; {label(period)} ends on {last_day(period):%d/%m/%Y}"
        )
    return period


def _short_quarter(text: str, _: Frequency) -> pd.Period:
    found = _matched(r"Q([1-4]) (\d{2}|\d{4})[-/](\d{2})", text, "a financial quarter such as Q3 23-24")
    return financial_quarter(_start_year(found[2], found[3]), int(found[1]))


def _long_quarter(text: str, _: Frequency) -> pd.Period:
    found = _matched(r"(\d{2}|\d{4})[-/](\d{2}) Q([1-4])", text, "a financial quarter such as 2023/24 Q3")
    return financial_quarter(_start_year(found[1], found[2]), int(found[3]))


def _split_year(text: str, _: Frequency) -> pd.Period:
    found = _matched(r"(\d{4})[-/](\d{2})", text, "a financial year such as 2023-24")
    return financial_year(_start_year(found[1], found[2]))


def _whole_year(text: str, _: Frequency) -> pd.Period:
    return calendar_year(int(_matched(r"\d{4}", text, "a year such as 2023")[0]))


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _start_year(start: str, end: str) -> int:
    year = _century(start)
    if (year + 1) % 100 != int(end):
        raise ValueError(
            f"a financial year that starts in {year} ends in {year + 1}, not in one ending {end}"
        )
    return year


_READERS: dict[PeriodFormat, Callable[[str, Frequency], pd.Period]] = {
    "YYYYMM": _numeric_month,
    "YYYY-MM": _dashed_month,
    "MMM-YY": _short_month,
    "MMM YYYY": _long_month,
    "DD/MM/YYYY": _british_date,
    "YYYY-MM-DD": _iso_date,
    "Qn YY-YY": _short_quarter,
    "YYYY/YY Qn": _long_quarter,
    "YYYY-YY": _split_year,
    "YYYY": _whole_year,
}

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
    first_day,
    label,
    last_day,
    last_month,
    month,
)

PeriodFormat = Literal[
    "YYYYMM",
    "YYYY-MM",
    "MMM-YY",
    "MMM-YYYY",
    "MMM YYYY",
    "YYYY MMM",
    "MM/YYYY",
    "DD/MM/YYYY",
    "MM/DD/YYYY",
    "DD MMM YYYY",
    "YYYY-MM-DD",
    "Qn YY-YY",
    "YYYY/YY Qn",
    "YYYY Qn",
    "Qn YYYY",
    "MMM-MMM YYYY",
    "YE MMM YYYY",
    "YYYY-YY",
    "YYYY",
]
# Which day of its period a date is.
Day = Literal["last", "first", "any"]
# Dashes and spaces of other widths, which word processors put in the place of plain ones.
_PLAIN = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\u2009\u202f", "------   ")


def parse_period(text: str, pattern: PeriodFormat, frequency: Frequency, day: Day = "last") -> pd.Period:
    """One cell of an extract, in the declared format, as a period of the declared frequency.

    The format is one of ``formats_for(frequency)``. A date stands for the period that it is the ``day`` of, and
    years of two digits are of this century. A dash may be of any length. Raises ValueError, in words for the person
    who supplied it, when it is not in the format or names no such period.
    """
    if pattern in _DATES:
        return _dated(parse_date(text, pattern), frequency, day)
    return _READERS[pattern](text.translate(_PLAIN).strip(), frequency)


def parse_date(text: str, pattern: PeriodFormat) -> date:
    """One cell of an extract as a date, in a format of dates. Raises ValueError, in words, when it is none."""
    return _DATES[pattern](text.translate(_PLAIN).strip())


def formats_for(frequency: Frequency) -> tuple[PeriodFormat, ...]:
    """The formats that can name a period of this frequency."""
    dated: tuple[PeriodFormat, ...] = ("DD/MM/YYYY", "MM/DD/YYYY", "DD MMM YYYY", "YYYY-MM-DD")
    own: dict[Frequency, tuple[PeriodFormat, ...]] = {
        "month": ("YYYYMM", "YYYY-MM", "MMM-YY", "MMM-YYYY", "MMM YYYY", "YYYY MMM", "MM/YYYY"),
        "financial-quarter": (
            *("Qn YY-YY", "YYYY/YY Qn", "YYYY Qn", "Qn YYYY", "MMM-MMM YYYY", "YE MMM YYYY"),
        ),
        "calendar-year": ("YYYY", "YE MMM YYYY"),
        "financial-year": ("YYYY-YY", "YE MMM YYYY"),
    }
    return own[frequency] + dated


def is_dated(pattern: PeriodFormat) -> bool:
    """Whether a format is of dates, which name a period by one of its days."""
    return pattern in _DATES


def plain_formats(frequency: Frequency) -> tuple[PeriodFormat, ...]:
    """Those of the formats that can mean one period alone: Q3 2023 may be of a calendar or of a financial year."""
    return tuple(pattern for pattern in formats_for(frequency) if pattern not in ("YYYY Qn", "Qn YYYY"))


def _matched(pattern: str, text: str, example: str) -> re.Match[str]:
    match = re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)
    if match is None:
        raise ValueError(f"it is not {example}")
    return match


def _numeric_month(text: str, _: Frequency) -> pd.Period:
    match = _matched(r"(\d{4})(\d{2})", text, "a month such as 202301")
    return month(int(match[1]), int(match[2]))


def _dashed_month(text: str, _: Frequency) -> pd.Period:
    match = _matched(r"(\d{4})-(\d{2})", text, "a month such as 2023-01")
    return month(int(match[1]), int(match[2]))


def _short_month(text: str, _: Frequency) -> pd.Period:
    match = _matched(r"([a-z]{3})-(\d{2})", text, "a month such as Jan-23")
    return month(_century(match[2]), _month_number(match[1]))


def _full_year_month(text: str, _: Frequency) -> pd.Period:
    match = _matched(r"([a-z]{3,9})-(\d{4})", text, "a month such as Jan-2023")
    return month(int(match[2]), _month_number(match[1]))


def _year_first_month(text: str, _: Frequency) -> pd.Period:
    match = _matched(r"(\d{4}) ([a-z]{3,9})", text, "a month such as 2023 Jan")
    return month(int(match[1]), _month_number(match[2]))


def _slashed_month(text: str, _: Frequency) -> pd.Period:
    match = _matched(r"(\d{2})/(\d{4})", text, "a month such as 01/2023")
    return month(int(match[2]), int(match[1]))


def _long_month(text: str, _: Frequency) -> pd.Period:
    match = _matched(r"([a-z]{3,9}) (\d{4})", text, "a month such as Jan 2023 or January 2023")
    return month(int(match[2]), _month_number(match[1]))


def _month_number(name: str) -> int:
    for number, full in enumerate(MONTH_NAMES):
        if full and name.casefold() in (full.casefold(), full[:3].casefold()):
            return number
    raise ValueError(f'"{name}" is no month')


def _british_date(text: str) -> date:
    match = _matched(rf"(\d{{2}})/(\d{{2}})/(\d{{4}}){_TIME}", text, "a date such as 31/12/2023")
    return _date(int(match[3]), int(match[2]), int(match[1]))


def _american_date(text: str) -> date:
    match = _matched(rf"(\d{{2}})/(\d{{2}})/(\d{{4}}){_TIME}", text, "a date such as 12/31/2023")
    return _date(int(match[3]), int(match[1]), int(match[2]))


def _worded_date(text: str) -> date:
    match = _matched(r"(\d{1,2}) ([a-z]{3,9}) (\d{4})", text, "a date such as 31 Dec 2023")
    return _date(int(match[3]), _month_number(match[2]), int(match[1]))


def _iso_date(text: str) -> date:
    match = _matched(rf"(\d{{4}})-(\d{{2}})-(\d{{2}}){_TIME}", text, "a date such as 2023-12-31")
    return _date(int(match[1]), int(match[2]), int(match[3]))


_TIME = r"(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?Z?)?"  # databases write one beside a date


def _date(year: int, month_number: int, day: int) -> date:
    month(year, month_number)
    try:
        return date(year, month_number, day)
    except ValueError:
        raise ValueError(f"there is no day {day} in month {month_number} of {year}") from None


def _dated(stated: date, frequency: Frequency, day: Day) -> pd.Period:
    """The period that a date is the last day of, or the first, or any."""
    period = pd.Period(stated.isoformat(), freq=PANDAS_FREQUENCY[frequency])
    expected = first_day(period) if day == "first" else last_day(period)
    if day != "any" and stated != expected:
        verb = "starts" if day == "first" else "ends"
        raise ValueError(f"no {frequency} {verb} on that day; {label(period)} {verb} on {expected:%d/%m/%Y}")
    return period


def _ending(text: str, frequency: Frequency) -> pd.Period:
    example = "a period such as Year ending March 2024"
    pattern = r"(?:y/?e|(?:the )?year(?: ending| to)?|12 months (?:to|ending))\.? ([a-z]{3,9}) (\d{4})"
    match = _matched(pattern, text, example)
    last = month(int(match[2]), _month_number(match[1]))
    period = last.asfreq(PANDAS_FREQUENCY[frequency])
    if last_month(period) != last:
        raise ValueError(
            f"no {frequency} ends with that month; {label(period)} ends with {label(last_month(period))}"
        )
    return period


def _calendar_quarter(text: str, _: Frequency) -> pd.Period:
    match = _matched(r"(\d{4}) ?Q([1-4])", text, "a calendar quarter such as 2024 Q1")
    return _quarter_to(int(match[1]), 3 * int(match[2]))


def _calendar_quarter_first(text: str, _: Frequency) -> pd.Period:
    match = _matched(r"Q([1-4]) ?(\d{4})", text, "a calendar quarter such as Q1 2024")
    return _quarter_to(int(match[2]), 3 * int(match[1]))


def _months_quarter(text: str, _: Frequency) -> pd.Period:
    pattern = r"([a-z]{3,9})(?: ?- ?| to )([a-z]{3,9}) (\d{4})"
    match = _matched(pattern, text, "a quarter such as Jan-Mar 2024")
    first, last = _month_number(match[1]), _month_number(match[2])
    if last - first != 2 or last % 3:
        raise ValueError(f"no quarter runs from {MONTH_NAMES[first]} to {MONTH_NAMES[last]}")
    return _quarter_to(int(match[3]), last)


def _quarter_to(year: int, last: int) -> pd.Period:
    """The quarter that ends with a month of a calendar year."""
    return month(year, last).asfreq(PANDAS_FREQUENCY["financial-quarter"])


_YEARS = r"(\d{2}|\d{4})[-/](\d{2}|\d{4})"


def _short_quarter(text: str, _: Frequency) -> pd.Period:
    match = _matched(rf"Q([1-4]) {_YEARS}", text, "a financial quarter such as Q3 23-24")
    return financial_quarter(_start_year(match[2], match[3]), int(match[1]))


def _long_quarter(text: str, _: Frequency) -> pd.Period:
    match = _matched(rf"{_YEARS} Q([1-4])", text, "a financial quarter such as 2023/24 Q3")
    return financial_quarter(_start_year(match[1], match[2]), int(match[3]))


def _split_year(text: str, _: Frequency) -> pd.Period:
    match = _matched(r"(\d{4})[-/](\d{2}|\d{4})", text, "a financial year such as 2023-24")
    return financial_year(_start_year(match[1], match[2]))


def _plain_year(text: str, _: Frequency) -> pd.Period:
    return calendar_year(int(_matched(r"\d{4}", text, "a year such as 2023")[0]))


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _start_year(start: str, end: str) -> int:
    year = _century(start)
    if int(end) not in ((year + 1) % 100, year + 1):
        raise ValueError(
            f"a financial year that starts in {year} ends in {year + 1}, not in one ending {end}"
        )
    return year


_DATES: dict[PeriodFormat, Callable[[str], date]] = {
    "DD/MM/YYYY": _british_date,
    "MM/DD/YYYY": _american_date,
    "DD MMM YYYY": _worded_date,
    "YYYY-MM-DD": _iso_date,
}
_READERS: dict[PeriodFormat, Callable[[str, Frequency], pd.Period]] = {
    "YYYYMM": _numeric_month,
    "YYYY-MM": _dashed_month,
    "MMM-YY": _short_month,
    "MMM-YYYY": _full_year_month,
    "MMM YYYY": _long_month,
    "YYYY MMM": _year_first_month,
    "MM/YYYY": _slashed_month,
    "Qn YY-YY": _short_quarter,
    "YYYY/YY Qn": _long_quarter,
    "YYYY Qn": _calendar_quarter,
    "Qn YYYY": _calendar_quarter_first,
    "MMM-MMM YYYY": _months_quarter,
    "YE MMM YYYY": _ending,
    "YYYY-YY": _split_year,
    "YYYY": _plain_year,
}

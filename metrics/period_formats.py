"""Periods as publishers write them: ``202301``, ``Jan-23``, ``31/12/2023``, ``Q3 23-24``, ``2024-W05``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeGuard

import pandas as pd

from metrics.period_dates import (
    DATE_FORMATS,
    DateFormat,
    Day,
    dated_period,
    matched,
    month_number,
    plain_text,
)
from metrics.periods import (
    MONTH_NAMES,
    PANDAS_FREQUENCY,
    Frequency,
    academic_year,
    calendar_quarter,
    calendar_year,
    financial_quarter,
    financial_year,
    label,
    last_month,
    month,
    week,
)

NamedFormat = Literal[
    "YYYYMM",
    "YYYY-MM",
    "YYYY MM",
    "MMM-YY",
    "MMM-YYYY",
    "MMM YYYY",
    "YYYY MMM",
    "MM/YYYY",
    "YYYY/YY MMM",
    "Qn YY-YY",
    "Qn YYZZ",
    "YYYY/YY Qn",
    "YYYY Qn",
    "YYYY-Qn",
    "Qn YYYY",
    "MMM-MMM YYYY",
    "YE MMM YYYY",
    "YE MMM-YY",
    "YYYY-YY",
    "YYYY",
    "YYYY-Www",
]
PeriodFormat = Literal[NamedFormat, DateFormat]
# Formats in which a text could name another period as well: a quarter of which year, a month or the year to it.
AMBIGUOUS: Mapping[Frequency, tuple[PeriodFormat, ...]] = {
    "week": (),
    "month": ("YE MMM-YY",),
    "financial-quarter": ("YYYY Qn", "YYYY-Qn", "Qn YYYY", "Qn YYZZ", "YE MMM-YY"),
    "calendar-quarter": ("YYYY Qn", "YYYY-Qn", "Qn YYYY", "YE MMM-YY"),
    "calendar-year": ("YE MMM-YY",),
    "financial-year": ("YE MMM-YY",),
    "academic-year": ("YYYY-YY", "YE MMM-YY"),
}
_OWN: Mapping[Frequency, tuple[PeriodFormat, ...]] = {
    "week": ("YYYY-Www",),
    "month": (
        *("YYYYMM", "YYYY-MM", "YYYY MM", "MMM-YY", "MMM-YYYY", "MMM YYYY", "YYYY MMM", "MM/YYYY"),
        *("YYYY/YY MMM", "YE MMM YYYY", "YE MMM-YY"),
    ),
    "financial-quarter": (
        *("Qn YY-YY", "Qn YYZZ", "YYYY/YY Qn", "YYYY Qn", "YYYY-Qn", "Qn YYYY"),
        *("MMM-MMM YYYY", "YE MMM YYYY", "YE MMM-YY"),
    ),
    "calendar-quarter": (*("YYYY Qn", "YYYY-Qn", "Qn YYYY", "MMM-MMM YYYY", "YE MMM YYYY", "YE MMM-YY"),),
    "calendar-year": ("YYYY", "YE MMM YYYY", "YE MMM-YY"),
    "financial-year": ("YYYY-YY", "YE MMM YYYY", "YE MMM-YY"),
    "academic-year": ("YYYY-YY", "YE MMM YYYY", "YE MMM-YY"),
}
YEAR_ENDS: tuple[PeriodFormat, ...] = ("YE MMM YYYY", "YE MMM-YY")  # a year, by the month that it ends with
# A year in one column and the rest in another are read as one text, with a space between.
OF_TWO_COLUMNS: Mapping[str, tuple[PeriodFormat, ...]] = {
    "month": ("YYYY MM", "YYYY MMM", "YYYY/YY MMM"),
    "quarter": ("YYYY Qn", "YYYY/YY Qn"),
}


def parse_period(text: str, pattern: PeriodFormat, frequency: Frequency, day: Day = "last") -> pd.Period:
    """One cell of an extract, in the declared format, as a period of the declared frequency.

    The format is one of ``formats_for(frequency)``. A date stands for the period that it is the ``day`` of, and
    years of two digits are of this century. A dash may be of any length, and notes may stand behind it all. Raises
    ValueError, in words for the person who supplied it, when it is not in the format or names no such period.
    """
    plain = plain_text(text)
    if is_dated(pattern):
        return dated_period(plain, pattern, frequency, day)
    return _READERS[pattern](plain, frequency)  # type: ignore[index]  # a date's format is none of them


def formats_for(frequency: Frequency) -> tuple[PeriodFormat, ...]:
    """The formats that can name a period of this frequency."""
    return (*_OWN[frequency], *DATE_FORMATS)


def is_dated(pattern: PeriodFormat) -> TypeGuard[DateFormat]:
    """Whether a format is of dates, which name a period by one of its days."""
    return pattern in DATE_FORMATS


def plain_formats(frequency: Frequency) -> tuple[PeriodFormat, ...]:
    """Those of the formats that can mean one period alone: Q3 2023 may be of a calendar or of a financial year."""
    return tuple(pattern for pattern in formats_for(frequency) if pattern not in AMBIGUOUS[frequency])


# Months ----------------------------------------------------------------------------------------------------


def _numeric_month(text: str, _: Frequency) -> pd.Period:
    match = matched(r"(\d{4})(\d{2})", text, "a month such as 202301")
    return month(int(match[1]), int(match[2]))


def _dashed_month(text: str, _: Frequency) -> pd.Period:
    match = matched(r"(\d{4})-(\d{2})", text, "a month such as 2023-01")
    return month(int(match[1]), int(match[2]))


def _spaced_month(text: str, _: Frequency) -> pd.Period:
    match = matched(r"(\d{4}) (?:(?:month|m) ?)?(\d{1,2})", text, "a year and a month such as 2023 and 1")
    return month(int(match[1]), int(match[2]))


def _short_month(text: str, _: Frequency) -> pd.Period:
    match = matched(r"([a-z]{3})-(\d{2})", text, "a month such as Jan-23")
    return month(_century(match[2]), month_number(match[1]))


def _full_year_month(text: str, _: Frequency) -> pd.Period:
    match = matched(r"([a-z]{3,9})-(\d{4})", text, "a month such as Jan-2023")
    return month(int(match[2]), month_number(match[1]))


def _year_first_month(text: str, _: Frequency) -> pd.Period:
    match = matched(r"(\d{4}) ([a-z]{3,9})", text, "a month such as 2023 Jan")
    return month(int(match[1]), month_number(match[2]))


def _slashed_month(text: str, _: Frequency) -> pd.Period:
    match = matched(r"(\d{2})/(\d{4})", text, "a month such as 01/2023")
    return month(int(match[2]), int(match[1]))


def _long_month(text: str, _: Frequency) -> pd.Period:
    match = matched(r"([a-z]{3,9}) (\d{4})", text, "a month such as Jan 2023 or January 2023")
    return month(int(match[2]), month_number(match[1]))


def _month_of_a_financial_year(text: str, _: Frequency) -> pd.Period:
    match = matched(rf"{_YEARS} ([a-z]{{3,9}})", text, "a month of a financial year such as 2023/24 Jan")
    start, number = _start_year(match[1], match[2]), month_number(match[3])
    return month(start if number >= 4 else start + 1, number)


# Quarters --------------------------------------------------------------------------------------------------

_YEARS = r"(\d{2}|\d{4})[-/](\d{2}|\d{4})"
_QUARTER = r"(?:Q|Qtr ?|Quarter ?)([1-4])"


def _calendar_quarter(text: str, frequency: Frequency) -> pd.Period:
    match = matched(rf"(\d{{4}})[ _]?{_QUARTER}", text, "a calendar quarter such as 2024 Q1")
    return _ends_with(month(int(match[1]), 3 * int(match[2])), frequency)


def _dashed_quarter(text: str, frequency: Frequency) -> pd.Period:
    """A quarter of the financial year that starts in a year, as this site names its own, or of the calendar's."""
    is_financial = frequency == "financial-quarter"
    kind, quarter = ("financial", financial_quarter) if is_financial else ("calendar", calendar_quarter)
    match = matched(r"(\d{4})-Q([1-4])", text, f"a {kind} quarter such as 2023-Q3")
    return quarter(int(match[1]), int(match[2]))


def _calendar_quarter_first(text: str, frequency: Frequency) -> pd.Period:
    match = matched(rf"{_QUARTER}[ _]?(\d{{4}})", text, "a calendar quarter such as Q1 2024")
    return _ends_with(month(int(match[2]), 3 * int(match[1])), frequency)


def _months_quarter(text: str, frequency: Frequency) -> pd.Period:
    pattern = r"([a-z]{3,9})(?: ?- ?| to )([a-z]{3,9}) (\d{4})"
    match = matched(pattern, text, "a quarter such as Jan-Mar 2024")
    first, last = month_number(match[1]), month_number(match[2])
    if last - first != 2 or last % 3:
        raise ValueError(f"no quarter runs from {MONTH_NAMES[first]} to {MONTH_NAMES[last]}")
    return _ends_with(month(int(match[3]), last), frequency)


def _short_quarter(text: str, _: Frequency) -> pd.Period:
    match = matched(rf"{_QUARTER}[ _]{_YEARS}", text, "a financial quarter such as Q3 23-24")
    return financial_quarter(_start_year(match[2], match[3]), int(match[1]))


def _dashless_quarter(text: str, _: Frequency) -> pd.Period:
    match = matched(rf"{_QUARTER}[ _-]?(\d{{2}})(\d{{2}})", text, "a financial quarter such as Q3_2324")
    return financial_quarter(_start_year(match[2], match[3]), int(match[1]))


def _long_quarter(text: str, _: Frequency) -> pd.Period:
    match = matched(rf"{_YEARS}[ _-]{_QUARTER}", text, "a financial quarter such as 2023/24 Q3")
    return financial_quarter(_start_year(match[1], match[2]), int(match[3]))


# Years and weeks -------------------------------------------------------------------------------------------


def _ending(text: str, frequency: Frequency) -> pd.Period:
    match = matched(rf"{_YEAR_TO} ([a-z]{{3,9}}) (\d{{4}})", text, "a period such as Year ending March 2024")
    return _ends_with(month(int(match[2]), month_number(match[1])), frequency)


def _shortly_ending(text: str, frequency: Frequency) -> pd.Period:
    pattern = rf"(?:{_YEAR_TO} )?([a-z]{{3,9}})[ -](\d{{2}}|\d{{4}})"
    match = matched(pattern, text, "the end of a year such as Mar-24")
    return _ends_with(month(_century(match[2]), month_number(match[1])), frequency)


_YEAR_TO = r"(?:y/?e|(?:the )?year(?: ending| to)?|12 months (?:to|ending))\.?"


def _ends_with(last: pd.Period, frequency: Frequency) -> pd.Period:
    """The period that ends with a month. Raises ValueError where none of the frequency does."""
    period = last.asfreq(PANDAS_FREQUENCY[frequency])
    if last_month(period) != last:
        raise ValueError(
            f"no {frequency} ends with that month; {label(period)} ends with {label(last_month(period))}"
        )
    return period


def _split_year(text: str, frequency: Frequency) -> pd.Period:
    is_academic = frequency == "academic-year"
    opening, kind = ("AY|academic year", "academic") if is_academic else ("FY|financial year", "financial")
    example = f"{'an' if is_academic else 'a'} {kind} year such as 2023-24"
    years = r"(\d{4}|(?(1)\d\d|(?!)))[-/](\d{2}|\d{4})"  # 12-13 alone may be ages: a word says that they are years
    match = matched(rf"((?:{opening}) ?)?{years}", text, example)
    start = _start_year(match[2], match[3], kind)
    return academic_year(start) if is_academic else financial_year(start)


def _plain_year(text: str, _: Frequency) -> pd.Period:
    return calendar_year(int(matched(r"\d{4}", text, "a year such as 2023")[0]))


def _week(text: str, _: Frequency) -> pd.Period:
    match = matched(r"(\d{4})(?:[ _-]?W| week | wk )(\d{1,2})", text, "a week such as 2024-W05")
    return week(int(match[1]), int(match[2]))


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _start_year(start: str, end: str, kind: str = "financial") -> int:
    year = _century(start)
    if int(end) not in ((year + 1) % 100, year + 1):
        article = "an" if kind == "academic" else "a"
        raise ValueError(
            f"{article} {kind} year that starts in {year} ends in {year + 1}, not in one ending {end}"
        )
    return year


_READERS: Mapping[NamedFormat, Callable[[str, Frequency], pd.Period]] = {
    "YYYYMM": _numeric_month,
    "YYYY-MM": _dashed_month,
    "YYYY MM": _spaced_month,
    "MMM-YY": _short_month,
    "MMM-YYYY": _full_year_month,
    "MMM YYYY": _long_month,
    "YYYY MMM": _year_first_month,
    "MM/YYYY": _slashed_month,
    "YYYY/YY MMM": _month_of_a_financial_year,
    "Qn YY-YY": _short_quarter,
    "Qn YYZZ": _dashless_quarter,
    "YYYY/YY Qn": _long_quarter,
    "YYYY Qn": _calendar_quarter,
    "YYYY-Qn": _dashed_quarter,
    "Qn YYYY": _calendar_quarter_first,
    "MMM-MMM YYYY": _months_quarter,
    "YE MMM YYYY": _ending,
    "YE MMM-YY": _shortly_ending,
    "YYYY-YY": _split_year,
    "YYYY": _plain_year,
    "YYYY-Www": _week,
}

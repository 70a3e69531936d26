"""Days as publishers write them, and the periods that they stand for: ``31/12/2023``, ``31 Dec 2023``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

import pandas as pd

from metrics.periods import MONTH_NAMES, PANDAS_FREQUENCY, Frequency, first_day, label, last_day, month

DateFormat = Literal["DD/MM/YYYY", "MM/DD/YYYY", "DD MMM YYYY", "YYYY-MM-DD"]
# Which day of its period a date is; ``each`` where every day of the period has rows of its own.
Day = Literal["last", "first", "any", "each"]
DATE_FORMATS: tuple[DateFormat, ...] = get_args(DateFormat)
DAYS_KEPT = 8192  # days that are read once, however many rows are of them: some twenty years
# A time of day, as databases write one beside a date; whether there is such a time is looked at apart.
_TIMED = re.compile(r"(.*\d\d)[ T]((\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?)Z?", re.ASCII)
_LATEST = (23, 59, 59)
# A time of another clock: of UTC from 23:00 on, when in summer it is the next day here, or with an offset.
_ELSEWHERE = re.compile(r".*\d[ T](?:23:\d{2}[\d:.]*Z|\d{2}:\d{2}[\d:.]* ?[+-]\d{2}:?(?:\d{2})?)", re.ASCII)
# What may stand before a date that names a week, by the day of the week that the date is.
_OPENINGS: Mapping[Day, str] = {
    "last": r"(?:w/?e|(?:the )?week (?:ending|to))\.? ",
    "first": r"(?:w/?c|(?:the )?week (?:commencing|beginning|starting|from))\.? ",
}


def matched(pattern: str, text: str, example: str) -> re.Match[str]:
    """A text in a pattern, in letters of either size. Raises ValueError, with an example, where it is not."""
    match = re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)
    if match is None:
        raise ValueError(f"it is not {example}")
    return match


def month_number(name: str) -> int:
    """The number of a month by its name, in full or by three letters. Raises ValueError where it is none."""
    for number, full in enumerate(MONTH_NAMES):
        if full and name.casefold() in (full.casefold(), full[:3].casefold()):
            return number
    if name.casefold() == "sept":
        return 9
    raise ValueError(f'"{name}" is no month')


# What official tables write behind a period: a note, or that its figures are provisional or revised.
_NOTES = re.compile(r"(?:\s*\[(?:notes? ?[^\][]*|[pr]|\d{1,2})\])+", re.ASCII | re.IGNORECASE)


def without_notes(text: str) -> str:
    """A period without the notes behind it: ``Q1 2024`` of ``Q1 2024 [note 3]``. A break, ``[b]``, is no note."""
    match = re.fullmatch(rf"(.*?\S){_NOTES.pattern}\s*", text, _NOTES.flags)
    return text if match is None else match[1]


# Dashes and spaces of other widths, which word processors put in the place of plain ones.
_PLAIN = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\u2009\u202f", "------   ")


def plain_text(text: str) -> str:
    """A period with plain dashes and spaces, and without the notes behind it."""
    return without_notes(text.translate(_PLAIN)).strip()


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OF_WEEKS = ", and weeks run from Monday to Sunday; it is a {weekday}"


def parse_date(text: str, pattern: str) -> date:
    """One cell of an extract as a date, in a format of dates. Raises ValueError, in words, when it is none."""
    if pattern not in DATE_FORMATS:
        raise ValueError(f"{pattern} is no format of dates")
    return read_date(plain_text(text), pattern)


def read_date(text: str, pattern: DateFormat) -> date:
    """A day in a format of dates. Raises ValueError, in words, when it is none, or may be another day here."""
    if _ELSEWHERE.fullmatch(text):
        raise ValueError(
            "it is a time with an offset, or of UTC late in the evening, which may be another day here; ask for "
            "times of the clock in the UK"
        )
    timed = None if pattern == "DD MMM YYYY" else _TIMED.fullmatch(text)
    if timed is None:
        return _READERS[pattern](text)
    stated = _READERS[pattern](timed[1])
    if any(int(part or 0) > last for part, last in zip(timed.groups()[2:], _LATEST, strict=True)):
        raise ValueError(f"there is no time of day {timed[2]}")
    return stated


def without_time(text: str) -> str:
    """A date without the time of day behind it; any other text as it is."""
    timed = _TIMED.fullmatch(text)
    return text if timed is None else timed[1]


def dated_period(text: str, pattern: DateFormat, frequency: Frequency, day: Day) -> pd.Period:
    """The period that a date is the last day of, or the first, or any. Raises ValueError where it is not."""
    if frequency == "week" and day in _OPENINGS:
        text = re.sub(_OPENINGS[day], "", text, count=1, flags=re.IGNORECASE)
    stated = read_date(text, pattern)
    period = _period_of(stated, frequency)
    if day not in ("first", "last"):
        return period
    expected = first_day(period) if day == "first" else last_day(period)
    if stated != expected:
        verb = "starts" if day == "first" else "ends"
        of_weeks = _OF_WEEKS.format(weekday=WEEKDAYS[stated.weekday()]) if frequency == "week" else ""
        raise ValueError(
            f"no {frequency} {verb} on that day; {label(period)} {verb} on {expected:%d/%m/%Y}{of_weeks}"
        )
    return period


@lru_cache(DAYS_KEPT)
def _period_of(stated: date, frequency: Frequency) -> pd.Period:
    """The period that a day lies in: of a file of records the same days are asked for over and over."""
    return pd.Period(stated.isoformat(), freq=PANDAS_FREQUENCY[frequency])


@lru_cache(DAYS_KEPT)
def _british_date(text: str) -> date:
    match = matched(r"(\d{2})/(\d{2})/(\d{4})", text, "a date such as 31/12/2023")
    return _date(int(match[3]), int(match[2]), int(match[1]))


@lru_cache(DAYS_KEPT)
def _american_date(text: str) -> date:
    match = matched(r"(\d{2})/(\d{2})/(\d{4})", text, "a date such as 12/31/2023")
    return _date(int(match[3]), int(match[1]), int(match[2]))


@lru_cache(DAYS_KEPT)
def _worded_date(text: str) -> date:
    match = matched(r"(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4})", text, "a date such as 31 Dec 2023")
    return _date(int(match[3]), month_number(match[2]), int(match[1]))


@lru_cache(DAYS_KEPT)
def _iso_date(text: str) -> date:
    match = matched(r"(\d{4})-(\d{2})-(\d{2})", text, "a date such as 2023-12-31")
    return _date(int(match[1]), int(match[2]), int(match[3]))


def _date(year: int, number: int, day: int) -> date:
    month(year, number)
    try:
        return date(year, number, day)
    except ValueError:
        raise ValueError(f"there is no day {day} in month {number} of {year}") from None


_READERS: Mapping[DateFormat, Callable[[str], date]] = {
    "DD/MM/YYYY": _british_date,
    "MM/DD/YYYY": _american_date,
    "DD MMM YYYY": _worded_date,
    "YYYY-MM-DD": _iso_date,
}

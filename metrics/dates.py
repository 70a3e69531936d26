"""Days, months and times in the words of the language in force.

English is written here, in the way that all its pages have had; any other language as the Unicode CLDR has it.
"""

from __future__ import annotations

import calendar
from datetime import date, time

from babel.dates import format_date, format_time, get_month_names

from metrics.catalogues import LANGUAGES
from metrics.language import SOURCE, language

_ENGLISH_MONTHS = tuple(calendar.month_name)
_ENGLISH_DAYS = tuple(calendar.day_name)


def month_name(number: int) -> str:
    """``January`` for 1, ``Ionawr`` in Welsh."""
    own = language()
    if own == SOURCE:
        return _ENGLISH_MONTHS[number]
    return str(get_month_names("wide", "stand-alone", LANGUAGES[own])[number])


def day_in_words(day: date) -> str:
    """``8 February 2024``, ``8 Chwefror 2024`` in Welsh."""
    own = language()
    if own == SOURCE:
        return f"{day.day} {_ENGLISH_MONTHS[day.month]} {day.year}"
    return format_date(day, "long", LANGUAGES[own])


def weekday_in_words(day: date) -> str:
    """``Monday 16 May 2022``, ``Llun, 16 Mai 2022`` in Welsh."""
    own = language()
    if own == SOURCE:
        return f"{_ENGLISH_DAYS[day.weekday()]} {day_in_words(day)}"
    return format_date(day, "full", LANGUAGES[own])


def clock_in_words(clock: time) -> str:
    """``9:30am``, ``09:30`` in Welsh."""
    own = language()
    if own == SOURCE:
        return f"{clock.hour % 12 or 12}:{clock.minute:02d}{'am' if clock.hour < 12 else 'pm'}"
    return format_time(clock, "short", locale=LANGUAGES[own])

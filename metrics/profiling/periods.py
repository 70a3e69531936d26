"""What is proposed for the periods of an extract, and what is asked where they may be of another kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from metrics.period_dates import parse_date
from metrics.period_formats import PeriodFormat
from metrics.profiling import names
from metrics.profiling.roles import Roles, Values

# What else periods may be that are written in a format, where that is known.
OTHERWISE: Mapping[PeriodFormat, str] = {
    "YYYY": "? or a financial-year, if the file's years begin in April: it would have to say 2023/24 then",
    "YYYY Qn": "? of the calendar year, if the file means that: of the financial year it would say 2023/24 Q1",
    "Qn YYYY": "? of the calendar year, if the file means that: of the financial year it would say Q1 2023/24",
    "YYYY-Qn": "? or calendar-quarter, if the file means quarters of the calendar year",
    "Qn YYZZ": '? or "format: Qn YYYY", if the file means a year by its four digits',
    "YE MMM-YY": '? the years to these months; if the months alone are meant, month, with "format: MMM-YY"',
}


def which_periods(roles: Roles) -> str:
    """Why it cannot be told which periods are meant, though their texts can be read; nothing where it can.

    A guess would then publish the right number for another time.
    """
    name, pattern = names.words(roles.period_column), roles.period.format
    if pattern == "YE MMM-YY" and not names.YEAR_END.search(name):
        return (
            "such a month may stand for itself or for the year to its end; write month or the longer period, and "
            "under source the format MMM-YY or YE MMM-YY"
        )
    if pattern in ("YYYY", "YYYY Qn", "Qn YYYY") and names.FINANCIAL.search(name):
        return (
            "a financial year by one number may be the one that begins or the one that ends in it; ask for years "
            "such as 2023/24"
        )
    return ""


SWAPPED: Mapping[str, PeriodFormat] = {"DD/MM/YYYY": "MM/DD/YYYY", "MM/DD/YYYY": "DD/MM/YYYY"}


def which_format(roles: Roles, texts: Iterable[str]) -> str:
    """What is asked where dates can be read with the day before the month and behind it; else nothing."""
    other = SWAPPED.get(roles.period.format)
    if roles.period.sure or other is None:
        return ""
    with suppress(ValueError):
        for text in texts:
            parse_date(text, other)
        return f"? {roles.period.format}, or {other}: no day in the file tells them apart"
    return ""


def period_columns(roles: Roles) -> Values:
    """Where the period stands: in one column, in two, or in the header."""
    if roles.period.beside:
        return {"columns": {"year": roles.period_column, roles.period.part: roles.period.beside}}
    return {"column": roles.period_column} if roles.period_column else {}

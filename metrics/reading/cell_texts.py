"""A typed cell of a workbook or a Parquet file as the text that a publisher would have written for it.

Numbers have the fifteen digits that spreadsheets keep: 61.0 is ``61``, and 0.30000000000000004 is ``0.3``. A true
date is ``2023-03-31``, whatever a spreadsheet shows of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

DIGITS = 15


@lru_cache(maxsize=10_000)  # the same few numbers stand in many cells
def plain_number(value: float) -> str:
    """A number with a point and without an exponent, to fifteen digits; ``nan`` and ``inf`` as words."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    text = _without_zeros(format(Decimal(format(value, f".{DIGITS}g")), "f"))
    return "0" if text == "-0" else text


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=10_000)
def percent(value: float) -> str:
    """A number that a spreadsheet shows as a percentage: 0.61 as ``61%``."""
    return f"{_without_zeros(format(Decimal(format(value, f'.{DIGITS}g')) * 100, 'f'))}%"


def decimal_text(value: Decimal) -> str:
    """A number of a Parquet file that has its own digits."""
    return _without_zeros(format(value, "f"))


def moment_text(value: datetime) -> str:
    """A date where no time of day is meant, and else both."""
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ")


_TEXTS: dict[type, Callable[..., str]] = {
    str: str,
    bool: lambda value: str(value).upper(),
    int: str,
    float: plain_number,
    Decimal: decimal_text,
    datetime: moment_text,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: str,
    type(None): lambda _: "",
}


def cell_text(value: object) -> str:
    """The text of a cell of any type."""
    return _TEXTS.get(type(value), str)(value)

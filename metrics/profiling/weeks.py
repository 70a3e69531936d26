"""Dates a week apart that neither begin nor end a week as it is declared: weeks to a Saturday, say."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from itertools import pairwise

from metrics.period_dates import WEEKDAYS, parse_date
from metrics.period_formats import formats_for, is_dated

LEAST_DATES = 4
DAYS = 7
ASK = "ask for a figure for each day, which are added up to weeks, or for weeks to Sunday"


def weekday_of(texts: Iterable[str]) -> str:
    """The day of the week on which all dates fall that are weeks apart; empty for others, and for plain weeks."""
    texts = list(texts)
    for pattern in filter(is_dated, formats_for("month")):
        with suppress(ValueError):
            return _weekday(sorted({parse_date(text, pattern) for text in texts}))
    return ""


def _weekday(days: list[date]) -> str:
    steps = {(after - before).days for before, after in pairwise(days)}
    are_weeks = len(days) >= LEAST_DATES and DAYS in steps and not any(step % DAYS for step in steps)
    name = WEEKDAYS[days[0].weekday()]
    return name if are_weeks and name not in ("Monday", "Sunday") else ""


def odd_weeks(column: str, weekday: str) -> str:
    """Why a column of such dates cannot be read, and what to ask for."""
    return (
        f'the dates in "{column}" are {weekday}s, a week apart, and weeks run from Monday to Sunday here, as '
        f"ISO 8601 numbers them; {ASK}"
    )

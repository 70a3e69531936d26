"""How often something is promised, as analysts declare it: once in each week, month, quarter or year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

Updates = Literal["every week", "every month", "every quarter", "every half-year", "every year"]

_MONTHS: Mapping[str, int] = {
    "every month": 1,
    "every quarter": 3,
    "every half-year": 6,
    "every year": 12,
}


def promised_by(updates: Updates, last: date) -> date | None:
    """The last day of the week, month, quarter or year of the calendar after that in which the last one came.

    So what comes at the end of one quarter and at the beginning of the next keeps a promise of once a quarter. None
    for a day beyond the calendar.
    """
    if updates == "every week":
        ahead = 14 - last.isoweekday()
        return last + timedelta(days=ahead) if (date.max - last).days >= ahead else None
    months = _MONTHS[updates]
    start = last.year * 12 + (last.month - 1) // months * months
    year, month = divmod(start + 2 * months, 12)
    return date(year, month + 1, 1) - timedelta(days=1) if year <= date.max.year else None

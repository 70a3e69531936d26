"""How each duty to publish stands on a day: published, out of date, not published, not to be, or not checked"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from metrics.declared.duty import Duty, Law, Rhythm
from metrics.declared.oversight import Oversight

DutyState = Literal["published", "out-of-date", "not-published", "does-not-apply", "not-checked"]
# What has not been checked of a duty: its words, the time of its publication, or where it stands.
Unchecked = Literal["words", "time", "place"]
MONTHS: Mapping[Rhythm, int] = {"month": 1, "quarter": 3, "year": 12}
_FIRST_MONTH = 4  # of a financial year


@dataclass(frozen=True)
class Standing:
    """How a duty stands: its state, what has not been checked of it, and the day by which it is due again.

    ``due`` is None where its rhythm gives no day, or where nothing says when it was last updated.
    """

    law: Law
    duty: Duty
    state: DutyState
    unchecked: tuple[Unchecked, ...] = ()
    due: date | None = None


def standings(declared: Oversight, today: date) -> tuple[Standing, ...]:
    """How every duty stands on a day, in the order declared."""
    return tuple(standing(law, duty, today) for law in declared.duties for duty in law.items)


def standing(law: Law, duty: Duty, today: date) -> Standing:
    """How a duty stands on a day. Nothing is taken for published that has not been checked in every part."""
    if duty.applies is not None:
        return Standing(law, duty, "does-not-apply")
    unchecked = _unchecked(duty)
    due = due_day(duty)
    if "words" not in unchecked and duty.published is not None and duty.published.absent_on is not None:
        return Standing(law, duty, "not-published", unchecked)
    if unchecked:
        return Standing(law, duty, "not-checked", unchecked, due)
    late = due is not None and due < today
    return Standing(law, duty, "out-of-date" if late else "published", (), due)


def due_day(duty: Duty) -> date | None:
    """The last day by which something is to be updated again, by its rhythm; None where that gives no day.

    A month, a quarter or a year after it was updated, on the day of the same number or the last of a shorter month.
    What is to be published before each financial year is due on the last day before the second one that begins
    after it was updated: until then what was published is that of the year that is under way.
    """
    updated = None if duty.published is None else duty.published.updated
    if updated is None:
        return None
    if duty.when == "before the financial year":
        first = updated.year - (updated.month < _FIRST_MONTH)
        return _day_or_none(first + 2, _FIRST_MONTH, 1, -1)
    if duty.when not in MONTHS:
        return None
    years, month = divmod(updated.year * 12 + updated.month - 1 + MONTHS[duty.when], 12)
    return _day_or_none(years, month + 1, updated.day, 0)


def tally(items: Iterable[Standing]) -> Mapping[DutyState, int]:
    """How many duties are in each state."""
    return Counter(item.state for item in items)


def _unchecked(duty: Duty) -> tuple[Unchecked, ...]:
    """What has not been checked of a duty that applies."""
    missing: dict[Unchecked, bool] = {
        "words": duty.seen == "memory",
        "time": duty.when_seen == "not-read" or duty.when == "unknown",
        "place": duty.published is None,
    }
    return tuple(part for part, is_missing in missing.items() if is_missing)


def _day_or_none(year: int, month: int, day: int, more: int) -> date | None:
    """A day, in a shorter month the last, and some days more; None beyond the calendar."""
    if year > date.max.year:
        return None
    return date(year, month, min(day, calendar.monthrange(year, month)[1])) + timedelta(days=more)

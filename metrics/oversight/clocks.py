"""The last day of a clock, by the way in which its days are counted"""

from __future__ import annotations

from datetime import date, timedelta

from metrics.declared.clock import Clock
from metrics.working_days import working_day


def last_day(clock: Clock, start: date) -> date | None:
    """The last day on which what a clock is of is in time, where it begins with a day.

    ``day-1`` begins with the day itself, so 56 days that begin with 22 March 2022 end on 16 May 2022; ``after``
    begins with the day after it. A last day is never moved, whatever day of the week it is. Where it is not known
    how days are counted there is none, and of a clock without days neither.
    """
    if clock.length is None or clock.counts not in ("day-1", "after"):
        return None
    try:
        first = start if clock.counts == "day-1" else start + timedelta(days=1)
        if clock.working_days is not None:
            return None if clock.holidays is None else working_day(clock.holidays, first, clock.working_days)
        return first + timedelta(days=clock.length - 1)
    except OverflowError:
        return None

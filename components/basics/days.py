"""Days and moments in words, by the clocks of the region."""

from __future__ import annotations

from datetime import date, datetime

from metrics.dates import clock_in_words, day_in_words
from metrics.language import say
from metrics.periods import UK

MOMENT = "{day} at {clock}"


def day(moment: date) -> str:
    """``8 February 2024``."""
    return day_in_words(moment)


def moment(time: datetime) -> str:
    """``8 February 2024 at 9:30am``, by the clocks of the region."""
    local = time.astimezone(UK)
    return say(MOMENT, day=day(local.date()), clock=clock_in_words(local.time()))


def local_day(time: datetime) -> date:
    """The day of a moment, by the clocks of the region."""
    return time.astimezone(UK).date()

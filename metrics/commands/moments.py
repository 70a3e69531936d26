"""Days and moments as staff type them: a day means 9:30 in the region, and a time has its offset."""

from __future__ import annotations

import re
from datetime import date, datetime

import click

from metrics.issues import Issue, warning
from metrics.periods import UK
from metrics.releasing.moments import USUAL, clock_change, doubts_of, on_local_clocks

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
EXAMPLE = "2024-05-09T09:30:00+01:00"
AT_HELP = f"2024-05-09 (9:30 UK time), or {EXAMPLE}."


class PublicFrom(click.ParamType[datetime]):
    """From when a release is public: a day, which means 9:30 UK time, or a time with its offset."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment, with the offset that it was typed with, or the region's where it is a day."""
        if isinstance(value, datetime):
            return value
        text = str(value)
        try:
            if DAY.fullmatch(text):
                return _in_uk_time(date.fromisoformat(text))
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                moment.astimezone(UK)
                return moment
        except (ValueError, OverflowError):
            self.fail(f'"{text}" is neither a day, 2024-05-09, nor a time, {EXAMPLE}', param, ctx)
        times = on_local_clocks(moment)
        hint = (
            f"in UK time it is {times[0].isoformat(timespec='minutes')}"
            if len(times) == 1
            else clock_change(moment)
        )
        self.fail(f'"{text}" has no offset; {hint}', param, ctx)


class Day(click.ParamType[datetime]):
    """A day of the calendar: 9:30 UK time on it."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment on that day."""
        text = str(value)
        if DAY.fullmatch(text):
            try:
                return _in_uk_time(date.fromisoformat(text))
            except (ValueError, OverflowError):
                pass
        self.fail(f'"{text}" is no day; write it as 2024-05-09', param, ctx)


def _in_uk_time(day: date) -> datetime:
    moment = datetime.combine(day, USUAL, UK)
    return datetime.fromisoformat(moment.isoformat())  # with an offset that two moments can be compared by


def moment_doubts(at: datetime, now: datetime, where: str) -> list[Issue]:
    """What is odd about a moment, as warnings of what it was typed for."""
    return [warning(where, 1, 1, code, f"{message}; is that meant?") for code, message in doubts_of(at, now)]

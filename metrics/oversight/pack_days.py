"""The days for which a body's pack is made: from when there could be anything in it, to two years ahead"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from metrics.declared.body import Body
from metrics.declared.taxonomy import Framework, YearOrDay

YEARS_AHEAD = 2


def pack_days(
    body: Body, frameworks: Sequence[Framework], first_release: date, today: date
) -> tuple[date, date]:
    """The first day and the last one of which a pack tells anything.

    The first is that of the first release, or an earlier one on which a framework began or the body met. The last
    is two years after today, or the last of its meetings that are declared. Any other would be a page of nothing.
    """
    met = [meeting.on for meeting in body.meetings]
    began = [_first_day(framework.first) for framework in frameworks if framework.first is not None]
    return min([first_release, *met, *began]), max([_years_after(today), *met])


def _first_day(when: YearOrDay) -> date:
    return when if isinstance(when, date) else date(when, 1, 1)


def _years_after(today: date) -> date:
    """The same day of the year, so many years on; of 29 February the day before."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return date(today.year + YEARS_AHEAD, today.month, day)

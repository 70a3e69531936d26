"""How an answer stands on a day: given in time or late, awaited, or without a last day, and why"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.declared.clock import Clock
from metrics.declared.inspection_source import Blank
from metrics.oversight.clocks import last_day
from metrics.oversight.inspections import InspectionTable, Recommendation, Report

State = Literal[
    "in-time",  # answered by the last day
    "late",  # answered after it
    "answered",  # answered, and no last day is there to hold it against
    "due",  # the last day is to come, or today
    "overdue",  # the last day has passed
    "no-clock",  # none runs on an answer
    "no-count",  # it is not known how its days count, or it has none
    "no-day",  # it is not known on which day it begins
]


@dataclass(frozen=True)
class Standing:
    """How an answer stands on a day.

    ``days`` is how many days an answer was late, or how many are left, or how many ago the last day was; of an
    answer in time how many were left. ``blank`` says whether no answer was published, or none was seen.
    """

    state: State
    clock: Clock | None = None
    last: date | None = None
    answered: date | None = None
    days: int = 0
    blank: Blank = "not-seen"


def report_standing(table: InspectionTable, report: Report, today: date) -> Standing:
    """How the answer to a report stands on a day."""
    declared = table.inspection.source.answered
    blank = "not-seen" if declared is None else declared.blank
    return standing(table.clocks.get(report.clock), report.published, report.answered, today, blank)


def recommendation_standing(table: InspectionTable, item: Recommendation, today: date) -> Standing:
    """How the answer to a recommendation stands on a day: by its own clock and day, or else by its report's."""
    report, source = table.report_of(item), table.inspection.recommendations
    declared = None if source is None else source.answered
    blank = "not-seen" if declared is None else declared.blank
    start = item.made_on or report.published
    return standing(table.clocks.get(item.clock or report.clock), start, item.answered, today, blank)


def standing(
    clock: Clock | None, start: date | None, answered: date | None, today: date, blank: Blank
) -> Standing:
    """How an answer stands on a day, by the clock that begins with another."""
    last = None if clock is None or start is None else last_day(clock, start)
    if answered is not None:
        if last is None:
            return Standing("answered", clock, None, answered)
        state: State = "late" if answered > last else "in-time"
        return Standing(state, clock, last, answered, abs((answered - last).days))
    if clock is None:
        return Standing("no-clock", blank=blank)
    if start is None:
        return Standing("no-day", clock, blank=blank)
    if last is None:
        return Standing("no-count", clock, blank=blank)
    left = (last - today).days
    return Standing("due" if left >= 0 else "overdue", clock, last, None, abs(left), blank)

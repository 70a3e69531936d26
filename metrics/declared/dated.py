"""What a day makes of a declaration: promises that are overdue, breaks that hide a year or lie too far ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from metrics.declared.findings import Finding
from metrics.declared.framework import Config, PlannedMeasure, PublishedMeasure
from metrics.periods import first_day, first_month, label, parse_period_id

FAR_AHEAD_DAYS = 366


def check_dates(config: Config, today: date) -> Iterator[Finding]:
    """Every doubt that hangs on what day it is; all are warnings."""
    for index, measure in enumerate(config.measures):
        at = ("measures", index)
        due = measure.expected if isinstance(measure, PlannedMeasure) else None
        if isinstance(due, date) and due < today:
            said = f"it was expected on {due.isoformat()}, and readers see that it is overdue"
            yield Finding((*at, "expected"), said, "overdue", "warning")
        if isinstance(measure, PublishedMeasure):
            for number, item in enumerate(measure.breaks):
                start = parse_period_id(item.period, measure.frequency)
                for code, said in _doubts(measure, start, today):
                    yield Finding((*at, "breaks", number, "period"), said, code, "warning")


def _doubts(measure: PublishedMeasure, start: pd.Period, today: date) -> Iterator[tuple[str, str]]:
    if (first_day(start) - today).days > FAR_AHEAD_DAYS:
        yield "break-ahead", f"the break of {label(start)} is more than a year ahead; is the year right?"
    elif _hides_a_year(measure, start, today):
        said = (
            f"for a year after {label(start)} there is nothing to compare with, since the figures before it"
        )
        yield "break-hides-year", f"{said} count otherwise; readers see no change until then"


def _hides_a_year(measure: PublishedMeasure, start: pd.Period, today: date) -> bool:
    """Whether a comparison, or a total of twelve months, reaches over the break from every period of a year."""
    long = measure.window == "rolling-12-months" or measure.frequency.endswith("year")
    if not (long or measure.comparison.basis == "same-period-last-year"):
        return False
    return today < date(first_month(start).year + 1, first_month(start).month, 1)

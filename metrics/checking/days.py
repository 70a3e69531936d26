"""Dates whose day and month are swapped: what the days are gives it away, since no cell does by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, error
from metrics.period_dates import parse_date
from metrics.reading.tables import Columns, Table

MONTHS = 12
FEW = 3  # first days of so many months are no chance
MANY = 12  # so many dates, none of them after the 12th: by chance in one of 70,000 files
LATE, DIFFERENT = 8, 5  # first Mondays and the like are all before the 8th


def days_are_no_months(measure: PublishedMeasure, table: Table, columns: Columns) -> Iterator[Issue]:
    """Dates of which any day will do are not those of the first of each month, written the other way round."""
    period, position = measure.source.period, columns.named.get("period")
    if position is None or period.day not in ("any", "each") or period.format == "DD MMM YYYY":
        return
    dates = {text: day for text in table.frame[position].unique() if (day := _date(measure, text))}
    problem = _swapped(set(dates.values()))
    if problem:
        first = next(iter(dates))
        line = int(table.frame.index[table.frame[position] == first][0])
        other = {"DD/MM/YYYY": "MM/DD/YYYY", "MM/DD/YYYY": "DD/MM/YYYY"}.get(period.format)
        mend = f'declare "format: {other}"' if other else "ask the publisher for the file again"
        message = f'{problem}, as in "{first}"; are day and month swapped? If so, {mend}'
        yield error(table.file, line, position + 1, "swapped-days", message)


def _date(measure: PublishedMeasure, text: str) -> date | None:
    period = measure.source.period
    with suppress(ValueError):
        return parse_date(period.aliases.get(text.strip(), text), period.format)
    return None


def _swapped(dates: set[date]) -> str:
    """Why dates seem to be written the other way round; nothing where they do not."""
    days = {item.day for item in dates}
    if not days or max(days) > MONTHS or len(days) < FEW:
        return ""
    if {item.month for item in dates} == {1}:
        return f"all {len(dates)} dates are in January, on days up to the 12th"
    if len(dates) >= MANY and len(days) >= DIFFERENT and max(days) >= LATE:
        return f"none of {len(dates)} dates is after the 12th day of its month"
    return ""

"""Days that are added up: none is absent from a week or a month, and a period that is not whole is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from metrics.areas import NO_AREA_NAMES, area_name, areas
from metrics.declared.framework import PublishedMeasure
from metrics.figures.days import absent_days
from metrics.issues import Issue, error, listed, warning
from metrics.periods import MONTH_NAMES, first_day, label, last_day

MOST_DAYS = 5  # that are named in a message
FEW_OF = 20  # of so many rows at most one is lacking, where those that lack are a slip
MEND = (
    'ask the publisher for it; if days on which nothing happened have no row, declare "day: any", and if the '
    'figure is not known then, "absent: missing"'
)


def without_part_periods(cells: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Cells without those of a first or a newest period that the days of a file do not begin or end, which is told.

    Cells without days stay as they are. A period that is one of the only two, or the only one, is left out too.
    """
    issues: list[Issue] = []
    if "day" not in cells or cells.empty:
        return cells, issues
    first, last = int(cells["day"].min()), int(cells["day"].max())
    oldest, newest = cells["period"].min(), cells["period"].max()
    ends = (
        (newest, last_day(newest).toordinal() > last, f"has rows up to {_day(last)} alone"),
        (oldest, first_day(oldest).toordinal() < first, f"has rows from {_day(first)} on alone"),
    )
    for period, is_part, words in ends:
        mine = cells["period"] == period
        if is_part and mine.any():
            row = cells[mine].iloc[0]
            message = f"{label(period)} {words}: it is left out until it is whole"
            issues.append(
                warning(str(row["file"]), int(row["line"]), int(row["field"]), "missing-day", message)
            )
            cells = cells[~mine]
    return cells, issues


def days_are_whole(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Each day between the first and the last has its rows: without one a sum would be too low in silence."""
    absent = absent_days(measure, cells)
    if absent.empty:
        return
    of_nobody = sorted(set(absent["day"]) - set(cells["day"]))
    if measure.source.absent == "zero":
        yield from _taken_for_zero(measure, cells, absent[~absent["day"].isin(of_nobody)])
        absent = absent[absent["day"].isin(of_nobody)]
    for period, rows in absent.groupby("period", sort=True):
        place = cells[cells["period"] == period]
        row = (cells if place.empty else place).iloc[0]
        at = str(row["file"]), int(row["line"]), int(row["field"])
        days = sorted(set(rows["day"]))
        if measure.source.absent == "zero":
            message = (
                f"{label(period)} has no row of {_listed(days)}, and its figure would be too low: {MEND}"
            )
            yield error(*at, "missing-day", message)
        else:
            whose = "" if set(days) <= set(of_nobody) else " for some areas or categories"
            message = f"{label(period)} has no row of {_listed(days)}{whose}, so its figure is missing"
            yield warning(*at, "missing-day", message)


def _taken_for_zero(measure: PublishedMeasure, cells: pd.DataFrame, absent: pd.DataFrame) -> Iterator[Issue]:
    """Days of single areas or categories without a row, where nearly all others have one: a warning by period.

    Where many have none, nothing happened on most days, and a row that is lost cannot be told from one of these.
    """
    keys = ["area", *(dimension.id for dimension in measure.source.dimensions)]
    all_rows = cells.drop_duplicates([*keys, "day"])
    if absent.empty or len(absent) * FEW_OF > len(all_rows):
        return
    for period, rows in absent.groupby("period", sort=True):
        row = cells[cells["period"] == period].iloc[0]
        lacking = rows[keys].drop_duplicates().itertuples(index=False)
        whose = listed([_whose(tuple(map(str, names))) for names in lacking], MOST_DAYS)
        days = _listed(sorted(set(rows["day"])))
        message = f"{label(period)} has no row of {days} for {whose}, which counts as zero; "
        message += "nearly every other day has one: ask the publisher"
        yield warning(str(row["file"]), int(row["line"]), int(row["field"]), "missing-day", message)


def _whose(names: Sequence[str]) -> str:
    """An area, or what is no district, with its categories."""
    area, *categories = names
    return ", ".join([area_name(area) if area in areas() else area.removeprefix(NO_AREA_NAMES), *categories])


def _listed(days: Sequence[int]) -> str:
    """``14 January 2024 and 15 January 2024``, or the first of many with the number of the others."""
    words = [_day(day) for day in days[:MOST_DAYS]]
    if len(days) > MOST_DAYS:
        return f"{', '.join(words)} and {len(days) - MOST_DAYS} more days"
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _day(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{day.day} {MONTH_NAMES[day.month]} {day.year}"

"""Rules on the periods of a measure: none left out, none to come, none under two names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.figures.breaks import break_starts
from metrics.issues import Issue, error, shortened, warning
from metrics.period_formats import parse_period, plain_formats
from metrics.periods import PERIODS_IN_A_YEAR, first_month, label, last_day, last_month, months_in_words
from metrics.reading.frames import rows_of
from metrics.reading.tables import Columns, Table

MOST_LABELS = 2000  # a column with more texts than that holds no periods


def periods_are_consecutive(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """No period is left out: it would make every area zero, or at least leave a hole in the line."""
    source = measure.source
    if not LAYOUTS[source.layout].is_seamless:
        return
    tell, then = (error, "zero") if source.absent == "zero" else (warning, "missing")
    firsts = cells.drop_duplicates("period").sort_values("period")
    for before, row in zip(firsts["period"], rows_of(firsts.iloc[1:]), strict=False):
        if row.period.ordinal - before.ordinal != 1:
            between = f"{label(before)} and {label(row.period)}"
            message = f"there is nothing between {between}, so every figure there would be {then}"
            yield tell(row.file, int(row.line), int(row.field), "gap", message)


def periods_stand_in_order(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """A file that goes forward in time does not end a year back: that row was dated a year early."""
    year = PERIODS_IN_A_YEAR[measure.frequency]
    if year == 1 or not LAYOUTS[measure.source.layout].is_seamless:
        return
    for file, rows in cells.drop_duplicates(["file", "period"]).groupby("file", sort=False):
        steps = rows["period"].map(lambda period: period.ordinal).diff().iloc[1:]
        if len(steps) >= 2 and steps.iloc[-1] == 1 - year and (steps.iloc[:-1] == 1).all():
            before, row = rows["period"].iloc[-2], rows.iloc[-1]
            message = f"{label(row['period'])} stands after {label(before)}; is it {label(before + 1)}, "
            yield error(str(file), int(row["line"]), 1, "year-early", message + "dated a year early?")


def periods_have_ended(cells: pd.DataFrame, today: date) -> Iterator[Issue]:
    """No figure is of a period that has not ended on the day of the release: one message for a file."""
    firsts = cells.drop_duplicates(["file", "period"])
    ahead = firsts[[last_day(period) >= today for period in firsts["period"]]]
    for file, rows in ahead.groupby("file", sort=False):
        first = rows.sort_values("period").iloc[0]
        message = f"{label(first['period'])} has not ended on {today.isoformat()}"
        message += {1: "", 2: ", nor has a later one"}.get(
            len(rows), f", nor have {len(rows) - 1} later ones"
        )
        mend = "; is the year right, and the format?"
        yield error(str(file), int(first["line"]), int(first["field"]), "future-period", message + mend)


def breaks_are_declared(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Where the extract marks a break, [b], one is declared: else figures would be compared across it."""
    declared = break_starts(measure)
    firsts = cells[cells["status"] == "b"].drop_duplicates("period")
    for row in rows_of(firsts[~firsts["period"].isin(declared)]):
        message = f"{label(row.period)} is marked as a break, [b], and none is declared to start there"
        mend = '; declare it under "breaks", so that nothing is compared across it'
        yield error(row.file, int(row.line), int(row.field), "undeclared-break", message + mend)


def labels_agree(
    measure: PublishedMeasure, table: Table, columns: Columns, cells: pd.DataFrame
) -> Iterator[Issue]:
    """A second column that names the period as well says the same as the one that is read."""
    period = columns.named.get("period")
    if period is None or not table.is_held:
        return
    periods = cells.drop_duplicates("line").set_index("line")["period"]
    for position in set(range(len(table.header))) - columns.used:
        texts = table.frame[position].reindex(periods.index)
        other = _periods(measure, list(texts.unique()))
        if other:
            yield from _disagreements(table, period, position, texts.map(other), periods)


def _periods(measure: PublishedMeasure, texts: list[str]) -> dict[str, pd.Period]:
    """What texts name as periods, where each does in one and the same format."""
    if len(texts) > MOST_LABELS:
        return {}
    for pattern in plain_formats(measure.frequency):
        with suppress(ValueError):
            return {text: parse_period(text, pattern, measure.frequency) for text in texts}
    return {}


def _disagreements(
    table: Table, period: int, position: int, other: pd.Series, periods: pd.Series
) -> Iterator[Issue]:
    bad = periods.index[[a != b for a, b in zip(other, periods, strict=True)]]
    every = len(bad) == len(periods) >= 3
    for line in bad[:1] if every else bad:
        period_cell = f'{table.header[period]} "{shortened(str(table.frame.at[line, period]))}"'
        label_cell = f'{table.header[position]} "{shortened(str(table.frame.at[line, position]))}"'
        message = f"{label_cell} is {_months(other[line])}, and {period_cell} is {_months(periods[line])}: "
        message += f"one is wrong; all {len(bad):,} rows are like it" if every else "one is wrong"
        yield error(table.file, int(line), position + 1, "periods-disagree", message)


def _months(period: pd.Period) -> str:
    return months_in_words(first_month(period), last_month(period))

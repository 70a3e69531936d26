"""A period holds all its parts: no year of three quarters beside years of four, no total so far as a month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from math import lgamma, log

import numpy as np
import pandas as pd

from metrics.areas import region_code
from metrics.checking.summed import Axis, Summed
from metrics.declared.layouts import LAYOUTS
from metrics.figures.observations import cells_behind
from metrics.figures.series import Key
from metrics.figures.sums_of_areas import combined
from metrics.issues import Issue, error, listed, warning
from metrics.language import say
from metrics.period_formats import formats_for, is_dated, parse_period
from metrics.periods import (
    MONTH_NAMES,
    PERIODS_IN_A_YEAR,
    Frequency,
    Window,
    first_day,
    label,
    last_day,
    year_of,
)

SURE = 7.0  # so many are expected where nothing is: by chance that comes once in a thousand times
SURE_BITS = 16.0  # of a series that rises by chance alone
FINER: dict[Frequency, tuple[Frequency, ...]] = {
    "week": (),
    "month": (),
    "financial-quarter": ("month",),
    "calendar-quarter": ("month",),
    "calendar-year": ("month", "calendar-quarter", "financial-quarter"),
    "financial-year": ("month", "financial-quarter"),
    "academic-year": ("month",),
}
_MONTHS = {name[:length].casefold() for name in MONTH_NAMES[1:] for length in (3, None)} | {"sept"}
_PART = re.compile(r"(fy)?(q|qtr|quarter|month|m|period|p|week|w) ?\d{1,2}")
_PART_COLUMN = re.compile(r"\b(month|quarter|qtr|week|period)\b|^(m|mon|mth|q|w|wk)$", re.IGNORECASE)
_NAMES = "|".join(name[:3] for name in MONTH_NAMES[1:])
_SO_FAR = re.compile(
    r"\b[fc]?ytd\b|\bto[- ]date\b|\bpart[- ]year\b|\bso far\b|\bincomplete\b|\bnot (yet )?complete\b|\bpartial\b"
    r"|\b(three|six|nine|[1-9]|1[01]) months\b|\b(one|two|three|[123]) quarters\b"
    rf"|\b({_NAMES})\w* *(-|–|to) *({_NAMES})\w*\b",
    re.IGNORECASE,
)
_TO_DATE = re.compile(r"\b[fc]?ytd\b|\bto[- ]date\b", re.IGNORECASE)
_OTHER_YEAR = re.compile(r"\b(last|previous|prior) year\b|\byear (ago|before|earlier)\b", re.IGNORECASE)


def periods_are_whole(added: Summed) -> Iterator[Issue]:
    """No period is added up from fewer months or quarters than the others are."""
    for axis in added.added_up:
        if axis.kind != "area" and _names_parts(axis, added.measure.frequency):
            yield from _fewer_parts(added, axis)
            return
    yield from _fewer_rows(added)


def _names_parts(axis: Axis, frequency: Frequency) -> bool:
    """Whether a column names months, quarters or weeks within a period."""
    names = [name.casefold() for name in axis.names if name]
    if not FINER[frequency] or len(names) < 2:
        return False
    if all(map(_is_part, names)):
        return True
    if axis.numbers_alone and _PART_COLUMN.search(axis.title):
        return all(name.isdigit() and 1 <= int(name) <= 53 for name in names) or _dated(names, frequency)
    return _dated(names, frequency)


def _is_part(name: str) -> bool:
    return name.casefold() in _MONTHS or _PART.fullmatch(name.casefold()) is not None


def _dated(names: Sequence[str], frequency: Frequency) -> bool:
    for finer in FINER[frequency]:
        for pattern in formats_for(finer):
            with suppress(ValueError):
                for name in names:
                    parse_period(name, pattern, finer, "any" if is_dated(pattern) else "last")
                return True
    return False


def _fewer_parts(added: Summed, axis: Axis) -> Iterator[Issue]:
    """A period with fewer parts than others have: chance would not leave them empty, or it begins or ends all."""
    frame = pd.DataFrame({"period": added.cells["period"], "part": axis.codes, "value": added.cells["value"]})
    totals = frame.groupby("period")["value"].sum()
    parts = frame[frame["value"] != 0].groupby("period")["part"].unique().sort_index()
    counts = parts.map(len)
    usual = int(counts.max()) if len(counts) > 1 else 0
    for period in counts.index[counts < usual]:
        of_part = float(totals[counts.index[counts == usual]].mean()) / usual
        sure = of_part * (usual - counts[period]) >= SURE
        if sure or period in (counts.index[0], counts.index[-1]):
            names = listed([axis.names[part] for part in parts[period]], 12)
            message = f'{label(period)} has {counts[period]} of {usual} parts in "{axis.title}", {names}'
            yield _part(added, period, axis.field, message, sure=sure)


def _fewer_rows(added: Summed) -> Iterator[Issue]:
    """Where each figure has the same number of rows, and in the first or newest period each has fewer of them."""
    layout, days = LAYOUTS[added.measure.source.layout], added.measure.source.period.day
    if days == "each":
        return  # months have not the same number of days, and which have all of theirs is told by the days
    if added.measure.source.combine != "sum" or layout.is_added_up or layout.in_header:
        return
    keys = ["period", "area", *(item.id for item in added.measure.source.dimensions)]
    counts = added.cells.groupby(keys).size().groupby("period").agg(["min", "max"]).sort_index()
    usual = int(counts["max"].max()) if len(counts) > 2 else 0
    if usual < 2 or (counts["min"] != counts["max"]).any():
        return
    few = counts.index[counts["max"] < usual]
    if len(few) == 1 and few[0] in (counts.index[0], counts.index[-1]) and not _lacks_names(added, few[0]):
        number = int(counts.loc[few[0], "max"])
        message = (
            f"each figure of {label(few[0])} is added up of {number} rows, and each of others of {usual}"
        )
        yield _part(added, few[0], 0, message, sure=True)


def _lacks_names(added: Summed, period: pd.Period) -> bool:
    """Whether what a period lacks has a name, so that it is a category that is gone."""
    of_period = (added.cells["period"] == period).to_numpy()
    return any(len(np.unique(axis.codes[of_period])) < len(axis.names) for axis in added.notes)


def _part(added: Summed, period: pd.Period, field: int, message: str, *, sure: bool) -> Issue:
    first = added.cells[added.cells["period"] == period].iloc[0]
    place = str(first["file"]), int(first["line"]), field or int(first["field"])
    mend = 'part of it would stand for all of it; leave it out with "where" until it is whole'
    tell = error if sure else warning
    return tell(*place, "part-period", f"{message}: {mend}")


# Events and their days -------------------------------------------------------------------------------------


def events_go_to_the_end(added: Summed) -> Iterator[Issue]:
    """The newest period has events up to its end, and the first from its start, as far as their days tell."""
    if added.days is None:
        return
    days = np.unique(added.days)
    if len(days) < 2:
        return
    rate = float(added.cells["value"].sum()) / float(days[-1] - days[0] + 1)
    usual = int(np.diff(days).max())
    newest, oldest = added.cells["period"].max(), added.cells["period"].min()
    after = last_day(newest).toordinal() - int(days[-1])
    before = int(days[0]) - first_day(oldest).toordinal()
    for period, gap, words in ((newest, after, "last"), (oldest, before, "first")):
        if (gap - usual) * rate >= SURE:
            stretch = f"{gap} days {'after' if words == 'last' else 'before'} its {words}"
            message = f"{label(period)} has no event in the {stretch}, and {gap * rate:.0f} are usual"
            yield _part(added, period, 0, message, sure=True)


# Words that say so, and totals so far ----------------------------------------------------------------------


def parts_are_not_marked(added: Summed) -> Iterator[Issue]:
    """No column says of all rows of a period, and not of other periods, that they are of a part of it."""
    source = added.measure.source
    if source.window != "single":
        return
    for axis in added.notes:
        so_far = [at for at, name in enumerate(axis.names) if _SO_FAR.search(name)]
        marked = pd.Series(np.isin(axis.codes, so_far)).groupby(added.periods.codes).all()
        if marked.any() and not marked.all():
            cells = added.cells[np.isin(added.periods.codes, marked.index[marked])]
            period, name = cells["period"].max(), axis.names[so_far[0]]
            words = f'"{axis.title}" says "{name}" of {label(period)}'
            yield _part(added, period, axis.field, words, sure=True)
    for name in source.value.column or ():
        if FINER[added.measure.frequency] and _is_part(name):
            message = (
                f'"{name}" names a part of a {added.measure.frequency.rpartition("-")[2]}, and its values '
            )
            message += (
                'would stand for all of it; to add up the parts, declare "layout: categories-as-columns"'
            )
            yield error(*_first(added), "part-period", message)
        if _OTHER_YEAR.search(name.replace("_", " ")):
            message = f'"{name}" seems to hold figures of the year before its periods; declare another column'
            yield error(*_first(added), "total-so-far", message)
        if _TO_DATE.search(name.replace("_", " ")):
            message = f'"{name}" seems to hold totals so far, and single periods are declared; declare the '
            yield error(*_first(added), "total-so-far", f'{message}"window" under source, or another column')


def stretches_are_not_named(added: Summed) -> Iterator[Issue]:
    """Nothing that is added up says of some rows that they hold totals so far, or the year before."""
    for axis in added.added_up:
        names = [name for name in axis.names if _TO_DATE.search(name) or _OTHER_YEAR.search(name)]
        if axis.kind in ("column", "dimension") and names and len(names) < len(axis.names):
            file, line, field = _first(added)
            others = f'"{axis.title}" has {listed(names)} among what is added up'
            mend = f'choose single periods with "where": column "{axis.title}"'
            message = f"{others}, which hold totals so far or figures of another year; {mend}"
            yield error(file, line, axis.field or field, "total-so-far", message)


def _first(added: Summed) -> tuple[str, int, int]:
    first = added.cells.iloc[0]
    return str(first["file"]), int(first["line"]), int(first["field"])


def singles_are_no_totals_so_far(added: Summed) -> Iterator[Issue]:
    """The region's single counts do not rise within each year and start anew with the next, as totals so far do."""
    measure = added.measure
    if measure.source.window != "single" or PERIODS_IN_A_YEAR[measure.frequency] == 1:
        return
    values = combined(cells_behind(measure, added.cells, Key("single", region_code())))["value"].dropna()
    so_far: tuple[Window, ...] = ("financial-year-to-date", "calendar-year-to-date")
    for words in so_far:
        if _rises_in_years(values, words):
            tell = warning if "window" in measure.source.model_fields_set else error
            rising = say("{region's} figures rise within each year and start anew with the next")
            mend = f'if each is a total so far, declare "window: {words}" under source, else "window: single"'
            yield tell(*_first(added), "total-so-far", f"{rising}; {mend}")
            return


def _rises_in_years(values: pd.Series, window: Window) -> bool:
    """Whether values never fall within a year and always do at its start, as chance would hardly make them."""
    bits, run, starts = 0.0, 1, 0
    for old, (period, new) in zip(values, list(values.items())[1:], strict=False):
        begins = year_of(period, window) != year_of(period - 1, window)  # type: ignore[operator]
        if begins != (new < old) or (begins and 2 * new > old):
            return False
        if begins:
            bits, run, starts = bits + lgamma(run + 1) / log(2) + 1, 1, starts + 1
        elif new > old:
            run += 1
    return starts > 0 and bits + lgamma(run + 1) / log(2) >= SURE_BITS

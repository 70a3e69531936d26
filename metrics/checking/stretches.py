"""Rows that are added up are of stretches of time of one length: no quarters or totals so far among months.

A quarter's row stands in one of its months alone, so nothing in that month adds up to it: its months do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

import numpy as np
import numpy.typing as npt
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

from metrics.checking.matrix import SMALL
from metrics.checking.summed import Axis, Summed
from metrics.checking.totals import name_in_words
from metrics.issues import Issue, error, held_against
from metrics.periods import PERIODS_IN_A_YEAR, Frequency

Values = npt.NDArray[np.float64]
MOST_NAMES = 12  # of a column that says how long a row's stretch is
NEARLY_ALL = 0.9  # of the rows: others may have been revised
SURE_BITS = 20.0  # by chance once in a million times
YEARS_BEGIN = (1, 4)  # months in which totals so far start anew


def stretches_are_of_one_length(added: Summed) -> Iterator[Issue]:
    """No name over which figures are summed has the sum of another's rows over several periods."""
    frequency = added.measure.frequency
    if PERIODS_IN_A_YEAR[frequency] == 1:
        return
    for axis in added.added_up:
        if axis.kind != "area" and len(axis.names) <= MOST_NAMES:
            periods = pd.period_range(added.cells["period"].min(), added.cells["period"].max())
            values = _by_name(added, axis, periods)
            if len(values) < 2:
                continue
            stretches = {name: [*_sums(own, periods, frequency)] for name, own in values.items()}
            for long, short in permutations(values, 2):
                if any(_same(values[long], sums) for sums in stretches[short]):
                    yield from held_against(("source", *axis.path), [_issue(added, axis, long, short)])
                    return


def _by_name(added: Summed, axis: Axis, periods: pd.PeriodIndex) -> Mapping[int, Values]:
    """For each name the values by period and area: a row for each period of these, a column for each area."""
    cells = added.cells
    areas = pd.unique(cells["area"])
    sums = cells.groupby([axis.codes, cells["period"], cells["area"]])["value"].sum(min_count=1)
    return {
        int(name): sums.loc[name].unstack().reindex(index=periods, columns=areas).to_numpy(dtype=float)
        for name in np.unique(axis.codes[axis.codes >= 0])
    }


def _sums(values: Values, periods: pd.PeriodIndex, frequency: Frequency) -> Iterator[Values]:
    """A name's values over stretches that several of its periods make: quarters, years, years so far.

    Each sum stands in the row of its last period, or in that of its first; it is unknown where a part of it is.
    """
    in_a_year = PERIODS_IN_A_YEAR[frequency]
    for length in {in_a_year // 4, in_a_year} - {1}:
        rest = np.full((min(length - 1, len(values)), values.shape[1]), np.nan)
        sums = (
            sliding_window_view(values, length, axis=0).sum(axis=-1) if length <= len(values) else values[:0]
        )
        yield np.concatenate([rest, sums])
        yield np.concatenate([sums, rest])
    months = periods.asfreq("M", how="START")
    for month in YEARS_BEGIN:
        years = np.where(months.month >= month, months.year, months.year - 1)
        starts = np.flatnonzero(np.diff(years)) + 1
        so_far = [np.nancumsum(year, axis=0) for year in np.split(values, starts)]
        yield np.where(np.isnan(values), np.nan, np.concatenate(so_far))


def _same(values: Values, others: Values) -> bool:
    """Whether values are those sums wherever both are, as chance would hardly make them.

    A value that comes again tells nothing more: A is 100 in each month, and B is 300.
    """
    both = ~np.isnan(values) & ~np.isnan(others) & (np.maximum(values, others) >= SMALL)
    values, others = values[both], others[both]
    equal = np.abs(values - others) < 1e-6
    bits = float(np.log2(4 * np.pi * np.unique(values[equal])).sum()) / 2
    return bits >= SURE_BITS and float(equal.mean()) >= NEARLY_ALL


def _issue(added: Summed, axis: Axis, long: int, short: int) -> Issue:
    row = added.cells[axis.codes == long].iloc[0]
    longer, shorter = (name_in_words(axis.names[at]) for at in (long, short))
    message = (
        f'the rows of "{longer}" in "{axis.title}" are those of "{shorter}" over several periods, and all '
    )
    message += f'are added up; choose with "where": column "{axis.title}", values "{shorter}"'
    place = str(row["file"]), int(row["line"]), axis.field or int(row["field"])
    return error(*place, "mixed-stretches", message)

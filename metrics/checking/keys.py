"""Rules across the rows of a measure: each value once, files that agree, no combination left out."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics.areas import NO_AREA_NAMES, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.figures.lost_rows import lost_category, lost_rows
from metrics.figures.marking import strongest_by
from metrics.figures.observations import origin_of
from metrics.issues import Issue, error, listed, warning
from metrics.periods import PERIODS_IN_A_YEAR, label
from metrics.reading.frames import rows_of
from metrics.reading.names import EMPTY

MANY = 10  # from so many doubled rows on, a tenth of all or more, it is one mistake
USUAL = 5  # a count that is usually below it may well be absent


def keys_of(measure: PublishedMeasure) -> list[str]:
    """The columns that together name one value."""
    return ["period", "area", *(dimension.id for dimension in measure.source.dimensions)]


def what(measure: PublishedMeasure, area: str, period: pd.Period) -> str:
    """A value in words, by its area and its period."""
    outside = area.removeprefix(NO_AREA_NAMES)
    name = (
        (f'"{outside}"' if outside else EMPTY)
        if area.startswith(NO_AREA_NAMES)
        else measure.source.area_name(area)
    )
    return f"{name} in {label(period)}"


def values_stand_once(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Where rows are taken as given, one period, area and category has one value in a file."""
    if measure.source.combine == "sum":
        return
    keys = ["file", *keys_of(measure)]
    again = cells.duplicated(keys)
    if not again.any():
        return
    alike = cells[cells.duplicated(keys, keep=False)]
    first_lines = alike.groupby(keys, sort=False)["line"].transform("first")
    repeated = alike.assign(first_line=first_lines)[again.reindex(alike.index)]
    many = len(repeated) >= MANY and len(repeated) * 10 >= len(cells)
    mend = _early(measure, repeated, cells) or f"; {_mend(measure)}"
    for row in rows_of(repeated.head(1) if many else repeated):
        message = f"{what(measure, row.area, row.period)} stands twice; the first is in line {row.first_line}"
        message += f"; {len(repeated):,} values of {len(cells):,} stand twice" if many else ""
        yield error(row.file, int(row.line), int(row.field), "duplicate-row", message + mend)


def _mend(measure: PublishedMeasure) -> str:
    if not measure.unit_row.adds_up:
        return 'narrow the rows with "where"'
    return 'declare "combine: sum" if both count'


def _early(measure: PublishedMeasure, repeated: pd.DataFrame, cells: pd.DataFrame) -> str:
    """Where the year after a doubled period is a gap: the fourth quarter is often dated a year early."""
    periods, doubled = set(cells["period"]), set(repeated["period"])
    if len(doubled) != 1 or measure.frequency.endswith("year"):
        return ""
    (period,) = doubled
    missing = period + PERIODS_IN_A_YEAR[measure.frequency]
    if missing in periods or missing - 1 not in periods:
        return ""
    return f"; nothing stands for {label(missing)}: is one of them dated a year early?"


def files_agree(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Where two files hold the same period, area and category, they hold the same value or mark, and base."""
    origin = origin_of(cells)
    if cells[origin].nunique() < 2:
        return
    keys = [*keys_of(measure), *(["day"] if "day" in cells else [])]
    shared = cells.groupby(keys, sort=False)[origin].transform("nunique") > 1
    groups = cells[shared].groupby([origin, *keys], sort=False)
    complete = groups["value"].count() == groups.size()
    totals = groups[["line", "field"]].first()
    totals["value"] = groups["value"].sum().where(complete)
    totals["status"] = strongest_by(cells[shared], [origin, *keys])
    if "base" in cells:
        totals["base"] = groups["base"].first()
    totals = totals.assign(**({} if origin == "file" else {"file": groups["file"].first()})).reset_index()
    firsts = totals.drop_duplicates(keys).set_index(keys)
    others = totals[totals.duplicated(keys)].join(firsts.add_suffix("_first"), on=keys)
    same = (others["value"] == others["value_first"]) | (
        others["value"].isna() & others["value_first"].isna() & (others["status"] == others["status_first"])
    )
    for row in rows_of(others[~same]):
        first = (
            f"{_value_words(row.value_first, row.status_first)} in {row.file_first}, line {row.line_first}"
        )
        message = (
            f"{what(measure, row.area, row.period)} is {_value_words(row.value, row.status)} here and {first}"
        )
        yield error(row.file, int(row.line), int(row.field), "files-disagree", message)
    if "base" in cells:
        yield from _bases_agree(measure, others[same])


def _bases_agree(measure: PublishedMeasure, others: pd.DataFrame) -> Iterator[Issue]:
    """Where both files say how many people were asked, they say the same."""
    both = others.dropna(subset=["base", "base_first"])
    for row in rows_of(both[both["base"] != both["base_first"]]):
        first = f"{row.base_first:,.0f} in {row.file_first}, line {row.line_first}"
        message = f"{what(measure, row.area, row.period)} has the base {row.base:,.0f} here and {first}"
        yield error(row.file, int(row.line), int(row.field), "files-disagree", message)


def _value_words(value: float, status: str) -> str:
    return f"[{status}]" if pd.isna(value) else f"{value:.12g}"


def nothing_is_left_out(measure: PublishedMeasure, cells: pd.DataFrame) -> Iterator[Issue]:
    """Each area has its row in each period, and each category: a message for a period and what it lacks."""
    source = measure.source
    if not LAYOUTS[source.layout].rows_may_lack:
        return
    if source.area is not None:
        yield from _left_out(measure, cells, "area")
    for dimension in source.dimensions:
        yield from _left_out(measure, cells, dimension.id)


def _left_out(measure: PublishedMeasure, cells: pd.DataFrame, key: str) -> Iterator[Issue]:
    """What a period lacks although the period before has it."""
    table = cells.pivot_table(index="period", columns=key, values="value", aggfunc="sum", dropna=False)
    present = cells.groupby(["period", key], sort=True).size().unstack(fill_value=0).gt(0)
    present = present.loc[:, _expected(measure, table)]
    lost = present.shift(fill_value=False) & ~present & ~_gone(measure, cells, key, present)
    then = "zero" if measure.source.absent == "zero" else "missing"
    for period in lost.index[lost.any(axis=1)]:
        names = [_name(measure, key, name) for name in lost.columns[lost.loc[period]]]
        place = cells[cells["period"] == period].iloc[0]
        holder = measure.source.holder(key)
        message = f"{label(period)} has no {holder} of {listed(names)}, so its figure would be {then}"
        yield warning(place["file"], int(place["line"]), 1, "missing-combination", message)


def _gone(measure: PublishedMeasure, cells: pd.DataFrame, key: str, present: pd.DataFrame) -> pd.DataFrame:
    """Where what a period lacks is told by another rule: it is gone, and not known instead of zero."""
    rows = set(lost_rows(measure, cells)) if key == "area" else set()
    return pd.DataFrame(
        {
            name: [
                (name, period) in rows if key == "area" else lost_category(measure, key, str(name), period)
                for period in present.index
            ]
            for name in present.columns
        },
        index=present.index,
        columns=present.columns,
        dtype=bool,
    )


def _expected(measure: PublishedMeasure, table: pd.DataFrame) -> list[str]:
    """The areas or categories that are there as a rule; of counts those that are seldom zero."""
    median = table.fillna(0).median()
    missing = measure.source.absent == "missing"
    own = region_code() if measure.source.region == "own-row" else ""  # told by a rule of its own
    return [name for name in table.columns if name != own and (missing or median[name] >= USUAL)]


def _name(measure: PublishedMeasure, key: str, name: str) -> str:
    if key != "area":
        return name
    outside = name.startswith(NO_AREA_NAMES)
    return (name.removeprefix(NO_AREA_NAMES) or EMPTY) if outside else measure.source.area_name(name)

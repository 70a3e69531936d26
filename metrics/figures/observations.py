"""Checked cells to tidy observations: the region and its districts, breakdowns, gaps, running and rolling totals.

The frame has one row for each window, period, area and category, with the columns of ``COLUMNS``; ``value``
is None where ``status`` says why. A missing row is zero for offences and missing for surveys, as declared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

import pandas as pd

from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Dimension
from metrics.figures.breaks import break_inside
from metrics.figures.days import with_absent_days
from metrics.figures.lost_rows import lost_category, with_lost_rows
from metrics.figures.marking import marked, marked_after_breaks
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.sums_of_areas import ENDS, areas_behind, areas_of, figures_of, of_areas
from metrics.periods import (
    PANDAS_FREQUENCY,
    PERIODS_IN_A_YEAR,
    Window,
    parse_period_id,
    period_id,
    window_months,
)
from metrics.statuses import of_a_sum

Value = TypeVar("Value")
Span = tuple[pd.Period, pd.Period]
COLUMNS = ["window", "period", "area", "dimension", "category", "value", "base", "status"]
LARGE = 1e9  # from there on twelve digits have less than three decimals
# A stored file may lack these, as one lacks every column that came later: they are empty in each of its rows.
MAY_LACK = {"dimension", "category", "base", "status", *ENDS}


def observations(measure: PublishedMeasure, cells: pd.DataFrame, span: Span | None = None) -> pd.DataFrame:
    """The observations of a measure, from the cells that its checks let through.

    They are of each period from the first to the last that cells have, or of a ``span`` that goes further.
    """
    cells = with_unknown(measure, once(measure, cells))
    periods = pd.period_range(*(span or span_of(cells)), freq=PANDAS_FREQUENCY[measure.frequency])
    singles = pd.concat(_parts(measure, cells, periods), ignore_index=True)
    newest = periods[len(periods) - measure.source.provisional_periods :]
    singles = marked(measure, singles, newest)
    frames = [singles.assign(window=measure.source.window)]
    if measure.window != measure.source.window:
        frames.append(_windowed(measure, singles))
    columns = COLUMNS if measure.source.interval is None else [*COLUMNS, *ENDS]
    return pd.concat(frames, ignore_index=True).reindex(columns=columns)


def with_unknown(measure: PublishedMeasure, cells: pd.DataFrame) -> pd.DataFrame:
    """The cells of ``once`` with those that are absent and do not count as zero, without a value."""
    return with_lost_rows(measure, with_absent_days(measure, cells))


def span_of(cells: pd.DataFrame) -> Span:
    """The first and the last period that cells have."""
    return cells["period"].min(), cells["period"].max()


def cells_behind(measure: PublishedMeasure, cells: pd.DataFrame, key: Key) -> pd.DataFrame:
    """Of the cells of ``once``, those that a series is made of, whatever its window."""
    except_for = next((item for item in measure.source.dimensions if item.id == key.dimension), None)
    cells = at_headline(measure, cells, except_for)
    if except_for is not None:
        cells = cells[cells[except_for.id] == key.category]
    if key.area == region_code():
        return _of_region(measure, cells)
    return cells[cells["area"].isin(areas_behind(measure, key.area))]


def once(measure: PublishedMeasure, cells: pd.DataFrame) -> pd.DataFrame:
    """Without what a second file says again; the checks have made sure that the files agree."""
    keys = ["period", "area", *(dimension.id for dimension in measure.source.dimensions)]
    keys += ["day"] if "day" in cells else []  # files may part a month between them
    origin = origin_of(cells)
    first = cells.groupby(keys, sort=False)[origin].transform("first")
    return cells[cells[origin] == first]


def origin_of(cells: pd.DataFrame) -> str:
    """The column of cells that tells one extract from another: their folder's name, or their file's."""
    return "extract" if "extract" in cells else "file"


def _parts(measure: PublishedMeasure, cells: pd.DataFrame, periods: pd.PeriodIndex) -> list[pd.DataFrame]:
    """The region's figures, its districts' and those of each dimension: every period of every series, in order."""
    own = at_headline(measure, cells, except_for=None)
    region = figures_of(measure, _of_region(measure, own), region_code())
    parts = [
        _filled(measure, region, periods.rename("period")).assign(
            area=region_code(), dimension="", category=""
        )
    ]
    if areas := areas_of(measure, own):
        in_each = _filled(measure, of_areas(measure, own), _series_of("area", areas, periods))
        parts.append(in_each.assign(dimension="", category=""))
    for dimension in measure.source.dimensions:
        rows = at_headline(measure, cells, except_for=dimension)
        index = _series_of("category", _categories(dimension, rows), periods)
        of_region = figures_of(measure, _of_region(measure, rows), region_code(), dimension.id)
        of_categories = _without_lost(measure, dimension, _filled(measure, of_region, index), of_region)
        parts.append(of_categories.assign(area=region_code(), dimension=dimension.id))
    return parts


def _series_of(key: str, names: Iterable[str], periods: pd.PeriodIndex) -> pd.MultiIndex:
    """Every period of each area or category."""
    return pd.MultiIndex.from_product([list(names), periods], names=[key, "period"])


def at_headline(measure: PublishedMeasure, cells: pd.DataFrame, except_for: Dimension | None) -> pd.DataFrame:
    """The rows of the measure's own figure: where a dimension has a headline category, that one alone."""
    for dimension in measure.source.dimensions:
        if dimension.headline is not None and dimension is not except_for:
            cells = cells[cells[dimension.id] == dimension.headline]
    return cells


def _of_region(measure: PublishedMeasure, cells: pd.DataFrame) -> pd.DataFrame:
    match measure.source.region:
        case "own-row":
            return cells[cells["area"] == region_code()]
        case "sum-of-areas":
            return cells[cells["area"].isin(measure.source.gazetteer.codes(measure.source.level))]
        case _:
            return cells


def _categories(dimension: Dimension, cells: pd.DataFrame) -> Iterable[str]:
    return [category.name for category in dimension.categories] or sorted(cells[dimension.id].unique())


def _filled(measure: PublishedMeasure, values: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    """A row for each entry of an index, in its order: an absent one is zero or missing, as declared."""
    full = values.reindex(index)
    absent = full["status"].isna()
    if measure.source.absent == "zero":
        full.loc[absent, "value"] = 0.0
    full["status"] = full["status"].where(~absent, "" if measure.source.absent == "zero" else "x")
    return full.reset_index()


def _without_lost(
    measure: PublishedMeasure, dimension: Dimension, filled: pd.DataFrame, having: pd.DataFrame
) -> pd.DataFrame:
    """The figures of categories, where one that is gone is not known in a period in which it has no rows."""
    if measure.source.absent != "zero" or not measure.gone:
        return filled
    names = list(zip(filled["category"], filled["period"], strict=True))
    lost = [
        (name, period) not in having.index and lost_category(measure, dimension.id, name, period)
        for name, period in names
    ]
    unknown = pd.Series(lost, index=filled.index, dtype=bool)
    return filled.assign(value=filled["value"].mask(unknown), status=filled["status"].mask(unknown, "x"))


def _windowed(measure: PublishedMeasure, singles: pd.DataFrame) -> pd.DataFrame:
    """Rolling or running totals of each series; unknown where a part is missing or a break stands inside."""
    keys = ["area", "dimension", "category"]
    lengths = pd.Series(_of_each(singles["period"], partial(window_length, measure)), singles.index)
    frames = [_totals(group, lengths[group.index]) for _, group in singles.groupby(keys, sort=False)]
    totals = pd.concat(frames, ignore_index=True).assign(window=measure.window)
    totals = totals.drop(columns=ENDS, errors="ignore")
    return marked_after_breaks(measure, totals, measure.window)


def _of_each(periods: pd.Series, of_period: Callable[[pd.Period], Value]) -> list[Value]:
    """What a function gives for each period; it is asked once for those that are the same."""
    codes, distinct = periods.factorize()
    values = [of_period(period) for period in distinct]
    return [values[code] for code in codes.tolist()]


def _totals(series: pd.DataFrame, lengths: Iterable[int]) -> pd.DataFrame:
    values, statuses = series["value"].tolist(), series["status"].tolist()
    missing = series["value"].isna().tolist()
    totals: list[float] = []
    marks: list[str] = []
    for index, length in enumerate(lengths):
        start = index + 1 - length
        part = values[start : index + 1] if 0 <= start <= index else []
        complete = bool(part) and not any(missing[start : index + 1])
        totals.append(sum(part) if complete else float("nan"))
        earlier, newest = set(statuses[start:index]) - {"b"}, {statuses[index]} - {"b"}  # a total has its own
        marks.append(of_a_sum(earlier, newest) if complete else "x")
    return series.assign(value=totals, status=marks)


def window_length(measure: PublishedMeasure, period: pd.Period) -> int:
    """How many periods the window that ends in a period adds up; 0 when a break stands inside it."""
    first, last = window_months(period, measure.window)
    if break_inside(measure, period, measure.window) is not None:
        return 0
    months_per_period = 12 // PERIODS_IN_A_YEAR[measure.frequency]
    return (last.ordinal - first.ordinal + 1) // months_per_period


# Stored text and series in memory --------------------------------------------------------------------------


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Observations as they are stored: periods by identifier, values as short as can be, gaps empty."""
    stored = frame.copy()
    stored["period"] = _of_each(frame["period"], period_id)
    stored["value"] = _numbers_as_text(frame["value"], _value_text)
    stored["base"] = _numbers_as_text(frame["base"], "{:.0f}".format)
    for end in filter(frame.columns.__contains__, ENDS):
        stored[end] = _numbers_as_text(frame[end], _value_text)
    return stored


def _value_text(number: float) -> str:
    """A number as it is stored: twelve digits leave out what binary fractions add, and a large one needs more."""
    text = format(number, ".15g" if abs(number) >= LARGE else ".12g")
    return text if "e" not in text else format(number, ".0f") if abs(number) >= LARGE else text


def _numbers_as_text(numbers: pd.Series, form: Callable[[float], str]) -> list[str]:
    gaps = numbers.isna().tolist()
    return ["" if gap else form(number) for number, gap in zip(numbers.tolist(), gaps, strict=True)]


def measure_data(measure: PublishedMeasure, stored: pd.DataFrame) -> MeasureData:
    """The series of a measure, from stored observations (``as_text``). Columns beyond COLUMNS are left alone."""
    periods = {text: parse_period_id(text, measure.frequency) for text in stored["period"].unique()}
    grouped = defaultdict[tuple[Window, str, str, str], list[Observation]](list)
    complete = stored.assign(**dict.fromkeys(MAY_LACK - set(stored.columns), ""))
    columns = [complete[name].tolist() for name in [*COLUMNS, *ENDS]]
    unset = Observation.__new__
    for window, period, area, dimension, category, value, base, status, low, high in zip(
        *columns, strict=True
    ):
        observation = unset(Observation)
        vars(observation).update(  # what its own __init__ does takes twice as long, of thousands
            period=periods[period],
            window=window,
            value=float(value) if value else None,
            status=status,
            base=int(base) if base else None,
            first=None,
            interval=(float(low), float(high)) if value and low and high else None,
        )
        grouped[window, area, dimension, category].append(observation)
    return MeasureData({Key(*parts): Series(tuple(items)) for parts, items in grouped.items()})

"""Checked cells to tidy observations: London and its boroughs, breakdowns, gaps, running and rolling totals.

The frame has one row for each window, period, area and category, with the columns of ``COLUMNS``; ``value``
is None where ``status`` says why. A missing row is zero for offences and missing for surveys, as declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

import pandas as pd

from metrics.areas import CITY_OF_LONDON, LONDON, boroughs
from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Dimension
from metrics.figures.breaks import break_inside
from metrics.figures.days import with_absent_days
from metrics.figures.marking import marked, marked_after_breaks, strongest_by
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.periods import (
    PANDAS_FREQUENCY,
    PERIODS_IN_A_YEAR,
    parse_period_id,
    period_id,
    window_months,
)
from metrics.statuses import of_a_missing_part, of_a_sum

Value = TypeVar("Value")
Span = tuple[pd.Period, pd.Period]
COLUMNS = ["window", "period", "area", "dimension", "category", "value", "base", "status"]
LARGE = 1e9  # from there on twelve digits have less than three decimals
ENDS = ["lower", "upper"]  # of a published interval: stored where a measure has one
# A stored file may lack these, as one lacks every column that came later: they are empty in each of its rows.
MAY_LACK = {"dimension", "category", "base", "status", *ENDS}


def observations(measure: PublishedMeasure, cells: pd.DataFrame, span: Span | None = None) -> pd.DataFrame:
    """The observations of a measure, from the cells that its checks let through.

    They are of each period from the first to the last that cells have, or of a ``span`` that goes further.
    """
    cells = with_absent_days(measure, once(measure, cells))
    periods = pd.period_range(*(span or span_of(cells)), freq=PANDAS_FREQUENCY[measure.frequency])
    singles = pd.concat(_parts(measure, cells, periods), ignore_index=True)
    newest = periods[len(periods) - measure.source.provisional_periods :]
    singles = marked(measure, singles, newest)
    frames = [singles.assign(window=measure.source.window)]
    if measure.window != measure.source.window:
        frames.append(_windowed(measure, singles))
    columns = COLUMNS if measure.source.interval is None else [*COLUMNS, *ENDS]
    return pd.concat(frames, ignore_index=True).reindex(columns=columns)


def span_of(cells: pd.DataFrame) -> Span:
    """The first and the last period that cells have."""
    return cells["period"].min(), cells["period"].max()


def cells_behind(measure: PublishedMeasure, cells: pd.DataFrame, key: Key) -> pd.DataFrame:
    """Of the cells of ``once``, those that a series is made of, whatever its window."""
    except_for = next((item for item in measure.source.dimensions if item.id == key.dimension), None)
    cells = _at_headline(measure, cells, except_for)
    if except_for is not None:
        cells = cells[cells[except_for.id] == key.category]
    if key.area == LONDON:
        return _of_london(measure, cells)
    return cells[cells["area"].isin(areas_behind(measure, key.area))]


def areas_behind(measure: PublishedMeasure, area: str) -> set[str]:
    """The areas whose cells an area's figure is made of: of a borough its wards', where they add up to it."""
    wards = measure.source.gazetteer.wards(area) if measure.source.level == "ward" else ()
    return {*wards} if wards and measure.unit_row.adds_up else {area}


def once(measure: PublishedMeasure, cells: pd.DataFrame) -> pd.DataFrame:
    """Without what a second file says again; the checks have made sure that the files agree."""
    keys = ["period", "area", *(dimension.id for dimension in measure.source.dimensions)]
    keys += ["day"] if "day" in cells else []  # files may part a month between them
    first = cells.groupby(keys, sort=False)["file"].transform("first")
    return cells[cells["file"] == first]


def _parts(measure: PublishedMeasure, cells: pd.DataFrame, periods: pd.PeriodIndex) -> list[pd.DataFrame]:
    """London's figures, its boroughs' and those of each dimension: every period of every series, in order."""
    own = _at_headline(measure, cells, except_for=None)
    london = figures_of(measure, _of_london(measure, own), LONDON)
    parts = [
        _filled(measure, london, periods.rename("period")).assign(area=LONDON, dimension="", category="")
    ]
    if areas := areas_of(measure, own):
        of_areas = _filled(measure, _of_areas(measure, own), _series_of("area", areas, periods))
        parts.append(of_areas.assign(dimension="", category=""))
    for dimension in measure.source.dimensions:
        rows = _at_headline(measure, cells, except_for=dimension)
        index = _series_of("category", _categories(dimension, rows), periods)
        of_london = figures_of(measure, _of_london(measure, rows), LONDON, dimension.id)
        of_categories = _filled(measure, of_london, index)
        parts.append(of_categories.assign(area=LONDON, dimension=dimension.id))
    return parts


def _series_of(key: str, names: Iterable[str], periods: pd.PeriodIndex) -> pd.MultiIndex:
    """Every period of each area or category."""
    return pd.MultiIndex.from_product([list(names), periods], names=[key, "period"])


def _at_headline(
    measure: PublishedMeasure, cells: pd.DataFrame, except_for: Dimension | None
) -> pd.DataFrame:
    """The rows of the measure's own figure: where a dimension has a headline category, that one alone."""
    for dimension in measure.source.dimensions:
        if dimension.headline is not None and dimension is not except_for:
            cells = cells[cells[dimension.id] == dimension.headline]
    return cells


def _of_london(measure: PublishedMeasure, cells: pd.DataFrame) -> pd.DataFrame:
    match measure.source.london:
        case "own-row":
            return cells[cells["area"] == LONDON]
        case "sum-of-areas":
            return cells[cells["area"].isin(measure.source.gazetteer.codes(measure.source.level))]
        case _:
            return cells


def areas_of(measure: PublishedMeasure, cells: pd.DataFrame) -> list[str]:
    """The areas of a source: all of its level, so that one without a row is seen.

    Beside wards stand the boroughs that they add up to; of what does not add up, those that have rows of their own.
    """
    source = measure.source
    if source.area is None:
        return []
    gazetteer, inside = source.gazetteer, source.city_of_london == "included"
    city = {CITY_OF_LONDON, *gazetteer.wards(CITY_OF_LONDON)}
    codes = [code for code in gazetteer.codes(source.level) if inside or code not in city]
    if source.level != "ward":
        return codes
    own = {gazetteer.borough(code) for code in codes}
    if not measure.unit_row.adds_up:
        own = set(cells["area"].unique()) & set(boroughs())
    return [*(code for code in boroughs() if code in own), *codes]


def _of_areas(measure: PublishedMeasure, cells: pd.DataFrame) -> pd.DataFrame:
    """Value, status and base of each period of each area, those of boroughs added up from wards where they do."""
    sums = [code for code in boroughs() if areas_behind(measure, code) != {code}]
    frames = {
        code: figures_of(measure, cells[cells["area"].isin(areas_behind(measure, code))], code)
        for code in sums
    }
    own = combined(cells[~cells["area"].isin(sums)], "area")
    return own if not frames else pd.concat([own, pd.concat(frames, names=["area"])])


def figures_of(measure: PublishedMeasure, cells: pd.DataFrame, area: str, *keys: str) -> pd.DataFrame:
    """Value, status and base of each period of one area, and of each value of ``keys``, from the cells behind it.

    A sum of areas is not known while a row of one is missing, where a missing row is not zero.
    """
    totals, parts = combined(cells, *keys), _parts_needed(measure, cells, area)
    if not parts:
        return totals
    by_key = cells[cells["area"].isin(parts)].groupby([*keys, "period"])
    lost = by_key["area"].nunique().reindex(totals.index).fillna(0) < len(parts)
    return totals.assign(value=totals["value"].mask(lost), status=totals["status"].mask(lost, "x"))


def _parts_needed(measure: PublishedMeasure, cells: pd.DataFrame, area: str) -> set[str]:
    """The areas without any of which a sum is not known; none where a missing row is zero, or nothing is summed.

    All rows are summed of areas that have any.
    """
    source = measure.source
    if source.absent == "zero" or source.area is None or not measure.unit_row.adds_up:
        return set()
    if area != LONDON:
        return areas_behind(measure, area) - {area}
    match source.london:
        case "own-row":
            return set()
        case "sum-of-areas":
            own = set(areas_of(measure, pd.DataFrame({"area": []})))
            return own - boroughs().keys() if source.level == "ward" else own
        case _:
            return set(cells["area"].unique()) & set(source.gazetteer.codes(source.level))


def _categories(dimension: Dimension, cells: pd.DataFrame) -> Iterable[str]:
    return [category.name for category in dimension.categories] or sorted(cells[dimension.id].unique())


def combined(cells: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Value, status and base of each period, for each value of ``keys`` where they are named.

    A total with an unknown part is unknown, with the part's status.
    """
    by = [*keys, "period"]
    groups = cells.groupby(by, sort=True)
    complete = groups["value"].count() == groups.size()
    value = groups["value"].sum().where(complete)
    status = strongest_by(cells, by) if cells["status"].any() else value.map(lambda _: "")
    lacks_a_part = ~complete & (groups.size() > 1)
    status = status.mask(lacks_a_part, status.map(of_a_missing_part))
    totals = pd.DataFrame({"value": value, "status": status})
    single = complete & (groups.size() == 1)  # the interval of a sum is none of its parts'
    ends = {end: groups[end].first().where(single) for end in ENDS if end in cells}
    base = {"base": groups["base"].first().where(complete)} if "base" in cells else {}
    return totals.assign(**base, **ends)


def _filled(measure: PublishedMeasure, values: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    """A row for each entry of an index, in its order: an absent one is zero or missing, as declared."""
    full = values.reindex(index)
    absent = full["status"].isna()
    if measure.source.absent == "zero":
        full.loc[absent, "value"] = 0.0
    full["status"] = full["status"].where(~absent, "" if measure.source.absent == "zero" else "x")
    return full.reset_index()


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
    grouped: dict[Key, list[Observation]] = {}
    complete = stored.assign(**dict.fromkeys(MAY_LACK - set(stored.columns), ""))
    columns = [complete[name].tolist() for name in [*COLUMNS, *ENDS]]
    for window, period, area, dimension, category, value, base, status, low, high in zip(
        *columns, strict=True
    ):
        observation = Observation(
            period=periods[period],
            window=window,
            value=float(value) if value else None,
            status=status,
            base=int(base) if base else None,
            interval=(float(low), float(high)) if value and low and high else None,
        )
        grouped.setdefault(Key(window, area, dimension, category), []).append(observation)
    return MeasureData({key: Series(tuple(items)) for key, items in grouped.items()})

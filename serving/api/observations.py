"""A measure's figures as JSON rows: a series, the areas side by side, or the categories of a breakdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

import pandas as pd

from metrics.areas import area_slug, region, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.chance import part_of
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import Key, MeasureData, Observation
from metrics.issues import shortened
from metrics.language import say
from metrics.periods import Frequency, Window, parse_period_id
from serving.api.measures import area_codes, find_area, find_by_id, find_measure, release_json
from serving.api.values import interval_json, unit_json, value_json, window_json
from serving.http.answer import Json
from serving.http.errors import ApiError
from serving.http.paging import Part

Span = tuple[pd.Period | None, pd.Period | None]
Figure = tuple[Key, Observation]
ALL = "all"
EVERYTHING = Part()


@dataclass(frozen=True)
class ObservationQuery:
    """Which figures of a measure a reader asks for, as a query holds it; empty is not asked.

    ``area`` and ``window`` may be ``all``; with a ``dimension`` the rows are the region's categories. ``from_`` and
    ``to`` are ids of periods, both inclusive.
    """

    area: str = ""
    dimension: str = ""
    from_: str = ""
    to: str = ""
    window: str = ""


PARAMETERS = frozenset({"area", "dimension", "from", "to", "window"})


def observation_query(values: Mapping[str, str]) -> ObservationQuery:
    """What the values of a query ask for: the API and the downloads read them alike."""
    texts = {name: values.get(name, "") for name in PARAMETERS}
    return ObservationQuery(texts["area"], texts["dimension"], texts["from"], texts["to"], texts["window"])


def observations(
    release: Release,
    measure_id: str,
    area: str = "",
    dimension: str = "",
    from_: str = "",
    to: str = "",
    window: str = "",
) -> Json:
    """A measure's figures, oldest first: the region's totals in the measure's own window, unless asked otherwise.

    What may be asked is explained with ``ObservationQuery``. Raises ApiError for what the measure does not have.
    """
    query = ObservationQuery(area, dimension, from_, to, window)
    return observations_in(release, measure_id, query, EVERYTHING)[0]


def observations_in(
    release: Release, measure_id: str, query: ObservationQuery, part: Part
) -> tuple[Json, int]:
    """A part of a measure's figures, as ``observations`` has all of them, and of how many it is a part."""
    declared = find_measure(release, measure_id)
    head: Json = {"measure": declared.id, "title": declared.title, "release": release_json(release)}
    if not isinstance(declared, PublishedMeasure):
        _refuse_slips(query)
        return {**head, "observations": [], "note": declared.reason}, 0
    figures = _figures(release, declared, query)
    listed = [_row(release, declared, key, item) for key, item in part.of(figures)]
    return {**head, "unit": unit_json(declared.form), "observations": listed}, len(figures)


def rows(release: Release, measure: PublishedMeasure, query: ObservationQuery) -> list[Json]:
    """The figures that are asked for, as the API says each. Raises ApiError for what the measure does not have."""
    return [_row(release, measure, key, item) for key, item in _figures(release, measure, query)]


def _figures(release: Release, measure: PublishedMeasure, query: ObservationQuery) -> list[Figure]:
    data = release.data.get(measure.id, NO_DATA)
    windows = _windows(data, measure, query.window or measure.window)
    keys = [key for window in windows for key in _keys(release, measure, query, window)]
    return _figures_of(release, measure, keys, query)


def every_row(release: Release, measure: PublishedMeasure, query: ObservationQuery) -> list[Json]:
    """The figures for a file: where neither an area nor a dimension is asked for, all areas and breakdowns.

    So are all windows where none is asked for. Raises ApiError as ``rows`` does.
    """
    if query.area or query.dimension:
        return rows(release, measure, query)
    data = release.data.get(measure.id, NO_DATA)
    windows = _windows(data, measure, query.window or ALL)
    keys = [key for key in data.series if key.window in windows]
    return [_row(release, measure, key, item) for key, item in _figures_of(release, measure, keys, query)]


def _figures_of(
    release: Release, measure: PublishedMeasure, keys: list[Key], query: ObservationQuery
) -> list[Figure]:
    """The figures of some series, as far as they are in the span that is asked for."""
    span, data = _span(measure, query), release.data.get(measure.id, NO_DATA)
    return [(key, item) for key in keys for item in data.get(key) if _within(span, item)]


def _keys(
    release: Release, measure: PublishedMeasure, query: ObservationQuery, window: Window
) -> Iterator[Key]:
    """The series asked for, in the order in which they are listed."""
    areas = _areas(release, measure, query.area)
    if not query.dimension:
        yield from (Key(window, code) for code in areas)
        return
    declared = {item.id: item for item in measure.source.dimensions}
    find_by_id(declared, query.dimension, "dimension")
    if areas != (region_code(),):
        raise ApiError(
            400, "region-alone", say("a breakdown is of {region} alone; leave out the area"), [region().slug]
        )
    categories = release.data.get(measure.id, NO_DATA).categories(query.dimension)
    yield from (Key(window, region_code(), query.dimension, category) for category in categories)


def _areas(release: Release, measure: PublishedMeasure, area: str) -> tuple[str, ...]:
    available = area_codes(release, measure.id)
    if area == ALL:
        return available
    code = find_area(release, measure.id, area)
    if code not in available:
        message = f'the measure "{measure.id}" has no figures for {measure.source.area_name(code)}'
        raise ApiError(404, "no-figures-for-area", message, map(area_slug, available))
    return (code,)


def _windows(data: MeasureData, measure: PublishedMeasure, window: str) -> tuple[Window, ...]:
    windows: dict[str, Window] = {measure.window: measure.window}
    windows |= {key.window: key.window for key in data.series}
    return tuple(windows.values()) if window == ALL else (find_by_id(windows, window, "window", 400),)


def _refuse_slips(query: ObservationQuery) -> None:
    """Of a measure without figures refuses what no measure could have. Raises ApiError."""
    if query.dimension:
        find_by_id({}, query.dimension, "dimension")
    if query.window:
        find_by_id(dict.fromkeys((*get_args(Window), ALL)), query.window, "window", 400)
    for name, text in (("from", query.from_), ("to", query.to)):
        if text and not any(_is_period(text, frequency) for frequency in get_args(Frequency)):
            raise ApiError(400, "malformed-period", f'{name}: "{shortened(text)}" names no period', (), name)


def _is_period(text: str, frequency: Frequency) -> bool:
    try:
        parse_period_id(text, frequency)
    except ValueError:
        return False
    return True


def _span(measure: PublishedMeasure, query: ObservationQuery) -> Span:
    first, last = _period(measure, "from", query.from_), _period(measure, "to", query.to)
    if first is not None and last is not None and first > last:
        raise ApiError(400, "empty-span", f'from "{query.from_}" comes after to "{query.to}"')
    return first, last


def _period(measure: PublishedMeasure, name: str, text: str) -> pd.Period | None:
    try:
        return parse_period_id(text, measure.frequency) if text else None
    except ValueError as problem:
        message = f"{name}: {shortened(str(problem), 200)}"
        raise ApiError(400, "malformed-period", message, (), name) from problem


def _within(span: Span, observation: Observation) -> bool:
    first, last = span
    return (first is None or observation.period >= first) and (last is None or observation.period <= last)


def _row(release: Release, measure: PublishedMeasure, key: Key, observation: Observation) -> Json:
    category = {"dimension": key.dimension, "category": key.category} if key.dimension else {}
    return {
        "period": observation.period_id,
        "period_label": observation.label,
        "area_code": key.area,
        "area": measure.source.area_name(key.area, outside_included=release.outside_included(measure.id)),
        **category,
        **window_json(observation),
        "value": value_json(observation.value, measure.form),
        **({} if observation.base is None else {"base": observation.base}),
        **_interval(measure, key, observation),
        "status": observation.status,
    }


def _interval(measure: PublishedMeasure, key: Key, observation: Observation) -> Json:
    """The ends of the 95% interval, where there is one."""
    category = part_of(measure, key.dimension, key.category)
    ends = interval_json(measure, observation, key.area, category)
    return {} if ends is None else {"lower": ends[0], "upper": ends[1]}

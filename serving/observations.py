"""A measure's figures as JSON rows: a series, the areas side by side, or the categories of a breakdown."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics.areas import LONDON, area_name
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import NO_DATA, Release
from metrics.figures.series import Key, MeasureData, Observation
from metrics.issues import shortened
from metrics.periods import Window, parse_period_id
from serving.api import ApiError, area_codes, area_slug, known, known_area, known_measure, release_json
from serving.figures import Json, unit_json, value_json, window_json

Span = tuple[pd.Period | None, pd.Period | None]


def observations(
    release: Release,
    measure_id: str,
    area: str = "",
    dimension: str = "",
    from_: str = "",
    to: str = "",
    window: str = "",
) -> Json:
    """A measure's figures, oldest first: London's totals in the measure's own window, unless asked otherwise.

    ``area`` may be ``all``; with a ``dimension`` the rows are London's categories. ``from_`` and ``to`` are
    ids of periods, both inclusive. Raises ApiError for what the measure does not have.
    """
    found = known_measure(release, measure_id)
    said: Json = {"measure": found.id, "title": found.title, "release": release_json(release)}
    if not isinstance(found, PublishedMeasure):
        return {**said, "observations": [], "note": found.reason}
    data = release.data.get(measure_id, NO_DATA)
    keys = _keys(release, found, area, dimension, _window(data, found, window))
    span = _span(found, from_, to)
    rows = [_row(release, found, key, item) for key in keys for item in data.get(key) if _within(span, item)]
    return {**said, "unit": unit_json(found.unit), "observations": rows}


def _keys(
    release: Release, measure: PublishedMeasure, area: str, dimension: str, window: Window
) -> Iterator[Key]:
    """The series asked for, in the order in which they are listed."""
    areas = _known_areas(release, measure, area)
    if not dimension:
        yield from (Key(window, code) for code in areas)
        return
    declared = {item.id: item for item in measure.source.dimensions}
    known(declared, dimension, "dimension")
    if areas != (LONDON,):
        raise ApiError(400, "london-alone", "a breakdown is of London alone; leave out the area", ["london"])
    categories = release.data.get(measure.id, NO_DATA).categories(dimension)
    yield from (Key(window, LONDON, dimension, category) for category in categories)


def _known_areas(release: Release, measure: PublishedMeasure, area: str) -> tuple[str, ...]:
    available = area_codes(release, measure.id)
    if area == "all":
        return available
    code = known_area(release, measure.id, area)
    if code not in available:
        message = f'the measure "{measure.id}" has no figures for {area_name(code)}'
        raise ApiError(404, "no-figures-for-area", message, map(area_slug, available))
    return (code,)


def _window(data: MeasureData, measure: PublishedMeasure, window: str) -> Window:
    windows: dict[str, Window] = {measure.window: measure.window}
    windows |= {key.window: key.window for key in data.series}
    return known(windows, window or measure.window, "window", 400)


def _span(measure: PublishedMeasure, from_: str, to: str) -> Span:
    first, last = _period(measure, "from", from_), _period(measure, "to", to)
    if first is not None and last is not None and first > last:
        raise ApiError(400, "empty-span", f'from "{from_}" comes after to "{to}"')
    return first, last


def _period(measure: PublishedMeasure, name: str, text: str) -> pd.Period | None:
    try:
        return parse_period_id(text, measure.frequency) if text else None
    except ValueError as problem:
        raise ApiError(400, "malformed-period", f"{name}: {shortened(str(problem), 200)}") from problem


def _within(span: Span, observation: Observation) -> bool:
    first, last = span
    return (first is None or observation.period >= first) and (last is None or observation.period <= last)


def _row(release: Release, measure: PublishedMeasure, key: Key, observation: Observation) -> Json:
    category = {"dimension": key.dimension, "category": key.category} if key.dimension else {}
    return {
        "period": observation.period_id,
        "period_label": observation.label,
        "area_code": key.area,
        "area": area_name(key.area, city_included=release.city_included(measure.id)),
        **category,
        **window_json(observation),
        "value": value_json(observation.value, measure.unit),
        **({} if observation.base is None else {"base": observation.base}),
        "status": observation.status,
    }

"""One scale for a percentage in every district: charts of Camden and of Bexley can be laid beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from charts.scale import Axis, axis_for, joined
from components.figures.points import Intervals, intervals_of
from metrics.areas import region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.area_figures import compared_series
from metrics.figures.series import Key, MeasureData, Observation


def axis_of(
    measure: PublishedMeasure,
    observations: Sequence[Observation],
    intervals: Intervals,
    area: str,
    data: MeasureData,
    targets: Sequence[float] = (),
) -> Axis:
    """The scale of figures of an ``area`` (a code) over time, with their intervals and ``targets``.

    That of a percentage in a district holds those of every district and of the region over the same periods, so
    that it is the same for all of them.
    """
    if not measure.unit_row.is_share or area == region_code() or not observations:
        return axis_for(_values(observations), measure.form, [*_ends(intervals), *targets])
    first, last = observations[0], observations[-1]
    everywhere = {
        code: data.get(Key(first.window, code)).within(first.period, last.period).observations
        for code in (region_code(), *data.areas())
    }
    values = [value for line in (observations, *everywhere.values()) for value in _values(line)]
    beside = [end for code, line in everywhere.items() for end in _ends(intervals_of(measure, line, code))]
    return axis_for(values, measure.form, [*_ends(intervals), *beside])


def compared_axis(
    measure: PublishedMeasure, data: MeasureData, newest: int, values: Iterable[float | None]
) -> Axis:
    """The scale of the ``newest`` figures by which areas are compared, of which ``values`` are shown.

    That of a percentage holds the scale that every district would have beside the region alone.
    """
    if not measure.unit_row.is_share:
        return axis_for(values, measure.form)
    region = _values(compared_series(measure, data, region_code(), newest))
    everywhere = (_values(compared_series(measure, data, code, newest)) for code in data.areas())
    return joined(
        [axis_for(line, measure.form) for line in (values, *([*region, *own] for own in everywhere))]
    )


def _values(observations: Iterable[Observation]) -> list[float | None]:
    return [observation.value for observation in observations]


def _ends(intervals: Intervals) -> list[float]:
    return [end for interval in intervals.values() for end in interval]

"""Whether the region's newest figure can be believed: a file that was cut in half gives half of the region.

A record does happen, so that a figure outside its usual range is no fault by itself. It is doubted where it is also
less than two thirds of what is usual, or half as much again. Since 2010 no month of violence with injury in the
region was: the first month of the pandemic was at 75% of it, and the largest at 122%.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from metrics.areas import region_code
from metrics.checking.doubts import Doubt, doubt
from metrics.checking.places import place_of
from metrics.declared.framework import PublishedMeasure
from metrics.declared.measure_parts import ControlChart
from metrics.figures.control_chart import XmrChart, control_chart
from metrics.figures.control_limits import D4, moving_ranges
from metrics.figures.observations import measure_data
from metrics.figures.sentences import observation_text
from metrics.figures.series import Key, MeasureData, Observation
from metrics.language import say

LEAST, MOST = 2 / 3, 3 / 2  # parts of the usual
ENOUGH = 5  # percentages before the newest


def newest_is_believed(
    measure: PublishedMeasure, cells: pd.DataFrame, stored: pd.DataFrame
) -> Iterator[Doubt]:
    """The region's newest figure is no small part of what is usual for the time of year, nor far above it."""
    if measure.frequency.endswith("year"):
        return
    own = stored[(stored["area"] == region_code()) & (stored["dimension"] == "")]
    data = measure_data(measure, own)
    if measure.unit_row.is_plain:
        return  # nothing is known of how it moves
    usual = _usual_share(measure, data) if measure.unit_row.is_share else _usual_count(measure, data)
    if usual is None:
        return
    newest, words = usual
    figure, period = observation_text(measure, newest), newest.label
    message = say(
        '"{id}": {region} in {period} is {figure}, and {words}; is the file complete?',
        id=measure.id,
        period=period,
        figure=figure,
        words=words,
    )
    unusual = "The figure for {period}, {figure}, is far from what is usual: {words}."
    text = say(unusual, period=period, figure=figure, words=words)
    place = place_of(cells, newest.period, region_code())
    yield doubt(measure.id, newest.period_id, place, text, "implausible-newest", message)


def _usual_count(measure: PublishedMeasure, data: MeasureData) -> tuple[Observation, str] | None:
    """The newest count, and what is usual in words, where it is doubted.

    Where a break leaves too few periods for a usual range, it is taken from both sides: a break changes what can be
    compared, and not how large a figure is.
    """
    if measure.source.window != "single":
        return None
    declared = measure.control_chart or ControlChart()
    for breaks in (measure.breaks, ()):
        chart = control_chart(measure.model_copy(update={"control_chart": declared, "breaks": breaks}), data)
        if chart is not None and chart.limits is not None:
            return _outside(chart)
    return None


def _outside(chart: XmrChart) -> tuple[Observation, str] | None:
    limits, newest = chart.limits, chart.judged[-1].value
    assert limits is not None and newest is not None
    if chart.way is None or LEAST < newest / limits.centre < MOST:
        return None
    low, high = limits.usual_range
    return chart.latest, say(
        "the usual range, adjusted for the time of year, is {low} to {high}"
        if chart.adjusted
        else "the usual range is {low} to {high}",
        low=f"{low:,.12g}",
        high=f"{high:,.12g}",
    )


def _usual_share(measure: PublishedMeasure, data: MeasureData) -> tuple[Observation, str] | None:
    """The newest percentage, where its step is beyond every usual one and it is another size altogether."""
    series = [item for item in data.get(Key(measure.source.window, region_code())) if item.value is not None]
    values = [item.value for item in series]
    *before, newest = values if len(values) > ENOUGH else [None]
    ranges = moving_ranges(before)
    if newest is None or not ranges or before[-1] is None or before[-1] == 0:
        return None
    most = D4 * sum(ranges) / len(ranges)
    if abs(newest - before[-1]) <= most or LEAST < newest / before[-1] < MOST:
        return None
    words = "the one before was {before}%, and steps are usually below {most} points"
    return series[-1], say(words, before=f"{before[-1]:.12g}", most=f"{most:.1f}")

"""What a tile says: one value for the page, the API and everything else that speaks of a measure.

A tile is computed from a measure's declaration, its series and the day's date, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from metrics.areas import LONDON, area_name
from metrics.declared.framework import AnyMeasure, BasisKind, PlannedMeasure, PublishedMeasure, Supplement
from metrics.figures.change import Change, compare, compare_with_last_year
from metrics.figures.change_explanation import explanation_sentences
from metrics.figures.comparison import compared_by, comparison_of
from metrics.figures.control_chart import XmrChart, control_chart
from metrics.figures.control_chart_words import control_chart_sentences
from metrics.figures.sentences import (
    beside_sentence,
    change_sentence,
    observation_text,
    supplement_sentence,
)
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.periods import Window, same_period_last_year


@dataclass(frozen=True)
class Tile:
    """A measure as it stands on one day, for one area; it compares as declared, or as a reader chose.

    ``latest`` and ``change`` are None where there is nothing to say, and ``note`` then says why. ``beside`` is a
    comparison that can be told, where the windows of the first overlap. ``control_chart`` is that of the
    single periods, where the measure declares one. ``trend`` is the series behind the figure, for the small line.
    """

    measure: AnyMeasure
    area: str = LONDON
    latest: Observation | None = None
    text: str = ""
    change: Change | None = None
    sentence: str = ""
    explanation: str = ""
    note: str = ""
    supplement: str = ""
    overdue: bool = False
    beside: Change | None = None
    beside_sentence: str = ""
    beside_explanation: str = ""
    control_chart: XmrChart | None = None
    control_chart_sentence: str = ""
    trend: Series = field(default_factory=Series)


def tile(
    measure: AnyMeasure,
    data: MeasureData,
    today: date,
    area: str = LONDON,
    comparison: BasisKind | None = None,
    until: pd.Period | None = None,
) -> Tile:
    """A measure's tile for one area. ``data`` holds the measure's series, empty when there are none.

    It compares as the measure declares, and speaks of the newest figure, unless another ``comparison`` is asked
    for (one of ``basis_kinds``) or an earlier period ``until`` which the series are read.
    """
    if isinstance(measure, PlannedMeasure):
        overdue = isinstance(measure.expected, date) and measure.expected < today
        return Tile(measure, area, note=measure.reason, overdue=overdue)
    if not isinstance(measure, PublishedMeasure):
        return Tile(measure, area, note=measure.reason)
    data = data.until(until)
    series = data.get(Key(window=measure.window, area=area))
    if series.latest is None:
        return Tile(measure, area, note="There is no figure for this area.")
    return _published(compared_by(measure, comparison), data, series.latest, area)


def _published(measure: PublishedMeasure, data: MeasureData, latest: Observation, area: str) -> Tile:
    change, beside = _changes(measure, data, latest.period, area)
    place = "" if area == LONDON else area_name(area)
    chart = control_chart(measure, data, area)
    return Tile(
        measure=measure,
        area=area,
        latest=latest,
        text=observation_text(measure, latest),
        change=change,
        sentence=change_sentence(measure, latest, change, place),
        explanation="" if change is None else explanation_sentences(measure, change),
        beside=beside,
        beside_sentence="" if beside is None else beside_sentence(measure, beside),
        beside_explanation="" if beside is None else explanation_sentences(measure, beside),
        control_chart=chart,
        control_chart_sentence="" if chart is None else control_chart_sentences(measure, chart, place),
        note="" if change is not None else "There is nothing to compare this figure with.",
        supplement=_supplement(measure, data, latest.period) if area == LONDON else "",
        trend=data.get(Key(_trend_window(measure), area)),
    )


def _changes(
    measure: PublishedMeasure, data: MeasureData, period: pd.Period, area: str
) -> tuple[Change | None, Change | None]:
    """The change, and beside one whose windows overlap that on the same period a year before."""
    compared = comparison_of(measure, period)
    if compared is None:
        return None, None
    series = data.get(Key(compared.window, area))
    change = compare(measure, series, compared, area)
    overlaps = change is not None and change.reason == "overlap"
    return change, compare_with_last_year(measure, series, period, area) if overlaps else None


def _trend_window(measure: PublishedMeasure) -> Window:
    """A line of running totals would fall each January: where there are single periods, they are drawn."""
    running = measure.window.endswith("to-date") and measure.source.window == "single"
    return "single" if running else measure.window


def _supplement(measure: PublishedMeasure, data: MeasureData, period: pd.Period) -> str:
    if measure.supplement is None:
        return ""
    series = data.get(_supplement_key(measure.supplement))
    return supplement_sentence(
        measure.supplement, series.at(period), series.at(same_period_last_year(period))
    )


def _supplement_key(supplement: Supplement) -> Key:
    return Key("calendar-year-to-date", LONDON, supplement.dimension, supplement.category)

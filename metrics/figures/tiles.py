"""What a tile says: one value for the page, the API and everything else that speaks of a measure.

A tile is computed from a measure's declaration, its series and the day's date, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from metrics.areas import region_code
from metrics.declared.bases import BasisKind
from metrics.declared.framework import AnyMeasure, PlannedMeasure, PublishedMeasure
from metrics.declared.measure_parts import Supplement
from metrics.figures.change import Change, arithmetic, compare, compare_with_last_year, is_other_force
from metrics.figures.change_explanation import explanation_sentences
from metrics.figures.comparison import compared_by, comparison_of
from metrics.figures.control_chart import XmrChart, control_chart
from metrics.figures.control_chart_words import control_chart_sentences
from metrics.figures.sentences import (
    FORCES_NOT_JUDGED,
    WEEKS_NOT_JUDGED,
    beside_sentence,
    change_sentence,
    full_text_of,
    supplement_sentence,
    with_decimals_of,
)
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.target import Progress, progress
from metrics.figures.usual_step import UsualStep, usual_step
from metrics.figures.verdict import verdict
from metrics.figures.verdict_sentences import by_chance_sentence, usual_sentence, verdict_sentence
from metrics.periods import Window, same_period_last_year

NOTHING_TO_COMPARE = "There is nothing to compare this figure with."


@dataclass(frozen=True)
class Tile:
    """A measure as it stands on one day, for one area; it compares as declared, or as a reader chose.

    ``latest`` and ``change`` are None where there is nothing to say, and ``note`` then says why. ``verdict`` is
    the comparison of like with like that is judged; ``change`` is then arithmetic, with what is ``usual`` for
    the time of year. Where a measure has its change itself judged, there is no ``verdict``, and ``beside`` is a
    comparison that can be told, where the windows of the change overlap. ``control_chart`` is that of the
    single periods, where the measure declares one. ``targets`` are those of the region with how it stands by them.
    ``trend`` is the series behind the figure, for the small line.
    """

    measure: AnyMeasure
    area: str = field(default_factory=region_code)
    latest: Observation | None = None
    text: str = ""
    change: Change | None = None
    sentence: str = ""
    explanation: str = ""
    note: str = ""
    supplement: str = ""
    targets: tuple[Progress, ...] = ()
    overdue: bool = False
    verdict: Change | None = None
    verdict_sentence: str = ""
    verdict_explanation: str = ""
    usual: UsualStep | None = None
    usual_sentence: str = ""
    beside: Change | None = None
    beside_sentence: str = ""
    beside_explanation: str = ""
    control_chart: XmrChart | None = None
    control_chart_sentence: str = ""
    trend: Series = field(default_factory=Series)

    @property
    def judged(self) -> Change | None:
        """The comparison that carries the tile's word: its verdict, or the change where that itself is judged."""
        return self.verdict or (self.change if self.change is not None and self.change.is_judged else None)

    @property
    def says(self) -> str:
        """What the tile says, in sentences: its verdict, or the figure with its change where that is judged."""
        if self.verdict is not None:
            return " ".join(filter(None, (self.verdict_sentence, self._bare_figure)))
        return " ".join(filter(None, (self.sentence or self.note, self.beside_sentence)))

    @property
    def _bare_figure(self) -> str:
        """The figure in a sentence where the verdict has none of its own: it is not known, or not comparable."""
        if self.verdict is None or self.verdict.difference is not None or self.latest is None:
            return ""
        if self.latest.value is None or not isinstance(self.measure, PublishedMeasure):
            return ""
        return change_sentence(self.measure, self.latest, None, _place(self.measure, self.area))


def tile(
    measure: AnyMeasure,
    data: MeasureData,
    today: date,
    area: str = "",
    comparison: BasisKind | None = None,
    until: pd.Period | None = None,
) -> Tile:
    """A measure's tile for one area. ``data`` holds the measure's series, empty when there are none.

    It compares as the measure declares, and speaks of the newest figure, unless another ``comparison`` is asked
    for (one of ``basis_kinds``) or an earlier period ``until`` which the series are read.
    """
    area = area or region_code()
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


def _place(measure: PublishedMeasure, area: str) -> str:
    """An area's name in a sentence; the region's goes without saying."""
    return "" if area == region_code() else measure.source.area_name(area)


def _published(measure: PublishedMeasure, data: MeasureData, latest: Observation, area: str) -> Tile:
    place = _place(measure, area)
    chart = control_chart(measure, data, area)
    plain = Tile(
        measure=measure,
        area=area,
        latest=latest,
        text=full_text_of(measure, latest),
        control_chart=chart,
        control_chart_sentence="" if chart is None else control_chart_sentences(measure, chart, place),
        supplement=_supplement(measure, data, latest.period) if area == region_code() else "",
        targets=tuple(progress(measure, data, item) for item in measure.targets)
        if area == region_code()
        else (),
        trend=data.get(Key(_trend_window(measure), area)),
    )
    if is_other_force(measure, area):
        return _of_other_force(plain, measure, data, latest, place)
    compare_figure = _as_compared if measure.comparison.judged == "as-compared" else _like_with_like
    return compare_figure(plain, measure, data, latest, place)


def _of_other_force(
    plain: Tile, measure: PublishedMeasure, data: MeasureData, latest: Observation, place: str
) -> Tile:
    """A tile with the declared comparison as arithmetic alone: nothing of another force is judged."""
    change = _arithmetic(measure, data, latest.period, plain.area)
    note = NOTHING_TO_COMPARE if change is None else FORCES_NOT_JUDGED
    return replace(_with_change(plain, measure, latest, change, place), note=note)


def _like_with_like(
    plain: Tile, measure: PublishedMeasure, data: MeasureData, latest: Observation, place: str
) -> Tile:
    """A tile with the comparison that is judged, and the declared one as arithmetic beside what is usual."""
    judged, moves = verdict(measure, data, latest.period, plain.area)
    change = _arithmetic(measure, data, latest.period, plain.area)
    singles = data.get(Key("single", plain.area))
    usual = None if change is None else usual_step(measure, singles, change, moves)
    measure = with_decimals_of(with_decimals_of(measure, change), judged)
    return replace(
        _with_change(plain, measure, latest, change, place),
        note=_note(measure, change, judged),
        verdict=judged,
        verdict_sentence="" if judged is None else verdict_sentence(measure, judged, place),
        verdict_explanation="" if judged is None else explanation_sentences(measure, judged),
        usual=usual,
        usual_sentence="" if usual is None else usual_sentence(usual),
    )


def _note(measure: PublishedMeasure, change: Change | None, judged: Change | None) -> str:
    """Why a figure has no word, where it has none."""
    if change is not None and measure.frequency == "week":
        return WEEKS_NOT_JUDGED
    return "" if change or judged else NOTHING_TO_COMPARE


def _arithmetic(measure: PublishedMeasure, data: MeasureData, period: pd.Period, area: str) -> Change | None:
    compared = comparison_of(measure, period)
    return (
        None
        if compared is None
        else arithmetic(measure, data.get(Key(compared.window, area)), compared, area)
    )


def _as_compared(
    plain: Tile, measure: PublishedMeasure, data: MeasureData, latest: Observation, place: str
) -> Tile:
    """A tile with the declared comparison judged, and beside one whose windows overlap that on a year before."""
    compared, change, beside = comparison_of(measure, latest.period), None, None
    if compared is not None:
        series = data.get(Key(compared.window, plain.area))
        change = compare(measure, series, compared, plain.area)
        if change is not None and change.reason == "overlap":
            beside = compare_with_last_year(measure, series, latest.period, plain.area)
    return replace(
        _with_change(plain, measure, latest, change, place),
        note="" if change is not None else NOTHING_TO_COMPARE,
        beside=beside,
        beside_sentence="" if beside is None else beside_sentence(measure, beside),
        beside_explanation="" if beside is None else explanation_sentences(measure, beside),
    )


def _with_change(
    plain: Tile, measure: PublishedMeasure, latest: Observation, change: Change | None, place: str
) -> Tile:
    return replace(
        plain,
        text=full_text_of(with_decimals_of(measure, change), latest),
        change=change,
        sentence=change_sentence(measure, latest, change, place),
        explanation="" if change is None else explanation_sentences(measure, change),
    )


def _trend_window(measure: PublishedMeasure) -> Window:
    """A line of running totals would fall each January: where there are single periods, they are drawn."""
    running = measure.window.endswith("to-date") and measure.source.window == "single"
    return "single" if running else measure.window


def _supplement(measure: PublishedMeasure, data: MeasureData, period: pd.Period) -> str:
    if measure.supplement is None:
        return ""
    series = data.get(_supplement_key(measure.supplement))
    now, before = series.at(period), series.at(same_period_last_year(period))
    sentence = supplement_sentence(measure.supplement, now, before)
    if measure.comparison.judged == "as-compared":
        return sentence
    return " ".join(filter(None, (sentence, by_chance_sentence(before, now))))


def _supplement_key(supplement: Supplement) -> Key:
    return Key("calendar-year-to-date", region_code(), supplement.dimension, supplement.category)

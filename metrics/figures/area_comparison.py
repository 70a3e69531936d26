"""An area beside London: its figure, its rate by how many people live there, and whether they can be told apart.

Areas are compared over the same months. A measure that counts single months or quarters is added up over the
newest twelve months, because one month of one borough is mostly chance; where a break stands inside them, the
newest period alone is compared. Running totals are compared as they stand, and so are percentages.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pandas as pd

from metrics.areas import LONDON, areas, residents
from metrics.declared.framework import PublishedMeasure
from metrics.figures.breaks import break_inside
from metrics.figures.intervals import interval_decimals, interval_of
from metrics.figures.numbers import exact, rounded
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.statistics import Interval, byar
from metrics.figures.totals import absent, total, total_of_series
from metrics.periods import PERIODS_IN_A_YEAR, Window

YEAR: Window = "rolling-12-months"
RATE_DECIMALS = 1

Standing = Literal["higher", "lower", "similar", "not-known"]
Reason = Literal[
    "interval", "itself", "no-value", "no-london-value", "no-sum", "no-rate", "no-people", "no-interval"
]


@dataclass(frozen=True)
class AreaFigure:
    """What one area (a code) has, over the window in which areas are compared.

    ``rate`` is events for each ``Rate.per`` of the ``residents``, None where no rate is declared. ``interval`` is
    the 95% interval of the rate where there is one, else of the value, in the same unit.
    """

    area: str
    observation: Observation
    residents: int
    rate: float | None = None
    interval: Interval | None = None

    @property
    def compared(self) -> float | None:
        """The number that areas are compared by: the rate where there is one, else the value."""
        return self.observation.value if self.rate is None else self.rate


@dataclass(frozen=True)
class AreaComparison:
    """An area's figure of a measure, with that of its BCU (None where it has none) and London's beside it."""

    measure: PublishedMeasure
    figure: AreaFigure
    bcu: AreaFigure | None
    london: AreaFigure
    standing: Standing
    reason: Reason


def area_comparison(measure: PublishedMeasure, data: MeasureData, area: str) -> AreaComparison | None:
    """An area (a code) beside London; None where the measure has no figures of the area, or of its boroughs."""
    if not _has_figures(measure, data, area):
        return None
    window, period = compared_window(measure, data)
    figure, london = (_figure(measure, data, code, window, period) for code in (area, LONDON))
    bcu = areas()[area].bcu
    group = _figure(measure, data, bcu, window, period) if bcu else None
    return AreaComparison(measure, figure, group, london, *_standing(measure, figure, london))


def compared_window(measure: PublishedMeasure, data: MeasureData) -> tuple[Window, pd.Period]:
    """The window in which areas are compared, and the period that it ends in: the newest of London's."""
    latest = data.get(Key(measure.window)).observations[-1]
    if not _adds_up_a_year(measure):
        return measure.window, latest.period
    of_a_year = _year_to(measure, data.get(Key("single")), latest.period)
    complete = of_a_year is not None and of_a_year.value is not None
    return YEAR if complete else measure.window, latest.period


def area_data(measure: PublishedMeasure, data: MeasureData, area: str) -> MeasureData:
    """A measure's data with the series of an area in it: those of a BCU are added up from its boroughs'.

    A share of people is not a sum, so a measure of those has none for a BCU.
    """
    if measure.unit == "percent" or area == LONDON or not areas()[area].parts:
        return data
    windows = {key.window for key in data.series}
    added = {Key(window, area): total_of_series(_parts(data, area, window)) for window in windows}
    return MeasureData({**data.series, **added})


def compared_series(measure: PublishedMeasure, data: MeasureData, area: str, newest: int) -> Series:
    """The newest so many figures by which an area is compared over time: rates where declared, else values.

    Counts are added up over twelve months at each point, so that the lines of small areas can be read. A share of
    people has its own window. A figure that is not known has no value.
    """
    london = data.get(Key(measure.window)).observations[-newest:]
    window = YEAR if measure.unit != "percent" and Key("single") in data.series else measure.window
    figures = (_observation(measure, data, area, window, observation.period) for observation in london)
    return Series(tuple(_as_rate(measure, observation, area) for observation in figures))


def residents_of(measure: PublishedMeasure, area: str) -> int:
    """The people by whom a measure's rate is taken: those who live where its events are counted."""
    return residents(area, city_included=measure.source.city_of_london == "included")


# What a place has ------------------------------------------------------------------------------------------


def _has_figures(measure: PublishedMeasure, data: MeasureData, area: str) -> bool:
    with_figures = data.areas()
    return (area in with_figures or bool(with_figures and areas()[area].parts)) and Key(
        measure.window
    ) in data.series


def _figure(
    measure: PublishedMeasure, data: MeasureData, area: str, window: Window, period: pd.Period
) -> AreaFigure:
    observation = _observation(measure, data, area, window, period)
    people = residents_of(measure, area)
    if measure.rate is None or observation.value is None:
        return AreaFigure(area, observation, people, None, interval_of(measure, observation, area))
    value, (low, high) = observation.value, byar(observation.value)
    rate, least, most = (events * measure.rate.per / people for events in (value, low, high))
    return AreaFigure(area, observation, people, rate, (least, most))


def _observation(
    measure: PublishedMeasure, data: MeasureData, area: str, window: Window, period: pd.Period
) -> Observation:
    """One area's figure; a BCU's is the sum of its boroughs', and not applicable for a share of people."""
    if area != LONDON and areas()[area].parts:
        if measure.unit == "percent":
            return Observation(period, window, None, "z")
        parts = areas()[area].parts
        return total([_observation(measure, data, part, window, period) for part in parts], period, window)
    stored = data.get(Key(window, area)).at(period)
    if stored is None and window == YEAR:
        stored = _year_to(measure, data.get(Key("single", area)), period)
    return stored or absent(period, window)


def _adds_up_a_year(measure: PublishedMeasure) -> bool:
    """Whether the measure counts what happened in single periods shorter than a year."""
    return measure.unit != "percent" and measure.window == "single" and not measure.frequency.endswith("year")


def _as_rate(measure: PublishedMeasure, observation: Observation, area: str) -> Observation:
    if measure.rate is None or observation.value is None:
        return observation
    rate = observation.value * measure.rate.per / residents_of(measure, area)
    return Observation(observation.period, observation.window, rate, observation.status)


# Sums ------------------------------------------------------------------------------------------------------


def _year_to(measure: PublishedMeasure, singles: Series, period: pd.Period) -> Observation | None:
    """Twelve months added up; not known where a break stands inside, None where the series is too short."""
    length = PERIODS_IN_A_YEAR[measure.frequency]
    parts = [singles.at(period - back) for back in range(length)]
    present = [part for part in parts if part is not None]
    if len(present) < length:
        return None
    broken = break_inside(measure, period, YEAR) is not None
    return absent(period, YEAR) if broken else total(present, period, YEAR)


def _parts(data: MeasureData, area: str, window: Window) -> list[Series]:
    return [data.get(Key(window, code)) for code in areas()[area].parts]


# How it is written -----------------------------------------------------------------------------------------


def display_number(measure: PublishedMeasure, number: float) -> Decimal:
    """A compared number as readers see it beside intervals: a rate or a percentage to a tenth."""
    return rounded(exact(number), RATE_DECIMALS if measure.rate else interval_decimals(measure))


def ends(measure: PublishedMeasure, interval: Interval) -> tuple[Decimal, Decimal]:
    """The two ends of a figure's interval as readers see them."""
    low, high = interval
    return display_number(measure, low), display_number(measure, high)


# How it stands ---------------------------------------------------------------------------------------------


def _standing(measure: PublishedMeasure, figure: AreaFigure, london: AreaFigure) -> tuple[Standing, Reason]:
    """Higher or lower than London only where the area's 95% interval leaves London's figure out.

    The rule by which public health profiles compare an area with a benchmark: Public Health England, Technical
    Guide: RAG Rating Indicator Values (2017), with the intervals of the Association of Public Health
    Observatories, Technical Briefing 3 (2008). London's figure is taken as it stands, without an interval of its
    own. It holds the area's own part, so the rule errs towards "similar". Of twenty areas that are all like
    London one still lies outside by chance. What is compared are the numbers as they are shown, so that no
    sentence contradicts them.
    """
    if figure.area == LONDON:
        return "not-known", "itself"
    if (missing := _missing(measure, figure, london)) is not None:
        return "not-known", missing
    assert figure.interval is not None and london.compared is not None
    low, high = ends(measure, figure.interval)
    against = display_number(measure, london.compared)
    if low <= against <= high:
        return "similar", "interval"
    return ("lower" if high < against else "higher"), "interval"


def _missing(measure: PublishedMeasure, figure: AreaFigure, london: AreaFigure) -> Reason | None:
    """What it takes to compare an area with London, and is not there."""
    if figure.compared is None:
        return "no-sum" if figure.observation.status == "z" else "no-value"
    if london.compared is None:
        return "no-london-value"
    if measure.unit != "percent" and measure.rate is None:
        return "no-rate"
    if figure.interval is None:
        return "no-people" if measure.comparison.test == "proportions" else "no-interval"
    return None

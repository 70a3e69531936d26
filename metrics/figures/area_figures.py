"""What an area has of a measure: its figure over the window in which areas are compared, its rate, how sure it is.

Areas are compared over the same months. A measure that counts single months or quarters is added up over the
newest twelve months, because one month of one district is mostly chance; where a break stands inside them, the
newest period alone is compared. Running totals are compared as they stand, and so are percentages.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import count

import pandas as pd

from metrics.areas import areas, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.breaks import break_inside
from metrics.figures.chance import sample_size, share_interval
from metrics.figures.dispersion import dispersion
from metrics.figures.intervals import interval_decimals, interval_of
from metrics.figures.numbers import exact, rounded, written
from metrics.figures.series import Key, MeasureData, Observation, Series
from metrics.figures.statistics import Z_998, Interval, byar, overdispersed, widened_to
from metrics.figures.totals import absent, total, total_of_series
from metrics.gazetteer import Population
from metrics.periods import PARTS_OF_A_YEAR, PERIODS_IN_A_YEAR, Window

YEAR: Window = "rolling-12-months"
RATE_DECIMALS = 1


@dataclass(frozen=True)
class AreaFigure:
    """What one area (a code) has, over the window in which areas are compared.

    ``rate`` is events for each ``Rate.per`` of the ``residents``, None where no rate is declared; it ``lacks_rate``
    where one is and nobody says who lives there. ``year`` is that of their numbers, None for the Census of 2021.
    ``interval`` is the 95% interval of the rate where there is one, else of the value, in the same unit; ``limits``
    are those that the area is told apart from the region by, in the same unit, and None where there are none.
    ``decimals`` are how many the compared number is shown with, at the least, for that to be seen.
    """

    area: str
    observation: Observation
    residents: int
    year: int | None = None
    rate: float | None = None
    interval: Interval | None = None
    limits: Interval | None = None
    decimals: int = 0
    lacks_rate: bool = False

    @property
    def compared(self) -> float | None:
        """The number that areas are compared by: the rate where one is declared, else the value."""
        return None if self.lacks_rate else self.observation.value if self.rate is None else self.rate


def compared_window(measure: PublishedMeasure, data: MeasureData) -> tuple[Window, pd.Period]:
    """The window in which areas are compared, and the period that it ends in: the newest of the region's."""
    latest = data.get(Key(measure.window)).observations[-1]
    if not _adds_up_a_year(measure):
        return measure.window, latest.period
    of_a_year = _year_to(measure, data.get(Key("single")), latest.period)
    complete = of_a_year is not None and of_a_year.value is not None
    return YEAR if complete else measure.window, latest.period


def year_resumes(measure: PublishedMeasure, figure: Observation) -> pd.Period | None:
    """The first period to which twelve months can be added up again, where a break keeps a figure to one period.

    None where nothing does.
    """
    if figure.window != "single" or not _adds_up_a_year(measure):
        return None
    if break_inside(measure, figure.period, YEAR) is None:
        return None
    ahead = (figure.period + step for step in count(1))
    return next(period for period in ahead if break_inside(measure, period, YEAR) is None)


def area_data(measure: PublishedMeasure, data: MeasureData, area: str) -> MeasureData:
    """A measure's data with the series of an area in it: those of a division are added up from its districts'.

    A share of people is not a sum, so a measure of those has none for a division.
    """
    if not measure.unit_row.adds_up or not parts_of(data, area):
        return data
    windows = {key.window for key in data.series}
    added = {Key(window, area): total_of_series(_parts(data, area, window)) for window in windows}
    return MeasureData({**data.series, **added})


def compared_series(measure: PublishedMeasure, data: MeasureData, area: str, newest: int) -> Series:
    """The newest so many figures by which an area is compared over time: rates where declared, else values.

    Counts are added up over twelve months at each point, so that the lines of small areas can be read, as far as
    the newest twelve can be added up. A share of people has its own window, and so has a week. A figure that is
    not known has no value.
    """
    region = data.get(Key(measure.window)).observations[-newest:]
    window = _window_over_time(measure, data)
    figures = (_observation(measure, data, area, window, observation.period) for observation in region)
    return Series(tuple(_as_rate(measure, observation, area) for observation in figures))


def _window_over_time(measure: PublishedMeasure, data: MeasureData) -> Window:
    if measure.frequency == "week":
        return measure.window
    if measure.comparison.judged == "like-with-like" and _adds_up_a_year(measure):
        return compared_window(measure, data)[0]
    return YEAR if measure.unit_row.is_count and Key("single") in data.series else measure.window


def residents_of(measure: PublishedMeasure, area: str, observation: Observation) -> Population | None:
    """The people by whom a measure's rate is taken: those who live where its events are counted.

    They are of the year in which most months of the figure lie, of two with as many the later, or by the nearest
    earlier numbers. None where nobody says.
    """
    first, last = observation.months
    middle = first + (last.ordinal - first.ordinal + 1) // 2
    included = measure.source.outside == "included"
    return measure.source.gazetteer.population(area, middle.year, outside_included=included)


# What a place has ------------------------------------------------------------------------------------------


def has_figures(measure: PublishedMeasure, data: MeasureData, area: str) -> bool:
    """Whether a measure has figures of an area (a code), or of the districts that it is made of."""
    own = area in data.areas() or area in data.further_areas()
    added = area == region_code() or bool(parts_of(data, area))
    return (own or bool(data.areas() and added)) and Key(measure.window) in data.series


def area_figure(
    measure: PublishedMeasure, data: MeasureData, area: str, window: Window, period: pd.Period
) -> AreaFigure:
    """What an area (a code) has in a window that ends in a period, with its rate and how sure it is."""
    observation = _observation(measure, data, area, window, period)
    interval = interval_of(measure, observation, area)
    limits = _limits(measure, data, observation, area)
    living = residents_of(measure, area, observation) or Population(0)
    if measure.rate is None or observation.value is None:
        return AreaFigure(area, observation, living.people, living.year, None, interval, limits)
    if not living.people:
        return AreaFigure(area, observation, 0, interval=interval, limits=None, lacks_rate=True)
    per_head = measure.rate.per / living.people
    interval = interval or byar(observation.value)
    return AreaFigure(
        area,
        observation,
        living.people,
        living.year,
        observation.value * per_head,
        _times(interval, per_head),
        None if limits is None else _times(limits, per_head),
    )


def is_of_districts_alone(measure: PublishedMeasure, data: MeasureData, figure: AreaFigure) -> bool:
    """Whether a figure of the region is the sum of its districts', with nothing of places that lie in none.

    False where a district's figure is not known, for then nobody can tell.
    """
    place = figure.observation.window, figure.observation.period
    parts = [_observation(measure, data, district, *place) for district in data.areas()]
    return (
        total(parts, figure.observation.period, figure.observation.window).value == figure.observation.value
    )


def _times(interval: Interval, factor: float) -> Interval:
    low, high = interval
    return low * factor, high * factor


def _limits(
    measure: PublishedMeasure, data: MeasureData, observation: Observation, area: str
) -> Interval | None:
    """What the area is told apart by: 99.8% limits, of a count by how far its own series moves.

    None where no test is declared, the series is too short, or nobody says how many were asked. Where the measure
    has its changes judged as they are compared, the 95% interval as for single events.
    """
    if observation.value is None:
        return None
    if measure.comparison.judged == "as-compared":
        as_events = measure.rate is not None
        return byar(observation.value) if as_events else interval_of(measure, observation, area)
    match measure.comparison.test:
        case "counts":
            moves = dispersion(measure, _singles(data, area), observation.period)
            return overdispersed(observation.value, moves.phi, Z_998) if moves.is_known else None
        case "proportions":
            base = sample_size(measure, observation, area)
            return None if base is None else share_interval(measure, observation.value, base, Z_998)
        case "intervals" if observation.interval is not None:
            return widened_to(observation.value, observation.interval, Z_998)
        case _:
            return None


def _singles(data: MeasureData, area: str) -> Series:
    """An area's single counts; a division's are added up from its districts'."""
    parts = parts_of(data, area)
    return total_of_series(_parts(data, area, "single")) if parts else data.get(Key("single", area))


def _observation(
    measure: PublishedMeasure, data: MeasureData, area: str, window: Window, period: pd.Period
) -> Observation:
    """One area's figure; a division's is the sum of its districts', and not applicable for a share of people."""
    if parts := parts_of(data, area):
        if not measure.unit_row.adds_up:
            return Observation(period, window, None, "z")
        return total([_observation(measure, data, part, window, period) for part in parts], period, window)
    stored = data.get(Key(window, area)).at(period)
    if stored is None and window == YEAR:
        stored = _year_to(measure, data.get(Key("single", area)), period)
    return stored or absent(period, window)


def _adds_up_a_year(measure: PublishedMeasure) -> bool:
    """Whether the measure counts what happened in months or quarters, which make up a year; weeks do not."""
    return measure.unit_row.is_count and measure.window == "single" and measure.frequency in PARTS_OF_A_YEAR


def _as_rate(measure: PublishedMeasure, observation: Observation, area: str) -> Observation:
    if measure.rate is None or observation.value is None:
        return observation
    living = residents_of(measure, area, observation)
    if living is None:
        return absent(observation.period, observation.window)
    rate = observation.value * measure.rate.per / living.people
    return Observation(observation.period, observation.window, rate, observation.status)


# Sums ------------------------------------------------------------------------------------------------------


def _year_to(measure: PublishedMeasure, singles: Series, period: pd.Period) -> Observation | None:
    """Twelve months added up; not known where a break stands inside, None where the series is too short."""
    periods = _periods_of_a_year(period, PERIODS_IN_A_YEAR[measure.frequency])
    parts = [part for part in map(singles.at, periods) if part is not None]
    if len(parts) < len(periods):
        return None
    broken = break_inside(measure, period, YEAR) is not None
    if broken:
        return absent(period, YEAR)
    return total(parts, period, YEAR, judged=measure.comparison.judged)


@cache
def _periods_of_a_year(last: pd.Period, length: int) -> tuple[pd.Period, ...]:
    """So many periods up to one, the newest first: asked for each area, and pandas counts slowly."""
    return tuple(last - back for back in range(length))


def _parts(data: MeasureData, area: str, window: Window) -> list[Series]:
    return [data.get(Key(window, code)) for code in parts_of(data, area)]


def parts_of(data: MeasureData, area: str) -> tuple[str, ...]:
    """The districts whose figures are a division's; none where it has its own, and none of any other area."""
    if area == region_code() or area not in areas() or area in data.further_areas():
        return ()
    return areas()[area].parts


# How it is written -----------------------------------------------------------------------------------------


def display_number(measure: PublishedMeasure, number: float, decimals: int = 0) -> Decimal:
    """A compared number as readers see it; ``decimals`` are the fewest of a rate or a percentage."""
    places = _decimals(measure, decimals, measure.decimals)
    return rounded(exact(number), places) if measure.rate else written(number, measure.form, places)


def ends(measure: PublishedMeasure, interval: Interval, decimals: int = 0) -> tuple[Decimal, Decimal]:
    """The two ends of a figure's interval as readers see them, of a percentage to a tenth at least."""
    low, high = (
        rounded(exact(end), _decimals(measure, decimals, interval_decimals(measure))) for end in interval
    )
    return low, high


def _decimals(measure: PublishedMeasure, decimals: int, of_a_value: int) -> int:
    if measure.rate is not None:
        return max(decimals, RATE_DECIMALS)
    return max(decimals, of_a_value) if measure.unit_row.is_share else of_a_value

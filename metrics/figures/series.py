"""Observations as the rest of the engine sees them: frozen values in the order of their periods."""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import pandas as pd

from metrics.areas import districts, region_code
from metrics.periods import (
    Window,
    first_day,
    first_month,
    frequency_of,
    label,
    months_in_words,
    period_id,
    window_dates,
    window_label,
    window_months,
)
from metrics.statuses import Status

NAMED_BY_NUMBERS = ("financial-quarter", "financial-year", "academic-year")  # their names say no month


@dataclass(frozen=True)
class Observation:
    """One value with its period and status, which says why where ``value`` is None.

    A percentage is 61.0, not 0.61. ``base`` is the sample's size where the extract holds it, and ``interval`` the
    95% interval that its publisher gives, in the unit of the value. ``first`` is the first
    of several single periods in a row that are added up to end in ``period``, and None for one figure.
    """

    period: pd.Period
    window: Window
    value: float | None
    status: Status = ""
    base: int | None = None
    first: pd.Period | None = None
    interval: tuple[float, float] | None = None

    @property
    def label(self) -> str:
        """The name of what the figure covers: ``Q3 2023/24``, ``12 months to December 2023``."""
        return window_label(self.period, self.window) if self.first is None else months_in_words(*self.months)

    @property
    def months_beside(self) -> str:
        """The months of what its name does not say them of: ``July to September 2024`` for ``Q2 2024/25``."""
        named_by_months = self.window != "single" or self.first is not None
        if named_by_months or frequency_of(self.period) not in NAMED_BY_NUMBERS:
            return ""
        return months_in_words(*self.months)

    @property
    def months(self) -> tuple[pd.Period, pd.Period]:
        """The first and the last month covered."""
        first, last = window_months(self.period, self.window)
        return first if self.first is None else first_month(self.first), last

    @property
    def period_id(self) -> str:
        """The identifier of the period, or of the period that the window ends in."""
        return period_id(self.period)

    @property
    def period_label(self) -> str:
        """The name of the period itself, without the window."""
        return label(self.period)

    @property
    def dates(self) -> tuple[date, date]:
        """The first and the last day covered."""
        start, end = window_dates(self.period, self.window)
        return start if self.first is None else first_day(self.first), end


@dataclass(frozen=True)
class Key:
    """Which series: a window, an area's code, and a category of a dimension, or the total without one."""

    window: Window = "single"
    area: str = field(default_factory=region_code)
    dimension: str = ""
    category: str = ""


@dataclass(frozen=True)
class Series:
    """Observations of one key, oldest first, without a period left out."""

    observations: tuple[Observation, ...] = ()

    @cached_property
    def _by_period(self) -> Mapping[pd.Period, Observation]:
        """Made when it is first asked for: of most series a command reads, nobody asks by period."""
        return {item.period: item for item in self.observations}

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    def __len__(self) -> int:
        return len(self.observations)

    def at(self, period: pd.Period) -> Observation | None:
        """The observation of a period; None when the series does not reach it."""
        return self._by_period.get(period)

    @property
    def periods(self) -> KeysView[pd.Period]:
        """The periods of its observations."""
        return self._by_period.keys()

    @property
    def latest(self) -> Observation | None:
        """The newest observation; None when there is none."""
        return self.observations[-1] if self.observations else None

    @property
    def latest_known(self) -> Observation | None:
        """The newest observation that has a value; None when there is none."""
        return next((item for item in reversed(self.observations) if item.value is not None), None)

    def values_until(self, last: pd.Period) -> dict[int, float]:
        """The values up to a period, by the ordinals of their periods; those without a value are left out."""
        return {
            observation.period.ordinal: observation.value
            for observation in self.observations
            if observation.value is not None and observation.period.ordinal <= last.ordinal
        }

    def within(self, first: pd.Period | None = None, last: pd.Period | None = None) -> Series:
        """The observations from one period to another, both included; None leaves an end open."""
        return Series(
            tuple(
                observation
                for observation in self.observations
                if (first is None or observation.period >= first)
                and (last is None or observation.period <= last)
            )
        )


@dataclass(frozen=True)
class MeasureData:
    """All series of one measure, by key."""

    series: Mapping[Key, Series]

    def get(self, key: Key) -> Series:
        """The series of a key; empty when the measure has none."""
        return self.series.get(key, Series())

    def until(self, last: pd.Period | None) -> MeasureData:
        """The same series as they stand up to a period; all of them for None."""
        if last is None:
            return self
        return replace(self, series={key: series.within(last=last) for key, series in self.series.items()})

    @cached_property
    def _codes(self) -> frozenset[str]:
        """The codes of all areas that have a series."""
        return frozenset(key.area for key in self.series)

    def areas(self) -> tuple[str, ...]:
        """The codes of the districts that have a series of their own."""
        return tuple(sorted(self._codes & districts().keys()))

    def further_areas(self) -> tuple[str, ...]:
        """The codes of the wards, divisions or forces that have a series of their own."""
        return tuple(sorted(self._codes - districts().keys() - {region_code()}))

    def every_area(self) -> tuple[str, ...]:
        """The codes of all areas but the region that have a series of their own, districts first."""
        return (*self.areas(), *self.further_areas())

    def categories(self, dimension: str) -> tuple[str, ...]:
        """The categories of a dimension, in the order in which they were stored."""
        return tuple(dict.fromkeys(key.category for key in self.series if key.dimension == dimension))

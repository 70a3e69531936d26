"""Which windows the figures of a measure have, those that can be added up of its single periods among them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from metrics.declared.claim import ClaimWindow, StatedUnit
from metrics.declared.framework import PublishedMeasure
from metrics.declared.units import ChangeUnit
from metrics.periods import PARTS_OF_A_YEAR, PERIODS_IN_A_YEAR, Frequency, calendar_year, parse_period_id

WINDOWS: tuple[ClaimWindow, ...] = (
    "single",
    "3-months",
    "rolling-12-months",
    "calendar-year-to-date",
    "financial-year-to-date",
)
# What figures of each are, in words.
CLAIM_WINDOW_WORDS: Mapping[ClaimWindow, str] = {
    "single": "single periods",
    "3-months": "three months",
    "rolling-12-months": "twelve months",
    "calendar-year-to-date": "the calendar year so far",
    "financial-year-to-date": "the financial year so far",
}
YEAR = re.compile(r"\d{4}", re.ASCII)


class StatedRow(NamedTuple):
    """What a stated unit is: a share of the earlier figure or a difference, and the unit in which it is written.

    None is the unit in which the measure's own figures differ.
    """

    is_relative: bool
    change: ChangeUnit | None


STATED_UNITS: Mapping[StatedUnit, StatedRow] = {
    "percent": StatedRow(True, "percent"),
    "percentage-points": StatedRow(False, "pp"),
    "count": StatedRow(False, "count"),
    "units": StatedRow(False, None),
}


def adds_up_in_time(measure: PublishedMeasure) -> bool:
    """Whether single figures of a measure may be added up to longer ones."""
    is_part = measure.frequency in PARTS_OF_A_YEAR
    return is_part and measure.unit_row.adds_up and measure.source.window == "single"


def windows_of(measure: PublishedMeasure) -> tuple[ClaimWindow, ...]:
    """The windows that a figure of a measure may have, as its files have them or as they add up."""
    own: set[ClaimWindow] = {measure.window, measure.source.window}
    if adds_up_in_time(measure):
        own |= set(WINDOWS) - ({"3-months"} if measure.frequency != "month" else set())
    return tuple(window for window in WINDOWS if window in own)


def units_of(measure: PublishedMeasure) -> tuple[StatedUnit, ...]:
    """The units in which a change of a measure can be stated."""
    row = measure.unit_row
    if row.is_share:
        return ("percentage-points", "percent")
    return ("percent", "count") if row.is_count else ("percent", "units")


def span_of_pair(measure: PublishedMeasure, text: str) -> tuple[ClaimWindow, pd.Period]:
    """The window and the last period of a pair of figures: of one of the measure's periods, or of a calendar year.

    Raises ValueError for any other.
    """
    is_year = YEAR.fullmatch(text) is not None and measure.frequency in PARTS_OF_A_YEAR
    if not is_year:
        return measure.window, parse_period_id(text, measure.frequency)
    if "calendar-year-to-date" not in windows_of(measure):
        raise ValueError(f'"{text}" is a year, and figures of this measure make none')
    return "calendar-year-to-date", _last_of(int(text), measure.frequency)


def _last_of(year: int, frequency: Frequency) -> pd.Period:
    """The last period of a calendar year."""
    end = calendar_year(year).asfreq("M", how="end")
    if PERIODS_IN_A_YEAR[frequency] == PERIODS_IN_A_YEAR["month"]:
        return end
    return end.asfreq("Q-MAR" if frequency == "financial-quarter" else "Q-DEC")

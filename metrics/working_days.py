"""Working days: no Saturdays, no Sundays, and none of the public holidays of a country or of a part of it"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from metrics.issues import listed, nearest

SATURDAY = 5
A_DAY = timedelta(days=1)


def _library() -> Any:
    """The library of holidays: it is asked for where a day is counted, since loading it takes a while."""
    return import_module("holidays")


@cache
def _territories() -> Mapping[str, tuple[str, ...]]:
    """The parts of each country that the library has, both by their codes (ISO 3166)."""
    return {name: tuple(parts) for name, parts in _library().list_supported_countries().items()}


def territory_fault(territory: str) -> str:
    """Why a code such as ``GB-ENG`` names no holidays, as a sentence; nothing where it does."""
    country, _, part = territory.partition("-")
    if country not in _territories():
        return f'no holidays are known of "{country}"; write a code of ISO 3166 such as GB-ENG'
    if part and part not in _territories()[country]:
        allowed = [f"{country}-{name}" for name in _territories()[country]]
        guess = nearest(territory, allowed) or f"; there are {listed(allowed)}"
        return f'no holidays are known of "{territory}"{guess}'
    return ""


def working_day(territory: str, day: date, number: int) -> date | None:
    """The working day of a number, counted from a day on, which is the first where it is a working day itself.

    None where the holidays of a year on the way are not known, or the calendar ends before. Raises ValueError for a
    territory of which none are.
    """
    if fault := territory_fault(territory):
        raise ValueError(fault)
    counted, years = 0, _years(territory)
    while day.year in years:
        counted += _is_working(territory, day)
        if counted == number:
            return day
        day += A_DAY
    return None


def _is_working(territory: str, day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _holidays(territory)


def _years(territory: str) -> range:
    """The years whose holidays are known, less the last, so that no day after it is asked for."""
    own = _holidays(territory)
    return range(own.start_year, min(own.end_year, date.max.year))


@cache
def _holidays(territory: str) -> Any:
    country, _, part = territory.partition("-")
    return _library().country_holidays(country, subdiv=part or None)

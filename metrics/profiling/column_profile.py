"""What the texts of one column look like: periods, areas or numbers, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

import pandas as pd

from metrics.areas import area_code, districts, folded, outside_codes, region, region_code
from metrics.finder import search
from metrics.gazetteer import Level
from metrics.period_dates import Day, parse_date, without_notes
from metrics.period_formats import (
    AMBIGUOUS,
    OF_TWO_COLUMNS,
    PeriodFormat,
    formats_for,
    is_dated,
    parse_period,
    plain_formats,
)
from metrics.periods import Frequency
from metrics.profiling.area_names import is_subtotal, is_whole
from metrics.statuses import MARKS_BESIDE, SHORTHAND

Way = tuple[Frequency, PeriodFormat, Day]
BY_LENGTH: tuple[Frequency, ...] = (
    *("calendar-year", "financial-year", "academic-year"),
    *("financial-quarter", "calendar-quarter", "month", "week"),
)
Part = Literal["month", "quarter"]
NO_AREA_NAMES = re.compile(
    r"unknown|not known|not recorded|not stated|unallocated|airport|heathrow|outside|other|n/a|elsewhere|aviation"
)
MOST_OF_A_MONTH, MOST_OF_ALL = 20, 0.9  # days that are there, for a file of days
MOST_UNLIKE = 0.3  # of a column's texts may be marks instead of numbers


@dataclass(frozen=True)
class PeriodLook:
    """How all periods are written. ``sure`` is False where they could mean others as well.

    Where the year alone stands in a column, ``part`` is what of it stands in another, which is ``beside``.
    """

    frequency: Frequency
    format: PeriodFormat
    day: Day = "last"
    sure: bool = True
    part: Part = "month"
    beside: str = ""


@dataclass(frozen=True)
class AreaLook:
    """Which areas are named: how many, names that must be declared, and names that mean nothing to us."""

    district_count: int
    region: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    guessed: tuple[str, ...] = ()
    no_area: tuple[str, ...] = ()
    subtotals: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    codes: bool = False
    outside: bool = False
    level: Level = "district"
    within: str = ""  # the column of the districts of wards whose names do not tell them apart


@dataclass(frozen=True)
class NumberLook:
    """How numbers are written, and what they are; ``marks`` stand where some are missing."""

    decimal: Literal[".", ","]
    thousands: Literal[",", ".", " "] | None
    percent: bool
    marks: tuple[str, ...]
    low: float
    high: float
    integers: bool
    pounds: bool = False
    brackets: bool = False  # around what is below zero


# Periods ---------------------------------------------------------------------------------------------------


def period_look(texts: Sequence[str]) -> PeriodLook | None:
    """How texts name periods, where all of them do in one way; None for any others.

    Where they could be read in several ways, that one holds in which most periods follow on each other: ends of
    quarters are ends of months too.
    """
    ways = [(_consecutive_share(periods), way) for way in _ways() if (periods := _periods(texts, *way))]
    if not ways:
        return None
    british = any(way[1] == "DD/MM/YYYY" for _, way in ways)
    if british:  # dates that fit both may be swapped by either
        ways = [item for item in ways if item[1][1:] != ("MM/DD/YYYY", "any")]
    most = max(steps for steps, _ in ways)
    frequency, pattern, day = next(way for steps, way in ways if steps == most)
    if pattern == "YYYY" and not all(1950 <= int(without_notes(text)) <= 2100 for text in texts):
        return None
    likely = [way for steps, way in ways if steps == most and way[2] != "any"]
    rivals = {way[0] for way in likely if way[1] not in AMBIGUOUS[way[0]]}
    others = rivals - {frequency, *_SAME_MONTHS.get(frequency, ())}
    plain = is_dated(pattern) or pattern in plain_formats(frequency) or frequency == "academic-year"
    sure = plain and not others and day != "any" and not (british and pattern == "MM/DD/YYYY")
    if day == "any" and is_dated(pattern) and _are_all_days(texts, pattern):
        day = "each"
    return PeriodLook(frequency, pattern, day, sure=sure and pattern != "YYYY")


# The quarters of both years cover the same months, and are told by another name alone.
_SAME_MONTHS: Mapping[Frequency, tuple[Frequency, ...]] = {"financial-quarter": ("calendar-quarter",)}


def _are_all_days(texts: Iterable[str], pattern: PeriodFormat) -> bool:
    """Whether dates are nearly all the days of a stretch of time: days that stand for themselves."""
    days = {parse_date(text, pattern) for text in texts}
    return len(days) > MOST_OF_A_MONTH and len(days) >= MOST_OF_ALL * ((max(days) - min(days)).days + 1)


def two_column_look(years: Iterable[str], rest: Iterable[str], part: Part) -> PeriodLook | None:
    """How a year in one column and a part of it in another name periods together; None where they do not."""
    marked = [f"Q{text}" if part == "quarter" and text in "1234" else text for text in rest]
    texts = [f"{year} {text}" for year in years for text in marked]
    frequencies: tuple[Frequency, ...] = ("month",) if part == "month" else ("financial-quarter",)
    for frequency in frequencies:
        for pattern in OF_TWO_COLUMNS[part]:
            if texts and _periods(texts, frequency, pattern, "last"):
                return PeriodLook(frequency, pattern, sure=pattern in plain_formats(frequency), part=part)
    return None


@cache
def _ways() -> tuple[Way, ...]:
    """Every way to write a period: those that mean one alone first, and dates of any day last of all."""
    every = [(frequency, pattern) for frequency in BY_LENGTH for pattern in formats_for(frequency)]
    named: list[Way] = [(*pair, "last") for pair in every if not is_dated(pair[1])]
    named.sort(key=lambda way: way[1] not in plain_formats(way[0]))
    days: tuple[Day, ...] = ("last", "first")
    dated: list[Way] = [(*pair, day) for day in days for pair in every if is_dated(pair[1])]
    anyhow: list[Way] = [("month", pattern, "any") for pattern in formats_for("month") if is_dated(pattern)]
    return (*named, *dated, *anyhow)


def _periods(texts: Iterable[str], frequency: Frequency, pattern: PeriodFormat, day: Day) -> list[pd.Period]:
    with suppress(ValueError):
        return sorted({parse_period(text, pattern, frequency, day) for text in texts})
    return []


def _consecutive_share(periods: Sequence[pd.Period]) -> float:
    steps = [after.ordinal - before.ordinal for before, after in pairwise(periods)]
    return sum(step == 1 for step in steps) / len(steps) if steps else 0.0


# Areas -----------------------------------------------------------------------------------------------------


def area_look(texts: Sequence[str]) -> AreaLook | None:
    """Which areas texts name, where half of them or more do; None for any others."""
    codes = {text: code for text in texts if (code := _code(text)) is not None}
    if not codes or len(codes) * 2 < len(texts):
        return None
    rest = [text for text in texts if text not in codes]
    sums = [text for text in rest if is_subtotal(text)]
    none = [text for text in rest if NO_AREA_NAMES.search(folded(text)) and text not in sums]
    near = {text: _near(text) for text in rest if text not in (*none, *sums)}
    guessed = {text: name for text, name in near.items() if name}
    other = {text for text in codes if folded(text) != folded(region().name) and area_code(text) is None}
    declared = {text: _our_name(codes[text]) for text in codes if text in other}
    return AreaLook(
        district_count=len({*codes.values()} - {region_code()}),
        region=tuple(text for text, code in codes.items() if code == region_code()),
        aliases=tuple({**declared, **guessed}.items()),
        guessed=tuple(guessed),
        no_area=tuple(none),
        subtotals=tuple(sums),
        unknown=tuple(text for text, name in near.items() if not name),
        codes=any(text.upper() in districts() for text in texts),
        outside=not set(outside_codes()).isdisjoint(codes.values()),
    )


def _our_name(code: str) -> str:
    return region().name if code == region_code() else districts()[code].name


def _near(text: str) -> str:
    """The district that a text may mean; nothing where none is near."""
    match = search(text).clear
    return districts()[match].name if match is not None and match in districts() else ""


def _code(text: str) -> str | None:
    """The code of the district or of the region that a text surely means."""
    if text.upper() in districts() or text.upper() == region_code():
        return text.upper()
    is_own = folded(text) == folded(region().name) or is_whole(text)
    return region_code() if is_own else area_code(text)


# Numbers ---------------------------------------------------------------------------------------------------


def number_look(texts: Sequence[str], *, commas_are_decimal: bool = False) -> NumberLook | None:
    """How texts are written as numbers, where most of them are; None for any others.

    Where commas stand for decimal points as a rule (between semicolons), ``1.204`` may be above a thousand.
    """
    plain = [_signed(text) for text in texts]
    grouped = re.compile(r"-?£?-?\d{1,3}(?:([,. ])\d{3})+(?:[.,]\d+)?%?", re.ASCII)
    between = [match[1] for text in plain if (match := grouped.fullmatch(text))]
    best: NumberLook | None = None
    for decimal, thousands in _readings(plain, between, commas_are_decimal=commas_are_decimal):
        look = _read(texts, decimal, thousands)
        if look is not None and (best is None or len(look.marks) < len(best.marks)):
            best = look
    return best


_SPACES = str.maketrans("\u00a0\u2009\u202f", "   ")  # of other widths, which stand between thousands too
Reading = tuple[Literal[".", ","], Literal[",", ".", " "] | None]


def _readings(texts: Sequence[str], grouped: Sequence[str], *, commas_are_decimal: bool) -> list[Reading]:
    """The ways to read numbers, the likelier first: ``1,204`` in every cell with a comma is one thousand."""
    plain: list[Reading] = [(".", None), (",", None)]
    commas = sum("," in text for text in texts)
    if grouped.count(",") and grouped.count(",") == commas:
        return [(".", ","), *plain]
    points = [text for text in texts if "." in text]
    by_three = bool(points) and grouped.count(".") == len(points)
    if commas_are_decimal and by_three and not any(text.startswith("0") for text in points):
        return [(",", "."), *plain]
    if grouped.count(" "):
        return [(".", " "), (",", " "), *plain]
    return [*plain, (".", ","), (",", ".")]


_POUND, _PER_CENT = 2, 4  # the groups of a number's pattern that hold these


# What is below zero, as accountants write it; brackets around every number are something else.
_BRACKETS = re.compile(r"^(?:(£?)\(([\d.,]+)\)|\((£[\d.,]+)\))$", re.ASCII)


_BESIDE = re.compile(rf"(?<=[\d%)])\s*\[({'|'.join(MARKS_BESIDE)})\]$", re.ASCII | re.IGNORECASE)


def _signed(text: str) -> str:
    """A text with plain spaces, without a mark beside a number, and with a minus for brackets around it."""
    return _BRACKETS.sub(r"-\1\2\3", _BESIDE.sub("", text.translate(_SPACES)))


def _read(texts: Sequence[str], decimal: str, thousands: str | None) -> NumberLook | None:
    group = rf"|\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+" if thousands else ""
    digits = rf"(?:\d{{1,15}}{group})(?:{re.escape(decimal)}\d{{1,30}})?"
    pattern = re.compile(rf"(-?)(£?)(-?{digits})(?: ?(%))?", re.ASCII)
    matches = {text: pattern.fullmatch(_signed(text)) for text in texts}
    read = {text: match for text, match in matches.items() if match}
    marks = tuple(text for text, match in matches.items() if not match)
    alike = [sum(bool(match[mark]) for match in read.values()) for mark in (_POUND, _PER_CENT)]
    if (
        not read
        or len([mark for mark in marks if mark.casefold() not in SHORTHAND])
        > max(1, MOST_UNLIKE * len(texts))
        or any(n not in (0, len(read)) for n in alike)
    ):
        return None
    pounds, percents = alike
    written = {text: f"{match[1]}{match[3]}".replace("--", "-") for text, match in read.items()}
    numbers = [float(text.replace(thousands or "\0", "").replace(decimal, ".")) for text in written.values()]
    used = thousands if any(thousands and thousands in text for text in written.values()) else None
    integers = all(number.is_integer() for number in numbers)
    return NumberLook(
        decimal,  # type: ignore[arg-type]
        used,  # type: ignore[arg-type]
        percents > 0,
        marks,
        min(numbers),
        max(numbers),
        integers,
        pounds > 0,
        any(_BRACKETS.fullmatch(_BESIDE.sub("", text)) for text in read),
    )

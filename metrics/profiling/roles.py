"""Which column of an extract holds what: its periods, areas, values and categories; or why none can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from metrics.declared.layouts import Layout
from metrics.issues import listed
from metrics.period_dates import without_time
from metrics.periods import MONTH_NAMES
from metrics.profiling import names
from metrics.profiling.column_profile import (
    AreaLook,
    NumberLook,
    Part,
    PeriodLook,
    area_look,
    number_look,
    period_look,
    two_column_look,
)
from metrics.profiling.extracts import Column, Extracts
from metrics.profiling.weeks import odd_weeks, weekday_of

MOST_TEXTS = 5_000  # different texts in a column that may hold periods, areas or categories
MANY_NUMBERS = 0.3  # of a column's texts, when the others are taken for marks
_FIGURE = re.compile(r"-?£?-?\d[\d.,]*%?", re.ASCII)
FEW_ROWS = 9  # as many counts may run from one to the next by chance
MONTH_ALONE = {"january", "jan", "february", "feb", "march", "mar", "april", "apr"}


Values = dict[str, Any]


@dataclass(frozen=True)
class Cut:
    """Conditions, breakdowns and columns that are not used, as metrics.yaml has them; and what was told apart."""

    where: tuple[Values, ...] = ()
    dimensions: tuple[Values, ...] = ()
    ignore: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    repeated: bool = False  # several rows stand for one period, area and category


@dataclass(frozen=True)
class Roles:
    """What stands where. ``periods`` are the columns that are periods, ``texts`` those that hold categories.

    ``is_base_by_sums``: the values are worked out from the column of the base, whatever it is called.
    ``own`` is what the layout itself settles, before anything is made of the columns of categories.
    """

    layout: Layout
    period: PeriodLook
    period_column: str = ""
    periods: tuple[str, ...] = ()
    area_column: str = ""
    area: AreaLook | None = None
    value_column: str = ""
    number: NumberLook | None = None
    base_column: str = ""
    is_base_by_sums: bool = False
    texts: tuple[str, ...] = ()
    own: Cut = Cut()

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell of which period and area a row is."""
        within = "" if self.area is None else self.area.within
        named = (self.period_column, self.period.beside, self.area_column, within)
        return tuple(name for name in named if name)


@dataclass(frozen=True)
class Unreadable:
    """Why no declaration can read an extract as it is, and what to ask its publisher for."""

    reasons: tuple[str, ...]


def period_of(columns: Sequence[Column]) -> tuple[str, PeriodLook] | None:
    """The column of the period: one whose name says so, else the first that fits; a mere year last of all."""
    looks = {
        column.name: look
        for column in columns
        if column.everywhere and not column.blanks
        if len(texts := tuple(dict.fromkeys(map(without_time, column.texts)))) <= MOST_TEXTS
        if (look := period_look(texts)) is not None
        if look.day != "any" or not weekday_of(texts)
    }
    if not looks:
        return None

    def rank(name: str) -> tuple[bool, bool]:
        return looks[name].format == "YYYY", not names.PERIOD.search(names.words(name))

    best = min(looks, key=rank)
    if looks[best].format not in ("YYYY", "YYYY-YY"):
        return best, looks[best]
    parts = {
        column.name: part for column in columns if (part := _part_of_a_year(column)) and column.name != best
    }
    year = next(column for column in columns if column.name == best)
    beside = [column for column in columns if column.name in parts]
    for column in sorted(beside, key=lambda column: parts[column.name] != "month"):  # the finer one first
        look = two_column_look(year.texts, column.texts, parts[column.name])
        if look is not None:
            return best, replace(look, beside=column.name)
    if parts or any(_is_month(column.texts) for column in columns):
        return None
    is_academic = looks[best].format == "YYYY-YY" and names.ACADEMIC.search(names.words(best))
    return best, replace(looks[best], frequency="academic-year") if is_academic else looks[best]


def without(columns: Sequence[Column], period: str, look: PeriodLook) -> list[Column]:
    """The columns that hold nothing of the period."""
    return [column for column in columns if column.name not in (period, look.beside)]


def _part_of_a_year(column: Column) -> Part | None:
    """What of a year a column names in each row: months by their names, or numbers below such a name; or None."""
    texts, words = {text.casefold() for text in column.texts}, names.words(column.name)
    if column.blanks or not column.everywhere or not texts:
        return None
    if all(map(_MONTH_NAME.fullmatch, texts)):
        return "month"
    if all(map(_QUARTER_NAME.fullmatch, texts)) or (names.QUARTER.search(words) and texts <= set("1234")):
        return "quarter"
    numbers = {str(number) for number in range(1, 13)} | {f"{number:02d}" for number in range(1, 10)}
    return "month" if names.MONTH.search(words) and texts <= numbers else None


_MONTH_NAME = re.compile("|".join(f"{name[:3]}|{name}" for name in MONTH_NAMES[1:]).casefold() + "|sept")
_QUARTER_NAME = re.compile(r"(q|qtr ?|quarter ?)[1-4]")


def _is_month(texts: Iterable[str]) -> bool:
    return bool({text.casefold() for text in texts} & MONTH_ALONE)


def no_period(columns: Sequence[Column]) -> Iterator[str]:
    """Why no column can be read as that of the period, and what to ask for."""
    if any(_is_month(column.texts) or _part_of_a_year(column) == "month" for column in columns):
        mend = "ask for one column with both, such as 2024-01"
        yield f"the year and the month stand in two columns that cannot be read together; {mend}"
        return
    weekly = [(column.name, weekday) for column in columns if (weekday := weekday_of(column.texts))]
    if weekly:
        yield odd_weeks(*weekly[0])
        return
    hinted = [column for column in columns if names.PERIOD.search(names.words(column.name)) and column.texts]
    for column in hinted[:2]:
        if column.blanks and period_look(column.texts) is not None:
            yield (
                f'the column "{column.name}" has empty cells; where one means what stands above it, name it '
                'under "fill_down": docs/recipes.md#names-that-stand-once-above-their-rows'
            )
            continue
        yield (
            f'the column "{column.name}" seems to hold periods, and {listed(column.texts, 3)} is none that can be '
            "read in one way; docs/measures.md has the formats, and a date is the last day of its period"
        )
    if not hinted:
        yield "no column holds periods in a format that can be read; docs/measures.md has the formats"


def area_of(columns: Sequence[Column]) -> tuple[str, AreaLook | None]:
    """The column of the area: by its names; one of codes alone where there is none of names."""
    looks = {
        column.name: look
        for column in columns
        if column.everywhere and len(column.texts) <= MOST_TEXTS
        if (look := area_look(column.texts)) is not None
        if look.district_count or (names.is_of_areas(column.name) and not _is_region_alone(look))
    }
    best = min(looks, key=lambda name: (looks[name].codes, -looks[name].district_count), default="")
    return best, looks.get(best)


def _is_region_alone(look: AreaLook) -> bool:
    """Whether a column names nothing but the region, so that it tells no rows apart."""
    others = (look.guessed, look.no_area, look.subtotals, look.unknown)
    return look.district_count == 0 and len(look.region) == 1 and not any(others)


def _continental(extracts: Extracts) -> bool:
    """Whether a comma is likely to stand for the decimal point: so it is where it cannot part the fields."""
    return all(sample.delimiter == ";" for sample in extracts.samples)


def number_of(column: Column, extracts: Extracts) -> NumberLook | None:
    """How the numbers of a column are written; None where it holds others or is not in every file."""
    if not column.everywhere or not column.texts:
        return None
    look = number_look(column.texts, commas_are_decimal=_continental(extracts))
    return None if look is None else _with_blanks(look, column.blanks)


def value_of(candidates: Sequence[str], measure_name: str) -> str:
    """The column of the value: the one that the measure is called by, then by its name, then the last.

    A measure that is called a share is read from a column that is called one, where there is any. Rates and
    medians come last of all: they are neither counted nor shared.
    """
    shares = [name for name in candidates if names.SHARE.search(names.words(name))]
    if shares and names.SHARE.search(names.words(measure_name)):
        candidates = shares
    named = names.most_like(candidates, measure_name)
    plain = [name for name in candidates if not names.RATE.search(names.words(name))] or list(candidates)
    hinted = [name for name in plain if names.VALUE.search(names.words(name))]
    return named or next(iter(hinted), plain[-1] if plain else "")


def is_no_value(column: Column, number: NumberLook, rows: int) -> bool:
    """Whether numbers tell rows apart or where they are: an id, a year, a latitude, or a running number."""
    running = number.integers and len(column.texts) == rows == number.high - number.low + 1
    years = number.integers and number.low >= 1990 and number.high <= 2100 and len(column.texts) < rows
    hinted = names.VALUE.search(names.words(column.name)) is not None
    named = names.NO_VALUE.search(names.words(column.name)) is not None
    return named or (
        not hinted and ((running and rows > FEW_ROWS) or (years and number.high - number.low < 30))
    )


def is_half_numbers(column: Column) -> bool:
    """Whether a column is named as values are, and many of its cells are numbers while many others are none."""
    hinted = names.VALUE.search(names.words(column.name)) or names.RATE.search(names.words(column.name))
    numbers = len(column.texts) - len(words_among(column))
    return hinted is not None and numbers >= MANY_NUMBERS * len(column.texts) > 0


def words_among(column: Column) -> list[str]:
    """The texts of a column that are no numbers."""
    return [text for text in column.texts if not _FIGURE.fullmatch(text)]


def categories_of(columns: Sequence[Column]) -> tuple[str, ...]:
    """Columns that tell rows apart: neither one text everywhere, nor areas, periods or numbers again."""
    names = []
    for column in columns:
        several = column.everywhere and 1 < len(column.texts) <= MOST_TEXTS and not column.blanks
        if several and area_look(column.texts) is None and period_look(column.texts) is None:
            names.append(column.name)
    return tuple(names)


def numbers_below(extracts: Extracts, header: Sequence[Column]) -> NumberLook | None:
    """How the numbers of several columns are written, all in one way; None where they are none."""
    texts = dict.fromkeys(text for column in header for text in column.texts)
    look = number_look(list(texts), commas_are_decimal=_continental(extracts))
    return None if look is None else _with_blanks(look, any(column.blanks for column in header))


def _with_blanks(number: NumberLook, blanks: bool) -> NumberLook:
    marks = (*number.marks, "") if blanks else number.marks
    return replace(number, marks=marks)

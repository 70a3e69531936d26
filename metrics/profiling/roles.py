"""Which column of an extract holds what, and which layout it has; or why no declaration can read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from metrics.declared.layouts import AREAS_AS_COLUMNS, EVENTS, PERIODS_AS_COLUMNS, ROWS, Layout
from metrics.issues import listed
from metrics.profiling import names
from metrics.profiling.column_profile import (
    AreaLook,
    NumberLook,
    PeriodLook,
    area_look,
    number_look,
    period_look,
)
from metrics.profiling.extracts import Column, Extracts

MOST_TEXTS = 5_000  # different texts in a column that may hold periods, areas or categories
LEAST_PERIODS = 2  # columns that are periods, before a header is taken for one of periods
MOST_AREAS = 5  # columns named after boroughs, before areas are taken to stand in the header
MONTH_ALONE = {"january", "jan", "february", "feb", "march", "mar", "april", "apr"}


@dataclass(frozen=True)
class Roles:
    """What stands where. ``periods`` are the columns that are periods, ``texts`` those that hold categories."""

    layout: Layout
    period: PeriodLook
    period_column: str = ""
    periods: tuple[str, ...] = ()
    area_column: str = ""
    area: AreaLook | None = None
    value_column: str = ""
    number: NumberLook | None = None
    other_values: tuple[str, ...] = ()
    base_column: str = ""
    texts: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell of which period and area a row is."""
        return tuple(name for name in (self.period_column, self.area_column) if name)


@dataclass(frozen=True)
class Unreadable:
    """Why no declaration can read an extract as it is, and what to ask its publisher for."""

    reasons: tuple[str, ...]


def roles_of(extracts: Extracts, measure_name: str) -> Roles | Unreadable:
    """What stands where; ``measure_name`` is what the analyst calls the measure, which may name a column."""
    header = [column for column in extracts.columns if period_look([column.name.strip()]) is not None]
    look = period_look([column.name.strip() for column in header])
    if len(header) >= LEAST_PERIODS and look is not None:
        return _wide(extracts, header, look)
    areas = [column for column in extracts.columns if area_look([column.name.strip()]) is not None]
    if len(areas) >= MOST_AREAS:
        return _areas_wide(extracts, areas)
    return _long(extracts, measure_name)


# A column for each period ----------------------------------------------------------------------------------


def _wide(extracts: Extracts, header: Sequence[Column], look: PeriodLook) -> Roles | Unreadable:
    number = _numbers_below(extracts, header)
    if number is None:
        return Unreadable(
            (
                "the header holds periods, and what stands below them are no numbers; ask how they are to be read",
            )
        )
    rest = [column for column in extracts.columns if column not in header]
    area_column, area = _area(rest)
    left = [column for column in rest if column.name != area_column]
    return Roles(
        PERIODS_AS_COLUMNS,
        look,
        periods=tuple(column.name for column in header),
        area_column=area_column,
        area=area,
        number=number,
        texts=_categories(left),
        ignore=tuple(column.name for column in left if column.name not in _categories(left)),
    )


# A column for each area ------------------------------------------------------------------------------------


def _areas_wide(extracts: Extracts, named: Sequence[Column]) -> Roles | Unreadable:
    rest = [column for column in extracts.columns if column not in named]
    dated = _period(rest)
    if dated is None:
        return Unreadable(tuple(_no_period(rest)))
    period, look = dated
    rest = [column for column in rest if column.name != period]
    numbers = [*named, *(column for column in rest if _number(column, extracts) is not None)]
    area = area_look([column.name.strip() for column in numbers])
    unknown = area.unknown if area is not None else ()
    header = [column for column in numbers if column.name.strip() not in unknown]
    number = _numbers_below(extracts, header)
    if area is None or number is None:
        return Unreadable(
            (
                "the header holds areas, and what stands below them are no numbers; ask how they are to be read",
            )
        )
    left = [column for column in rest if column not in header]
    texts = tuple(name for name in _categories(left) if name not in unknown)
    return Roles(
        AREAS_AS_COLUMNS,
        look,
        period,
        area=area,
        number=number,
        texts=texts,
        ignore=tuple(column.name for column in left if column.name not in texts),
    )


def _numbers_below(extracts: Extracts, header: Sequence[Column]) -> NumberLook | None:
    texts = dict.fromkeys(text for column in header for text in column.texts)
    look = number_look(list(texts), commas_are_decimal=_continental(extracts))
    return None if look is None else _with_blanks(look, any(column.blanks for column in header))


def _with_blanks(number: NumberLook, blanks: bool) -> NumberLook:
    marks = (*number.marks, "") if blanks else number.marks
    return NumberLook(
        number.decimal, number.thousands, number.percent, marks, number.low, number.high, number.integers
    )


# A row for each value, or for each event -------------------------------------------------------------------


def _long(extracts: Extracts, measure_name: str) -> Roles | Unreadable:
    dated = _period(extracts.columns)
    if dated is None:
        return Unreadable(tuple(_no_period(extracts.columns)))
    period, look = dated
    rest = [column for column in extracts.columns if column.name != period]
    area_column, area = _area(rest)
    rest = [column for column in rest if column.name != area_column]
    numbers = {column.name: numeric for column in rest if (numeric := _number(column, extracts)) is not None}
    base = next((name for name in numbers if names.BASE.search(names.words(name))), "")
    value = _value([name for name in numbers if name != base], measure_name)
    left = [column for column in rest if column.name not in (value, base)]
    texts = tuple(name for name in _categories(left) if name not in numbers)
    counts_of_1 = bool(value) and next(column for column in rest if column.name == value).texts == ("1",)
    return Roles(
        EVENTS if not value or counts_of_1 else ROWS,
        look,
        period,
        area_column=area_column,
        area=area,
        value_column=value,
        number=numbers.get(value),
        other_values=tuple(name for name in numbers if name not in (value, base)),
        base_column=base,
        texts=texts,
        ignore=tuple(column.name for column in left if column.name not in texts),
    )


def _period(columns: Sequence[Column]) -> tuple[str, PeriodLook] | None:
    """The column of the period: one whose name says so, else the first that fits; a mere year last of all."""
    looks = {
        column.name: look
        for column in columns
        if column.everywhere and not column.blanks and len(column.texts) <= MOST_TEXTS
        if (look := period_look(column.texts)) is not None
    }
    if not looks:
        return None

    def rank(name: str) -> tuple[bool, bool]:
        return looks[name].format == "YYYY", not names.PERIOD.search(names.words(name))

    best = min(looks, key=rank)
    parted = any(_is_month(column.texts) for column in columns)
    return None if looks[best].format == "YYYY" and parted else (best, looks[best])


def _is_month(texts: Iterable[str]) -> bool:
    return bool({text.casefold() for text in texts} & MONTH_ALONE)


def _no_period(columns: Sequence[Column]) -> Iterator[str]:
    if any(_is_month(column.texts) for column in columns):
        yield "the year and the month stand in two columns; ask for one column with both, such as 2024-01"
        return
    hinted = [column for column in columns if names.PERIOD.search(names.words(column.name)) and column.texts]
    for column in hinted[:2]:
        yield (
            f'the column "{column.name}" seems to hold periods, and {listed(column.texts, 3)} is none that can be '
            "read in one way; docs/measures.md has the formats, and a date is the last day of its period"
        )
    if not hinted:
        yield "no column holds periods in a format that can be read; docs/measures.md has the formats"


def _area(columns: Sequence[Column]) -> tuple[str, AreaLook | None]:
    """The column of the area: by its names; one of codes alone where there is none of names."""
    looks = {
        column.name: look
        for column in columns
        if column.everywhere and len(column.texts) <= MOST_TEXTS
        if (look := area_look(column.texts)) is not None
        if look.borough_count or names.AREA.search(names.words(column.name))
    }
    best = min(looks, key=lambda name: (looks[name].codes, -looks[name].borough_count), default="")
    return best, looks.get(best)


def _continental(extracts: Extracts) -> bool:
    """Whether a comma is likely to stand for the decimal point: so it is where it cannot part the fields."""
    return all(sample.delimiter == ";" for sample in extracts.samples)


def _number(column: Column, extracts: Extracts) -> NumberLook | None:
    if not column.everywhere or not column.texts:
        return None
    look = number_look(column.texts, commas_are_decimal=_continental(extracts))
    return None if look is None else _with_blanks(look, column.blanks)


def _value(candidates: Sequence[str], measure_name: str) -> str:
    """The column of the value: the one that the measure is called by, then by its name, then the last."""
    named = names.most_like(candidates, measure_name)
    hinted = [name for name in candidates if names.VALUE.search(names.words(name))]
    return named or next(iter(hinted), candidates[-1] if candidates else "")


def _categories(columns: Sequence[Column]) -> tuple[str, ...]:
    """Columns that tell rows apart: neither one text everywhere, nor areas, periods or numbers again."""
    names = []
    for column in columns:
        several = column.everywhere and 1 < len(column.texts) <= MOST_TEXTS and not column.blanks
        if several and area_look(column.texts) is None and period_look(column.texts) is None:
            names.append(column.name)
    return tuple(names)

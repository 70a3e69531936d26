"""Which layout an extract seems to have, and what stands where in it: one function for each layout.

What a layout is stands in metrics/declared/layouts.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from metrics.areas import slug
from metrics.declared.layouts import AREAS_AS_COLUMNS, CATEGORIES_AS_COLUMNS, EVENTS, PERIODS_AS_COLUMNS, ROWS
from metrics.issues import listed
from metrics.profiling import names
from metrics.profiling.bases import base_of
from metrics.profiling.column_profile import NumberLook, area_look, period_look
from metrics.profiling.extracts import Column, Extracts
from metrics.profiling.roles import (
    Cut,
    Roles,
    Unreadable,
    area_of,
    categories_of,
    is_half_numbers,
    is_no_value,
    no_period,
    number_of,
    numbers_below,
    period_of,
    value_of,
    without,
    words_among,
)

LEAST_PERIODS = 2  # columns that are periods, before a header is taken for one of periods
MOST_AREAS = 5  # columns named after districts, before areas are taken to stand in the header
LEAST_CATEGORIES = (
    2  # columns of numbers beside a total, or bands of ages, before they are taken for categories
)
BAND = re.compile(
    r"\d+ ?(-|–|to) ?\d+|\d+ ?\+|\b(under|over|below|above) \d+|\d+ (and|or) (over|under|older|above)", re.I
)
MARKED = re.compile(r"-?\d[\d.,]* ?%? ?(\[\w{1,4}\])?")
MARKS_BESIDE = (
    "marks such as [p] stand beside the numbers of {}, and how they are written cannot be told; declare the column "
    "as value by hand"
)
AREA_AS_VALUE = (
    'the column "{}" has the name of an area: where each area has a column of its own, write '
    '"layout: areas-as-columns"'
)
NO_NUMBERS = "the header holds {}, and what stands below them are no numbers; ask how they are to be read"

HALF_NUMBERS = (
    'the column "{}" seems to hold the values, and too many of its cells are no numbers, such as {}; '
    "ask what they mean"
)

# A column for each period ----------------------------------------------------------------------------------


def _with_periods(extracts: Extracts, measure_name: str) -> Roles | Unreadable | None:
    header = [column for column in extracts.columns if period_look([column.name.strip()]) is not None]
    look = period_look([column.name.strip() for column in header])
    if len(header) < LEAST_PERIODS or look is None:
        return None
    number = numbers_below(extracts, header)
    if number is None:
        return Unreadable((NO_NUMBERS.format("periods"),))
    rest = [column for column in extracts.columns if column not in header]
    area_column, area = area_of(rest)
    left = [column for column in rest if column.name != area_column]
    return Roles(
        PERIODS_AS_COLUMNS,
        look,
        periods=tuple(column.name for column in header),
        area_column=area_column,
        area=area,
        number=number,
        texts=categories_of(left),
        own=Cut(ignore=_beside(left, categories_of(left))),
    )


# A column for each area ------------------------------------------------------------------------------------


def _with_areas(extracts: Extracts, measure_name: str) -> Roles | Unreadable | None:
    named = [column for column in extracts.columns if area_look([column.name.strip()]) is not None]
    if len(named) < MOST_AREAS:
        return None
    rest = [column for column in extracts.columns if column not in named]
    dated = period_of(rest)
    if dated is None:
        return Unreadable(tuple(no_period(rest)))
    period, look = dated
    rest = without(rest, period, look)
    numbers = [*named, *(column for column in rest if number_of(column, extracts) is not None)]
    area = area_look([column.name.strip() for column in numbers])
    unknown = area.unknown if area is not None else ()
    header = [column for column in numbers if column.name.strip() not in unknown]
    number = numbers_below(extracts, header)
    if area is None or number is None:
        return Unreadable((NO_NUMBERS.format("areas"),))
    left = [column for column in rest if column not in header]
    texts = tuple(name for name in categories_of(left) if name not in unknown)
    return Roles(
        AREAS_AS_COLUMNS,
        look,
        period,
        area=area,
        number=number,
        texts=texts,
        own=Cut(ignore=_beside(left, texts)),
    )


# A column for each category --------------------------------------------------------------------------------


def _with_categories(extracts: Extracts, measure_name: str) -> Roles | Unreadable | None:
    dated = period_of(extracts.columns)
    if dated is None:
        return None
    period, look = dated
    rest = without(extracts.columns, period, look)
    area_column, area = area_of(rest)
    rest = [column for column in rest if column.name != area_column]
    numbers = [column for column in rest if number_of(column, extracts) is not None]
    header = [column for column in numbers if not names.BASE.search(names.words(column.name))]
    number = numbers_below(extracts, header)
    total = "" if number is None else _total(extracts, header, number)
    bands = [column for column in header if BAND.search(column.name)]
    if number is None or (not total and len(bands) < LEAST_CATEGORIES):
        return None
    left = [column for column in rest if column not in header]
    texts = categories_of([column for column in left if column not in numbers])
    return Roles(
        CATEGORIES_AS_COLUMNS,
        look,
        period,
        area_column=area_column,
        area=area,
        number=number,
        texts=texts,
        own=_one_dimension([column.name for column in header], total, _beside(left, texts)),
    )


def _total(extracts: Extracts, header: Sequence[Column], number: NumberLook) -> str:
    """The column that is the sum of the others in each row where all are plain numbers; nothing for none."""
    if len(header) <= LEAST_CATEGORIES:
        return ""
    texts = extracts.frame[[column.name for column in header]]
    plain = texts.apply(lambda column: column.str.replace(number.thousands or " ", "", regex=False))
    cells = plain.apply(pd.to_numeric, errors="coerce").dropna()
    sums = cells.sum(axis=1)
    totals = [str(name) for name in cells.columns if (2 * cells[name] == sums).all() and cells[name].any()]
    return totals[0] if len(cells) > 1 and len(totals) == 1 else ""


def _one_dimension(header: Sequence[str], total: str, ignore: Sequence[str]) -> Cut:
    """The breakdown that a header holds. Without a total that adds up, it is a guess, and asked as one."""
    headline = total or next((name for name in header if names.is_total(name)), "")
    parts = [names.words(name).split() for name in header if name != headline]
    shared = [word for word in parts[0] if word.isalpha() and all(word in words for words in parts)]
    title = " ".join(shared).capitalize() or "Category"
    dimension = {
        "id": slug(f"by {title}"),
        "title": title,
        "categories": [{"name": name} for name in header],
        **({"headline": headline} if headline else {}),
    }
    guess = (
        f"? are {listed(header)} parts of one whole; if not, it is {ROWS.name}, and one of them is the value"
    )
    asks = f'"{total}" is the sum of the others' if total else guess
    remarks = [("source.layout", asks), ("source.dimensions", "? what are the categories of")]
    if headline:
        remarks.append(("source.dimensions", f'"{headline}" is taken for the figure itself'))
    return Cut(dimensions=(dimension,), ignore=tuple(ignore), remarks=tuple(remarks))


# A row for each value, or for each event -------------------------------------------------------------------


def _with_rows(extracts: Extracts, measure_name: str) -> Roles | Unreadable:
    dated = period_of(extracts.columns)
    if dated is None:
        return Unreadable(tuple(no_period(extracts.columns)))
    period, look = dated
    rest = without(extracts.columns, period, look)
    area_column, area = area_of(rest)
    rest = [column for column in rest if column.name != area_column]
    numbers = {
        column.name: numeric for column in rest if (numeric := number_of(column, extracts)) is not None
    }
    base = next((name for name in numbers if names.BASE.search(names.words(name))), "")
    values = _values(extracts, [column for column in rest if column.name in numbers])
    value = value_of([name for name in values if name != base], measure_name)
    part = ""
    if not base:
        base, part = base_of(extracts, value, numbers, [name for name in values if name != value])
    if problem := _unread_values(value, [item for item in rest if item.name not in numbers and item.texts]):
        return Unreadable((problem,))
    left = [column for column in rest if column.name not in (value, base)]
    texts = tuple(name for name in _kinds(left) if name not in numbers)
    layout = EVENTS if not value or _is_one(rest, value) else ROWS
    if look.day == "each" and (layout is EVENTS or extracts.frame[period].value_counts().nunique() > 1):
        look = replace(look, day="any")  # as many rows of each day are no events
    return Roles(
        layout,
        look,
        period,
        area_column=area_column,
        area=area,
        value_column=value,
        number=numbers.get(value),
        base_column=base,
        texts=texts,
        is_base_by_sums=bool(part),
        own=_one_of_several(
            [name for name in values if name not in (value, base, part)],
            [*(name for name in numbers if name not in (value, base)), *_beside(left, texts)],
            unsure=_may_be_another(values, value, measure_name),
        ),
    )


def _is_one(columns: Sequence[Column], value: str) -> bool:
    """Whether the column of values holds nothing but 1: each row is then an event."""
    return next(column for column in columns if column.name == value).texts == ("1",)


def _may_be_another(values: Sequence[str], value: str, measure_name: str) -> bool:
    """Whether a median or its like stands beside the column taken for the figure, and no name tells which it is."""
    others = [names.words(name) for name in values if name != value]
    is_beside = any(names.RATE.search(words) and not names.PER.search(words) for words in others)
    return is_beside and not names.most_like(values, measure_name)


def _kinds(columns: Sequence[Column]) -> list[str]:
    """The columns that tell rows apart, and those that say of some that they do not count."""
    uncounted = [column.name for column in columns if any(map(names.does_not_count, column.texts))]
    return list(dict.fromkeys((*categories_of(columns), *uncounted)))


def _values(extracts: Extracts, columns: Sequence[Column]) -> list[str]:
    """Those of the columns of numbers that may be values: no ids, years or coordinates."""
    rows, looks = len(extracts.frame), {column.name: number_of(column, extracts) for column in columns}
    return [
        column.name
        for column in columns
        if (look := looks[column.name]) is not None and not is_no_value(column, look, rows)
    ]


def _unread_values(value: str, columns: Sequence[Column]) -> str:
    """Why none of the columns that are no plain numbers can be read as values, where one seems to hold them.

    Or why the column of the value is none; nothing where neither is so.
    """
    if value:
        return "" if area_look([value.strip()]) is None else AREA_AS_VALUE.format(value)
    marked = [column.name for column in columns if all(map(MARKED.fullmatch, column.texts))]
    if marked:
        return MARKS_BESIDE.format(listed(marked))
    mixed = next((column for column in columns if is_half_numbers(column)), None)
    return "" if mixed is None else HALF_NUMBERS.format(mixed.name, listed(words_among(mixed), 3))


def _one_of_several(other_values: Sequence[str], ignore: Sequence[str], *, unsure: bool = False) -> Cut:
    """One column of values is read, and the others are not; they may be parts of one whole.

    Beside rates or medians a count is seldom what is meant, where the name of the measure does not say so.
    """
    asks = f"{'? ' if unsure else ''}other columns of numbers are {listed(other_values)}; is this the one?"
    parts = f"? or {CATEGORIES_AS_COLUMNS.name}, if the columns of numbers are parts of one whole"
    remarks = (("source.value", asks), ("source.layout", parts)) if other_values else ()
    return Cut(ignore=tuple(dict.fromkeys(ignore)), remarks=remarks)


def _beside(columns: Sequence[Column], texts: Sequence[str]) -> tuple[str, ...]:
    """The columns that hold no categories, and are not used."""
    return tuple(column.name for column in columns if column.name not in texts)


LayoutLook = Callable[[Extracts, str], Roles | Unreadable | None]
# The first that a file seems to have is taken; the last takes every file. None: it has another.
LAYOUT_LOOKS: tuple[LayoutLook, ...] = (_with_periods, _with_areas, _with_categories, _with_rows)


def roles_of(extracts: Extracts, measure_name: str) -> Roles | Unreadable:
    """What stands where; ``measure_name`` is what the analyst calls the measure, which may name a column."""
    looks = (look(extracts, measure_name) for look in LAYOUT_LOOKS)
    return next(roles for roles in looks if roles is not None)

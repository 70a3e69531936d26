"""The names in an extract: periods, areas and categories, each as it was declared or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pandas as pd

from metrics.areas import (
    NO_AREA_NAMES,
    area_code,
    area_name,
    districts,
    folded,
    is_region,
    nearest_area,
    outside_codes,
    region,
    region_code,
)
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.declared.source import CellName, Dimension, PeriodColumn, Source
from metrics.issues import listed, nearest, shortened
from metrics.language import say
from metrics.period_dates import Day, parse_date
from metrics.period_formats import (
    YEAR_ENDS,
    PeriodFormat,
    formats_for,
    is_dated,
    parse_period,
    plain_formats,
)
from metrics.periods import Frequency, label
from metrics.reading.hostile import hostile
from metrics.reading.lookalikes import lookalike
from metrics.reading.unknown_areas import mend_of_unknown
from metrics.reading.values import Faulty

SUBTOTAL = "+"  # before a name that adds up others and is never counted
BESIDE = "\x1f"  # between the name of a ward and that of its district
EMPTY = "an empty cell"
EMPTY_MENDS = {
    "area": 'if it counts for {region} alone, declare "" under "no_area"',
    "category": 'if that is a category, declare "" under its "aliases"',
}
TOTALS = {"total", "totals", "grand total", "sub total", "subtotal", "sum", "overall", "overall total"}


def no_area_name(source: Source, area: str) -> str:
    """How a name of no district is declared, from what cells have for it; an empty cell in words."""
    spelling, declared = area.removeprefix(NO_AREA_NAMES), source.area.no_area if source.area else ()
    return next((name for name in declared if folded(name) == folded(spelling)), spelling) or EMPTY


def is_total(text: str) -> bool:
    """Whether a name is that of a row, or a column, which adds up others."""
    return folded(text).removesuffix(":") in TOTALS


def reader_of(measure: PublishedMeasure, item: CellName) -> Callable[[str], Any]:
    """How a name of a measure's cells is read, text by text, wherever it stands: to its meaning or ``Faulty``."""
    match item.kind:
        case "period":
            return period_reader(measure)
        case "area":
            return area_reader(measure.source)
        case "category":
            dimension = next(other for other in measure.source.dimensions if other.id == item.name)
            return category_reader(dimension, measure.source.holder(item.name))


def period_reader(measure: PublishedMeasure) -> Callable[[str], pd.Period | Faulty]:
    """How a measure's periods are read, text by text."""
    period = measure.source.period

    def read(text: str) -> pd.Period | Faulty:
        try:
            return parse_period(as_meant(period, text), period.format, measure.frequency, period.day)
        except ValueError as problem:
            if is_total(text):
                message = f'"{shortened(text)}" is no period: it looks like a row of totals'
                return Faulty("total-row", f"{message}; ask the publisher for a file without it")
            message = f'period "{shortened(text)}" cannot be read: {problem}{_otherwise(measure, text)}'
            return Faulty("bad-period", message)

    return read


def day_reader(measure: PublishedMeasure) -> Callable[[str], int | Faulty]:
    """How the days of a measure are read, text by text: to their ordinals."""
    period = measure.source.period

    def read(text: str) -> int | Faulty:
        try:
            return parse_date(as_meant(period, text), period.format).toordinal()
        except ValueError as problem:
            return Faulty("bad-period", str(problem))

    return read


def as_meant(period: PeriodColumn, text: str) -> str:
    """A period as it should have been written, where a misprint is declared."""
    return period.aliases.get(text.strip(), text)


def _otherwise(measure: PublishedMeasure, text: str) -> str:
    """How a period seems to be written, where not as declared."""
    declared = measure.source.period.format
    day: Day = measure.source.period.day if is_dated(declared) else "last"
    of_years = measure.frequency.endswith("year") or measure.source.window == "rolling-12-months"
    others = (item for item in formats_for(measure.frequency) if of_years or item not in YEAR_ENDS)
    for other in others:
        with suppress(ValueError):
            period = label(parse_period(text, other, measure.frequency, day))
            if other not in plain_formats(measure.frequency):
                return f'; if it is {_meaning(other, measure.frequency)}, {period}, declare "format: {other}"'
            return f"; as {other} it is {period}, and {declared} is declared"
        with suppress(ValueError):  # a true date in a workbook may be shown as its month alone
            period = label(parse_period(text, other, measure.frequency, "first"))
            if is_dated(other) and other != declared:
                return f'; as {other} with "day: first" it is {period}, and {declared} is declared'
    if is_dated(declared):
        for day in _other_days(measure):
            with suppress(ValueError):
                parse_period(text, declared, measure.frequency, day)
                return f'; if a date is {DAY_WORDS[day]} of its period, declare "day: {day}"'
    return ""


def _meaning(pattern: PeriodFormat, frequency: Frequency) -> str:
    """What a text means that is read in a format in which it could mean something else as well."""
    if pattern in YEAR_ENDS:
        return "the end of twelve months"
    if frequency == "academic-year":
        return "an academic year"
    of_calendar = pattern in ("YYYY Qn", "Qn YYYY") or frequency == "calendar-quarter"
    return f"a quarter of the {'calendar' if of_calendar else 'financial'} year"


DAY_WORDS: dict[Day, str] = {
    "last": "the last day",
    "first": "the first day",
    "any": "any day",
    "each": "each day",
}


def _other_days(measure: PublishedMeasure) -> tuple[Day, ...]:
    """The days of a period that a date may be instead; an event has its own day, a figure the first or last."""
    return tuple(day for day in LAYOUTS[measure.source.layout].dates if day != measure.source.period.day)


def area_reader(source: Source) -> Callable[[str], str | Faulty]:
    """How a source's areas are read, text by text: to the code of an area, or the name of no district."""
    assert source.area is not None
    none = {folded(name) for name in source.area.no_area}
    aliases = {folded(theirs): folded(ours) for theirs, ours in source.area.aliases.items()}
    subtotals = {folded(name): name for name in source.area.subtotals}
    declared = [*source.area.aliases, *source.area.no_area, *source.area.subtotals]
    names = [*declared, region().name, *source.gazetteer.names(source.level)]

    def read(text: str) -> str | Faulty:
        text, _, district = text.partition(BESIDE)
        if not text.strip() and "" not in none and "" not in aliases:
            return Faulty("empty-cell", f"the area is empty; {say(EMPTY_MENDS['area'])}")
        if folded(text) in subtotals:
            return SUBTOTAL + subtotals[folded(text)]
        name = aliases.get(folded(text), folded(text))
        if name in none:
            return NO_AREA_NAMES + name
        code = region_code() if is_region(name) else code_meant(source, text, name, district)
        if code is None:
            return _unknown_area(text, names, source)
        outside = next((own for own in outside_codes() if own in (code, district_of(source, code))), "")
        if outside and source.outside == "excluded":
            message = f"{_in_a_sentence(outside)} has its own police; if it is in the data, declare "
            return Faulty("outside-area", message + '"outside: included"')
        return code

    return read


def _in_a_sentence(code: str) -> str:
    """A district with its article, where it has one."""
    return districts()[code].full_name or area_name(code)


def district_of(source: Source, code: str | Faulty) -> str:
    """The district that a ward lies in; empty for any other area, and where nothing is read."""
    return source.gazetteer.district(code) if isinstance(code, str) else ""


def code_meant(source: Source, text: str, name: str, district: str) -> str | Faulty | None:
    """The code of an area of the source's level by its name, of a ward by that of its district too.

    A row of a district among wards has a figure of its own. None where no area has such a name.
    """
    codes = source.gazetteer.meant(source.level, name)
    if source.level != "ward":
        return codes[0] if codes else None
    own = area_code(name)
    if not codes and own is not None:
        return own
    inside = tuple(code for code in codes if source.gazetteer.district(code) == area_code(district))
    if district.strip() and area_code(district) is None:
        return Faulty(
            "unknown-area",
            say(
                '"{text}" is no {district}{guess}',
                text=shortened(district),
                guess=nearest_area(district),
            ),
        )
    if district.strip() and codes and not inside:
        where = listed(area_name(source.gazetteer.district(code)) for code in codes)
        message = f'the ward "{shortened(text)}" lies in {where}, and the row says "{shortened(district)}"'
        return Faulty("codes-disagree", message)
    if len(inside or codes) > 1:
        where = listed(area_name(source.gazetteer.district(code)) for code in codes)
        message = say(
            'there is a ward "{text}" in {where}; name the column of {districts} under "within", or ',
            text=shortened(text),
            where=where,
        )
        return Faulty("unknown-area", f"{message}read the codes of wards instead of their names")
    return next(iter(inside or codes), None)


def _unknown_area(text: str, names: list[str], source: Source) -> Faulty:
    holder = source.holder("area")
    message = f'area "{shortened(text)}" is not known'
    clause = lookalike(text, names)
    if clause:
        return Faulty("look-alike", message + clause)
    if is_total(text):
        mend = say('if it is {region}, name it under "aliases"')
        return Faulty("total-row", f"{message}: it looks like a {holder} of totals; {mend}")
    return Faulty("unknown-area", message + mend_of_unknown(text, names, source))


def category_reader(dimension: Dimension, holder: str = "row") -> Callable[[str], str | Faulty]:
    """How a dimension's categories are read, text by text: to the name that is declared, or as they come."""
    names = {
        folded(spelling): category.name
        for category in dimension.categories
        for spelling in (category.name, *category.aliases)
    }

    def read(text: str) -> str | Faulty:
        if not text.strip() and "" not in names:
            return Faulty("empty-cell", f"{dimension.title} is empty; {say(EMPTY_MENDS['category'])}")
        if names:
            return names.get(folded(text)) or _undeclared(dimension, text, holder)
        return _open_category(dimension, text, holder)

    return read


def _undeclared(dimension: Dimension, text: str, holder: str) -> Faulty:
    allowed = [category.name for category in dimension.categories]
    message = f'{dimension.title} "{shortened(text)}" is not declared'
    clause = lookalike(
        text, [*allowed, *(name for declared in dimension.categories for name in declared.aliases)]
    )
    if clause:
        return Faulty("look-alike", message + clause)
    if is_total(text):
        message = f"{message}: it looks like a {holder} of totals; declared: {listed(allowed)}"
        return Faulty("total-row", message)
    return Faulty("unknown-category", message + (nearest(text, allowed) or f"; declared: {listed(allowed)}"))


def _open_category(dimension: Dimension, text: str, holder: str) -> str | Faulty:
    """A category taken as it comes: it is kept and shown, so nothing but plain words will do."""
    message = hostile(text)
    if message:
        return Faulty("hostile-text", f'{dimension.title} "{shortened(text)}" {message}')
    if is_total(text) and (dimension.headline is None or folded(dimension.headline) != folded(text)):
        problem = (
            f'{dimension.title} "{shortened(text)}" looks like a {holder} of totals, which would count twice'
        )
        return Faulty("total-row", f'{problem}; name it as "headline", or declare the categories that count')
    return " ".join(text.split())

"""What was found in an extract, as the published form of a measure: keys, values, and what could not be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from metrics.declared import placeholders as unwritten
from metrics.declared.framework import Unit
from metrics.issues import listed
from metrics.profiling import names
from metrics.profiling.categories import cut
from metrics.profiling.column_profile import AreaLook, NumberLook
from metrics.profiling.extracts import Extracts
from metrics.profiling.roles import Cut, Roles, Values
from metrics.reading.yearly import YEAR, years
from metrics.statuses import SHORTHAND, SPELLINGS

WrittenAs = str
_YEAR = re.compile(r"\d{4}(?:[-_]\d{2,4})?", re.ASCII)
_DIGIT = re.compile(r"\d")  # a number that cannot be read stands for something, and is no mark


@dataclass(frozen=True)
class Proposal:
    """Keys and values as metrics.yaml has them, and remarks by the path of the key, joined by points.

    A remark on a key that has no value says why it could not be told.
    """

    values: Values
    remarks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sibling:
    """What is known of a source beside its files: how another measure describes the same files, or nothing."""

    described: Values = field(default_factory=dict)
    measure_id: str = ""


def propose(
    extracts: Extracts, roles: Roles, measure_name: str, sibling: Sibling, *, plain: bool = False
) -> Proposal:
    """The published form for what stands where; ``plain`` without breakdowns."""
    unit, written_as, why = unit_of(roles, measure_name)
    chosen = cut(extracts, roles, measure_name, share=unit == "percent", plain=plain)
    remarks = {"unit": why, **_remarks(extracts, roles, chosen, sibling)}
    values: Values = {"status": "published", **({"unit": unit} if unit else {}), **_words(unit)}
    values |= {"polarity": "neutral", "frequency": roles.period.frequency}
    window = sibling.described.get("window") or _window(extracts, roles)
    if window:
        values["window"] = window
    values["comparison"] = _comparison(unit)
    values["caveats"] = [unwritten.CAVEAT]
    values["next_update"] = "not-announced"
    values["source"] = _source(extracts, roles, chosen, unit, written_as, sibling)
    if window and (unit == "percent" or sibling.described.get("window")):
        values["source"]["window"] = window
    if "london" not in values["source"]:
        remarks["source.london"] = "percentages do not add up, and no row is London's own; ask for one"
    return Proposal(values, remarks)


def _comparison(unit: Unit | None) -> Values:
    tested = {"test": "counts"} if unit in ("count", "small-count") else {}
    return {"basis": "previous-period", "materiality": 1.0, **tested}


def unit_of(roles: Roles, measure_name: str = "") -> tuple[Unit | None, WrittenAs, str]:
    """The unit, how values are written, and what tells so; no unit where nothing fits, or several may."""
    number, column = roles.number, names.words(roles.value_column)
    if number is None:
        return "count", "number", "each row counts one"
    if number.percent:
        return "percent", "percent", "every value is written with a % sign"
    share = names.SHARE.search(column) is not None
    rate = None if share else names.RATE.search(column) or names.RATE.search(names.words(measure_name))
    if rate is not None:
        return None, "number", _neither(roles, rate[0])
    of_people = share or bool(roles.base_column)
    if not number.integers and of_people and number.low >= 0 and number.high <= 100:
        written = "proportion" if number.high <= 1 else "number"
        return "percent", written, f"every value lies between 0 and {1 if number.high <= 1 else 100}"
    if not number.integers:
        return None, "number", _with_decimals(number)
    if share and number.high <= 100 and number.low >= 0:
        if not names.PERCENTAGE.search(column):
            return None, "number", "percent if these are percentages, count if people are counted"
        return "percent", "number", "every value lies between 0 and 100"
    small = "; small-count where a change of single units is worth a word" if number.high < 100 else ""
    return "count", "number", f"every value is a whole number{small}"


def _neither(roles: Roles, word: str) -> str:
    """Why a rate, a median and the like have no unit: nobody adds them up, and they are no shares."""
    others = next((ignored for ignored in roles.own.ignore if names.VALUE.search(names.words(ignored))), "")
    instead = f'; is "{others}" the count behind it?' if others else "; ask for the counts behind it"
    named = f'"{roles.value_column}"' if roles.value_column else "the measure"
    return f'{named} says "{word}", which is neither a count nor a percentage{instead}'


def _with_decimals(number: NumberLook) -> str:
    if number.low < 0 or number.high > 100:
        return "values with decimals beyond 100 are neither counts nor percentages"
    if number.high <= 1:
        return 'percent, with "written_as: proportion", if these are shares of a whole; else neither'
    return "percent if these are percentages; rates, medians and minutes are neither that nor counts"


def _words(unit: Unit | None) -> Values:
    if unit == "percent":
        return {"share": unwritten.SHARE}
    return {"noun": {"singular": unwritten.SINGULAR, "plural": unwritten.PLURAL}}


# The source ------------------------------------------------------------------------------------------------


def _source(
    extracts: Extracts, roles: Roles, chosen: Cut, unit: Unit | None, written_as: WrittenAs, sibling: Sibling
) -> Values:
    first = extracts.samples[0]
    described = {key: text for key, text in sibling.described.items() if key != "window"}
    source: Values = {
        "publisher": unwritten.PUBLISHER,
        "title": unwritten.DATA_SET,
        "link": unwritten.DATA_SET_LINK,
        "licence": "OGL-3.0",
        **described,
        "files": _files([sample.name for sample in extracts.samples]),
        "layout": roles.layout.name,
    }
    decimal = roles.number.decimal if roles.number else "."
    sheet = first.sheet if first.names_sheet else None
    header = 1 if first.place.range else first.place.header
    optional: dict[str, tuple[object, object]] = {
        "sheet": (sheet, None),
        "range": (first.place.range, None),
        "header": (header, 1),
        "delimiter": (first.delimiter, ","),
        "decimal": (decimal, "."),
        "encoding": (first.encoding, "utf-8"),
    }
    source |= {key: value for key, (value, default) in optional.items() if value != default}
    source["period"] = {
        **({"column": roles.period_column} if roles.period_column else {}),
        "format": roles.period.format,
        **({} if roles.period.day == "last" else {"day": roles.period.day}),
    }
    if roles.area is not None:
        source["area"] = _area(roles.area_column, roles.area)
    source |= _value(roles, written_as)
    if roles.base_column and unit == "percent" and roles.layout.holds_bases:
        source["base"] = {"column": roles.base_column}
    source |= _cut(roles, chosen, unit)
    source["absent"] = "missing" if unit == "percent" else "zero"
    london = _london(roles.area, unit)
    return source | ({"london": london} if london else {}) | _city(roles.area)


def _files(names: list[str]) -> str | list[str]:
    """The names as they are, or one for all where they differ in their year alone."""
    for name in names if len(names) > 1 else ():
        for at in (match.start() for match in _YEAR.finditer(name)):
            pattern = name[:at] + YEAR + _YEAR.sub("", name[at:], count=1)
            if len(years(pattern, names)) == len(names):
                return pattern
    return _scalar_or_list(names)


def _scalar_or_list(items: list[str]) -> str | list[str]:
    return items[0] if len(items) == 1 else items


def _area(column: str, area: AreaLook) -> Values:
    declared: Values = {"column": column} if column else {}
    if area.aliases:
        declared["aliases"] = dict(area.aliases)
    if area.no_borough:
        declared["no_borough"] = list(area.no_borough)
    if area.subtotals:
        declared["subtotals"] = list(area.subtotals)
    return declared


def _value(roles: Roles, written_as: WrittenAs) -> Values:
    number = roles.number
    value: Values = {"column": roles.value_column} if roles.value_column else {}
    if written_as != "number":
        value["written_as"] = written_as
    if number is not None and number.thousands:
        value["thousands"] = number.thousands
    unread = number.marks if number is not None else ()
    if marks := [mark for mark in unread if mark.casefold() not in SHORTHAND and not _DIGIT.search(mark)]:
        value["marks"] = {mark: SPELLINGS.get(mark.casefold(), "x") for mark in marks}
    return {"value": value} if value else {}


def _cut(roles: Roles, chosen: Cut, unit: Unit | None) -> Values:
    ignore = list(chosen.ignore)
    if roles.base_column and (unit != "percent" or not roles.layout.holds_bases):
        ignore.append(roles.base_column)
    declared: Values = {}
    if chosen.where:
        declared["where"] = list(chosen.where)
    if chosen.dimensions:
        declared["dimensions"] = list(chosen.dimensions)
    if ignore:
        declared["ignore"] = _scalar_or_list(list(dict.fromkeys(ignore)))
    if unit != "percent" and (chosen.repeated or roles.layout.is_added_up):
        declared["combine"] = "sum"
    return declared


def _london(area: AreaLook | None, unit: Unit | None) -> str:
    if area is None or area.london:
        return "own-row"
    return "" if unit == "percent" else "all-rows"


def _city(area: AreaLook | None) -> Values:
    return {"city_of_london": "included"} if area is not None and area.city else {}


# What was found, in words ----------------------------------------------------------------------------------


def _window(extracts: Extracts, roles: Roles) -> str:
    """The window that the names of files, columns or periods give away; nothing where none does."""
    if roles.period.format == "YE MMM YYYY" and not roles.period.frequency.endswith("year"):
        return "rolling-12-months"
    named = [*(sample.name for sample in extracts.samples), *(column.name for column in extracts.columns)]
    return names.window_in(named) if roles.layout.names_tell_window else ""


def _remarks(extracts: Extracts, roles: Roles, chosen: Cut, sibling: Sibling) -> dict[str, Any]:
    rows, period = f"{len(extracts.frame):,} rows", roles.period
    remarks = {
        "source.layout": f"{roles.layout.words}: {rows}",
        "source.period": _periods(extracts, roles),
    }
    if place := extracts.samples[0].place.range:
        remarks["source.range"] = f"something else stands below or beside {place}; is this the table"
    if not period.sure:
        remarks["frequency"] = "? they could be read otherwise as well"
    if sibling.measure_id:
        remarks["source.publisher"] = f'as for the measure "{sibling.measure_id}", which reads the same file'
    if roles.area is not None:
        remarks["source.area"] = _areas(roles.area)
    if roles.number is not None and roles.number.marks:
        remarks["source.value"] = (
            f"? in the place of a number stands {listed(roles.number.marks)}: what does it mean"
        )
    if not _window_is_clear(sibling, extracts, roles):
        remarks["window"] = (
            "could not tell whether a value covers one period alone; if not, say so here and in source"
        )
    for path, remark in chosen.remarks:
        remarks[path] = "; ".join(filter(None, [remarks.get(path, ""), remark]))
    return remarks


def _window_is_clear(sibling: Sibling, extracts: Extracts, roles: Roles) -> bool:
    yearly = roles.period.frequency.endswith("year")
    return bool(sibling.described or _window(extracts, roles)) or roles.layout.is_added_up or yearly


def _periods(extracts: Extracts, roles: Roles) -> str:
    texts = roles.periods or next(
        column.texts for column in extracts.columns if column.name == roles.period_column
    )
    return f'{len(texts):,} different, such as "{texts[0]}" and "{texts[-1]}"'


def _areas(area: AreaLook) -> str:
    clauses = [f"{area.borough_count} borough{'' if area.borough_count == 1 else 's'}"]
    if area.london:
        clauses.append(f"{listed(area.london)} taken for London")
    if area.subtotals:
        clauses.append(f"{listed(area.subtotals)} taken for sums of boroughs, which are not counted")
    if area.guessed:
        clauses.append(f"? guessed what {listed(area.guessed)} is")
    if area.unknown:
        clauses.append(f"could not tell what {listed(area.unknown)} is: name it under aliases or no_borough")
    return "; ".join(clauses)

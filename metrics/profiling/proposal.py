"""What was found in an extract, as the published form of a measure: keys, values, and what could not be told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from metrics.declared import placeholders as unwritten
from metrics.declared.units import Unit, WrittenAs
from metrics.gazetteer import level_noun
from metrics.issues import listed
from metrics.language import say
from metrics.period_formats import YEAR_ENDS
from metrics.profiling import names
from metrics.profiling.categories import cut
from metrics.profiling.column_profile import AreaLook
from metrics.profiling.extracts import Extracts
from metrics.profiling.periods import OTHERWISE, period_columns, which_format, which_periods
from metrics.profiling.roles import Cut, Roles, Values
from metrics.profiling.unit_looks import is_count, is_share, unit_of, words_of
from metrics.reading.yearly import YEAR, years
from metrics.statuses import SHORTHAND, SPELLINGS

_YEAR = re.compile(r"\d{4}(?:[-_]\d{2,4})?", re.ASCII)
_DIGIT = re.compile(r"\d")  # a number that cannot be read stands for something, and is no mark


@dataclass(frozen=True)
class Proposal:
    """Keys and values as metrics.yaml has them, and remarks by the path of the key, joined by points.

    A remark on a key that has no value says why it could not be told. ``guesses`` are the names of areas of which
    it is not sure what they are.
    """

    values: Values
    remarks: Mapping[str, str] = field(default_factory=dict)
    guesses: tuple[str, ...] = ()


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
    chosen = cut(extracts, roles, measure_name, share=is_share(unit), plain=plain)
    remarks = {"unit": why, **_remarks(extracts, roles, chosen, sibling)}
    values: Values = {"status": "published", **({"unit": unit} if unit else {}), **words_of(unit, roles)}
    values |= {"polarity": "neutral"} | (
        {} if which_periods(roles) else {"frequency": roles.period.frequency}
    )
    window = sibling.described.get("window") or _window(extracts, roles)
    if window:
        values["window"] = window
    values["comparison"] = _comparison(unit)
    values["caveats"] = [unwritten.CAVEAT]
    values["next_update"] = "not-announced"
    values["source"] = _source(extracts, roles, chosen, unit, written_as, sibling)
    if window:
        values["source"]["window"] = window
        sure = is_share(unit) or sibling.described.get("window") or roles.period.format in YEAR_ENDS
        if not sure:
            remarks["source.window"] = _WHICH_WINDOW.format(window=window)
    if "region" not in values["source"]:
        remarks["source.region"] = say("percentages do not add up, and no row is {region's} own; ask for one")
    return Proposal(values, remarks, () if roles.area is None else roles.area.guessed)


_WHICH_WINDOW = (
    "? a name in the file says {window}: that, if each of its figures covers so much; single, if each is of its "
    "own period alone"
)


def _comparison(unit: Unit | None) -> Values:
    tested = {"test": "counts"} if is_count(unit) else {}
    return {"basis": "previous-period", "materiality": 1.0, **tested}


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
        **period_columns(roles),
        "format": roles.period.format,
        **({} if roles.period.day == "last" else {"day": roles.period.day}),
    }
    if roles.area is not None:
        source["area"] = _area(roles.area_column, roles.area)
    source |= _value(roles, written_as)
    if roles.base_column and is_share(unit) and roles.layout.holds_bases:
        noun = {"noun": names.words(roles.base_column)} if roles.is_base_by_sums else {}
        source["base"] = {"column": roles.base_column, **noun}
    source |= _cut(roles, chosen, unit)
    source["absent"] = _absent(roles.area, unit)
    region = _region(roles.area, unit)
    return source | ({"region": region} if region else {}) | _outside(roles.area)


def _absent(area: AreaLook | None, unit: Unit | None) -> str:
    """What a missing row means: a force that sends no figures is not one where nothing happened."""
    if area is not None and area.level == "force":
        return "missing"
    return "zero" if unit is None or is_count(unit) else "missing"


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
    if area.level != "district":
        declared["level"] = area.level
    if area.within:
        declared["within"] = area.within
    if area.aliases:
        declared["aliases"] = dict(area.aliases)
    if area.no_area:
        declared["no_area"] = list(area.no_area)
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
    if number is not None and number.brackets:
        value["below_zero"] = "brackets"
    unread = number.marks if number is not None else ()
    if marks := [mark for mark in unread if mark.casefold() not in SHORTHAND and not _DIGIT.search(mark)]:
        value["marks"] = {mark: SPELLINGS.get(mark.casefold(), "x") for mark in marks}
    return {"value": value} if value else {}


def _cut(roles: Roles, chosen: Cut, unit: Unit | None) -> Values:
    ignore = list(chosen.ignore)
    if roles.base_column and (not is_share(unit) or not roles.layout.holds_bases):
        ignore.append(roles.base_column)
    declared: Values = {}
    if chosen.where:
        declared["where"] = list(chosen.where)
    if chosen.dimensions:
        declared["dimensions"] = list(chosen.dimensions)
    if ignore:
        declared["ignore"] = _scalar_or_list(list(dict.fromkeys(ignore)))
    if not is_share(unit) and (chosen.repeated or roles.layout.is_added_up or roles.period.day == "each"):
        declared["combine"] = "sum"
    return declared


def _region(area: AreaLook | None, unit: Unit | None) -> str:
    if area is None or area.region or area.level == "force":
        return "own-row"
    return "" if is_share(unit) else "all-rows"


def _outside(area: AreaLook | None) -> Values:
    return {"outside": "included"} if area is not None and area.outside else {}


# What was found, in words ----------------------------------------------------------------------------------


def _window(extracts: Extracts, roles: Roles) -> str:
    """The window that the names of files, columns or periods give away; nothing where none does."""
    if roles.period.format in YEAR_ENDS and not roles.period.frequency.endswith("year"):
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
    if open_question := which_periods(roles):
        remarks["frequency"] = open_question
    elif not period.sure:
        remarks["frequency"] = OTHERWISE.get(period.format, "? they could be read otherwise as well")
    if asks := which_format(roles, _period_texts(extracts, roles)):
        remarks["source.period.format"] = asks
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
            "could not tell whether a value covers one period alone: usually it does, and then it is single; "
            "if not, say so here and in source"
        )
    for path, remark in chosen.remarks:
        remarks[path] = "; ".join(filter(None, [remarks.get(path, ""), remark]))
    return remarks


def _window_is_clear(sibling: Sibling, extracts: Extracts, roles: Roles) -> bool:
    yearly = roles.period.frequency.endswith("year")
    return bool(sibling.described or _window(extracts, roles)) or roles.layout.is_added_up or yearly


def _periods(extracts: Extracts, roles: Roles) -> str:
    texts = _period_texts(extracts, roles)
    return f'{len(texts):,} different, such as "{texts[0]}" and "{texts[-1]}"'


def _period_texts(extracts: Extracts, roles: Roles) -> Sequence[str]:
    if roles.periods:
        return roles.periods
    return next(column.texts for column in extracts.columns if column.name == roles.period_column)


def _areas(area: AreaLook) -> str:
    noun = level_noun(area.level)
    clauses = [f"{area.district_count} {noun}{'' if area.district_count == 1 else 's'}"]
    if area.region:
        clauses.append(say("{names} taken for {region}", names=listed(area.region)))
    if area.subtotals:
        clauses.append(
            say(
                "{subtotals} taken for sums of {districts}, which are not counted",
                subtotals=listed(area.subtotals),
            )
        )
    if area.guessed:
        clauses.append(f"? guessed what {listed(area.guessed)} is")
    if area.unknown:
        clauses.append(f"could not tell what {listed(area.unknown)} is: name it under aliases or no_area")
    return "; ".join(clauses)

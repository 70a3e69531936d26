"""Rows that are added up are of one kind: areas of the region alone and on one level, and counts of one thing.

No arithmetic tells that all forces of a country are more than the region, or that an outcome is no offence: names
do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from metrics.areas import area_code, folded, is_larger, is_own_force, is_region, outside_codes
from metrics.checking.summed import Axis, Summed, of_period_and_area
from metrics.checking.totals import name_in_words
from metrics.issues import Issue, error, held_against, listed
from metrics.language import say

MANY_DISTRICTS = 3  # of that name in one column: a street or a ward may be called after one of them
MOST_THINGS = 8  # different names in a column that says what is counted
OF_NO_AREA = re.compile(
    r"unknown|not known|not recorded|not stated|unallocated|airport|heathrow|outside|other|n/a|elsewhere|aviation"
)
MEASURE_COLUMN = re.compile(r"\b(measures?|metric|indicator|statistic|variable)\b")
# What may be counted, the more telling first: "outcomes of offences" are outcomes.
THINGS = tuple(
    re.compile(rf"\b({words})\b|{marks}" if marks else rf"\b({words})\b")
    for words, marks in (
        ("rates?|per 1,?000|per head|per ?cent|percentages?|proportions?|ratio|average|mean|median", "%"),
        (
            "outcomes?|disposals?|detections?|detected|clear[- ]?ups?|charges?|charged|cautions?|convictions?",
            "",
        ),
        ("population|residents|base|respondents", ""),
        ("victims?", ""),
        ("suspects?|offenders?|perpetrators?|arrests?|defendants?", ""),
        ("incidents?|calls?|responses?", ""),
        ("searches|stops?", ""),
        ("offences?|crimes?|notifiable", ""),
        ("values?|counts?|numbers?", ""),
    )
)
_CODE = re.compile(r"([EWSNK]\d{2})\d{6}")


def areas_are_of_one_kind(added: Summed) -> Iterator[Issue]:
    """No column over which figures are summed names areas beyond the region, or areas of several kinds."""
    for axis in _named_by_text(added):
        clause = _beyond_region(added, axis) or _kinds_of_codes(added, axis)
        if clause:
            issue = error(*_place(added, axis), "mixed-areas", clause)
            yield from held_against(("source", *axis.path), [issue])


def no_larger_area_counts(added: Summed) -> Iterator[Issue]:
    """No name under ``no_area`` that counts for the region is of a region, a country, a force or an average."""
    area = added.measure.source.area
    if area is None or added.measure.source.region != "all-rows":
        return
    axis = next(axis for axis in added.axes if axis.kind == "area")
    for at, name in enumerate(axis.names):
        if name in area.no_area and (is_larger(name) or is_own_force(name)):
            row = added.cells[axis.codes == at].iloc[0]
            message = say(
                '"{name}" is no place in {region} without {a district}, and its rows count for {region} beside ',
                name=name,
            )
            message += say(
                'the {districts}; declare "region: own-row" where {region} has a row, or "region: '
            )
            message += 'sum-of-areas", which leaves it out'
            issue = error(
                str(row["file"]), int(row["line"]), axis.field or int(row["field"]), "mixed-areas", message
            )
            yield from held_against(("source", "region"), [issue])


def one_thing_is_counted(added: Summed) -> Iterator[Issue]:
    """No column over which figures are summed says that rows count different things: offences, and outcomes."""
    for axis in _named_by_text(added):
        named = bool(MEASURE_COLUMN.search(_words(axis.title)))
        things = {_thing(name) for name in axis.names}
        differ = len(axis.names) <= MOST_THINGS and None not in things and len(things) > 1
        if named or differ:
            clause = f'"{axis.title}" says what a row counts, {_all_of(axis.names)}, and all are added up; '
            clause += _choose(axis, _first_counted(axis.names))
            issue = error(*_place(added, axis), "mixed-measures", clause)
            yield from held_against(("source", *axis.path), [issue])


def _named_by_text(added: Summed) -> list[Axis]:
    """What nobody has chosen from: where a condition lists several names, they are meant."""
    return [axis for axis in added.added_up if axis.kind in ("column", "dimension")]


# Areas -----------------------------------------------------------------------------------------------------


def _beyond_region(added: Summed, axis: Axis) -> str:
    """A clause where all rows are taken for the region's, and a column names other areas as well."""
    if added.measure.source.area is not None:
        return ""
    region = [name for name in axis.names if is_region(folded(name)) or is_own_force(name)]
    if region:
        return _beside(added, axis, region)
    inside = [name for name in axis.names if _is_district(name)]
    others = [name for name in axis.names if not _is_district(name) and not OF_NO_AREA.search(folded(name))]
    if len(inside) < MANY_DISTRICTS or not any(others):
        return ""
    clause = say(
        '"{title}" names {districts} and {others}, and all are taken for {region}; ',
        title=axis.title,
        others=listed(filter(None, others), 5),
    )
    return f'{clause}declare the column as "area", or choose with "where"'


def _beside(added: Summed, axis: Axis, region: Sequence[str]) -> str:
    city = added.measure.source.outside == "included"
    others = [
        name
        for name in axis.names
        if name not in region
        and not (city and area_code(folded(name).removesuffix(" police")) in outside_codes())
    ]
    if not others:
        return ""
    clause = (
        f'"{axis.title}" names "{region[0]}" and {listed(map(name_in_words, others), 5)}, and all are taken '
    )
    return say("{clause}for {region}; {axis}", clause=clause, axis=_choose(axis, region[0]))


def _is_district(name: str) -> bool:
    return area_code(folded(name)) is not None


def _kinds_of_codes(added: Summed, axis: Axis) -> str:
    """A clause where codes of areas in one period and area are of several kinds: E09 is a district, E05 a ward."""
    matches = [_CODE.fullmatch(name.upper()) for name in axis.names]
    kinds, places = np.unique([match[1] if match else "" for match in matches], return_inverse=True)
    if len([kind for kind in kinds if kind]) < 2:
        return ""
    cells = np.unique(np.column_stack([of_period_and_area(added, axis), places[axis.codes]]), axis=0)
    coded = cells[kinds[cells[:, 1]] != ""]
    if len(np.unique(coded[:, 0])) == len(coded):
        return ""
    examples = [next(name for name in axis.names if name.upper().startswith(kind)) for kind in kinds if kind]
    clause = f'"{axis.title}" holds codes of areas of several kinds, such as {listed(examples)}, and all are '
    return f'{clause}added up; choose one kind with "where", on this column or on one that names the kind'


# Things ----------------------------------------------------------------------------------------------------


def _words(text: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return " ".join(re.sub(r"[^\w%]+|_", " ", apart).split()).casefold()


def _thing(name: str) -> int | None:
    """Which thing a name is of; None where it names none."""
    words = folded(name)
    return next((at for at, pattern in enumerate(THINGS) if pattern.search(words)), None)


def _first_counted(names: Sequence[str]) -> str:
    """Of what is counted that which comes last in the list of things: offences rather than their outcomes."""
    return max(names, key=lambda name: -1 if (thing := _thing(name)) is None else thing)


def _all_of(names: Sequence[str]) -> str:
    return listed(map(name_in_words, names), 5)


def _choose(axis: Axis, name: str) -> str:
    return f'choose with "where": column "{axis.title}", values "{name_in_words(name)}"'


def _place(added: Summed, axis: Axis) -> tuple[str, int, int]:
    first = added.cells.iloc[0]
    return str(first["file"]), int(first["line"]), axis.field or int(first["field"])

"""No row that adds up others is added up with them: totals among parts, whatever they are called, and mixed levels.

They are known by arithmetic (see relations.py), in each column and breakdown over which figures are summed, and in
areas. A name of a total helps where the arithmetic is not exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from metrics.areas import area_name, districts, folded
from metrics.checking.matrix import SMALL, Floats, Matrix, rounding_of
from metrics.checking.relations import Relation, relations
from metrics.checking.summed import BLANK, Axis, Codes, Summed, groupings, of_period_and_area
from metrics.issues import Issue, error, held_against, listed

TOTAL = re.compile(
    r"^(all(?! other)|any(?! other)|both|every|everyone|grand|overall|persons|total|totals)\b"
    r"|\b(total|totals|combined|overall|together)$"
)
NEARLY = 0.8  # of a total, what its parts come to at the least
LARGEST = 20_000_000  # cells of a matrix; beyond it groups are told apart by period and area alone
MOST_NAMED = 5  # names of parts in a message
MOST_TOTALS = 5  # messages on one column


def totals_are_no_parts(added: Summed) -> Iterator[Issue]:
    """No name over which figures are summed is the sum of others: an error for each of the first that are."""
    known_rows = np.zeros(len(added.cells), dtype=bool)
    for axis in added.added_up:
        sums = [_with_fewer_rows_as_total(axis, relation) for relation in _relations(added, axis)]
        sums = sums or list(_called_totals(added, axis)) or list(_totals_of_more(added, axis))
        rows = [np.isin(axis.codes, relation.totals) for relation in sums]
        new = [pair for pair in zip(sums, rows, strict=True) if not known_rows[pair[1]].all()]
        for relation, _ in new[:MOST_TOTALS]:
            yield _issue(added, axis, relation, len(new))
        known_rows |= np.any(rows, axis=0) if rows else False


def _relations(added: Summed, axis: Axis) -> list[Relation]:
    """What adds up along an axis, in the finest groups that show it."""
    for groups in groupings(added, axis):
        matrix = _matrix(added, axis, groups)
        if matrix is not None and (sums := relations(matrix)):
            return sums
    return []


def _called_totals(added: Summed, axis: Axis) -> Iterator[Relation]:
    """A name of a total, nearly the sum of all others beside it: parts that are not known may have no row."""
    if len(axis.names) < 3:
        return
    for total in _named_totals(axis):
        both = _beside_others(added, axis, total)
        totals, parts = both.sum(axis=1)
        if totals > 0 and NEARLY * totals <= parts <= totals * (2 - NEARLY) and parts >= SMALL:
            yield Relation((total,), _others(axis, total), both.shape[1], nearly=True)
            return


def _totals_of_more(added: Summed, axis: Axis) -> Iterator[Relation]:
    """A name of a total that is no less than all beside it, where other parts of it were left out by their names.

    Who names what counts has named the total too; who names what does not count may not know of it.
    """
    if axis.kind != "condition" or added.measure.source.where[int(axis.path[1])].values:
        return
    for total in _named_totals(axis):
        both = _beside_others(added, axis, total)
        if both.shape[1] and (both[0] >= both[1]).all():
            yield Relation((total,), _others(axis, total), both.shape[1], of_more=True)
            return


def _named_totals(axis: Axis) -> Iterator[int]:
    return (at for at, name in enumerate(axis.names) if TOTAL.search(folded(name)))


def _others(axis: Axis, total: int) -> tuple[int, ...]:
    return tuple(at for at in range(len(axis.names)) if at != total)


def _beside_others(added: Summed, axis: Axis, total: int) -> Floats:
    """What a name comes to, and all others together, in each period and area that has both."""
    groups = of_period_and_area(added, axis)
    table = np.zeros((2, int(groups.max()) + 1))
    values = np.nan_to_num(added.cells["value"].to_numpy(dtype="float64"))
    own = axis.codes == total
    for row, cells in enumerate((own, ~own)):
        np.add.at(table[row], groups[cells], values[cells])
    both: Floats = table[:, (table > 0).all(axis=0)]
    return both


def _matrix(added: Summed, axis: Axis, groups: Codes) -> Matrix | None:
    """Counts by group and name; groups with a value that is not known are left out."""
    rows, count = groups, len(axis.names)
    height = int(rows.max()) + 1 if len(rows) else 0
    if not height or height * count > LARGEST:
        return None
    counted = axis.codes >= 0
    rows, values = rows[counted], added.cells["value"].to_numpy(dtype="float64")[counted]
    places = rows * count + axis.codes[counted]
    totals = np.bincount(places, weights=np.nan_to_num(values), minlength=height * count)
    present = np.bincount(places, minlength=height * count) > 0
    unknown = np.bincount(rows, weights=np.isnan(values), minlength=height) > 0
    complete = ~unknown
    shape = (height, count)
    return Matrix(
        totals.astype("float64").reshape(shape)[complete],
        present.reshape(shape)[complete],
        rounding_of(values),
    )


def _with_fewer_rows_as_total(axis: Axis, relation: Relation) -> Relation:
    """Of two names that come to the same, the one with fewer rows is the total."""
    if len(relation.parts) != 1 or len(relation.totals) != 1:
        return relation
    counts = np.bincount(axis.codes[axis.codes >= 0], minlength=len(axis.names))
    total, part = sorted((*relation.totals, *relation.parts), key=lambda name: int(counts[name]))
    return replace(relation, totals=(total,), parts=(part,))


# In words --------------------------------------------------------------------------------------------------


def _issue(added: Summed, axis: Axis, relation: Relation, number: int) -> Issue:
    first = added.cells[np.isin(axis.codes, relation.totals)].iloc[0]
    words = f"{_relation_words(added, axis, relation)}, and all are added up"
    if number > 1:
        words += f'; {number} names in "{axis.title}" are such sums'
    place = str(first["file"]), int(first["line"]), axis.field or int(first["field"])
    issue = error(*place, "total-row", f"{words}; {_mend(axis, relation, number)}")
    return held_against(("source", *axis.path), [issue])[0]


def _relation_words(added: Summed, axis: Axis, relation: Relation) -> str:
    holder = f"{added.measure.source.holder(axis.id)}s" if axis.id else "rows"
    totals, parts = (_names(axis, group) for group in (relation.totals, relation.parts))
    places = f"wherever they stand together ({relation.rows:,} times)"
    if relation.of_more:
        return f'the {holder} of {totals} in "{axis.title}" are called a sum, and "where" leaves in {parts} as well'
    if len(relation.parts) == 1 and len(relation.totals) == 1:
        return f'the {holder} of {totals} in "{axis.title}" come to the same as those of {parts}, {places}'
    if relation.apart:
        return (
            f'in "{axis.title}" the {holder} of {totals} are each the sum of the others beside them, {places}'
        )
    if relation.nearly:
        return f'the {holder} of {totals} in "{axis.title}" are nearly the sum of those of {parts}, {places}'
    together = " together" if len(relation.totals) > 1 else ""
    return f'the {holder} of {totals} in "{axis.title}"{together} are the sum of those of {parts}, {places}'


def _names(axis: Axis, places: tuple[int, ...]) -> str:
    return listed([name_in_words(axis.names[place]) for place in places], MOST_NAMED)


def name_in_words(name: str) -> str:
    """A name as the file has it; the name of an area for its code."""
    if name in districts():
        return area_name(name)
    return "(empty)" if name == BLANK else name


def _mend(axis: Axis, relation: Relation, number: int) -> str:
    total = name_in_words(axis.names[relation.totals[0]])
    if axis.kind == "area":
        return 'with "region: sum-of-areas" names under "no_area" are left out; else choose with "where"'
    if number > 1 or len(relation.totals) > 1 or not axis.names[relation.totals[0]]:
        return f'choose either the sums or their parts with "where" on "{axis.title}"'
    if axis.kind == "dimension":
        return f'name "{total}" as the "headline" of {axis.id}, or leave it out with "where"'
    return f'choose with "where": column "{axis.title}", values "{total}"'

"""Releases of a small table, some of it revised: what is withheld cannot be got back from all of them together.

Readers take what two releases withhold for one figure. So they think of a table for each release: in each of them
all that it shows is the same, and what an earlier one withholds is alike in it and in the newest. All such tables
are counted out, those of tests/small_tables.py; no rule of the engine's is used.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, product

import numpy as np
import numpy.typing as npt
import pytest

from tests.small_tables import (
    DIFFERS,
    Counts,
    Sheet,
    agree,
    as_sets,
    figures,
    filled,
    possible,
    promises,
    readings,
    seen_in,
    withheld_of,
)

SHEETS = {
    "three boroughs": Sheet(3, 0, 1, threshold=3, highest=5),
    "three boroughs, higher": Sheet(3, 0, 1, threshold=4, highest=6, step=2),
    "three boroughs, two kinds": Sheet(3, 2, 1, threshold=3, highest=5, step=2),
    "two boroughs, three kinds": Sheet(2, 3, 1, threshold=3, highest=5, step=2),
    "three boroughs, three kinds": Sheet(3, 3, 1, threshold=3, highest=4, reach=3, step=7),
    "three boroughs, rows of none": Sheet(3, 0, 1, threshold=3, highest=5, nowhere=True, step=7),
    "three boroughs, two months": Sheet(3, 0, 2, threshold=3, highest=4, reach=3, apart=8, step=89),
}
if os.environ.get("PCP_EVERY_TABLE"):
    SHEETS = {name: dataclasses.replace(sheet, step=1) for name, sheet in SHEETS.items()}
Release = tuple[Counts, int]  # a table, and which figures are withheld of it


def revisions(sheet: Sheet, table: Counts) -> Iterator[Counts]:
    """The same table with one or two cells otherwise."""
    counts = (0, 1, 2, sheet.threshold, sheet.threshold + 2)
    for number in (1, 2):
        for cells, values in product(combinations(range(len(table)), number), product(counts, repeat=number)):
            revised = table.copy()
            revised[list(cells)] = values
            if (revised != table).sum() == number and agree(sheet, revised[None]).all():
                yield revised


def flags(withheld: int, width: int) -> npt.NDArray[np.bool_]:
    return np.array([bool(withheld >> number & 1) for number in range(width)])


def as_withheld(sheet: Sheet, before: Sequence[Release], table: Counts) -> Release | None:
    """A table as it would be released after others; None where what they withhold was revised."""
    reading = readings(sheet)
    for earlier, withheld in before:
        twice = flags(withheld, len(reading))
        if (reading @ earlier != reading @ table)[twice].any():
            return None
        in_none = slice(sheet.districts * sheet.months, (sheet.districts + sheet.nowhere) * sheet.months)
        if (earlier != table)[in_none].any():
            return None
    return table, withheld_of(sheet, table, seen_in(sheet, before, table))


def got_back(sheet: Sheet, before: Sequence[Release], newest: Release) -> list[str]:
    """The small figures of the newest release that no tables hide from who has those before it as well.

    What no tables would hide, had all been withheld, is given away by the releases before.
    """
    (table, withheld), names = newest, list(figures(sheet))
    public, hidden_before = _read_before(sheet, before, table)
    moves, differing = possible(sheet, table)
    thinkable = differing & public == 0
    for release in before:
        thinkable &= _beside(sheet, release, moves)
    left = thinkable & (differing & ~withheld == 0)
    return [
        f"{' '.join(names[figure])} {what}"
        for figure, what, keeping in promises(sheet, table, moves)
        if not public >> figure & 1 and (what == DIFFERS or not hidden_before >> figure & 1)
        if (keeping & thinkable).any() and not (keeping & left).any()
    ]


def _read_before(sheet: Sheet, before: Sequence[Release], table: Counts) -> tuple[int, int]:
    """The figures that releases showed as they are in a table, and those that they withheld."""
    public, withheld = 0, 0
    for earlier, gone in before:
        alike = as_sets(readings(sheet) @ earlier == readings(sheet) @ table)
        public, withheld = public | int(alike) & ~gone, withheld | gone
    return public, withheld


def _beside(sheet: Sheet, release: Release, moves: Counts) -> npt.NDArray[np.bool_]:
    """For which moves of the newest table there is a table of a release before, alike in what that withheld."""
    table, gone = release
    of_release, differing = possible(sheet, table)
    twice = flags(gone, moves.shape[1])
    alike = {row.tobytes() for row in of_release[differing & ~gone == 0][:, twice]}
    return np.array([row.tobytes() in alike for row in moves[:, twice]])


@dataclass
class Trials:
    """How many rows of releases were tried, and what is got back from which."""

    tried: int = 0
    leaks: dict[str, list[str]] = field(default_factory=dict)

    def attempt(self, sheet: Sheet, before: Sequence[Release], newest: Release) -> None:
        self.tried += 1
        if back := got_back(sheet, before, newest):
            self.leaks[" then ".join(str(table.tolist()) for table, _ in (*before, newest))] = back


def pairs(sheet: Sheet) -> Iterator[tuple[Release, Release]]:
    """Each table, and each revision of it, as they are released."""
    for table in filled(sheet):
        first = (table, withheld_of(sheet, table))
        for revised in revisions(sheet, table):
            second = as_withheld(sheet, [first], revised)
            if second is not None:
                yield first, second


@pytest.mark.parametrize("name", SHEETS)
def test_two_releases_of_which_the_second_is_revised_give_nothing_back(name: str) -> None:
    trials = Trials()
    for first, second in pairs(SHEETS[name]):
        trials.attempt(SHEETS[name], [first], second)
    assert trials.leaks == {}
    assert trials.tried > 30


@pytest.mark.parametrize(
    "name", ["three boroughs", "three boroughs, two kinds", "three boroughs, three kinds"]
)
def test_three_releases_that_are_revised_give_nothing_back(name: str) -> None:
    sheet, trials = SHEETS[name], Trials()
    for before in pairs(sheet):
        for revised in list(revisions(sheet, before[1][0]))[::7]:
            third = as_withheld(sheet, before, revised)
            if third is not None:
                trials.attempt(sheet, before, third)
    assert trials.leaks == {}
    assert trials.tried > 5


@pytest.mark.parametrize("name", SHEETS)
def test_a_release_that_revises_nothing_withholds_no_more(name: str) -> None:
    for first, second in islice(pairs(SHEETS[name]), 40):
        assert as_withheld(SHEETS[name], [first, second], second[0]) == second

"""Small tables and every other table that readers could take for them, for tests of what is withheld.

Nothing here comes from the engine but the call that withholds. A sheet is a form that is filled with counts: its
lines are boroughs, what is in no borough, and kinds; its columns are months. What readers see of a filled sheet are
figures: the cells, London's sums of them, and where there are several months the running totals of all these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.areas import area_code
from metrics.declared.framework import PublishedMeasure
from metrics.figures.suppression.releases import FigureName, Names, Seen, Text
from metrics.figures.suppression.withhold import suppressed
from metrics.periods import Window
from tests.given import OFFENCES, measure
from tests.places_of_tests import REGION

Counts = npt.NDArray[np.int16]
Sets = npt.NDArray[np.int64]  # sets of figures, one bit for each
NAME_PARTS = ["window", "period", "area", "dimension", "category"]
STANDS, DIFFERS = "may stand at the threshold", "may be another"
DISTRICTS, KINDS = ("Barnet", "Bexley", "Brent"), ("Gun", "Knife", "Other")


@dataclass(frozen=True)
class Sheet:
    """A form for tables: its lines and months, the threshold, and how high counts go.

    Of all the tables every ``step``-th is taken. Tables that readers could take for one of them differ from it by
    ``reach`` in each cell, and by ``apart`` in all, at the most. With ``nowhere`` there are rows of no borough; with
    ``own_row`` London is not added up, so that a borough may be withheld by its publisher.
    """

    districts: int
    kinds: int
    months: int
    threshold: int
    highest: int
    step: int = 1
    reach: int = 4
    apart: int = 99
    nowhere: bool = False
    own_row: bool = False

    @property
    def window(self) -> Window:
        return "calendar-year-to-date" if self.months > 1 else "single"

    @property
    def lines(self) -> int:
        return self.districts + self.nowhere + self.kinds

    @property
    def of_region(self) -> range:
        """The lines that London is the sum of; those of kinds add up to the same."""
        return range(self.districts + self.nowhere) if self.districts else range(self.kinds)

    @property
    def region(self) -> str:
        """How London is counted, as it is declared."""
        if self.own_row:
            return "own-row"
        return "all-rows" if self.nowhere or not self.districts else "sum-of-areas"

    @property
    def measure(self) -> PublishedMeasure:
        kind = {"id": "kind", "title": "Kind", "column": ("Kind",)}
        source = {
            "layout": "rows",
            "period": {"column": ("Month",), "format": "YYYYMM"},
            "value": {"column": ("Count",)},
            "area": OFFENCES["source"]["area"] if self.districts else None,
            "dimensions": (kind,) if self.kinds else (),
            "region": self.region,
            "combine": "sum",
        }
        return measure(OFFENCES, suppression={"threshold": self.threshold}, window=self.window, source=source)


@cache
def figures(sheet: Sheet) -> dict[FigureName, Counts]:
    """The figures that readers may see: of which cells each is the sum, as noughts and ones."""
    names = [(REGION, "", ""), *((str(area_code(name)), "", "") for name in DISTRICTS[: sheet.districts])]
    lines = [[*sheet.of_region], *([line] for line in range(sheet.districts))]
    names += [(REGION, "kind", kind) for kind in KINDS[: sheet.kinds]]
    lines += [[line] for line in range(sheet.districts + sheet.nowhere, sheet.lines)]
    sums: dict[FigureName, Counts] = {}
    for window in dict.fromkeys(("single", sheet.window)):
        for month in range(sheet.months):
            for name, parts in zip(names, lines, strict=True):
                cells = np.zeros((sheet.lines, sheet.months), dtype=np.int16)
                cells[parts, month if window == "single" else slice(month + 1)] = 1
                sums[(window, f"2024-{month + 1:02}", *name)] = cells.ravel()
    return sums


@cache
def readings(sheet: Sheet) -> Counts:
    """The figures' sums as one array: by figure and cell."""
    return np.array(list(figures(sheet).values()))


def agree(sheet: Sheet, tables: Counts) -> npt.NDArray[np.bool_]:
    """Whether boroughs and kinds add up to the same London in each month; tables are rows of cells."""
    by_line = tables.reshape(-1, sheet.lines, sheet.months)
    if not (sheet.districts and sheet.kinds):
        return np.ones(len(tables), dtype=bool)
    districts, kinds = np.split(by_line, [len(sheet.of_region)], axis=1)
    return np.asarray((districts.sum(axis=1) == kinds.sum(axis=1)).all(axis=1))


def _rows(counts: range, width: int) -> Counts:
    """Every row of so many counts."""
    every = np.meshgrid(*[np.array(counts, dtype=np.int16)] * width, indexing="ij", copy=False)
    return np.stack(every, axis=-1).reshape(-1, width)


@cache
def filled(sheet: Sheet) -> Counts:
    """The tables of a sheet that hold a small figure. Boroughs, and kinds, stand in the order of their counts."""
    tables = _rows(range(sheet.highest + 1), sheet.lines * sheet.months)
    keys = tables.reshape(-1, sheet.lines, sheet.months) @ (10 ** np.arange(sheet.months)[::-1])
    kinds = sheet.districts + sheet.nowhere
    ordered = (np.diff(keys[:, : sheet.districts]) >= 0).all(axis=1) & (np.diff(keys[:, kinds:]) >= 0).all(
        axis=1
    )
    tables = tables[ordered & agree(sheet, tables)]
    seen = tables @ readings(sheet).T
    return np.asarray(tables[((seen > 0) & (seen < sheet.threshold)).any(axis=1)][:: sheet.step])


# What readers could take for the truth ---------------------------------------------------------------------


@dataclass(frozen=True)
class Others:
    """All other tables, as differences from any one: by cell, by figure, and which figures differ."""

    cells: Counts
    figures: Counts
    differing: Sets


@cache
def others(sheet: Sheet) -> Others:
    """Every way in which a table can differ, by what the sheet says at the most."""
    cells = _rows(range(-sheet.reach, sheet.reach + 1), sheet.lines * sheet.months)
    cells = cells[np.abs(cells).sum(axis=1) <= sheet.apart]
    cells = cells[agree(sheet, cells)]
    moves = cells @ readings(sheet).T
    return Others(cells, moves, as_sets(moves != 0))


def as_sets(flags: npt.NDArray[np.bool_]) -> Sets:
    return np.asarray(flags.astype(np.int64) @ (1 << np.arange(flags.shape[-1], dtype=np.int64)))


@dataclass(frozen=True)
class Need:
    """What must seem possible to hide a figure, and which figures differ in each table in which it is so."""

    figure: int
    what: str
    ways: Sets


def needs(sheet: Sheet, table: Counts) -> list[Need]:
    """What must seem possible to hide each small figure, each by the figures that differ."""
    moves, differing = possible(sheet, table)
    promised = promises(sheet, table, moves)
    return [Need(figure, what, np.unique(differing[keeping])) for figure, what, keeping in promised]


def promises(sheet: Sheet, table: Counts, moves: Counts) -> Iterator[tuple[int, str, npt.NDArray[np.bool_]]]:
    """The two promises to each small figure: it may stand at the threshold, and it may just be another.

    Which of the ``moves`` to another table keep each of them. A part of London that has fewer itself need only seem
    to be all of London. A table that has the figure differ brings no more zeros than there are.
    """
    seen, names = readings(sheet) @ table, list(figures(sheet))
    few = (moves + seen == 0).sum(axis=1) <= (seen == 0).sum()
    for figure in map(int, np.flatnonzero((seen > 0) & (seen < sheet.threshold))):
        region = names.index((*names[figure][:2], REGION, "", ""))
        least = sheet.threshold if figure == region else min(sheet.threshold, seen[region])
        yield figure, STANDS, moves[:, figure] + seen[figure] >= least
        yield figure, DIFFERS, few & (moves[:, figure] != 0)


def possible(sheet: Sheet, table: Counts) -> tuple[Counts, Sets]:
    """By how much figures differ in every other table that has no count below zero, and which differ."""
    every = others(sheet)
    are = (every.cells + table >= 0).all(axis=1)
    return every.figures[are], every.differing[are]


def unmet(sheet: Sheet, needed: list[Need], withheld: int) -> list[str]:
    """The needs for which there is no table in which only withheld figures differ, in words."""
    names = [" ".join(filter(None, name)) for name in figures(sheet)]
    return [
        f"no table that fits has it that {names[need.figure]} {need.what}"
        for need in needed
        if not (need.ways & ~withheld == 0).any()
    ]


def least(needed: list[Need], withheld: int, most: int) -> int:
    """The least number of figures, ``withheld`` among them, that meets all needs; ``most`` is known to do."""
    ways = [_smallest(need.ways | withheld, most) for need in needed]
    best = most

    def withhold(more: int, rest: list[list[int]]) -> None:
        nonlocal best
        open_still = [sets for sets in rest if not any(way & ~more == 0 for way in sets)]
        if more.bit_count() >= best:
            return
        if not open_still:
            best = more.bit_count()
            return
        first = min(open_still, key=len)
        for way in first:
            withhold(more | way, open_still)

    withhold(withheld, ways)
    return best


def _smallest(ways: Sets, most: int) -> list[int]:
    """The sets that hold no other of them, and fewer than the most."""
    unique = np.unique(ways)
    sizes = np.bitwise_count(unique)
    small: list[int] = []
    for way in map(int, unique[np.argsort(sizes, kind="stable")]):
        if way.bit_count() >= most:
            break
        if not any(other & ~way == 0 for other in small):
            small.append(way)
    return small


# What the engine withholds ---------------------------------------------------------------------------------


@cache
def _frame(sheet: Sheet) -> pd.DataFrame:
    frame = pd.DataFrame(list(figures(sheet)), columns=NAME_PARTS)
    frame["period"] = pd.PeriodIndex(frame["period"], freq="M")
    return frame.assign(value=0.0, base=np.nan, status="")


def withheld_of(
    sheet: Sheet, table: Counts, seen: Seen | None = None, months: int | None = None, marked: int = 0
) -> int:
    """The set of figures that are withheld of a table, or of its first months only; ``marked`` by the publisher."""
    early = early_of(sheet, months or sheet.months)
    by_publisher = np.array([bool(marked >> number & 1) for number in range(len(early))])
    values = np.where(by_publisher, np.nan, readings(sheet) @ table)
    frame = _frame(sheet).assign(value=values, status=np.where(by_publisher, "c", ""))
    gone = np.zeros(len(early), dtype=bool)
    gone[early] = suppressed(_measure(sheet), frame[early].reset_index(drop=True), seen)["value"].isna()
    return int(as_sets(gone))


def early_of(sheet: Sheet, months: int) -> npt.NDArray[np.bool_]:
    """Which figures are of the first months."""
    return np.array([int(period[-2:]) <= months for _, period, *_ in figures(sheet)])


def seen_of(sheet: Sheet, withheld: int, months: int) -> Seen:
    """What a release of the first months leaves readers with."""
    early = early_of(sheet, months)
    sides: tuple[set[FigureName], set[FigureName]] = (set(), set())
    for number, name in enumerate(figures(sheet)):
        if early[number]:
            sides[withheld >> number & 1].add(name)
    return Seen({"first": frozenset(sides[0])}, {"first": frozenset(sides[1])})


def seen_in(sheet: Sheet, releases: Iterable[tuple[Counts, int]], now: Counts) -> Seen:
    """What whole tables, each released without what was withheld of it, leave readers of another table with."""
    names = list(figures(sheet))
    visible, withheld, texts = dict[str, Names](), dict[str, Names](), dict[str, dict[FigureName, Text]]()
    for number, (table, gone) in enumerate(releases):
        release, values = f"release {number}", map(str, readings(sheet) @ table)
        of_release = zip(names, values, strict=True)
        texts[release] = {
            name: (value, "") for at, (name, value) in enumerate(of_release) if not gone >> at & 1
        }
        visible[release] = frozenset(texts[release])
        withheld[release] = frozenset(names) - visible[release]
    stored = pd.DataFrame(names, columns=NAME_PARTS)
    current = list(map(str, readings(sheet) @ now))
    return Seen(visible, withheld, texts=texts).unrevised(stored.assign(value=current, base=""))


@cache
def _measure(sheet: Sheet) -> PublishedMeasure:
    return sheet.measure

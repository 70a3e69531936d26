"""How figures came to be, as plain values: the cells of the extracts that they are made of, and what was left out.

They are found when a release is published (metrics/explaining/), stored with it, and read again with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from metrics.periods import Window
from metrics.statuses import Status

# What a tile is made of: its figure, the single period at the end of a running total, what either is compared
# with, the same period a year before where that is told as well, and the two numbers of the further sentence.
Role = Literal["figure", "later", "earlier", "beside", "supplement", "supplement-earlier"]
Why = Literal["condition", "named", "subtotal", "category", "area", "no-area", "period", "said-again"]
Of = Literal["rows", "columns", "cells"]
# What is not told: nothing is kept back; no rows, because the measure withholds small figures, which rows and
# their number could give away; nothing is told, because the figure itself is withheld.
Hidden = Literal["", "rows", "figure"]


@dataclass(frozen=True)
class Cell:
    """One cell that a figure is made of, and where it stands: lines and fields count from 1, the header is line 1.

    ``row`` holds the cells of its row that decided, each with its header. ``written`` is the value as the
    publisher wrote it, and empty where a row counts one; ``column`` is the header above it. In a workbook ``cell``
    names the place as spreadsheets do, ``'Table 3'!C7``.
    """

    file: str
    line: int
    field: int
    column: str = ""
    row: tuple[tuple[str, str], ...] = ()
    written: str = ""
    value: float | None = None
    status: Status = ""
    cell: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Rows, columns or cells of a file that the figure is not made of, and why.

    ``column`` is the header of the column that decided, ``names`` what it would have had to hold, or where it was
    ``named`` what it held.
    """

    file: str
    why: Why
    count: int
    of: Of = "rows"
    column: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class TakenFor:
    """A name in an extract, and what it was taken for; without a column where it stands in the header."""

    column: str
    written: str
    meaning: str


@dataclass(frozen=True)
class Part:
    """A single period inside a figure's window, by its id, and how many cells it has."""

    period: str
    count: int | None


@dataclass(frozen=True)
class Trail:
    """From cells to one figure, named by its window and the id of the period that it ends in.

    ``count`` is how many cells there are; ``cells`` may be the first and last of them. ``absent`` are the codes
    of districts that the figure takes in and that have no row in it. Of one count over another it is the way to the
    first, and ``over`` that to the one that it is divided by. What is ``made_of`` figures of other measures has no
    cells of its own.
    """

    window: Window
    period: str
    count: int = 0
    parts: tuple[Part, ...] = ()
    cells: tuple[Cell, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    taken_for: tuple[TakenFor, ...] = ()
    absent: tuple[str, ...] = ()
    hidden: Hidden = ""
    over: Trail | None = None
    made_of: tuple[PartTrail, ...] = ()


@dataclass(frozen=True)
class PartTrail:
    """The way to one of the figures that a derived one is made of, by the name that readers see."""

    name: str
    trail: Trail


Trails = Mapping[Role, Trail]


@dataclass(frozen=True)
class FileRead:
    """A file that a measure was read from, and how many rows stand below its header; None where not told."""

    name: str
    rows: int | None


@dataclass(frozen=True)
class Lineage:
    """How the region's newest figure of a measure came to be, and the figures that its tile compares it with."""

    files: tuple[FileRead, ...]
    trails: Trails

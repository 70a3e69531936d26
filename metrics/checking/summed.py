"""What is added up to make a measure's figures: its cells, and every column or name over which they are summed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from metrics.areas import NO_AREA_NAMES, folded
from metrics.declared.areas import AreaColumn
from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Region
from metrics.figures.observations import once
from metrics.period_dates import parse_date
from metrics.reading.shape import folded_name
from metrics.reading.tables import Columns, Table

Kind = Literal["column", "condition", "dimension", "area"]
Codes = np.ndarray[tuple[int], np.dtype[np.int64]]
MOST_CATEGORIES = 2000  # different texts in a column that may hold categories
MOST_IN_GROUPS = 60  # of a column that tells groups of rows apart
BLANK = ""


@dataclass(frozen=True)
class ReadFile:
    """A file as it was read: its text, which of its columns is what, and its typed cells.

    ``subtotals`` are those that add up others, and are no part of ``cells``.
    """

    table: Table
    columns: Columns
    cells: pd.DataFrame
    subtotals: pd.DataFrame


@dataclass(frozen=True)
class Axis:
    """Names over which cells are added up, whatever names them: a column of text, a breakdown, the areas.

    ``codes`` are the places of the names of cells in ``names``, -1 where a cell has none; ``field`` is the column,
    counted from 1, or 0 where it is each cell's own. ``path`` is the part of a source that would be changed.
    """

    kind: Kind
    title: str
    names: tuple[str, ...]
    codes: Codes
    field: int
    path: tuple[str | int, ...]
    id: str = ""

    @cached_property
    def numbers_alone(self) -> bool:
        """Whether all its names are numbers, which may be figures rather than names."""
        return all(name.replace(".", "", 1).replace("-", "", 1).isdigit() for name in self.names if name)


@dataclass(frozen=True)
class Summed:
    """The cells that count, each once, and the axes along which they are added up or could be.

    ``days`` are the days of events, as ordinals, where their file has them.
    """

    measure: PublishedMeasure
    cells: pd.DataFrame
    axes: tuple[Axis, ...]
    periods: Axis
    days: Codes | None = None

    @cached_property
    def notes(self) -> tuple[Axis, ...]:
        """The columns that nothing reads."""
        return tuple(axis for axis in self.axes if axis.kind == "column")

    @cached_property
    def added_up(self) -> tuple[Axis, ...]:
        """The axes along which a figure takes all names, those with the fewest names first."""
        source = self.measure.source
        headlines = {item.id for item in source.dimensions if item.headline is not None}
        areas = source.area is not None and source.region != "own-row"
        free = [axis for axis in self.axes if axis.id not in headlines]
        free = [axis for axis in free if axis.kind in ("dimension", "area") or source.combine == "sum"]
        free = [axis for axis in free if (areas or axis.kind != "area") and len(axis.names) > 1]
        order = ("condition", "column", "dimension", "area")
        return tuple(sorted(free, key=lambda axis: (order.index(axis.kind), len(axis.names))))


def summed(measure: PublishedMeasure, files: Sequence[ReadFile], cells: pd.DataFrame) -> Summed | None:
    """What a measure adds up, of the cells of all its files, one file after the other.

    None for percentages, which are never added up.
    """
    if not measure.unit_row.adds_up:
        return None
    texts = {key: _texts(files, places) for key, places in _places(measure, files).items()}
    kept = once(measure, cells) if len(files) > 1 else cells
    axes = [axis for key, column in texts.items() if (axis := _axis(measure, key, column, files, kept))]
    codes, periods = pd.factorize(kept["period"])
    own = Axis("column", "period", tuple(map(str, periods)), codes, 0, ("period",))
    named = _named(measure, files[0].columns.named, kept)
    return Summed(measure, kept, (*axes, *named), own, _days(measure, files, kept))


# Columns of text -------------------------------------------------------------------------------------------

Key = tuple[Kind, str, int]


def _places(measure: PublishedMeasure, files: Sequence[ReadFile]) -> Mapping[Key, list[int | None]]:
    """Columns that name neither period, area nor category, by what they are: their position in each file."""
    places: dict[Key, list[int | None]] = {}
    for number, file in enumerate(files):
        held = {("condition", "", at): position for at, position in enumerate(file.columns.where)}
        unread = set(range(len(file.table.header))) - file.columns.used if file.table.is_held else set()
        free = unread | _spelt_areas(measure, file)
        named = {("column", folded_name(file.table.header[at]), 0): at for at in sorted(free)}
        for key, position in (held | named).items():
            places.setdefault(key, [None] * len(files))[number] = position  # type: ignore[arg-type]
    return places


def _spelt_areas(measure: PublishedMeasure, file: ReadFile) -> set[int]:
    """The column of areas where an area has several spellings: rows of each are added up."""
    position = file.columns.named.get("area")
    if position is None or measure.source.combine != "sum":
        return set()
    spellings = file.table.frame[position].reindex(file.cells["line"]).map(folded).nunique()
    return {position} if spellings > file.cells["area"].nunique() else set()


def _texts(files: Sequence[ReadFile], places: Sequence[int | None]) -> pd.Series:
    """The text of a column for each cell that was read, blank where a file lacks it."""
    parts = [_of_file(file, position) for file, position in zip(files, places, strict=True)]
    return pd.Series(np.concatenate(parts))


def _of_file(file: ReadFile, position: int | None) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    if position is None:
        return np.full(len(file.cells), BLANK, dtype=object)
    texts = file.table.frame[position]
    rows = texts.index.get_indexer(pd.Index(file.cells["line"]))
    values: np.ndarray[tuple[int], np.dtype[np.object_]] = texts.to_numpy(dtype=object)[rows]
    return values


def _axis(
    measure: PublishedMeasure, key: Key, texts: pd.Series, files: Sequence[ReadFile], kept: pd.DataFrame
) -> Axis | None:
    """A column of text as an axis; None where it has a text in each row, or the same in all."""
    kind, name, at = key
    codes, found_texts = pd.factorize(texts.reindex(kept.index).to_numpy(dtype=object))
    if not 1 < len(found_texts) <= MOST_CATEGORIES:
        return None
    flat, names = pd.factorize(np.array([" ".join(text.split()) for text in found_texts], dtype=object))
    if len(names) < 2:
        return None
    file = next(file for file in files if kind == "condition" or _holds(file, name))
    place = file.columns.where[at] if kind == "condition" else _position(file, name)
    path: tuple[str | int, ...] = ("where", at) if kind == "condition" else ("where",)
    return Axis(kind, file.table.header[place].strip(), tuple(names), flat[codes], place + 1, path)


def _holds(file: ReadFile, name: str) -> bool:
    return name in map(folded_name, file.table.header)


def _position(file: ReadFile, name: str) -> int:
    return next(at for at, column in enumerate(file.table.header) if folded_name(column) == name)


def _days(measure: PublishedMeasure, files: Sequence[ReadFile], kept: pd.DataFrame) -> Codes | None:
    """The day of each event, where any day of a period may stand in the file."""
    period = measure.source.period
    if period.day != "any":
        return None
    parts = [_of_file(file, file.columns.named["period"]) for file in files]
    codes, texts = pd.factorize(np.concatenate(parts)[kept.index])
    return np.array([parse_date(text, period.format).toordinal() for text in texts], dtype=np.int64)[codes]


# Categories and areas --------------------------------------------------------------------------------------


def _named(measure: PublishedMeasure, places: Mapping[str, int], kept: pd.DataFrame) -> Iterator[Axis]:
    """The breakdowns and the areas, as cells have them; ``places`` are those of the columns that name them."""
    for at, dimension in enumerate(measure.source.dimensions):
        codes, names = pd.factorize(kept[dimension.id].to_numpy(dtype=object))
        path = ("dimensions", at)
        field = places.get(dimension.id, -1) + 1
        yield Axis("dimension", dimension.title, tuple(names), codes, field, path, dimension.id)
    if measure.source.area is not None:
        yield _areas(measure.source.area, measure.source.region, places.get("area", -1) + 1, kept)


def _areas(area: AreaColumn, region: Region, field: int, kept: pd.DataFrame) -> Axis:
    """The areas; where those of no district are left out they have no place."""
    names_kept = kept["area"]
    if region == "sum-of-areas":
        names_kept = names_kept.where(~names_kept.str.startswith(NO_AREA_NAMES))
    codes, names = pd.factorize(names_kept.to_numpy(dtype=object))
    spelt = {f"{NO_AREA_NAMES}{folded(name)}": name for name in area.no_area}
    title = area.column[0] if area.column else "the header"
    return Axis(
        "area", title, tuple(spelt.get(name, name) for name in names), codes, field, ("area",), "area"
    )


# Groups of cells -------------------------------------------------------------------------------------------


def groupings(added: Summed, axis: Axis) -> Iterator[Codes]:
    """The group of each cell, first by all that tells rows apart, then by period and area, then by period alone.

    What says the same as the axis in other words, such as a code beside a name, tells nothing apart.
    """
    areas = [other for other in added.axes if other.kind == "area" and other is not axis]
    finest = [other for other in added.axes if other is not axis and _tells_apart(axis, other)]
    sizes: set[int] = set()
    for others in ([*areas, *finest], areas, []):
        codes = _grouped([added.periods, *others])
        size = int(codes.max()) + 1 if len(codes) else 0
        if size not in sizes:
            yield codes
        sizes.add(size)


def _grouped(axes: Sequence[Axis]) -> Codes:
    codes = np.zeros(len(axes[0].codes), dtype=np.int64)
    for axis in axes:
        codes, _ = pd.factorize(codes * (len(axis.names) + 1) + axis.codes + 1)
    return codes


def of_period_and_area(added: Summed, axis: Axis) -> Codes:
    """The group of each cell by its period and area, the latter where the axis is not of areas itself."""
    areas = [other for other in added.axes if other.kind == "area" and other is not axis]
    return _grouped([added.periods, *areas])


def _tells_apart(axis: Axis, other: Axis) -> bool:
    if (
        other.kind == "area"
        or len(other.names) > MOST_IN_GROUPS
        or (other.numbers_alone and len(other.names) > 12)
    ):
        return False
    pairs = len(pd.unique(axis.codes * (len(other.names) + 1) + other.codes))
    return pairs > max(len(pd.unique(axis.codes)), len(pd.unique(other.codes)))

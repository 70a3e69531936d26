"""From typed cells to one figure: which cells it is made of, which were left out and why, and that they add up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from metrics.areas import districts, folded, region, region_code
from metrics.declared.framework import PublishedMeasure
from metrics.declared.layouts import LAYOUTS
from metrics.explaining.cutting import left_out
from metrics.explaining.readings import Reading, Untraceable
from metrics.figures.lineage import Cell, FileRead, Hidden, LeftOut, Part, TakenFor, Trail
from metrics.figures.lost_rows import lost_category
from metrics.figures.observations import Span, cells_behind, once, span_of, window_length, with_unknown
from metrics.figures.series import Key, MeasureData, Observation
from metrics.figures.sums_of_areas import combined, figures_of
from metrics.periods import label, period_id
from metrics.reading.frames import rows_of
from metrics.reading.record_tables import of_all_files
from metrics.reading.tables import Columns

MOST_NAMES = (
    500  # different texts in a column of names; one with more holds figures, or what each row is called
)


class Tracer:
    """Finds the cells behind the figures of one measure, from its files and from what is stored of it."""

    def __init__(
        self,
        measure: PublishedMeasure,
        readings: Sequence[Reading],
        data: MeasureData,
        span: Span | None = None,
    ) -> None:
        """``span`` is that of the periods, where it goes further than the cells themselves."""
        self.measure, self.data = measure, data
        self._cells = of_all_files([reading.cells for reading in readings])
        self._are_held = all(reading.table.is_held for reading in readings)
        self._span = span or span_of(self._cells)
        self._kept = once(measure, self._cells)
        self._whole = with_unknown(measure, self._kept)
        of_file = dict(list(self._cells.groupby("file", sort=False)))
        self._added_over = {reading.table.file: _added_over(measure, reading) for reading in readings}
        self._readings = {
            reading.table.file: replace(reading, cells=of_file.get(reading.table.file, reading.cells))
            for reading in readings
        }

    @property
    def files(self) -> tuple[FileRead, ...]:
        """The files, with their rows below the header; not counted where rows are not told."""
        counted = self.measure.suppression is None
        tables = [reading.table for reading in self._readings.values()]
        return tuple(FileRead(table.file, table.number() if counted else None) for table in tables)

    def trail(self, key: Key, period: pd.Period, most: int | None = None) -> Trail:
        """The way to a figure, with ``most`` of its cells. Raises Untraceable when they do not add up to it."""
        periods = self._periods(key, period)
        mine = self._within(self._kept, key, periods)
        behind = self._within(self._whole, key, periods)
        own = combined(behind) if key.dimension else figures_of(self.measure, behind, key.area)
        values = own["value"]
        totals = dict(zip(values.index, values, strict=True))
        traced = self._added_up(
            key, period, {single: self._single(key, single, totals) for single in periods}
        )
        hidden = self._hidden(key, period, traced)
        if hidden:
            parts = tuple(Part(period_id(single), None) for single in periods) if hidden == "rows" else ()
            return Trail(key.window, period_id(period), parts=parts, hidden=hidden)
        return Trail(
            key.window,
            period_id(period),
            self._number(mine),
            tuple(
                Part(period_id(single), self._number(mine[mine["period"] == single])) for single in periods
            ),
            tuple(self._cell(key, row) for row in rows_of(_ends(mine, most))) if self._are_held else (),
            tuple(self._left_out(key, periods, mine)),
            tuple(self._taken_for(key, mine)),
            self._absent(key, mine),
        )

    def _number(self, cells: pd.DataFrame) -> int:
        """How many cells of the files some cells are: where they stand for others, as many as they count."""
        return len(cells) if self._are_held else int(cells["value"].sum())

    def _within(self, cells: pd.DataFrame, key: Key, periods: Collection[pd.Period]) -> pd.DataFrame:
        """Of some cells those behind the figures of a series in some periods."""
        behind = cells_behind(self.measure, cells, key)
        return behind[behind["period"].isin(list(periods))]

    def _periods(self, key: Key, period: pd.Period) -> list[pd.Period]:
        """The single periods that a figure is made of; none where a break stands inside its window."""
        if key.window == self.measure.source.window:
            return [period]
        length = window_length(self.measure, period)
        return list(pd.period_range(end=period, periods=length)) if length else []

    # That it adds up --------------------------------------------------------------------------------------

    def _added_up(self, key: Key, period: pd.Period, singles: Mapping[pd.Period, float]) -> float:
        """What the rows give, NaN for no figure. Raises Untraceable when something else is stored."""
        for single, value in singles.items():
            self._must_be(replace(key, window=self.measure.source.window), single, value)
        total = sum(singles.values()) if singles else float("nan")
        self._must_be(key, period, total)
        return total

    def _single(self, key: Key, period: pd.Period, totals: Mapping[pd.Period, float]) -> float:
        """The figure of a single period, made of its cells as it was when it was published; NaN for none."""
        if period in totals:
            return float(totals[period])
        first, last = self._span
        zero = self.measure.source.absent == "zero" and first <= period <= last
        lost = bool(key.dimension) and lost_category(self.measure, key.dimension, key.category, period)
        return 0.0 if zero and not lost else float("nan")

    def _must_be(self, key: Key, period: pd.Period, traced: float) -> None:
        stored = self.data.get(key).at(period)
        value = None if pd.isna(traced) else float(f"{traced:.12g}")
        if _withheld(stored) or value == (None if stored is None else stored.value):
            return
        stored_text = "no figure" if stored is None or stored.value is None else f"{stored.value:.12g}"
        traced_text = "none" if value is None else f"{value:.12g}"
        raise Untraceable(
            f"{self.measure.id}: the rows for {self.measure.source.area_name(key.area)} in {label(period)} give "
            f"{traced_text}, and {stored_text} is stored: one of the two is not what was published"
        )

    def _hidden(self, key: Key, period: pd.Period, traced: float) -> Hidden:
        """Whether a figure is withheld that its rows would give away, or the rows could give away others."""
        if _withheld(self.data.get(key).at(period)) and not pd.isna(traced):
            return "figure"
        return "rows" if self.measure.suppression is not None else ""

    # What it is made of -----------------------------------------------------------------------------------

    def _cell(self, key: Key, row: Any) -> Cell:
        at = str(row.file), int(row.line), int(row.field)
        reading = self._readings[at[0]]
        texts = reading.table.frame.loc[at[1]]
        counts_rows = reading.columns.values is None
        return Cell(
            *at,
            column="" if counts_rows else reading.table.header[at[2] - 1],
            row=tuple(
                (reading.table.header[n], str(texts[n]))
                for n in sorted({*_deciding(self.measure, reading.columns, key), *self._added_over[at[0]]})
            ),
            written="" if counts_rows else str(texts[at[2] - 1]),
            value=None if pd.isna(row.value) else float(row.value),
            status=row.status,
            cell=reading.table.cell(at[1], at[2]),
        )

    def _left_out(self, key: Key, periods: Collection[pd.Period], mine: pd.DataFrame) -> Iterator[LeftOut]:
        for reading in self._readings.values():
            yield from left_out(self.measure, reading, key, periods, self._kept, mine)

    def _taken_for(self, key: Key, mine: pd.DataFrame) -> Iterator[TakenFor]:
        """Names that are written otherwise than they are known, each once."""
        for file, rows in mine.groupby("file", sort=False):
            table, columns = self._readings[str(file)].table, self._readings[str(file)].columns
            names = _meant(self.measure, key)
            for name in (name for name in names if name in columns.named):
                position = columns.named[name]
                texts = table.frame[position].reindex(rows["line"])
                pairs = dict(zip(texts, rows[name], strict=True))
                yield from _otherwise_written(self.measure, table.header[position], pairs)
            fields = set(rows["field"])
            for name in names:
                above = columns.in_header(name) if self.measure.source.holder(name) == "column" else {}
                pairs = {table.header[at]: meaning for at, meaning in above.items() if at + 1 in fields}
                yield from _otherwise_written(self.measure, "", pairs)

    def _absent(self, key: Key, mine: pd.DataFrame) -> tuple[str, ...]:
        """The districts that are added up and have no row. Of events a district may well have none."""
        source = self.measure.source
        added_up = source.region != "own-row" and LAYOUTS[source.layout].is_seamless
        if key.area != region_code() or source.area is None or not added_up or mine.empty:
            return ()
        present = set(mine["area"])
        expected = source.gazetteer.codes(source.level)
        if source.outside != "included":
            outside = source.gazetteer.outside()
            expected = tuple(code for code in expected if code not in outside)
        return tuple(code for code in expected if code not in present)


def _withheld(stored: Observation | None) -> bool:
    return stored is not None and stored.value is None and stored.status == "c"


def _ends(mine: pd.DataFrame, most: int | None) -> pd.DataFrame:
    """The first and the last cells where there are more than wanted, in the order of the files."""
    if most is None or len(mine) <= most:
        return mine
    first = (most + 1) // 2
    return pd.concat([mine.iloc[:first], mine.iloc[len(mine) - (most - first) :]])


def _meant(measure: PublishedMeasure, key: Key) -> list[str]:
    """What cells have for the names that decide, beside their period, what a figure is made of."""
    dimensions = measure.source.dimensions
    return [
        "area",
        *(item.id for item in dimensions if item.headline is not None or item.id == key.dimension),
    ]


def _deciding(measure: PublishedMeasure, columns: Columns, key: Key) -> list[int]:
    """The places of the columns that decided that a row counts, in the order of the file."""
    names = ["period", *_meant(measure, key)]
    beside = (*(() if columns.base is None else (columns.base,)), *(columns.ends or ()))
    held = {held[name] for held in (columns.named, columns.beside) for name in names if name in held}
    return sorted(held.union(columns.where, beside))


def _added_over(measure: PublishedMeasure, reading: Reading) -> frozenset[int]:
    """The places of the columns of names over which rows are added up, so that a sum among them can be seen.

    Of a row for each event nothing beyond what decided is told: it may be of a person.
    """
    source, columns = measure.source, reading.columns
    if LAYOUTS[source.layout].counts_rows or not measure.unit_row.adds_up:
        return frozenset()
    named = {columns.named[item.id] for item in source.dimensions if item.id in columns.named}
    if source.combine != "sum":
        return frozenset(named)
    rows = reading.table.frame.loc[reading.cells["line"].unique()]
    free = set(rows.columns) - columns.used
    return frozenset(named | {int(at) for at in free if 1 < rows[at].nunique() <= MOST_NAMES})


def _otherwise_written(
    measure: PublishedMeasure, column: str, meanings: Mapping[Any, Any]
) -> Iterator[TakenFor]:
    gazetteer = measure.source.gazetteer
    for written, meaning in meanings.items():
        if measure.source.level != "district" and str(meaning) in gazetteer.meant(
            measure.source.level, written
        ):
            continue  # its name or its code
        meant = _own_name(measure, str(meaning))
        if meant and folded(written) != folded(meant):
            yield TakenFor(column, written.strip(), meant)


def _own_name(measure: PublishedMeasure, meaning: str) -> str:
    """An area's or category's own name; nothing for a name that is no district, which stands as it is."""
    if meaning == region_code():
        return region().name
    if meaning in districts():
        return districts()[meaning].name
    if meaning in measure.source.gazetteer.codes(measure.source.level):
        return measure.source.area_name(meaning)
    return "" if meaning.startswith("-") else meaning

"""How to read a publisher's file, as analysts declare it under ``source``: the heart of a measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from metrics.areas import is_region, region_code
from metrics.declared.areas import AreaColumn
from metrics.declared.fields import CellNames, Id, Model, Names, Text
from metrics.declared.layouts import IN_WORDS, LAYOUTS, Holder, LayoutName, NameKind
from metrics.declared.plausible import Plausible
from metrics.declared.published_file import PublishedFile
from metrics.declared.rows import BaseColumn, Condition, IntervalColumns, Over
from metrics.declared.units import WrittenAs
from metrics.gazetteer import SHIPPED, Gazetteer, Level
from metrics.period_dates import Day
from metrics.period_formats import PeriodFormat
from metrics.periods import Window
from metrics.statuses import Mark

Combine = Literal["as-given", "sum"]
Absent = Literal["zero", "missing"]
Region = Literal["own-row", "all-rows", "sum-of-areas"]


class Category(Model):
    """One value of a dimension, and how publishers spell it."""

    name: Text = Field(description="The category as readers see it.")
    aliases: CellNames = Field(
        default=(), description='Other spellings found in extracts; "" is an empty cell.'
    )


class Dimension(Model):
    """A breakdown: the region's figure by one dimension, such as reporting route or age group."""

    id: Id = Field(description="The dimension's name in addresses and downloads.")
    title: Text = Field(description="The dimension as readers see it.")
    column: Names | None = Field(
        default=None,
        description="The column that holds it; several accepted names. Left out where the header does.",
    )
    categories: tuple[Category, ...] = Field(
        default=(),
        description="The categories, in order. Left out, they are taken as they come, but not from a header.",
    )
    headline: Text | None = Field(
        default=None,
        description="The category that is the measure's own figure. Left out, the figure takes all of them.",
    )


class PeriodColumns(Model):
    """The two columns that hold a row's period between them: its year, and the month or the quarter of it."""

    year: Names = Field(description="The column that holds the year; several accepted names.")
    month: Names | None = Field(
        default=None, description="The column that holds the month, by its name or its number."
    )
    quarter: Names | None = Field(
        default=None, description="The column that holds the quarter: Q1, Quarter 1 or 1."
    )

    @property
    def part(self) -> Literal["month", "quarter"]:
        """What the second column holds."""
        return "quarter" if self.month is None else "month"


class PeriodColumn(Model):
    """Where a row's period stands. With periods as columns the header itself holds them."""

    column: Names | None = Field(
        default=None, description="The column that holds the period; not used with periods-as-columns."
    )
    columns: PeriodColumns | None = Field(
        default=None,
        description="The two columns that hold the period, where one has the year and another the month.",
    )
    format: PeriodFormat = Field(description="How the period is written.")
    day: Day = Field(default="last", description="Which day of its period a date is.")
    aliases: dict[Text, Text] = Field(
        default={},
        description="A period that was misprinted, and how it should be written: 2O24-01 for 2024-01.",
    )


class ValueColumn(Model):
    """Where a row's value stands and how it is written."""

    column: Names | None = Field(
        default=None, description="The column that holds the value; for events left out, a row counts one."
    )
    written_as: WrittenAs = Field(
        default="number", description="6100, 61%, 0.61 or £6100. Each is read as declared and nothing else."
    )
    thousands: Literal[",", ".", " "] | None = Field(
        default=None, description="What stands between thousands, where something does: 6,100."
    )
    below_zero: Literal["minus", "brackets"] = Field(
        default="minus",
        description="How a number below zero is written: -1,345, or (1,345) as accountants write it.",
    )
    marks: dict[str, Mark] = Field(
        default={},
        description='What stands in a cell instead of a number, and the status it means; "" is an empty cell. The '
        "shorthand in brackets, such as [c], is always understood.",
    )


@dataclass(frozen=True)
class CellName:
    """A name that tells a cell from others: its period, its area, or its category of one dimension.

    ``name`` is what cells have for it, ``path`` the part of a source that declares it. ``column`` are the accepted
    names of the column that has it in each row; None where the header has it, above the cells themselves. A second
    column, ``beside``, may have the rest of it; ``keys`` are the keys that declare each.
    """

    name: str
    kind: NameKind
    path: tuple[str | int, ...]
    column: Names | None
    beside: Names | None = None
    keys: tuple[tuple[str, ...], ...] = (("column",),)

    @property
    def words(self) -> str:
        """What it is, for messages."""
        return f'dimension "{self.name}"' if self.kind == "category" else self.kind


class Source(PublishedFile):
    """How to read the real file as its publisher supplies it."""

    layout: LayoutName = Field(description=IN_WORDS)
    period: PeriodColumn = Field(description="The period of a row, or of a column.")
    area: AreaColumn | None = Field(
        default=None, description="The area of a row, or of a column; left out, all is the region."
    )
    value: ValueColumn = Field(default=ValueColumn(), description="The value of a row.")
    base: BaseColumn | None = Field(
        default=None, description="How many people were asked for the value of a row, where the extract says."
    )
    interval: IntervalColumns | None = Field(
        default=None, description="The 95% interval of a row's value, where its publisher gives one."
    )
    over: Over | None = Field(
        default=None, description="What the counts of the value are divided by, once both are added up."
    )
    where: tuple[Condition, ...] = Field(
        default=(), description="Which rows count; all conditions must hold."
    )
    dimensions: tuple[Dimension, ...] = Field(
        default=(), description="The breakdowns that the extract holds."
    )
    ignore: Names = Field(default=(), description="Columns that are known and not used.")
    fill_down: Names = Field(
        default=(),
        description="Columns of names in which an empty cell means what stands above it, as in an outline.",
    )
    window: Window = Field(default="single", description="What one value in the extract covers.")
    combine: Combine = Field(
        default="as-given",
        description="Whether rows of one period, area and category add up or must be unique.",
    )
    absent: Absent = Field(description="What a missing row means: zero for offences, missing for surveys.")
    region: Region = Field(description="How the region's figure is made.")
    outside: Literal["excluded", "included"] = Field(
        default="excluded",
        description="Whether the districts that have a police force of their own are in the data.",
    )
    provisional_periods: Annotated[int, Field(ge=0, le=24)] = Field(
        default=1, description="How many of the newest periods may still move."
    )
    plausible: Plausible = Field(default=Plausible(), description="What is believed of the figures.")
    _gazetteer: Gazetteer = PrivateAttr(default=SHIPPED)

    @property
    def needed_columns(self) -> tuple[tuple[str, ...], ...]:
        """The accepted names of each column that must be there."""
        columns = [*(item.column for item in self.cell_names), self.value.column]
        columns += [condition.column for condition in self.where]
        return tuple(names for names in columns if names is not None)

    @property
    def gazetteer(self) -> Gazetteer:
        """All areas that its figures may be of."""
        return self._gazetteer

    @property
    def level(self) -> Level:
        """What its areas are, where it has any."""
        return "district" if self.area is None else self.area.level

    @property
    def has_districts(self) -> bool:
        """Whether its figures may be of districts: its own areas, or what its wards lie in."""
        return self.area is not None and self.area.level in ("district", "ward")

    def among(self, gazetteer: Gazetteer) -> Source:
        """The same source, among the areas of a site."""
        own = self.model_copy()
        own._gazetteer = gazetteer
        return own

    def area_name(self, code: str, *, outside_included: bool = False) -> str:
        """The name of an area that readers see."""
        return self._gazetteer.name(code, outside_included=outside_included)

    def area_code(self, name: str) -> str:
        """The code of the one area that a name means; empty for any other."""
        codes = self._gazetteer.meant(self.level, name) or self._gazetteer.meant("district", name)
        return region_code() if is_region(name) else codes[0] if len(codes) == 1 else ""

    @property
    def has_bases(self) -> bool:
        """Whether the extract says of each figure of how many it is: in a column, or by what it is divided by."""
        return self.base is not None or self.over is not None

    @property
    def cell_names(self) -> tuple[CellName, ...]:
        """All that tells one cell from another, whatever the layout: where each stands, the file says."""
        area = () if self.area is None else (_area_name(self.area),)
        categories = (
            CellName(dimension.id, "category", ("dimensions", at), dimension.column)
            for at, dimension in enumerate(self.dimensions)
        )
        return (_period_name(self.period), *area, *categories)

    def holder(self, name: str) -> Holder:
        """What holds the cells of one period, area or category: a row that names it, or what its layout says."""
        unnamed = {item.name: item.kind for item in self.cell_names if item.column is None}
        return LAYOUTS[self.layout].holders[unnamed[name]] if name in unnamed else "row"


def _area_name(area: AreaColumn) -> CellName:
    """What names a cell's area: one column, or a ward's name in one and its district in another."""
    keys = (("column",), *((("within",),) if area.within else ()))
    return CellName("area", "area", ("area",), area.column, area.within, keys)


def _period_name(period: PeriodColumn) -> CellName:
    """What names a cell's period: one column, or the year in one and the rest of it in another."""
    two = period.columns
    if two is None:
        return CellName("period", "period", ("period",), period.column)
    keys = (("columns", "year"), ("columns", two.part))
    rest = two.month if two.part == "month" else two.quarter
    return CellName("period", "period", ("period",), two.year, rest, keys)

"""What analysts declare of areas: a site's tables of areas and residents, and where a row's area stands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from metrics.declared.fields import CellNames, CellText, Model, Names, Text
from metrics.gazetteer import Level

TableFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.csv$", max_length=100)]
BoundaryFile = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(geojson|json)$", max_length=100)
]


class AreaTables(Model):
    """Tables that say which areas there are beside the region's districts, and how many people live in areas."""

    table: TableFile | None = Field(
        default=None,
        description="The table of wards and of other forces, beside metrics.yaml: areas.csv.",
    )
    populations: TableFile | None = Field(
        default=None,
        description="The table of residents by year, beside metrics.yaml: populations.csv. Left out, rates are by "
        "the Census of 2021.",
    )
    boundaries: BoundaryFile | None = Field(
        default=None,
        description="The boundaries of areas as GeoJSON, beside metrics.yaml: boundaries.geojson. Left out, "
        "there is the map of tiles alone.",
    )
    code_property: Text | None = Field(
        default=None,
        description="The property of a boundary that holds its area's code. Left out, it is told by the codes.",
    )
    boundaries_source: Text | None = Field(
        default=None,
        description="Whose boundaries they are, as their licence wants it said: it stands below the map.",
    )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files that are declared."""
        return tuple(name for name in (self.table, self.populations, self.boundaries) if name is not None)


class AreaColumn(Model):
    """Where a row's area stands, unless the header holds the areas, and the publisher's own names for areas."""

    column: Names | None = Field(
        default=None,
        description="The column that holds the area; several accepted names. Left out where the header does.",
    )
    level: Level = Field(
        default="district",
        description="What the areas are: districts, divisions, wards or police forces, the last two of its table.",
    )
    within: Names | None = Field(
        default=None,
        description="The column that holds the district of a row's ward, where two districts have one of its name.",
    )
    aliases: dict[CellText, Text] = Field(
        default={},
        description='The publisher\'s name for an area, and ours: MPD for Fenshire; "" is an empty cell.',
    )
    no_area: CellNames = Field(
        default=(),
        description='Names that count for the region and are no district, such as airports; "" is an empty cell.',
    )
    subtotals: Names = Field(
        default=(),
        description="Names of rows that add up others, such as the coast: they are never counted.",
    )


class Rate(Model):
    """Figures of areas for each so many of the people who live there."""

    per: Literal[1000, 10000, 100000] = Field(description="How many residents: 1000, 10000 or 100000.")

"""What analysts declare of areas: a site's tables of areas and residents, and where a row's area stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from metrics.declared.fields import CellNames, CellText, Model, Names, Text
from metrics.gazetteer import Level
from metrics.territory import AreaWords

TableFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.csv$", max_length=100)]
BoundaryFile = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.(geojson|json)$", max_length=100)
]


class DistrictWords(Model):
    """What the areas of the region are called."""

    singular: Text = Field(description="One of them, as inside a sentence: council area.")
    plural: Text = Field(description="Several: council areas.")


class DivisionWords(DistrictWords):
    """What the groups of districts are called in which the police work."""

    in_full: Text | None = Field(
        default=None, description="Several, where the words are letters alone: Local Policing Units for LPUs."
    )


class Wording(Model):
    """What the areas of the site are called, and where the numbers of its table come from."""

    district: DistrictWords | None = Field(
        default=None, description="What the areas of the region are called; left out, district and districts."
    )
    division: DivisionWords | None = Field(
        default=None,
        description="What groups of them are called in which the police work; left out, division and divisions.",
    )
    titles: Names = Field(
        default=(),
        description="Words around a district's name that say no more than that it is one: City of, Council.",
    )
    residents: Text | None = Field(
        default=None,
        description="Where the table's numbers of people come from, as it stands in brackets: Census 2021.",
    )
    busy: Text | None = Field(
        default=None,
        description="A place with many more visitors than residents, as an example: Westminster.",
    )
    unplaced: Text | None = Field(
        default=None,
        description="Where that is which counts for the region and for no district: at the airports. Left out, "
        "pages list the names under no_area.",
    )


class AreaTables(Model):
    """The areas of the site: tables of them, of places in them and of residents, and what areas are called."""

    table: TableFile | None = Field(
        default=None,
        description="The table of the site's areas, beside metrics.yaml: areas.csv. One of wards and other forces "
        "alone adds to those of the package.",
    )
    places: TableFile | None = Field(
        default=None,
        description="The table of places by which readers find a district, beside metrics.yaml: places.csv.",
    )
    populations: TableFile | None = Field(
        default=None,
        description="The table of residents by year, beside metrics.yaml: populations.csv. Left out, rates are by "
        "the table's own numbers.",
    )
    populations_source: Text | None = Field(
        default=None,
        description="Whose numbers those are, as it stands in brackets behind them: ONS mid-year estimates.",
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
    words: Wording | None = Field(default=None, description="What districts and divisions are called.")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files that are declared."""
        return tuple(
            name for name in (self.table, self.places, self.populations, self.boundaries) if name is not None
        )


def words_of(declared: Wording | None, otherwise: AreaWords) -> AreaWords:
    """The words that are declared, and others where none are."""
    if declared is None:
        return otherwise
    district, division = declared.district, declared.division
    nouns = {} if district is None else {"district": district.singular, "districts": district.plural}
    if division is not None:
        nouns |= {"division": division.singular, "divisions": division.plural}
        nouns["divisions_in_full"] = division.in_full or ""
    return replace(
        otherwise,
        **nouns,
        titles=declared.titles or otherwise.titles,
        residents=declared.residents or otherwise.residents,
        busy=declared.busy or "",
        unplaced=declared.unplaced or "",
    )


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

"""The areas that a site declares beside its districts and divisions: wards, forces, and who lives in them.

A site that declares none has the region, its districts and its divisions, with the residents of the Census of 2021.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from metrics.language import say
from metrics.spelling import folded, sound
from metrics.territory import Territory, default_territory

# What the areas of one file are, beside the region itself.
Level = Literal["district", "division", "ward", "force"]
# What a table may add: the region's districts and divisions are there already.
FURTHER_LEVELS: tuple[Level, ...] = ("ward", "force")
LEVEL_NOUNS: Mapping[Level, str] = {
    "district": "{district}",
    "division": "{division}",
    "ward": "ward",
    "force": "force",
}


def level_noun(level: Level) -> str:
    """What an area of a level is called, by the words of the site."""
    return say(LEVEL_NOUNS[level])


@dataclass(frozen=True)
class FurtherArea:
    """A ward of a district, whose code is ``within``, or a police force beside the region's."""

    code: str
    name: str
    level: Level
    within: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Population:
    """How many people live in an area, and by which year: None is the Census of 2021, rounded to a hundred."""

    people: int
    year: int | None = None


@dataclass(frozen=True)
class Gazetteer:
    """All areas that figures may be of. ``further`` are those of the site's own table, by their codes.

    ``populations`` are the people of an area by year: of all districts or none, of wards and forces as far as they
    are told. The region and a division have those of their districts. ``own`` are the region, its districts and
    divisions, where the site's table has them; None for those of the package.
    """

    further: Mapping[str, FurtherArea] = field(default_factory=dict)
    populations: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    own: Territory | None = None

    @property
    def territory(self) -> Territory:
        """The region with its districts and divisions: the site's own, or those of the package."""
        return self.own or default_territory()

    def outside(self) -> frozenset[str]:
        """The codes of the districts that have a police force of their own, and of their wards."""
        outside = self.territory.outside
        return frozenset((*outside, *(ward for code in outside for ward in self.wards(code))))

    def __bool__(self) -> bool:
        return bool(self.further or self.populations)

    def codes(self, level: Level) -> tuple[str, ...]:
        """The codes of all areas of a level."""
        if level == "district":
            return tuple(self.territory.districts)
        return tuple(self.territory.divisions) if level == "division" else self._codes_by_level.get(level, ())

    def wards(self, district: str) -> tuple[str, ...]:
        """The codes of a district's wards, in the order of the table."""
        return self._wards_by_district.get(district, ())

    def district(self, code: str) -> str:
        """The code of the district that a ward lies in; empty for any other area."""
        return self.further[code].within if code in self.further else ""

    def name(self, code: str, *, outside_included: bool = False) -> str:
        """The name that readers see: of a ward with its district, since two districts may have one of that name.

        An area that an earlier release had and the table has no more is called by its code.
        """
        if code not in self.further:
            own = self.territory
            return own.name(code, outside_included=outside_included) if code in own.areas else code
        further = self.further[code]
        return f"{further.name} ({self.territory.name(further.within)})" if further.within else further.name

    def meant(self, level: Level, text: str) -> tuple[str, ...]:
        """The codes of the areas of a level that a name, or a code, means: several where districts share it."""
        if level == "district":
            code = self.territory.district_code(text)
            return () if code is None else (code,)
        return self._codes_by_name.get((level, folded(text)), ())

    def placed(self, text: str, codes: Collection[str]) -> str:
        """The one of some areas that is meant by a code, or by a name that no other of them has; else empty.

        Names stand in addresses: their marks make no difference.
        """
        inside = [code for code in self._codes_by_sound.get(sound(text), ()) if code in codes]
        return inside[0] if len(inside) == 1 else ""

    def names(self, level: Level) -> tuple[str, ...]:
        """The names of the areas of a level, for a guess."""
        if level in FURTHER_LEVELS:
            return tuple(self.further[code].name for code in self.codes(level))
        return tuple(self.territory.areas[code].name for code in self.codes(level))

    def population(self, code: str, year: int, *, outside_included: bool = False) -> Population | None:
        """Who lives in an area in a year, by that year's numbers or those of the nearest earlier one.

        Where there are none of districts at all it is the Census of 2021. None where nobody says: of a ward or
        force
        without numbers, and of a year before the first. In the region are those of the City where it is included.
        """
        parts = self._parts(code, outside_included)
        if not any(part in self.populations for part in parts):
            if code not in self.territory.areas:
                return None
            people = self.territory.residents(code, outside_included=outside_included)
            return Population(people) if people else None
        years = sorted(own for own in self.populations.get(parts[0], {}) if own <= year)
        if not years:
            return None
        return Population(sum(self.populations[part][years[-1]] for part in parts), years[-1])

    def _parts(self, code: str, outside_included: bool) -> tuple[str, ...]:
        """The areas whose people are those of an area."""
        own = self.territory
        parts = own.areas[code].parts if code in own.areas else ()
        return (*parts, *(own.outside if outside_included and code == own.region.code else ())) or (code,)

    @cached_property
    def _codes_by_level(self) -> Mapping[str, tuple[str, ...]]:
        own = self.further.values()
        return {level: tuple(area.code for area in own if area.level == level) for level in FURTHER_LEVELS}

    @cached_property
    def _wards_by_district(self) -> Mapping[str, tuple[str, ...]]:
        wards: dict[str, tuple[str, ...]] = {}
        for code in self.codes("ward"):
            wards[self.further[code].within] = (*wards.get(self.further[code].within, ()), code)
        return wards

    @cached_property
    def _codes_by_name(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        by_name: dict[tuple[str, str], tuple[str, ...]] = {}
        for level, code, names in self._spellings():
            for name in {folded(name) for name in names}:
                by_name[level, name] = (*by_name.get((level, name), ()), code)
        return by_name

    @cached_property
    def _codes_by_sound(self) -> Mapping[str, tuple[str, ...]]:
        by_sound: dict[str, tuple[str, ...]] = {}
        for _, code, names in self._spellings():
            for name in {sound(name) for name in names}:
                by_sound[name] = (*by_sound.get(name, ()), code)
        return by_sound

    def _spellings(self) -> Iterator[tuple[Level, str, tuple[str, ...]]]:
        """The divisions, then what the table adds: each by its level, its code, and all that means it."""
        for division in self.territory.divisions.values():
            yield "division", division.code, (division.code, division.name, *division.aliases)
        for area in self.further.values():
            yield area.level, area.code, (area.code, area.name, *area.aliases)


SHIPPED = Gazetteer()

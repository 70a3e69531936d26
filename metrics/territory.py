"""The areas of a site: its region, the districts and divisions of it, their names, and the words for them.

Which areas are in force is ambient, as a language is: pages and commands set those of what they show. A site that
declares none has those of the package's own tables.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files

from metrics.spelling import folded, slug

Row = Mapping[str, str]
WHOLE_SITE = ("region", "district", "division", "part", "own-force")  # levels of a table of all areas


@dataclass(frozen=True)
class Area:
    """A district, a division, or the region. ``tile`` is row and column on the map, ``population`` counts people.

    ``division`` is the code of that which a district belongs to, and ``parts`` are the codes of the districts
    that a division or the region is made of. Readers search it by its ``aliases`` and ``searched_as`` too.
    ``has_own_force`` is a district that another police force polices, of which the ``note`` says more.
    """

    code: str
    name: str
    slug: str
    aliases: tuple[str, ...] = ()
    division: str = ""
    tile: tuple[int, int] = (0, 0)
    population: int = 0
    parts: tuple[str, ...] = ()
    searched_as: tuple[str, ...] = ()
    full_name: str = ""
    has_own_force: bool = False
    note: str = ""
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class AreaWords:
    """What districts and divisions are called, what may stand around a district's name, where residents are from.

    ``residents`` is where the table's numbers of people are from, ``busy`` a place with more visitors than those,
    and ``unplaced`` where that is which the region's figure counts and no district's; each may be empty.
    """

    district: str = "district"
    districts: str = "districts"
    division: str = "division"
    divisions: str = "divisions"
    divisions_in_full: str = ""
    titles: tuple[str, ...] = ()
    residents: str = ""
    busy: str = ""
    unplaced: str = ""


@dataclass(frozen=True)
class PlaceRow:
    """A place by its name, the codes of the districts that it lies in, and the outcodes that it is known by.

    A name of no district is of a town elsewhere, which is no slip for a name here.
    """

    name: str
    areas: tuple[str, ...] = ()
    outcodes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Territory:
    """The areas of a site. Two of the same ``mark`` are the same: it is made of all that they were read from.

    ``parts`` are names of parts of the region that are no district, ``own_force`` those of the site's own police
    force: an area of its own kind that is the region, once somebody says so. ``is_partial`` is a table with faults.
    """

    region: Area
    districts: Mapping[str, Area]
    divisions: Mapping[str, Area]
    words: AreaWords = field(default_factory=AreaWords)
    parts: tuple[str, ...] = ()
    own_force: tuple[str, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    mark: str = ""
    is_partial: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Territory) and self.mark == other.mark

    def __hash__(self) -> int:
        return hash(self.mark)

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """Whatever a reader can ask for, by code: the region, its districts, the divisions."""
        return {self.region.code: self.region, **self.districts, **self.divisions}

    @cached_property
    def has_tiles(self) -> bool:
        """Whether its districts have places on a map of tiles."""
        return any(area.tile != (0, 0) for area in self.districts.values())

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The codes of the districts that have a police force of their own."""
        return tuple(code for code, area in self.districts.items() if area.has_own_force)

    @cached_property
    def policed(self) -> tuple[str, ...]:
        """The codes of all other districts."""
        return tuple(code for code in self.districts if code not in self.outside)

    @cached_property
    def names_of_region(self) -> frozenset[str]:
        """How the region is named as a whole, its code among it."""
        return frozenset(map(folded, (self.region.code, self.region.name, *self.region.aliases)))

    @cached_property
    def names_of_force(self) -> frozenset[str]:
        """How its own police force is named."""
        return frozenset(map(folded, self.own_force))

    @cached_property
    def codes_by_name(self) -> Mapping[str, str]:
        """The codes of districts by their names and aliases."""
        areas = self.districts.values()
        return {folded(name): area.code for area in areas for name in (area.name, *area.aliases)}

    @cached_property
    def titles(self) -> re.Pattern[str]:
        """What may stand before or after a district's name, and says no more than that it is one."""
        titles = "|".join(re.escape(folded(title)) for title in self.words.titles) or r"(?!)"
        return re.compile(rf"^({titles}) (of )?| ({titles})$")

    def name(self, code: str, *, outside_included: bool = False) -> str:
        """The name that readers see; the region is the police area where districts outside are left out."""
        if code == self.region.code and not outside_included:
            return self.region.full_name or self.region.name
        return self.areas[code].name

    def residents(self, code: str, *, outside_included: bool = False) -> int:
        """How many people live in an area; see ``metrics.areas.residents``."""
        outside = self.outside if outside_included and code == self.region.code else ()
        return self.areas[code].population + sum(self.districts[other].population for other in outside)

    def district_code(self, name: str) -> str | None:
        """The code of the district that a name, or its code, means; see ``metrics.areas.area_code``."""
        text = folded(name)
        if text.upper() in self.districts:
            return text.upper()
        return self.codes_by_name.get(text) or self.codes_by_name.get(self.titles.sub("", text))


# The areas in force ----------------------------------------------------------------------------------------


_in_force: ContextVar[Territory | None] = ContextVar("territory", default=None)


def territory() -> Territory:
    """The areas in force: those of the package where nobody has set others."""
    return _in_force.get() or default_territory()


@contextmanager
def in_force(own: Territory) -> Iterator[None]:
    """Sets the areas in force for what runs inside, in this thread and task alone."""
    token = _in_force.set(own)
    try:
        yield
    finally:
        _in_force.reset(token)


@cache
def default_territory() -> Territory:
    """The areas of sites that declare none of their own."""
    words = {row["key"]: row["words"] for row in _packaged("area_words.csv")}
    places = (
        PlaceRow(row["place"], tuple(row["areas"].split()), tuple(row["outcodes"].split()))
        for row in _packaged("places.csv")
    )
    own_words = AreaWords(
        words["district.singular"],
        words["district.plural"],
        words["division.singular"],
        words["division.plural"],
        words["division.in_full"],
        tuple(words["titles"].split("|")),
        words["residents"],
        words["busy"],
        words["unplaced"],
    )
    return territory_of(_packaged("areas.csv"), own_words, places)


def _packaged(name: str) -> list[dict[str, str]]:
    text = files("metrics").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


# Areas from the rows of a table ----------------------------------------------------------------------------


def territory_of(rows: Iterable[Row], words: AreaWords, places: Iterable[PlaceRow] = ()) -> Territory:
    """The areas of a table of a whole site, whose rows were checked: a region, districts, divisions and names."""
    rows, places = list(rows), tuple(places)
    by_level = {level: [row for row in rows if row["level"] == level] for level in WHOLE_SITE}
    divisions = {row["code"]: _area(row) for row in by_level["division"]}
    codes = {
        folded(name): code for code, area in divisions.items() for name in (code, area.name, *area.aliases)
    }
    districts = {
        row["code"]: replace(_area(row), division=codes.get(folded(row.get("division", "")), ""))
        for row in by_level["district"]
    }
    groups = {
        code: _group(area, _of_division(code, districts), districts) for code, area in divisions.items()
    }
    policed = tuple(code for code, area in districts.items() if not area.has_own_force)
    region = _group(_area(by_level["region"][0]), policed, districts)
    return Territory(
        replace(region, slug=slug(region.name)),
        dict(sorted(districts.items())),
        dict(sorted(groups.items(), key=lambda item: slug(item[1].name))),
        words,
        tuple(name for row in by_level["part"] for name in _names(row)),
        tuple(name for row in by_level["own-force"] for name in sorted(_names(row), key=row["name"].__ne__)),
        places,
        _mark([sorted(row.items()) for row in rows], words, places),
    )


def with_words(own: Territory, words: AreaWords) -> Territory:
    """The same areas with other words for them."""
    return replace(own, words=words, mark=_mark(own.mark, words))


def with_places(own: Territory, places: tuple[PlaceRow, ...]) -> Territory:
    """The same areas with other places in them."""
    return replace(own, places=places, mark=_mark(own.mark, places))


def _mark(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()


def _area(row: Row) -> Area:
    tile = (int(row.get("tile_row") or 0), int(row.get("tile_col") or 0))
    return Area(
        code=row["code"],
        name=row["name"],
        slug=slug(row["code"] if row["level"] == "division" else row["name"]),
        aliases=several(row.get("aliases", "")),
        tile=tile,
        population=int(row.get("population") or 0),
        searched_as=several(row.get("searched_as", "")),
        full_name=row.get("full_name", ""),
        has_own_force=row.get("police", "") == "own",
        note=row.get("note", ""),
        link=row.get("link", ""),
        link_text=row.get("link_text", ""),
    )


def _group(area: Area, parts: tuple[str, ...], districts: Mapping[str, Area]) -> Area:
    return replace(area, parts=parts, population=sum(districts[part].population for part in parts))


def _of_division(code: str, districts: Mapping[str, Area]) -> tuple[str, ...]:
    return tuple(sorted(own for own, area in districts.items() if area.division == code))


def _names(row: Row) -> Sequence[str]:
    """The names of a row as readers see it first, its code among them."""
    return [name for name in (row["name"], *several(row.get("aliases", "")), row.get("code", "")) if name]


def several(text: str) -> tuple[str, ...]:
    """The names of a cell that holds several, with ``|`` between them."""
    return tuple(name.strip() for name in text.split("|") if name.strip())

"""London, its boroughs and its Basic Command Units (BCUs): codes, names, and how publishers spell them.

Codes and names are those of the Office for National Statistics; BCUs are as the Metropolitan Police Service
groups boroughs, and have no such code: their slug stands for one. Populations are Census 2021 usual residents,
rounded to a hundred; tile positions are the project's own.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONDON = "E12000007"
CITY_OF_LONDON = "E09000001"
# How London is named as a whole: the region, and the area of the Metropolitan Police, with their codes.
_LONDONS = {"london", "greater london", "e12000007", "e23000001"}
# What holds London, or lies beside it, or is a part of it that is no borough, and an average of areas.
_LARGER = re.compile(
    r"(inner|outer|rest of) london|england( and wales)?|wales|scotland|northern ireland|(great )?britain|gb|uk"
    r"|united kingdom|(north|south) (east|west)|(east|west) midlands|east( of england)?"
    r"|yorkshire and( the)? humber(side)?|.*\b(average|mean|median)\b.*|[ewk]92\d{6}|e1[23]\d{6}"
)
# How London's police force is named: as an area of its own kind that is London, once somebody says so.
_POLICE = {
    *("metropolitan", "metropolitan police", "metropolitan police service", "metropolitan police force"),
    *("met police", "the met", "met", "mps", "mpd", "london, metropolitan"),
}
_TITLES = re.compile(r"^(london borough|royal borough|lb|rb) (of )?| (london borough|lb)$")
POLICE_AREA_NAME = "London (Metropolitan Police area)"


@dataclass(frozen=True)
class Area:
    """A borough, a BCU, or London. ``tile`` is row and column on the tile map; ``population`` counts people.

    ``bcu`` is the slug of the BCU that a borough belongs to, and ``parts`` are the codes of the boroughs that a
    BCU or London is made of.
    """

    code: str
    name: str
    slug: str
    aliases: tuple[str, ...] = ()
    bcu: str = ""
    tile: tuple[int, int] = (0, 0)
    population: int = 0
    parts: tuple[str, ...] = ()


@cache
def boroughs() -> Mapping[str, Area]:
    """The 32 boroughs and the City of London, by code, in the order of their codes."""
    text = files("metrics").joinpath("areas.csv").read_text(encoding="utf-8")
    return {row["code"]: _area(row) for row in csv.DictReader(text.splitlines())}


def police_boroughs() -> tuple[str, ...]:
    """The codes of the 32 boroughs that the Metropolitan Police Service polices: all but the City."""
    return tuple(code for code in boroughs() if code != CITY_OF_LONDON)


@cache
def bcus() -> Mapping[str, Area]:
    """The 12 BCUs by their slugs, in the order of their names."""
    slugs = sorted({area.bcu for area in boroughs().values() if area.bcu})
    return {name: _group(name, f"{name.replace('-', ' ').title()} BCU", _of_bcu(name)) for name in slugs}


@cache
def areas() -> Mapping[str, Area]:
    """Whatever a reader can ask for, by code: London as the Met polices it, the boroughs, the BCUs."""
    london = _group(LONDON, "London", police_boroughs())
    return {LONDON: london, **boroughs(), **bcus()}


def area_slug(code: str) -> str:
    """An area as addresses hold it: one that a site has declared by its code, which stays as it is."""
    return areas()[code].slug if code in areas() else code


def residents(code: str, *, city_included: bool = False) -> int:
    """How many people live in an area; in London without those of the City, unless it is included."""
    city = boroughs()[CITY_OF_LONDON].population if city_included and code == LONDON else 0
    return areas()[code].population + city


def area_name(code: str, *, city_included: bool = False) -> str:
    """The name that readers see; London is named as the police area where the City is left out."""
    if code == LONDON:
        return "London" if city_included else POLICE_AREA_NAME
    return areas()[code].name


def area_code(name: str) -> str | None:
    """The code of the borough that a name, or its code, means, however it is cased, spaced or joined; else None."""
    text = folded(name)
    if text.upper() in boroughs():
        return text.upper()
    return _codes_by_name().get(text) or _codes_by_name().get(_TITLES.sub("", text))


def is_london(name: str) -> bool:
    """Whether a name in an extract, or a code, means London as a whole."""
    return folded(name) in _LONDONS


def is_londons_force(name: str) -> bool:
    """Whether a name is that of the Metropolitan Police, whose area is London: ``MPS``, ``Met Police``."""
    return folded(name) in _POLICE


def is_larger(name: str) -> bool:
    """Whether a name is of a region, a country, a part of London that is no borough, or an average of areas."""
    return _LARGER.fullmatch(folded(name)) is not None and not is_london(name)


def nearest_area(name: str) -> str:
    """The guess that ends a message about an unknown area, or nothing when no name is near."""
    close = difflib.get_close_matches(folded(name), _codes_by_name(), n=1, cutoff=0.7)
    return f'; did you mean "{area_name(_codes_by_name()[close[0]])}"?' if close else ""


def folded(text: str) -> str:
    """Text for comparing: case, stray spaces and the choice of ``&`` or "and" make no difference."""
    return " ".join(text.replace("&", " and ").split()).casefold()


def slug(name: str) -> str:
    """A name as an address holds it: ``barking-and-dagenham``."""
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")


@cache
def _codes_by_name() -> Mapping[str, str]:
    return {folded(name): area.code for area in boroughs().values() for name in (area.name, *area.aliases)}


def _area(row: Mapping[str, str]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        slug=slug(row["name"]),
        aliases=_parts(row["aliases"].split("|")),
        bcu=slug(row["bcu"]),
        tile=(int(row["tile_row"]), int(row["tile_col"])),
        population=int(row["population_census_2021"]),
    )


def _of_bcu(bcu: str) -> tuple[str, ...]:
    return tuple(area.code for area in boroughs().values() if area.bcu == bcu)


def _group(code: str, name: str, parts: tuple[str, ...]) -> Area:
    people = sum(boroughs()[part].population for part in parts)
    own_slug = "london" if code == LONDON else code
    return Area(code, name, own_slug, population=people, parts=parts)


def _parts(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name)

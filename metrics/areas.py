"""The region, its districts and its divisions that are in force: codes, names, and how publishers spell them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from metrics.spelling import folded, slug
from metrics.territory import Area, AreaWords, in_force, territory

__all__ = [
    "NO_AREA_NAMES",
    "Area",
    "area_code",
    "area_name",
    "area_slug",
    "area_words",
    "areas",
    "districts",
    "divisions",
    "example_area",
    "folded",
    "in_force",
    "in_full",
    "is_larger",
    "is_own_force",
    "is_region",
    "nearest_area",
    "outside_codes",
    "police_districts",
    "region",
    "region_code",
    "residents",
    "slug",
]

NO_AREA_NAMES = "-"  # in cells, before a name that counts for the region and is no area of its own
# What holds a region, or lies beside it, and an average of areas.
_LARGER = re.compile(
    r"england( and wales)?|wales|scotland|northern ireland|(great )?britain|gb|uk"
    r"|united kingdom|(north|south) (east|west)|(east|west) midlands|east( of england)?"
    r"|yorkshire and( the)? humber(side)?|.*\b(average|mean|median)\b.*|[ewk]92\d{6}|e1[23]\d{6}"
)


def region() -> Area:
    """The whole that the site is about: without the districts that have a police force of their own."""
    return territory().region


def region_code() -> str:
    """Its code."""
    return territory().region.code


def area_words() -> AreaWords:
    """What its districts and divisions are called."""
    return territory().words


def districts() -> Mapping[str, Area]:
    """Its districts, those with a police force of their own among them, by code, in the order of their codes."""
    return territory().districts


def outside_codes() -> tuple[str, ...]:
    """The codes of the districts that have a police force of their own."""
    return territory().outside


def police_districts() -> tuple[str, ...]:
    """The codes of all other districts: those that the site's own police force polices."""
    return territory().policed


def divisions() -> Mapping[str, Area]:
    """The divisions by their codes, in the order of their names."""
    return territory().divisions


def areas() -> Mapping[str, Area]:
    """Whatever a reader can ask for, by code: the region as it is policed, the districts, the divisions."""
    return territory().areas


def area_slug(code: str) -> str:
    """An area as addresses hold it: one that a site has declared by its code, which stays as it is."""
    return areas()[code].slug if code in areas() else code


def residents(code: str, *, outside_included: bool = False) -> int:
    """How many people live in an area; in the region not those of districts outside, unless included."""
    return territory().residents(code, outside_included=outside_included)


def area_name(code: str, *, outside_included: bool = False) -> str:
    """The name that readers see; the region is named as the police area where districts outside are left out."""
    return territory().name(code, outside_included=outside_included)


def in_full(code: str) -> str:
    """An area in a sentence by its full name, where it has one: ``the City of ...``."""
    return areas()[code].full_name or areas()[code].name


def area_code(name: str) -> str | None:
    """The code of the district that a name, or its code, means, however it is cased or spaced; else None."""
    return territory().district_code(name)


def is_region(name: str) -> bool:
    """Whether a name in an extract, or a code, means the region as a whole."""
    return folded(name) in territory().names_of_region


def is_own_force(name: str) -> bool:
    """Whether a name is that of the site's own police force, whose area is the region."""
    return folded(name) in territory().names_of_force


def is_larger(name: str) -> bool:
    """Whether a name is of a region, a country, a part of the region that is no district, or an average."""
    text = folded(name)
    is_part = text in {folded(part) for part in territory().parts}
    return (is_part or _LARGER.fullmatch(text) is not None) and not is_region(name)


def example_area() -> str:
    """A district of the site as addresses hold it, for examples."""
    return area_slug(police_districts()[0])


def nearest_area(name: str) -> str:
    """The guess that ends a message about an unknown area, or nothing when no name is near."""
    codes = territory().codes_by_name
    close = difflib.get_close_matches(folded(name), codes, n=1, cutoff=0.7)
    return f'; did you mean "{area_name(codes[close[0]])}"?' if close else ""

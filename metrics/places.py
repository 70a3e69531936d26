"""Where a reader's words lead: to an area, a place in one, or the districts that a outcode lies in.

The places are those of the areas in force, each with the districts that it lies in and the outcodes that
it is known by: facts from a public list, which is not complete. A place or a district may reach into districts that
it does not name.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from metrics.finder import MOST_TERRITORIES, search
from metrics.postcodes import NO_POSTCODES, Postcodes, postcode_in
from metrics.spelling import sound
from metrics.territory import PlaceRow, Territory, territory

NEAR = 0.8  # how alike the name of a place must be to be a guess
LONGEST_NAME = 60
MOST_GUESSES = 3
# Districts such as SW1A are parts of these.
PARTED = frozenset({"E1", "EC1", "EC2", "EC3", "EC4", "N1", "NW1", "SE1", "SW1", "W1", "WC1", "WC2"})
# An outcode such as SE1 or EC1A, alone or with the rest of a postcode after it, or a part of the rest.
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)( ?\d[A-Z]{2}| \d[A-Z]?)?", re.ASCII)


@dataclass(frozen=True)
class Place:
    """A place that people know by name: ``area`` is the code of its district, one of several if ``is_across``."""

    name: str
    area: str
    outcodes: tuple[str, ...]
    is_across: bool = False


@dataclass(frozen=True)
class Whereabouts:
    """Where a text leads. ``area`` is a code when it is clear, ``near`` are codes of others, nearest first.

    ``places`` are those of the name that was typed, which is then ``exact`` where it is the name of several, or of
    names almost like it; with ``area`` the place in it.
    ``outcode`` is the outcode, where the text is one or a postcode: ``near`` are then the districts
    that it is known to lie in, none where it is none of the region's. By a table of postcodes they are all of its
    districts, which ``is_complete`` says, or it has an ``area`` that is exact.
    """

    area: str | None = None
    near: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    outcode: str = ""
    exact: bool = False
    is_complete: bool = False


def locate(text: str, postcodes: Postcodes = NO_POSTCODES) -> Whereabouts:
    """The area, the places or the outcode that a text means, in this order where it may be several."""
    match = search(text)
    if match.exact:
        return Whereabouts(match.clear, exact=True)
    if _key(text) in _elsewhere(territory()):
        return Whereabouts()
    if code := outcode(text):
        return _of_postcode(postcode_in(text) or text, code, postcodes)
    namesakes = _by_name(territory()).get(_key(text), ())
    if len(namesakes) == 1:
        return Whereabouts(namesakes[0].area, places=namesakes)
    if namesakes:
        return Whereabouts(places=namesakes, exact=True)
    if match.clear is not None:
        return Whereabouts(match.clear, match.near)
    return Whereabouts(near=match.near, places=_like(text))


def _of_postcode(text: str, outcode: str, postcodes: Postcodes) -> Whereabouts:
    """Where a postcode lies, or a part of one: by the table, or by what places tell of its district without one."""
    if not postcodes:
        return Whereabouts(near=districts_of(outcode), outcode=outcode)
    if area := postcodes.area(text):
        return Whereabouts(area, outcode=outcode, exact=True)
    near = postcodes.outcodes.get(outcode, ())
    if len(near) == 1 and text.strip().upper() == outcode:
        return Whereabouts(near[0], outcode=outcode, exact=True)
    return Whereabouts(near=near, outcode=outcode, is_complete=bool(near))


def outcode(text: str) -> str:
    """The district of a postcode or of a part of one, as ``SE1`` of ``se1 7pb``; nothing for any other text.

    Of a text in which a whole postcode stands it is that of the postcode: nobody is to read that back.
    """
    match = _POSTCODE.fullmatch(postcode_in(text) or " ".join(text.split()).upper())
    return match[1] if match else ""


def districts_of(outcode: str) -> tuple[str, ...]:
    """The codes of the districts that places of a district lie in: of ``W1`` for ``W1A``, where it has none."""
    areas = _by_outcode(territory())
    return areas.get(outcode) or areas.get(outcode.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ())


def places() -> tuple[Place, ...]:
    """All places, by their names."""
    return tuple(place for row in territory().places for place in _places(row))


def _places(row: PlaceRow) -> Iterator[Place]:
    """A place in each of its districts. A district that is parted by a letter, as SW1 is, is of the first alone."""
    for at, code in enumerate(row.areas):
        own = tuple(outcode for outcode in row.outcodes if not at or outcode not in PARTED)
        yield Place(row.name, code, own, len(row.areas) > 1)


@lru_cache(MOST_TERRITORIES)
def _elsewhere(own: Territory) -> frozenset[str]:
    """The names of towns beyond the region that are almost those of an area or a place in it: they are no slips."""
    return frozenset(_key(row.name) for row in own.places if not row.areas)


def _like(text: str) -> tuple[Place, ...]:
    """The places whose names are almost what was typed, the nearest first."""
    key, by_name = _key(text[:LONGEST_NAME]), _by_name(territory())
    alike = [name for name in by_name if name[:1] == key[:1]]  # hardly anybody mistypes the first letter
    names = difflib.get_close_matches(key, alike, n=MOST_GUESSES, cutoff=NEAR)
    return tuple(place for name in names for place in by_name[name])


def _key(text: str) -> str:
    """A name without its marks: ``St. John's Wood`` as it sounds."""
    return sound(text)


@lru_cache(MOST_TERRITORIES)
def _by_name(own: Territory) -> Mapping[str, tuple[Place, ...]]:
    named: dict[str, tuple[Place, ...]] = {}
    for place in (place for row in own.places for place in _places(row)):
        named[_key(place.name)] = (*named.get(_key(place.name), ()), place)
    return named


@lru_cache(MOST_TERRITORIES)
def _by_outcode(own: Territory) -> Mapping[str, tuple[str, ...]]:
    areas: dict[str, set[str]] = {}
    for place in (place for row in own.places for place in _places(row)):
        for outcode in place.outcodes:
            areas.setdefault(outcode, set()).add(place.area)
    return {outcode: tuple(sorted(codes)) for outcode, codes in areas.items()}

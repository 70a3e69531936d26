"""Which district a postcode lies in, by a table that a site declares.

It is kept by sectors, and by postcodes where several districts share a sector: a postcode without its last two
letters, ``SE1 7`` of ``SE1 7PB``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from metrics.areas import districts

_FULL = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d)([A-Z]{2})", re.ASCII)
_ENCLOSED = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)[^A-Z\d]{0,3}(\d[A-Z]{2})(?!\d)", re.ASCII)
_SECTOR = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?) (\d)[A-Z]?", re.ASCII)
_LENGTH = 3  # two letters of a postcode and the mark of its district

BySector = Mapping[str, Mapping[str, str]]  # sector, last two letters, code of the district


@dataclass(frozen=True)
class Postcodes:
    """A table of postcodes. ``sectors`` have the code of the district in which all of each lies.

    ``split`` are those that several districts share: for each postcode its last two letters and a mark for its
    district, as one text, which takes a fortieth of the memory. ``outcodes`` have the
    codes of all districts in each. ``codes`` are the districts that the marks stand for, in their order.
    """

    sectors: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, str] = field(default_factory=dict)
    outcodes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: tuple[str, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.outcodes)

    def area(self, text: str) -> str:
        """The code of the district that a postcode, or all of a sector, lies in; empty where none is known."""
        sector, letters = sector_of(text)
        if sector in self.sectors:
            return self.sectors[sector]
        return next((code for own, code in self._shared(sector) if own == letters), "")

    def _shared(self, sector: str) -> Iterator[tuple[str, str]]:
        packed, codes = self.split.get(sector, ""), self.codes
        for start in range(0, len(packed), _LENGTH):
            yield packed[start : start + 2], codes[ord(packed[start + 2]) - ord("A")]


NO_POSTCODES = Postcodes()


def postcode_in(text: str) -> str:
    """A whole postcode that stands in a text, as ``SE1 7PB`` of ``I live at se1-7pb``; empty where none does."""
    sector, letters = full_postcode(text)
    if sector:
        return f"{sector}{letters}"
    enclosed = _ENCLOSED.search(text.upper())
    return f"{enclosed[1]} {enclosed[2]}" if enclosed else ""


def full_postcode(text: str) -> tuple[str, str]:
    """The sector and the last two letters of a postcode, however it is spaced; empty for any other text."""
    match = _FULL.fullmatch("".join(text.split()).upper())
    return (f"{match[1]} {match[2]}", match[3]) if match else ("", "")


def sector_of(text: str) -> tuple[str, str]:
    """The same of a part of a postcode too, as far as it names a sector: ``SE1 7`` and no letters of ``se1 7p``."""
    match = _SECTOR.fullmatch(" ".join(text.split()).upper())
    return (f"{match[1]} {match[2]}", "") if match else full_postcode(text)


def table_of(postcodes: BySector) -> Postcodes:
    """The table of postcodes by their sectors."""
    areas = tuple(districts())
    marks = {code: chr(ord("A") + place) for place, code in enumerate(areas)}
    sectors, split, outcodes = dict[str, str](), dict[str, str](), dict[str, set[str]]()
    for sector, codes in postcodes.items():
        own = set(codes.values())
        outcodes.setdefault(sector.partition(" ")[0], set()).update(own)
        if len(own) == 1:
            sectors[sector] = own.pop()
        else:
            split[sector] = "".join(letters + marks[code] for letters, code in sorted(codes.items()))
    return Postcodes(sectors, split, {name: tuple(sorted(codes)) for name, codes in outcodes.items()}, areas)

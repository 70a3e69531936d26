"""The table of all areas of a site: its region, districts and divisions, checked row by row with every fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from metrics.issues import listed, nearest, shortened
from metrics.reading.hostile import unshowable
from metrics.reading.named_tables import Table
from metrics.spelling import folded, slug, sound
from metrics.territory import (
    WHOLE_SITE,
    Area,
    AreaWords,
    Territory,
    several,
    territory_of,
)

Row = Mapping[str, str]
Numbered = tuple[int, Row]
CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,19}", re.ASCII)
IN_CAPITALS = ("region", "district")  # levels whose codes are found however they are cased
RESERVED = frozenset({"all", "compare", "pack"})  # what stands in the place of an area in addresses
PEOPLE = re.compile(r"[1-9]\d{0,8}", re.ASCII)
TILE = re.compile(r"[1-9]|1[0-2]", re.ASCII)  # the stylesheet has so many
LINK = re.compile(r"https?://[^\s\"<>]+", re.ASCII)
LONGEST = 100
NAMELESS = ("part", "own-force")  # levels whose rows need no code
OWN = "own"
# Columns that say something of rows of some levels alone.
ONLY_OF: Mapping[str, tuple[str, ...]] = {
    "division": ("district",),
    "tile_row": ("district",),
    "tile_col": ("district",),
    "population": ("district",),
    "police": ("district",),
    "note": ("district",),
    "link": ("district",),
    "link_text": ("district",),
    "full_name": ("region", "district"),
    "searched_as": ("region", "district", "division"),
}


@dataclass
class _Taken:
    """Which names and addresses stand in which lines already; a code is a name too."""

    codes: dict[str, int] = field(default_factory=dict)
    names: dict[str, tuple[int, str]] = field(default_factory=dict)
    slugs: dict[str, int] = field(default_factory=dict)


def is_of_a_whole_site(table: Table) -> bool:
    """Whether a table has all areas of a site; one of wards and other forces adds them to those that are there."""
    return any(row["level"] in WHOLE_SITE for _, row in table.rows)


def read_territory(table: Table, words: AreaWords, *, judged: bool = False) -> Territory | None:
    """The areas of a table of a whole site, its faults told to it.

    With faults they are the areas whose rows have none, for the checks of what stands beside it, and all of a table
    that was ``judged`` on an earlier day; None without a region.
    """
    rows = [(line, row) for line, row in table.rows if row["level"] in WHOLE_SITE]
    before, taken = len(table.issues), _Taken()
    for line, row in rows:
        _check_row(table, line, row, taken)
    _check_region(table, rows)
    _check_divisions(table, rows)
    _check_map(table, rows)
    _check_people(table, rows, words)
    faulty = {issue.line for issue in table.issues[before:]}
    kept = [row for line, row in rows if judged or line not in faulty]
    regions = [row for row in kept if row["level"] == "region"]
    if not regions:
        return None
    return territory_of([regions[0], *(row for row in kept if row["level"] != "region")], words)


def in_part(own: Territory | None) -> Territory | None:
    """The areas whose rows have no fault, of a table in which others have some."""
    return own and replace(own, mark=f"{own.mark}, in part", is_partial=True)


def unread(words: AreaWords) -> Territory:
    """What is known of the areas of a table that cannot be read: what they are called."""
    return Territory(
        Area("", "the region", "region"), {}, {}, words, mark=f"unread: {words}", is_partial=True
    )


def _check_row(table: Table, line: int, row: Row, taken: _Taken) -> None:
    level = row["level"]
    for column, levels in ONLY_OF.items():
        if row.get(column) and level not in levels:
            message = f'a row of the level "{level}" has no {column}: leave it empty'
            table.fault(line, column, "area-column", message)
    if row.get("within") and level != "part":
        table.fault(line, "within", "area-within", f'a {level} lies in the region: leave "within" empty')
    if row["code"] or level not in NAMELESS:
        _check_code(table, line, row, taken)
    if not row["name"]:
        table.fault(line, "name", "area-name", "the name is empty")
    for column in ("name", "aliases", "searched_as"):
        _check_names(table, line, row, column, taken)
    if row["name"] and level in ("region", "district", "division"):
        _check_address(table, line, row, taken)
    _check_police(table, line, row)
    _check_texts(table, line, row)


def _check_address(table: Table, line: int, row: Row, taken: _Taken) -> None:
    """An area has an address, of its own."""
    column = "code" if row["level"] == "division" else "name"
    own = slug(row[column])
    if not own:
        message = f'"{shortened(row[column])}" has no letter from a to z and no digit to make an address of'
        table.fault(line, column, "area-name", message)
    elif own in RESERVED:
        message = f'the address "{own}" is that of something else of the site: no area has it'
        table.fault(line, column, "area-name", message)
    elif taken.names.get(sound(row[column]), (line, ""))[0] != line:
        return  # its name is another's, which is told already
    elif (first := taken.slugs.setdefault(own, line)) != line:
        table.fault(line, column, "area-twice", f'its address "{own}" is that of the area in line {first}')


def _check_texts(table: Table, line: int, row: Row) -> None:
    """Texts that pages show are words, as names are."""
    for column in ("full_name", "note", "link_text"):
        if problem := unshowable(row.get(column, "")):
            table.fault(line, column, "area-name", f'"{shortened(row[column])}" {problem}')


def _check_police(table: Table, line: int, row: Row) -> None:
    """Whose police a district has: the site's, or its own, and then why there are no figures."""
    if row.get("police") not in (None, "", OWN):
        message = f'"{shortened(row["police"])}" is not {OWN}, and the cell is not empty'
        table.fault(line, "police", "area-police", message)
    elif row.get("police") == OWN and not row.get("note"):
        message = 'a district with a police force of its own says under "note" why it has no figures'
        table.fault(line, "note" if "note" in row else "police", "area-police", message)
    if row.get("link") and not (LINK.fullmatch(row["link"]) and row.get("link_text")):
        message = 'a link starts with https:// or http://, and "link_text" says where it leads'
        table.fault(line, "link", "area-police", message)


def _check_code(table: Table, line: int, row: Row, taken: _Taken) -> None:
    code = row["code"]
    if not CODE.fullmatch(code):
        start = f'"{shortened(code)}" is no code' if code else "the code is empty"
        message = f"{start}: it is letters, digits and hyphens, a letter first, at most 20, such as E07000138"
        table.fault(line, "code", "area-code", message)
    elif (first := taken.codes.setdefault(folded(code), line)) != line:
        table.fault(line, "code", "area-twice", f'the code "{code}" stands in line {first} already')
    elif row["level"] in IN_CAPITALS and code != code.upper():
        message = f'the code "{code}" has small letters; write it as {code.upper()}, in every file'
        table.fault(line, "code", "area-code", message)
    elif (namesake := taken.names.setdefault(sound(code), (line, code)))[0] != line:
        message = f'the code "{code}" is a name of the area in line {namesake[0]} already'
        table.fault(line, "code", "area-twice", message)


def _check_names(table: Table, line: int, row: Row, column: str, taken: _Taken) -> None:
    """A name shows what it is, and means one area."""
    if column == "name" and "|" in row["name"]:
        table.fault(line, column, "area-name", 'a name holds no "|"; others stand under "aliases"')
        return
    for name in several(row.get(column, "")):
        problem = unshowable(name) or ("is too long" if len(name) > LONGEST else "")
        if problem:
            table.fault(line, column, "area-name", f'"{shortened(name)}" {problem}')
        elif (first := taken.names.setdefault(sound(name), (line, name)))[0] != line:
            way_out = _way_out(table, row, first[0], name)
            table.fault(line, column, "area-twice", f"{_namesake(name, *first)}{way_out}")


def _way_out(table: Table, row: Row, first: int, name: str) -> str:
    """How a division and a district of one name are told apart, as the end of a message."""
    levels = {row["level"], *(other["level"] for line, other in table.rows if line == first)}
    if levels != {"division", "district"}:
        return ""
    return (
        f': give the division a name of its own, such as "{shortened(name)} division"; a measure of divisions '
        'whose file has the bare name says so under "aliases" of its "area"'
    )


def _namesake(name: str, line: int, other: str) -> str:
    if folded(name) == folded(other):
        return f'"{shortened(name)}" is the name of the area in line {line} already'
    message = f'"{shortened(name)}" and "{shortened(other)}" in line {line} differ by marks or accents alone'
    return f"{message}: an address could mean both"


def _check_region(table: Table, rows: list[Numbered]) -> None:
    lines = [line for line, row in rows if row["level"] == "region"]
    if not lines:
        message = 'no row has the level "region": the whole that the site is about, such as the county'
        table.fault(1, "level", "area-region", message)
    for line in lines[1:]:
        message = f"the region stands in line {lines[0]} already: a site is about one"
        table.fault(line, "level", "area-region", message)
    if not any(row["level"] == "district" for _, row in rows):
        table.fault(1, "level", "area-region", 'no row has the level "district": the areas of the region')


def _check_divisions(table: Table, rows: list[Numbered]) -> None:
    """A district names a division of the table, and each of these has one."""
    lines = dict[str, int]()
    for line, row in rows:
        if row["level"] == "division":
            names = (row["code"], row["name"], *several(row.get("aliases", "")))
            lines |= {folded(name): line for name in names if name}
    named = set[int]()
    for line, row in rows:
        text = row.get("division", "")
        if row["level"] != "district" or not text:
            continue
        if folded(text) in lines:
            named.add(lines[folded(text)])
            continue
        divisions = [other["name"] for _, other in rows if other["level"] == "division"]
        guess = nearest(text, divisions) or (f"; they are {listed(divisions)}" if divisions else "")
        message = f'"{shortened(text)}" is none of the rows of the level "division"{guess}'
        table.fault(line, "division", "area-division", message)
    for line in sorted({*lines.values()} - named):
        message = 'no district names this division under "division"'
        table.fault(line, "name", "area-division", message)


def _check_map(table: Table, rows: list[Numbered]) -> None:
    """Positions on the tile map: of all districts or none, and one for each."""
    districts = [(line, row) for line, row in rows if row["level"] == "district"]
    with_tile = [(line, row) for line, row in districts if row.get("tile_row") or row.get("tile_col")]
    places = dict[tuple[int, int], int]()
    for line, row in districts if with_tile else ():
        texts = {column: row.get(column, "") for column in ("tile_row", "tile_col")}
        wrong = [column for column, text in texts.items() if not TILE.fullmatch(text)]
        for column in wrong:
            start = (
                f'"{shortened(texts[column])}" is' if texts[column] else "it is empty, and others have one;"
            )
            what = "no number from 1 to 12" if texts[column] else "a number from 1 to 12 is needed"
            table.fault(line, column, "area-tile", f"the place on the tile map: {start} {what}")
        if not wrong:
            place = (int(texts["tile_row"]), int(texts["tile_col"]))
            if (first := places.setdefault(place, line)) != line:
                message = f"the place on the tile map is that of the area in line {first} already"
                table.fault(line, "tile_row", "area-tile", message)


def _check_people(table: Table, rows: list[Numbered], words: AreaWords) -> None:
    """Numbers of people: of all districts or none, and with the words for where they are from."""
    districts = [(line, row) for line, row in rows if row["level"] == "district"]
    if not any(row.get("population") for _, row in districts):
        return
    for line, row in districts:
        text = row.get("population", "")
        if not text:
            table.fault(
                line, "population", "population", "it is empty, and other districts have their people"
            )
        elif not PEOPLE.fullmatch(text):
            message = f'"{shortened(text)}" is no number of people: digits alone, such as 389300'
            table.fault(line, "population", "population", message)
    if not words.residents:
        message = (
            'where are these numbers from? Say it under "areas", "words", "residents": the Census of 2021'
        )
        table.fault(1, "population", "population", message)

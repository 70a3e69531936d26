"""The tables of areas and of residents that a site keeps beside metrics.yaml, read row by row with every fault."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from metrics.areas import area_code, areas, districts, divisions, folded, is_region, nearest_area, region_code
from metrics.declared.areas import AreaTables, words_of
from metrics.gazetteer import FURTHER_LEVELS, FurtherArea, Gazetteer, Level
from metrics.issues import Issue, has_errors, listed, nearest, shortened
from metrics.language import say
from metrics.reading.hostile import unshowable
from metrics.reading.named_tables import Table, read_table
from metrics.reading.residents import check_residents
from metrics.reading.site_places import PLACE_COLUMNS, read_places
from metrics.reading.site_tables import (
    CODE,
    LONGEST,
    ONLY_OF,
    PEOPLE,
    in_part,
    is_of_a_whole_site,
    read_territory,
    unread,
)
from metrics.spelling import sound
from metrics.territory import (
    WHOLE_SITE,
    AreaWords,
    Territory,
    default_territory,
    in_force,
    with_places,
    with_words,
)

AREA_COLUMNS, AREA_COLUMNS_MORE = ("code", "name", "level"), ("within", "aliases", *ONLY_OF)
LEVELS = (*WHOLE_SITE, *FURTHER_LEVELS)
POPULATION_COLUMNS = ("code", "year", "people")
YEAR = re.compile(r"(19|20)\d\d", re.ASCII)


def parse_gazetteer(
    declared: AreaTables, tables: Mapping[str, bytes], folder: str = "", *, judged: bool = False
) -> tuple[Gazetteer, list[Issue]]:
    """The areas of the declared tables and all issues of these; with an error among them there are no further ones.

    ``tables`` are the bytes of those that could be read, by their names; ``folder`` stands before a name in issues.
    Tables that are ``judged`` already, by the rules of their day, are those of a release: all their rows count.
    """
    table = _declared(declared.table, tables, folder, AREA_COLUMNS, AREA_COLUMNS_MORE)
    own, issues = _own_territory(declared, table, judged=judged), list[Issue]()
    further: Mapping[str, FurtherArea] = {}
    populations: Mapping[str, Mapping[int, int]] = {}
    with in_force(own or default_territory()):
        if table is not None:
            further = _areas(table)
            issues += table.issues
            own = in_part(own) if has_errors(table.issues) else own
        residents = _declared(declared.populations, tables, folder, POPULATION_COLUMNS, ())
        if residents is not None and (judged or not has_errors(issues)):
            populations = _populations(residents, further)
            issues += residents.issues
    places = _declared(declared.places, tables, folder, PLACE_COLUMNS[:2], PLACE_COLUMNS[2:])
    if places is not None and (judged or not has_errors(issues)):
        own = with_places(own or default_territory(), read_places(places, own or default_territory()))
        issues += places.issues
    faulty = has_errors(issues) and not judged
    return (Gazetteer(own=own) if faulty else Gazetteer(further, populations, own)), sorted(issues)


def _declared(
    name: str | None, tables: Mapping[str, bytes], folder: str, needed: Sequence[str], more: Sequence[str]
) -> Table | None:
    """A table that is declared and could be read."""
    return (
        None if name is None or name not in tables else read_table(folder + name, tables[name], needed, more)
    )


def _own_territory(declared: AreaTables, table: Table | None, *, judged: bool) -> Territory | None:
    """The region with its districts and divisions, where the site says anything of them; None for the package's."""
    is_lost = declared.table is not None and (
        table is None or not any(row["level"] in LEVELS for _, row in table.rows)
    )
    words = words_of(declared.words, AreaWords())
    if is_lost:
        return unread(words)
    if table is not None and is_of_a_whole_site(table):
        return read_territory(table, words, judged=judged) or unread(words)
    if declared.words is None:
        return None
    return with_words(default_territory(), words_of(declared.words, default_territory().words))


# Areas -----------------------------------------------------------------------------------------------------


def _areas(table: Table) -> dict[str, FurtherArea]:
    """The areas of a table by their codes, in its order."""
    further: dict[str, FurtherArea] = {}
    codes, names = dict[str, int](), dict[tuple[str, str, str], int]()
    is_whole = is_of_a_whole_site(table)
    for line, row in table.rows:
        if row["level"] in WHOLE_SITE and is_whole:
            continue
        level, within = _level(table, line, row), ""
        if level == "ward":
            within = _within(table, line, row)
        elif level == "force" and row.get("within"):
            message = say('a force lies in no {district}: leave "within" empty')
            table.fault(line, "within", "area-within", message)
        _check_code(table, line, row["code"], codes)
        aliases = tuple(alias.strip() for alias in row.get("aliases", "").split("|") if alias.strip())
        _check_names(table, line, row, (level, within), names)
        further[row["code"]] = FurtherArea(row["code"], row["name"], level, within, aliases)
    return further


def _level(table: Table, line: int, row: Mapping[str, str]) -> Level:
    match row["level"]:
        case "ward":
            return "ward"
        case "force":
            return "force"
        case "":
            message = f"the level is empty; it is one of {listed(LEVELS)}"
        case other:
            guess = nearest(other, LEVELS)
            message = f'"{shortened(other)}" is none of the levels {listed(LEVELS)}{guess}'
    table.fault(line, "level", "area-level", message)
    return "district"


def _within(table: Table, line: int, row: Mapping[str, str]) -> str:
    text = row.get("within", "")
    code = area_code(text)
    if code is None:
        where = (
            say(
                '"{text}" is no {district} of {region}{guess}',
                text=shortened(text),
                guess=nearest_area(text),
            )
            if text
            else "it is empty"
        )
        message = say(
            'a ward lies in {a district}, by its code or its name under "within": {where}', where=where
        )
        table.fault(line, "within", "area-within", message)
    return code or ""


def _check_code(table: Table, line: int, code: str, codes: dict[str, int]) -> None:
    if not CODE.fullmatch(code):
        start = f'"{shortened(code)}" is no code' if code else "the code is empty"
        message = f"{start}: it is letters, digits and hyphens, a letter first, at most 20, such as E05013654"
        table.fault(line, "code", "area-code", message)
    elif _is_taken(code):
        table.fault(line, "code", "area-twice", f'the code "{code}" is that of another area already')
    elif (first := codes.setdefault(folded(code), line)) != line:
        table.fault(line, "code", "area-twice", f'the code "{code}" stands in line {first} already')


def _check_names(
    table: Table,
    line: int,
    row: Mapping[str, str],
    place: tuple[str, str],
    names: dict[tuple[str, str, str], int],
) -> None:
    """A name is there, shows what it is, and means one area of its level, a ward's in its district."""
    if not row["name"]:
        table.fault(line, "name", "area-name", "the name is empty")
    own = set[str]()
    for column in ("name", "aliases"):
        for name in filter(None, (text.strip() for text in row.get(column, "").split("|"))):
            if column == "name" and "|" in row["name"]:
                table.fault(line, column, "area-name", 'a name holds no "|"; others stand under "aliases"')
                break
            if problem := unshowable(name) or ("is too long" if len(name) > LONGEST else ""):
                table.fault(line, column, "area-name", f'"{shortened(name)}" {problem}')
            elif _is_taken(name):
                message = f'"{shortened(name)}" is the name of another area already'
                table.fault(line, column, "area-twice", message)
            elif folded(name) not in own:
                own.add(folded(name))
                if (first := names.setdefault((*place, sound(name)), line)) != line:
                    message = f'"{shortened(name)}" is the name of the area in line {first} already'
                    table.fault(line, column, "area-twice", message)


def _is_taken(text: str) -> bool:
    """Whether a text is a name, the code or the address of the region, a district or a division."""
    own = {sound(name) for area in areas().values() for name in (area.code, area.slug, area.name)}
    return is_region(text) or area_code(text) is not None or sound(text) in own


# Residents -------------------------------------------------------------------------------------------------


def _populations(table: Table, further: Mapping[str, FurtherArea]) -> dict[str, dict[int, int]]:
    """The people of each area by year."""
    populations: dict[str, dict[int, int]] = {}
    lines: dict[tuple[str, int], int] = {}
    for line, row in table.rows:
        code = _populated(table, line, row["code"], further)
        if not YEAR.fullmatch(row["year"]):
            message = f'"{shortened(row["year"])}" is no year such as 2023'
            table.fault(line, "year", "population", message)
        if not PEOPLE.fullmatch(row["people"]):
            message = f'"{shortened(row["people"])}" is no number of people: digits alone, such as 389300'
            table.fault(line, "people", "population", message)
        if code and YEAR.fullmatch(row["year"]) and PEOPLE.fullmatch(row["people"]):
            year = int(row["year"])
            first = lines.setdefault((code, year), line)
            if first != line:
                message = f"{row['code']} in {year} stands in line {first} already"
                table.fault(line, "year", "population", message)
            populations.setdefault(code, {})[year] = int(row["people"])
    if not table.issues:
        _check_years(table, populations, further)
    if not table.issues:
        check_residents(Gazetteer(further, populations), lines, table.warn)
    return populations


def _populated(table: Table, line: int, text: str, further: Mapping[str, FurtherArea]) -> str:
    """The code of an area whose people are told; empty for another, which is a fault."""
    if text in further or text in districts():
        return text
    if text == region_code() or text in divisions():
        message = say('"{text}" has the people of its {districts}: take the row out', text=text)
    else:
        message = say(
            '"{text}" is the code of no {district}, and of no area of the declared table',
            text=shortened(text),
        )
    table.fault(line, "code", "population", message)
    return ""


def _check_years(
    table: Table, populations: Mapping[str, Mapping[int, int]], further: Mapping[str, FurtherArea]
) -> None:
    """All districts are there or none, and areas of one level have the same years: else rates would not compare."""
    of_districts = [code for code in districts() if code in populations]
    lost = [area.name for code, area in districts().items() if code not in populations]
    if of_districts and lost:
        message = say(
            "there are people of some {districts} and not of {lost}: {region} is the sum of all",
            lost=listed(lost),
        )
        table.fault(1, "code", "population", message)
    by_level = {"district": of_districts}
    for code in filter(further.__contains__, populations):
        by_level.setdefault(further[code].level, []).append(code)
    for codes in by_level.values():
        years = {year for code in codes for year in populations[code]}
        for code in codes:
            if without := sorted(years - populations[code].keys()):
                message = f"{code} has no people in {listed(map(str, without))}, and others have"
                table.fault(1, "year", "population", message)

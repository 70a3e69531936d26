"""The tables of areas and of residents that a site keeps beside metrics.yaml, read row by row with every fault."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from metrics.areas import area_code, areas, districts, divisions, folded, is_region, nearest_area, region_code
from metrics.declared.areas import AreaTables
from metrics.gazetteer import FURTHER_LEVELS, FurtherArea, Gazetteer, Level
from metrics.issues import Help, Issue, error, has_errors, listed, nearest, shortened, warning
from metrics.language import say
from metrics.reading.hostile import hostile
from metrics.reading.residents import check_residents

AREA_COLUMNS, AREA_COLUMNS_MORE = ("code", "name", "level"), ("within", "aliases")
POPULATION_COLUMNS = ("code", "year", "people")
CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,19}", re.ASCII)
YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
PEOPLE = re.compile(r"[1-9]\d{0,8}", re.ASCII)
LONGEST = 100
SEE = Help(see="docs/measures.md#areas")


@dataclass
class Table:
    """The rows of a table, each cell by its column, with the line of each, and every fault so far."""

    file: str
    header: Sequence[str] = ()
    rows: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def fault(self, line: int, column: str, code: str, message: str) -> None:
        """One more fault, at a cell by the name of its column."""
        self.issues.append(replace(error(self.file, line, self._place(column), code, message), help=SEE))

    def warn(self, line: int, column: str, code: str, message: str) -> None:
        """One more doubt, which stops nothing, at a cell by the name of its column."""
        self.issues.append(replace(warning(self.file, line, self._place(column), code, message), help=SEE))

    def _place(self, column: str) -> int:
        return self.header.index(column) + 1 if column in self.header else 1


def unreadable(file: str, why: str, what: str = "the table") -> Issue:
    """That there is no file of areas to read; ``what`` is what it would be."""
    return replace(error(file, 1, 1, "area-file", f"{what} cannot be read: {why}"), help=SEE)


def parse_gazetteer(
    declared: AreaTables, tables: Mapping[str, bytes], folder: str = ""
) -> tuple[Gazetteer, list[Issue]]:
    """The areas of the declared tables and all issues of both; with an error among them there are none.

    ``tables`` are the bytes of those that could be read, by their names; ``folder`` stands before a name in issues.
    """
    issues = list[Issue]()
    further: Mapping[str, FurtherArea] = {}
    populations: Mapping[str, Mapping[int, int]] = {}
    if declared.table is not None and declared.table in tables:
        table = _table(folder + declared.table, tables[declared.table], AREA_COLUMNS, AREA_COLUMNS_MORE)
        further = _areas(table)
        issues += table.issues
    name = declared.populations
    if name is not None and name in tables and not has_errors(issues):
        table = _table(folder + name, tables[name], POPULATION_COLUMNS, ())
        populations = _populations(table, further)
        issues += table.issues
    return (Gazetteer() if has_errors(issues) else Gazetteer(further, populations)), sorted(issues)


# The shape of a table --------------------------------------------------------------------------------------


def _table(file: str, data: bytes, needed: Sequence[str], more: Sequence[str]) -> Table:
    table = Table(file)
    try:
        lines = data.decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        table.issues.append(unreadable(file, "it is not UTF-8"))
        return table
    rows = csv.reader(lines, strict=True)
    try:
        _read_header(table, next(rows, []), needed, more)
        line = 2
        for row in [] if table.issues else rows:
            _read_row(table, line, row)
            line = rows.line_num + 1
    except csv.Error as problem:
        table.fault(rows.line_num, "", "area-file", f"the row cannot be read: {problem}")
    if not table.rows and not table.issues:
        table.fault(1, "", "area-file", "the table has no rows")
    return table


def _read_header(table: Table, header: Sequence[str], needed: Sequence[str], more: Sequence[str]) -> None:
    table.header = [name.strip().lower() for name in header]
    for name in needed:
        if name not in table.header:
            guess = nearest(name, table.header) or f"; the columns are {listed((*needed, *more))}"
            table.fault(1, "", "area-column", f'there is no column "{name}"{guess}')
    for place, name in enumerate(table.header):
        if name not in (*needed, *more):
            message = f'the column "{shortened(name)}" is none of {listed((*needed, *more))}'
            table.fault(1, name, "area-column", message)
        elif name in table.header[:place]:
            table.fault(1, name, "area-column", f'the column "{name}" stands twice')


def _read_row(table: Table, line: int, row: Sequence[str]) -> None:
    if row and len(row) != len(table.header):
        message = f"the row has {len(row)} fields and the header {len(table.header)}"
        table.fault(line, "", "area-column", message)
    elif row:
        cells = (cell.strip() for cell in row)
        table.rows.append((line, dict(zip(table.header, cells, strict=True))))


# Areas -----------------------------------------------------------------------------------------------------


def _areas(table: Table) -> dict[str, FurtherArea]:
    """The areas of a table by their codes, in its order."""
    further: dict[str, FurtherArea] = {}
    codes, names = dict[str, int](), dict[tuple[str, str, str], int]()
    for line, row in table.rows:
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
        case "division" | "district":
            message = say("{row}s of {region} are there already: take the row out", row=row["level"])
        case "":
            message = f"the level is empty; it is one of {listed(FURTHER_LEVELS)}"
        case other:
            guess = nearest(other, FURTHER_LEVELS)
            message = f'"{shortened(other)}" is none of the levels {listed(FURTHER_LEVELS)}{guess}'
    table.fault(line, "level", "area-level", message)
    return "district"


def _within(table: Table, line: int, row: Mapping[str, str]) -> str:
    text = row.get("within", "")
    code = area_code(text)
    if code is None:
        where = (
            say(
                '"{text}" is no {district} of {region}{text_2}',
                text=shortened(text),
                text_2=nearest_area(text),
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
            if problem := hostile(name).partition(";")[0] or ("is too long" if len(name) > LONGEST else ""):
                table.fault(line, column, "area-name", f'"{shortened(name)}" {problem}')
            elif _is_taken(name):
                message = f'"{shortened(name)}" is the name of another area already'
                table.fault(line, column, "area-twice", message)
            elif folded(name) not in own:
                own.add(folded(name))
                if (first := names.setdefault((*place, folded(name)), line)) != line:
                    message = f'"{shortened(name)}" is the name of the area in line {first} already'
                    table.fault(line, column, "area-twice", message)


def _is_taken(text: str) -> bool:
    """Whether a text is a name, the code or the address of the region, a district or a division."""
    own = {folded(text) for area in areas().values() for text in (area.code, area.slug, area.name)}
    return is_region(text) or area_code(text) is not None or folded(text) in own


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

"""Files of records for tests: real-looking, messy in every way, and read both as they are held and in blocks"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from metrics.checking.checks import check_measure
from metrics.checking.record_looks import LOOK
from metrics.declared.framework import PublishedMeasure
from metrics.figures.observations import as_text, observations
from metrics.floods import MOST_LISTED, without_floods
from metrics.issues import Issue, gathered
from metrics.reading.engines.blockwise import Blockwise, Start
from metrics.reading.engines.condensed import condensed
from metrics.reading.engines.duckdb_rows import duckdb_table
from metrics.reading.engines.groups import Plan
from metrics.reading.engines.pandas_threads import PandasThreads
from metrics.reading.engines.progress import Progress
from metrics.reading.engines.scheduling import Choice, counting_by
from metrics.reading.record_files import record_file
from metrics.reading.supplied import RecordFile, Supplied
from metrics.reading.tables import Table
from tests.given import OFFENCES, measure

HEADER = ["Month", "Borough", "Type", "Record", "Location"]
AREAS = ["Camden", "Barnet", "Brent", "LB Camden", "Ealing"]
TYPES = ["Burglary", "Robbery", "Drugs, and more", "Violence"]
STREET: Mapping[str, Any] = {
    "files": ("Street.csv",),
    "layout": "events",
    "period": {"column": ("Month",), "format": "YYYY-MM"},
    "dimensions": ({"id": "kind", "title": "Kind", "column": ("Type",)},),
    "combine": "sum",
    "ignore": ("Record", "Location"),
}
Results = tuple[list[str], list[dict[str, str | int]], str]


def street(**source: Any) -> PublishedMeasure:
    """Offences that are a row each, by month, borough and type."""
    return measure(OFFENCES, unit="count", source={**STREET, **source})


def record_results(declared: PublishedMeasure, files: Mapping[str, Supplied]) -> Results:
    """What is said of files, for a reader and for a program, and the figures as they would be stored."""
    cells, issues = check_measure(declared, files)
    figures = "" if cells is None else as_text(observations(declared, cells)).to_csv(index=False)
    return (
        [str(issue) for issue in without_floods(gathered(issues))],
        [issue.as_json() for issue in _listed(issues)],
        figures,
    )


def _listed(issues: list[Issue]) -> list[Issue]:
    return without_floods(issues, MOST_LISTED, MOST_LISTED)


def held(declared: PublishedMeasure, path: Path) -> Results:
    """The same of a file that is held whole."""
    return record_results(declared, {path.name: path.read_bytes()})


def in_blocks(declared: PublishedMeasure, path: Path, choice: Choice | None = None) -> Results:
    """The same of a file that is counted in blocks of some hundred bytes, by this process alone."""
    with counting_by(choice or Choice(blocks_from=0, block=700, duckdb=False)):
        return record_results(declared, {path.name: record_file(path, path.name, path.name)})


def by_duckdb(declared: PublishedMeasure, path: Path) -> Results:
    """The same of a file that duckdb counts, and others where something is odd."""
    return in_blocks(declared, path, Choice(blocks_from=0))


def tables_of(declared: PublishedMeasure, path: Path) -> tuple[Table | None, Table | None]:
    """The tables that duckdb makes of a file, and the blocks of it; None where either leaves it to others."""
    file, plans = record_file(path, path.name, path.name), list[tuple[Start, Plan]]()
    with counting_by(Choice(blocks_from=0, block=700)):
        condensed(declared, file, _Noting(plans), LOOK, Progress())
        if not plans:
            return None, None
        start, plan = plans[0]
        return (
            duckdb_table(file, start, plan, Progress()),
            Blockwise(PandasThreads(1)).table(file, start, plan, Progress()),
        )


class _Noting:
    """An engine that counts nothing, and notes what it is asked for."""

    def __init__(self, plans: list[tuple[Start, Plan]]) -> None:
        self.plans = plans

    def table(self, file: RecordFile, start: Start, plan: Plan, progress: Progress) -> Table | None:
        """None."""
        del file, progress
        self.plans.append((start, plan))
        return None


def rows(number: int, chance: random.Random) -> list[list[str]]:
    """Rows of street crime."""
    return [
        [
            f"2023-{chance.randint(1, 12):02}",
            chance.choice(AREAS),
            chance.choice(TYPES),
            "" if chance.random() < 0.2 else f"{chance.getrandbits(64):016x}",
            f"On or near {chance.choice(['High Street', 'Café Road', 'Station Way'])}",
        ]
        for _ in range(number)
    ]


def written(table: list[list[str]], chance: random.Random) -> bytes:
    """Rows as a CSV: with quotes around all cells or only where they must be, ends of lines and encodings of any kind."""
    end = chance.choice(["\n", "\r\n"])
    every = chance.random() < 0.3
    lines = [
        ",".join(_quoted(cell) if every or set(cell) & set(',"\r\n') else cell for cell in row)
        for row in table
    ]
    text = end.join(lines) + chance.choice(["", end, end * 3])
    return text.encode(chance.choice([*["utf-8"] * 14, *["utf-8-sig"] * 5, "cp1252"]), errors="replace")


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _cell(column: int, text: str, share: float = 0.0) -> Callable[[list[list[str]], random.Random], None]:
    """A mess that puts a text into a column, once or in a share of all rows."""

    def put(table: list[list[str]], chance: random.Random) -> None:
        number = max(1, int(share * (len(table) - 1)))
        for at in chance.sample(range(1, len(table)), number):
            table[at] = [*table[at]]
            table[at][min(column, len(table[at]) - 1)] = text

    return put


def _insert(row: list[str], last: bool = False) -> Callable[[list[list[str]], random.Random], None]:
    def put(table: list[list[str]], chance: random.Random) -> None:
        table.insert(len(table) if last else chance.randint(1, len(table)), row)

    return put


MESS: Mapping[str, Callable[[list[list[str]], random.Random], None]] = {
    "nothing": lambda table, chance: None,
    "a month that is none": _cell(0, "2023-13"),
    "many months that are none": _cell(0, "June", 0.4),
    "months that are all none": _cell(0, "June", 1.0),
    "an empty borough": _cell(1, ""),
    "an unknown borough": _cell(1, "Gotham", 0.1),
    "two faults in a row": _cell(1, "Atlantis"),
    "an empty type": _cell(2, "  "),
    "a total": _cell(1, "Total"),
    "a line within a cell": _cell(4, "On or near\nthe river"),
    "many lines within cells": _cell(4, "On or near\r\nthe river", 0.3),
    "a quote within a cell": _cell(4, 'The "Red" Lion'),
    "a row too long": _insert(["2023-01", "Camden", "Burglary", "", "", "more"]),
    "a row too short": _insert(["2023-01", "Camden"]),
    "a blank row": _insert([]),
    "a row of commas": _insert([""] * 5),
    "the header again": _insert(HEADER),
    "a note at the end": _insert(["Source: the police, as of today.", "", "", "", ""], last=True),
    "a short note at the end": _insert(["Source: the police"], last=True),
    "an address of mail": _cell(4, "jo.smith@example.org"),
    "a postcode": _cell(4, "NW1 2AB"),
    "a telephone": _cell(3, "020 7946 0018"),
    "a number of insurance": _cell(3, "AB123456C"),
    "a marked conflict": _insert(["<<<<<<< HEAD"]),
    "a NUL": _cell(4, "On\0near"),
    "a name of two spellings": _cell(2, "burglary"),
    "a name with a space more": _cell(2, "Burglary ", 0.2),
    "a header twice": lambda table, chance: table.__setitem__(
        0, ["Month", "Borough", "Type", "Type", "Location"]
    ),
    "a header without a name": lambda table, chance: table.__setitem__(0, [*HEADER[:4], ""]),
    "a lost column": lambda table, chance: table.__setitem__(0, ["Month", "Area", *HEADER[2:]]),
    "a column of names": lambda table, chance: table.__setitem__(0, [*HEADER[:4], "Victim name"]),
    "no rows": lambda table, chance: table.__delitem__(slice(1, None)),
}


def messy(seed: int, number: int = 120) -> tuple[str, bytes]:
    """A file with one or two kinds of mess in it, and what these are."""
    chance = random.Random(seed)
    kinds = chance.sample(sorted(MESS), chance.choice([1, 1, 2]))
    if seed < len(MESS):
        kinds = [sorted(MESS)[seed]]
    table = [HEADER, *rows(number, chance)]
    for kind in kinds:
        if len(table) > 1:
            MESS[kind](table, chance)
    data = written(table, chance)
    if chance.random() < 0.05:
        at = chance.randint(0, len(data))
        data = data[:at] + chance.choice([b"\xff", b'"', b"\r", b"\n", b"\xe2\x82"]) + data[at:]
        kinds = [*kinds, f"a byte at {at}"]
    return " and ".join(kinds), data

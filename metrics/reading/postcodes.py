"""A table of postcodes in the layout of the ONS Postcode Directory: which district each lies in, and its faults."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from metrics.areas import districts
from metrics.issues import Help, Issue, error, nearest, shortened, warning
from metrics.language import say
from metrics.postcodes import NO_POSTCODES, Postcodes, full_postcode, table_of

# The directory has a postcode in several spacings, and names the column of districts anew each year.
POSTCODE_COLUMNS = ("pcds", "pcd", "pcd2", "pcd7", "pcd8")
DISTRICT_COLUMN = re.compile(r"oslaua|lad\d\dcd")
ENDED = "doterm"
MOST_FAULTS = 200
SEE = Help(see="docs/measures.md#postcodes")


def unreadable(file: str, problem: OSError | UnicodeDecodeError) -> Issue:
    """That there is no table to read."""
    if isinstance(problem, UnicodeDecodeError):
        return replace(error(file, 1, 1, "postcode-file", "the file is not UTF-8"), help=SEE)
    message = f"the table of postcodes cannot be read: {problem.strerror or problem}"
    return replace(error(file, 1, 1, "postcode-file", message), help=SEE)


@dataclass
class Reading:
    """What was read so far: postcodes by sector, the faults, and how many rows were passed over."""

    file: str
    postcodes: dict[str, dict[str, str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    faults: int = 0
    elsewhere: int = 0


@dataclass(frozen=True)
class Columns:
    """Where in a row stands what: the postcode, its district, and the month in which it ended, if anywhere."""

    number: int
    postcode: int
    district: int
    ended: int | None


def parse_postcodes(lines: Iterable[str], file: str) -> tuple[Postcodes, list[Issue]]:
    """The table in the lines of a CSV file and all its issues; with an error among them it is empty.

    Rows outside the region are passed over and counted, those of postcodes that have ended are passed over.
    """
    rows, reading = csv.reader(lines), Reading(file)
    try:
        columns = _columns(next(rows, []), reading)
        if columns is None:
            return NO_POSTCODES, reading.issues
        for row in rows:
            _read(row, rows.line_num, columns, reading)
    except csv.Error as problem:  # a quote that is never closed takes in all that follows
        message = f"the table cannot be read on from here: {problem}; is a quote not closed?"
        _fault(reading, rows.line_num, 1, "postcode-file", message)
        return NO_POSTCODES, reading.issues
    return _finished(reading)


def _columns(header: Sequence[str], reading: Reading) -> Columns | None:
    names = [name.strip().lower() for name in header]
    postcode = next((names.index(name) for name in POSTCODE_COLUMNS if name in names), None)
    district = next((place for place, name in enumerate(names) if DISTRICT_COLUMN.fullmatch(name)), None)
    if postcode is None:
        _fault(
            reading,
            1,
            1,
            "postcode-column",
            f'there is no column "pcds" of postcodes{nearest("pcds", names)}',
        )
    if district is None:
        message = say(
            'there is no column "oslaua", or such as "lad25cd", of {districts}{names}',
            names=nearest("oslaua", names),
        )
        _fault(reading, 1, 1, "postcode-column", message)
    if postcode is None or district is None:
        return None
    return Columns(len(names), postcode, district, names.index(ENDED) if ENDED in names else None)


def _read(row: Sequence[str], line: int, columns: Columns, reading: Reading) -> None:
    if not row:
        return
    if len(row) != columns.number:
        _fault(
            reading,
            line,
            1,
            "postcode-fields",
            f"the row has {len(row)} fields and the header {columns.number}",
        )
        return
    code = row[columns.district].strip()
    if not is_of_the_region(code):
        reading.elsewhere += 1
    elif columns.ended is None or not row[columns.ended].strip():
        _keep(row[columns.postcode], code, line, columns, reading)


def is_of_the_region(code: str) -> bool:
    """Whether a code is of a district of the region, or could only be of one.

    Where the codes of its districts are numbered from 1 without a gap, all of their kind are its own: E09000001 to
    E09000033.
    """
    own = districts()
    kind = next(iter(own))[:3]
    has_all = all(
        area.startswith(kind) and area[3:] == f"{place:06}" for place, area in enumerate(own, start=1)
    )
    return code in own or (has_all and code.startswith(kind))


def _keep(text: str, code: str, line: int, columns: Columns, reading: Reading) -> None:
    sector, letters = full_postcode(text)
    if not sector:
        message = f'"{shortened(text)}" is not a postcode such as "SE1 7PB"'
        _fault(reading, line, columns.postcode + 1, "postcode", message)
    if code not in districts():
        message = say('"{code}" is not the code of {a district} of {region}', code=shortened(code))
        _fault(reading, line, columns.district + 1, "postcode-district", message)
    elif sector:
        earlier = reading.postcodes.setdefault(sector, {}).setdefault(sys.intern(letters), sys.intern(code))
        if earlier != code:
            message = say(
                '"{strip}" stands further up in another {district}, {earlier}',
                strip=text.strip(),
                earlier=earlier,
            )
            _fault(reading, line, columns.district + 1, "postcode-twice", message)


def _finished(reading: Reading) -> tuple[Postcodes, list[Issue]]:
    if reading.faults > MOST_FAULTS:
        message = f"{reading.faults - MOST_FAULTS:,} more faults are not listed"
        reading.issues.append(error(reading.file, 1, 1, "postcode", message))
    elif not reading.postcodes and not reading.faults:
        _fault(reading, 1, 1, "postcode", say("no row has a postcode of {region} that is in use"))
    issues = [*reading.issues, *_passed_over(reading)]
    return (NO_POSTCODES if reading.faults else table_of(reading.postcodes)), issues


def _passed_over(reading: Reading) -> Iterator[Issue]:
    if reading.elsewhere:
        rows = f"{reading.elsewhere:,} row{' is' if reading.elsewhere == 1 else 's are'}"
        message = say(
            "{rows} outside {region} and passed over; without them the file is read faster", rows=rows
        )
        yield replace(warning(reading.file, 1, 1, "postcode-elsewhere", message), help=SEE)


def _fault(reading: Reading, line: int, column: int, code: str, message: str) -> None:
    """One more fault; those beyond the first many are counted alone."""
    reading.faults += 1
    if reading.faults <= MOST_FAULTS:
        reading.issues.append(replace(error(reading.file, line, column, code, message), help=SEE))

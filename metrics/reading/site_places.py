"""The table of places of a site, checked row by row: which district or districts each lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from metrics.issues import nearest, shortened
from metrics.reading.hostile import unshowable
from metrics.reading.named_tables import Table
from metrics.spelling import sound
from metrics.territory import PlaceRow, Territory

Row = Mapping[str, str]
PLACE_COLUMNS = ("place", "areas", "outcodes")
OUTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?", re.ASCII)


def read_places(table: Table, own: Territory) -> tuple[PlaceRow, ...]:
    """The places of a table, its faults told to it: names, codes of districts, outcodes, with blanks between."""
    _check_places_once(table)
    return tuple(place for line, row in table.rows for place in _place(table, line, row, own))


def _check_places_once(table: Table) -> None:
    """A name of several places has a row for each: they lie in different districts, and none beyond the region."""
    lines: dict[str, dict[str, int]] = {}
    for line, row in table.rows:
        before = lines.setdefault(sound(row["place"]), {})
        codes = row["areas"].split() or [""]
        if twice := [before[code] for code in codes if code in before]:
            message = f'"{shortened(row["place"])}" stands in line {twice[0]} already, in the same district'
            table.fault(line, "place", "place", message if row["areas"] else message.partition(", in")[0])
        elif before and ("" in before or codes == [""]):
            message = (
                f'"{shortened(row["place"])}" is a town elsewhere in one row and a place here in another'
            )
            table.fault(line, "place", "place", message)
        before.update(dict.fromkeys(codes, line))


def _place(table: Table, line: int, row: Row, own: Territory) -> Iterator[PlaceRow]:
    name, codes = row["place"], tuple(row["areas"].split())
    outcodes = tuple(row.get("outcodes", "").split())
    problem = "is empty" if not name else unshowable(name)
    if problem:
        table.fault(line, "place", "place", f'the name "{shortened(name)}" {problem}')
    for code in codes:
        if code not in own.districts:
            message = f'"{shortened(code)}" is the code of no district{nearest(code, own.districts)}'
            table.fault(line, "areas", "place", message)
    for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
        table.fault(line, "areas", "place", f'"{shortened(code)}" stands twice')
    for text in outcodes:
        if not OUTCODE.fullmatch(text):
            message = f'"{shortened(text)}" is not the first part of a postcode, such as SE1'
            table.fault(line, "outcodes", "place", message)
    yield PlaceRow(name, codes, outcodes)

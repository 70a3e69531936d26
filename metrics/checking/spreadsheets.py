"""Names that a spreadsheet has taken for dates: 5-9 as 09-May, 10-14 as Oct-14, as 2014-10-01 or as 41913."""

from __future__ import annotations

import re
from collections.abc import Iterator

from metrics.areas import folded
from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, error, shortened
from metrics.reading.tables import Columns, Table

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
# As a CSV has it, and as the true date that a workbook holds is read.
_DATE = re.compile(
    rf"\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?|{_MONTH}-\d{{2}}|\d{{4}}-\d\d-\d\d", re.IGNORECASE | re.ASCII
)
_SERIAL = re.compile(r"[345]\d{4}", re.ASCII)  # days since 1900: from 1982 to 2064
_NUMBER = re.compile(r"[\d.,]*", re.ASCII)


def names_are_no_dates(measure: PublishedMeasure, table: Table, columns: Columns) -> Iterator[Issue]:
    """No area, category or value of a condition is a date, unless it is declared as it stands."""
    dated = {position for name, position in columns.named.items() if name != "period"}
    for position in sorted(dated.union(columns.where)):
        firsts = table.frame[position].drop_duplicates()
        texts = {text.strip(): int(line) for text, line in zip(firsts, firsts.index, strict=True)}
        dates = [text for text in texts if _is_date(text, texts)]
        if position not in dated and len(dates) == len(texts):
            continue  # a column of dates, by which rows are chosen
        for text in dates if dates else ():
            if folded(text) not in _declared(measure):
                yield _taken(table, texts[text], position, text)


def _is_date(text: str, texts: dict[str, int]) -> bool:
    """A day or month, or among names that are no numbers the serial number of one."""
    if _SERIAL.fullmatch(text):
        return not all(_NUMBER.fullmatch(other) for other in texts)
    return _DATE.fullmatch(text) is not None


def _declared(measure: PublishedMeasure) -> set[str]:
    """All names that metrics.yaml has for what stands in such columns."""
    source, area = measure.source, measure.source.area
    names = [name for condition in source.where for name in condition.names]
    names += [] if area is None else [*area.aliases, *area.no_area, *area.subtotals]
    for category in (item for dimension in source.dimensions for item in dimension.categories):
        names += [category.name, *category.aliases]
    return {folded(name) for name in names}


def _taken(table: Table, line: int, position: int, text: str) -> Issue:
    message = (
        f'"{shortened(text)}" in "{table.header[position]}" looks like a name that a spreadsheet took for a '
    )
    message += "date, as it does with 5-9 and 10-14; ask the publisher for the file as it was before"
    return error(table.file, line, position + 1, "taken-for-date", message)

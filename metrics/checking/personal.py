"""No extract holds what points at a person: it is stored as it came, and a release is public."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from metrics.declared.fields import MAIL_ADDRESS
from metrics.declared.framework import PublishedMeasure
from metrics.file_kinds import cell_name
from metrics.issues import Issue, error, shortened, warning
from metrics.markings import plain_text
from metrics.reading.grids import texts_beside
from metrics.reading.shape import SEARCHED_FOR_A_HEADER, Row
from metrics.reading.tables import Columns, Table

_NAMES = re.compile(
    r"^(full |victim |suspect |offender |officer |witness |respondent |person |customer |client )?names?$"
    r"|\b(forenames?|surnames?|first name|last name|middle name|given name|family name|maiden name)\b"
    r"|\be ?mails?\b|\b(tele)?phone( (number|no))?s?$|\b(mobile|contact) (number|no|phone)\b"
    r"|^(mobile|tel|telephone|phone)( (number|no))?$"
    r"|^(home |street |postal |victim |email |ip )*address(es)?( \d)?$"
    r"|\baddress (line )?\d\b|\bpost ?codes?$|\b(date of birth|dob|birth ?date|birthday)\b"
    r"|\b(ni|nhs|passport|pnc|driving licen[cs]e|national insurance|warrant|collar|badge) ?(number|no|id)\b|^nino$"
    r"|\b(crime|custody|cad|cris|victim|suspect|respondent) (reference|ref|id|number|no)\b|\bip address\b",
    re.ASCII,
)
FIGURE = re.compile(r"-?[\d.,]{1,8}%?|\[\w+\]|", re.ASCII)
_TEXTS = re.compile(
    rf"(?P<email>(?u:{MAIL_ADDRESS}))"
    r"|(?P<phone>^\s*(?:\+44|0044|0)(?:[ ()-]*\d){9,10}\s*$)"
    r"|(?P<postcode>^\s*[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\s*$)"
    r"|(?P<ni>^\s*[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\s*$)",
    re.ASCII,
)
_CALLED = {
    "email": "an e-mail address",
    "phone": "a telephone number",
    "postcode": "a full postcode",
    "ni": "a National Insurance number",
}
# Names of columns that notes and lists of tables have as well.
_OF_OFFICES = {
    "name",
    "names",
    "address",
    "addresses",
    "email",
    "e mail",
    "telephone",
    "phone",
    "tel",
    "postcode",
}
PERSONS = 3  # from so many in one column on, they are those of persons
_MEND = "ask the publisher for a file without it: an extract is stored as it came, and is public"


def no_personal_data(measure: PublishedMeasure, table: Table, columns: Columns) -> Iterator[Issue]:
    """No column is named after what points at a person, and no free cell holds it. The cell is not repeated."""
    for position in free_columns(measure, table, columns):
        name, texts = table.header[position], table.frame[position].unique()
        if is_named_after_persons(name) and not all(FIGURE.fullmatch(text.strip()) for text in texts):
            message = f'the column "{shortened(name)}" looks like personal data; {_MEND}'
            yield error(table.file, table.header_line, position + 1, "personal-data", message)
            continue
        suspect = _first_personal(texts)
        if suspect:
            text, kind = suspect
            line = int(table.frame.index[table.frame[position] == text][0])
            message = f'the column "{shortened(name)}" holds what looks like {_CALLED[kind]}; {_MEND}'
            yield error(table.file, line, position + 1, "personal-data", message)


def nothing_personal_beside(measure: PublishedMeasure, data: bytes, file: str) -> Iterator[Issue]:
    """Nor does anything that is stored with the table: other sheets, whether they are shown or not, and titles.

    An address or a number alone may be how an office is reached: it is a warning. Several in one column are an
    error, and so is a column that is named after persons.
    """
    for sheet, rows in texts_beside(data, measure.source, file):
        for column, cells in _by_column(rows).items():
            yield from _in_column(file, sheet, column, cells)


def is_named_after_persons(name: str) -> bool:
    """Whether a column has a name of what points at a person."""
    return _NAMES.search(_words(name)) is not None


def called_personal(text: str) -> str:
    """What a text looks like that points at a person, or at how one is reached; nothing for any other."""
    match = _match(text)
    return _CALLED[match.lastgroup] if match is not None and match.lastgroup else ""


def _match(text: str) -> re.Match[str] | None:
    """What points at a person in a text as a reader sees it: wide letters and unseen ones make no difference."""
    return _TEXTS.search(text if text.isascii() else plain_text(text))


def _by_column(rows: Iterable[Row]) -> dict[int, dict[int, str]]:
    """What stands in each column, by its line; blank cells left out."""
    columns: dict[int, dict[int, str]] = {}
    for line, row in rows:
        for column, text in enumerate(row, 1):
            if text.strip():
                columns.setdefault(column, {})[line] = text
    return columns


def _in_column(file: str, sheet: str, column: int, cells: Mapping[int, str]) -> Iterator[Issue]:
    for line in list(cells)[:SEARCHED_FOR_A_HEADER]:
        name = _words(cells[line])
        if _NAMES.search(name) and name not in _OF_OFFICES and _texts_below(cells, line) >= PERSONS:
            message = f'the column below "{shortened(cells[line])}" looks like personal data; {_MEND}'
            yield _in_sheet(error(file, line, column, "personal-data", message), sheet)
            return
    kinds = {text: match.lastgroup for text in set(cells.values()) if (match := _match(text))}
    matches = {line: kinds[text] for line, text in cells.items() if text in kinds} if kinds else {}
    if matches:
        line, kind = next(iter(matches.items()))
        yield _in_sheet(_beside(file, (line, column), _CALLED[str(kind)], len(matches)), sheet)


def _texts_below(cells: Mapping[int, str], name: int) -> int:
    """How many cells below a line hold anything but figures."""
    return sum(line > name and not FIGURE.fullmatch(text.strip()) for line, text in cells.items())


def _beside(file: str, place: tuple[int, int], kind: str, count: int) -> Issue:
    if count >= PERSONS:
        message = f"{count:,} cells of the column hold what looks like {kind}; {_MEND}"
        return error(file, *place, "personal-data", message)
    message = f"this looks like {kind}, and what is stored is public; is it how an office is reached?"
    return warning(file, *place, "contact", message)


def _in_sheet(issue: Issue, sheet: str) -> Issue:
    return replace(issue, cell=cell_name(sheet, issue.line, issue.column)) if sheet else issue


def free_columns(measure: PublishedMeasure, table: Table, columns: Columns) -> list[int]:
    """The columns that no reader holds to a known list, to periods or to numbers."""
    free = {dimension.id for dimension in measure.source.dimensions if not dimension.categories}
    named = (at for name, at in columns.named.items() if name not in free)
    held = columns.numbers.union(named, columns.beside.values())
    return [position for position in range(len(table.header)) if position not in held]


def _words(name: str) -> str:
    """``VictimEmail_1`` as ``victim email 1``."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[\W_]+", " ", apart).split()).casefold()


def _first_personal(texts: Iterable[str]) -> tuple[str, str] | None:
    for text in texts:
        match = _match(text)
        if match and match.lastgroup:
            return text, match.lastgroup
    return None

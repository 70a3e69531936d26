"""No extract holds what points at a person: it is stored as it came, and a release is public."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, error, shortened
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
_FIGURE = re.compile(r"-?[\d.,]{1,8}%?|\[\w+\]|", re.ASCII)
_TEXTS = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+\.[\w.-]+)"
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
_MEND = "ask the publisher for a file without it: an extract is stored as it came, and is public"


def no_personal_data(measure: PublishedMeasure, table: Table, columns: Columns) -> Iterator[Issue]:
    """No column is named after what points at a person, and no free cell holds it. The cell is not repeated."""
    for position in _free_columns(measure, table, columns):
        name, texts = table.header[position], table.frame[position].unique()
        if _NAMES.search(_words(name)) and not all(_FIGURE.fullmatch(text.strip()) for text in texts):
            message = f'the column "{shortened(name)}" looks like personal data; {_MEND}'
            yield error(table.file, 1, position + 1, "personal-data", message)
            continue
        suspect = _first_personal(texts)
        if suspect:
            text, kind = suspect
            line = int(table.frame.index[table.frame[position] == text][0])
            message = f'the column "{shortened(name)}" holds what looks like {_CALLED[kind]}; {_MEND}'
            yield error(table.file, line, position + 1, "personal-data", message)


def _free_columns(measure: PublishedMeasure, table: Table, columns: Columns) -> list[int]:
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
        match = _TEXTS.search(text)
        if match and match.lastgroup:
            return text, match.lastgroup
    return None

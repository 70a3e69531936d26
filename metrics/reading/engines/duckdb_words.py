"""What duckdb is asked, in its own words: a part of a day, a blank row, a text that may tell of a person, a path"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from metrics.reading.engines.gathered import TOO_MANY_GROUPS
from metrics.reading.engines.groups import TIME
from metrics.reading.packed import DAMAGED
from metrics.reading.parquet import quoted_name

_PARTS: Mapping[tuple[str, str], str] = {
    ("YYYY-MM-DD", "month"): "substr({0}, 1, 7)",
    ("DD/MM/YYYY", "month"): "substr({0}, 4, 7)",
    ("MM/DD/YYYY", "month"): "substr({0}, 1, 2) || substr({0}, 7, 4)",
}
_DAYS = {
    "YYYY-MM-DD": r"\d{4}-\d{2}-\d{2}",
    "DD/MM/YYYY": r"\d{2}/\d{2}/\d{4}",
    "MM/DD/YYYY": r"\d{2}/\d{2}/\d{4}",
}

_LAST_SPACE = 0x3000
_SPACES = "".join(letter for letter in map(chr, range(_LAST_SPACE + 1)) if letter.isspace())


def of_text(own: str, pattern: str, part: str) -> str:
    """The month or the day of a day in letters, and any other text as it is."""
    taken = _PARTS.get((pattern, part), "substr({0}, 1, 10)").format(own)
    return f"CASE WHEN regexp_full_match({own}, '{_DAYS[pattern]}({TIME})?') THEN {taken} ELSE {own} END"


def of_day(own: str, kind: str, part: str) -> str:
    """The month or the day of a true date or time; any other type as it is."""
    return f"date_trunc('{part}', {own})" if kind.startswith(("DATE", "TIMESTAMP")) else own


def all_blank(names: Iterable[str]) -> str:
    """The condition that nothing stands in any column."""
    return " AND ".join(f"coalesce({_stripped(quoted_name(name))}, '') = ''" for name in names)


def says_its_names(names: Iterable[str]) -> str:
    """The condition that a row says the names of the columns again."""
    return " AND ".join(f"{_stripped(quoted_name(name))} = {literal(name.strip())}" for name in names)


def likely_personal(own: str) -> str:
    """The condition that a text may tell of a person: what `called_personal` needs to see in it.

    A mark of mail, letters beyond ASCII, a space at its start, the beginning of a telephone number, or a capital
    with a figure behind it and another capital at the end. Comparing beginnings is what costs least.
    """
    second, third, last = f"substr({own}, 2, 1)", f"substr({own}, 3, 1)", f"ascii(right({own}, 1))"
    number = f"(({own} >= '+' AND {own} < ',') OR ({own} >= '0' AND {own} < '1'))"
    return (
        f"(contains({own}, '@') OR strlen({own}) <> length({own}) OR ({own} < '!' AND {own} <> '') "
        f"OR ({number} AND contains('0123456789 ()-', {second})) "
        f"OR ({own} >= 'A' AND {own} < '[' AND ({second} <= '9' OR {third} <= '9') "
        f"AND ({last} BETWEEN 65 AND 90 OR {last} <= 32)))"
    )


def fault_of(problem: Exception) -> tuple[str, str]:
    """The code and the words for what duckdb raised: it has too much to hold, or cannot make sense of the bytes."""
    if type(problem).__name__ == "OutOfMemoryException":
        return "too-large", TOO_MANY_GROUPS
    return "damaged", DAMAGED


def _stripped(own: str) -> str:
    return f"trim(CAST({own} AS VARCHAR), {literal(_SPACES)})"


def literal(text: str) -> str:
    """A text as a query holds it."""
    return "'" + text.replace("'", "''") + "'"

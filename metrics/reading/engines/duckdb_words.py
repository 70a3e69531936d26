"""What duckdb is asked, in its own words: the month or the day of a cell, and the path of a file"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TIME = r"[ T]\d{2}:\d{2}(:\d{2})?"
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


def of_text(own: str, pattern: str, part: str) -> str:
    """The month or the day of a day in letters, and any other text as it is."""
    taken = _PARTS.get((pattern, part), "substr({0}, 1, 10)").format(own)
    return f"CASE WHEN regexp_full_match({own}, '{_DAYS[pattern]}({_TIME})?') THEN {taken} ELSE {own} END"


def of_day(own: str, kind: str, part: str) -> str:
    """The month or the day of a true date or time; any other type as it is."""
    return f"date_trunc('{part}', {own})" if kind.startswith(("DATE", "TIMESTAMP")) else own


def literal_path(path: str) -> str:
    """A path that stands for one file alone: brackets, asterisks and question marks are letters of its name."""
    return re.sub(r"([\[*?])", r"[\1]", path)

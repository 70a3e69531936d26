"""One thing to mend, and where it stands: what every check returns and every command prints."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from metrics.file_kinds import ENDINGS

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Help:
    """What helps to mend an issue, and is no part of it.

    ``allowed`` are the values that could stand there, ``see`` the section of docs/ that explains it. ``declared``
    is the key of a measure that a file was held against, such as ``("source", "area")``, and ``places`` are the
    lines of metrics.yaml where it stands: ``config/metrics.yaml:205``.
    """

    allowed: tuple[str, ...] = ()
    see: str = ""
    declared: tuple[str | int, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class Issue:
    """A fault in what a person supplied.

    ``line`` and ``column`` count from 1 as an editor counts them; a column is a field in a CSV file and a
    character in a YAML file. In a workbook they are the row and column of the sheet, and ``cell`` names both:
    ``Sheet1!C7``. ``more`` are further places with the same fault, which are not told one by one.
    """

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    help: Help = field(default=Help(), compare=False)
    cell: str = ""
    more: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"

    @property
    def place(self) -> str:
        """Where it stands: ``PAS.csv:46:5``, or in a workbook ``PAS.xlsx:Sheet1!E46``."""
        return f"{self.file}:{self.cell or f'{self.line}:{self.column}'}"

    def as_json(self) -> dict[str, str | int]:
        """The issue as a plain mapping, in the order in which the interface names its fields; a cell may follow."""
        mapping = {name: getattr(self, name) for name in JSON_FIELDS}
        return mapping | ({"cell": self.cell} if self.cell else {})

    @property
    def with_places(self) -> Issue:
        """The issue with the lines of metrics.yaml that it was held against in its message."""
        places = " and ".join(self.help.places)
        return replace(self, message=f"{self.message} (declared in {places})") if places else self


BLANKS = {
    " ": '" " (a space)',
    "\t": r'"\t" (a tab)',
    "\xa0": "a no-break space (U+00A0)",
    "\u202f": "a narrow no-break space (U+202F)",
}
JSON_FIELDS = ("file", "line", "column", "severity", "code", "message")


def held_against(declared: tuple[str | int, ...], issues: Iterable[Issue]) -> list[Issue]:
    """The issues, each with the key of the measure that its file was held against."""
    return [replace(issue, help=replace(issue.help, declared=declared)) for issue in issues]


def distinct(issues: Iterable[Issue]) -> list[Issue]:
    """The issues in order, each once; of equal ones the places are put together."""
    merged: dict[Issue, Issue] = {}
    for issue in issues:
        first = merged.setdefault(issue, issue)
        places = tuple(dict.fromkeys((*first.help.places, *issue.help.places)))
        merged[issue] = replace(first, help=replace(first.help, places=places))
    return sorted(merged.values())


class InvalidInput(Exception):
    """What a person supplied has faults: all of them, told together."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(distinct(issues))
        super().__init__("\n".join(map(str, self.issues)))


class Refused(Exception):
    """The input is sound, but as things stand the command cannot be carried out."""


def error(file: str, line: int, column: int, code: str, message: str) -> Issue:
    """An issue that stops a publication."""
    return Issue(printable(file), line, column, "error", code, printable(message))


def warning(file: str, line: int, column: int, code: str, message: str) -> Issue:
    """An issue that is shown and recorded, and stops nothing."""
    return Issue(printable(file), line, column, "warning", code, printable(message))


def gathered(issues: Iterable[Issue]) -> list[Issue]:
    """Issues for a reader: what several rows of a file have alike in one field is told once, with their number."""
    alike: dict[tuple[str, int, str], list[Issue]] = {}
    for issue in issues:
        row = 0 if issue.file.lower().endswith(ENDINGS) else issue.line
        sheet = issue.cell.rpartition("!")[0]
        key = f"{row} {sheet} {issue.code} {issue.message}"
        alike.setdefault((issue.file, issue.column, key), []).append(issue)
    return [_first_of(group) for group in alike.values()]


def _first_of(group: list[Issue]) -> Issue:
    line, cell, more = group[0].line, group[0].cell, sum(1 + issue.more for issue in group) - 1
    (alone,) = distinct(replace(issue, line=line, cell=cell, more=0) for issue in group)
    first = alone.with_places
    if not more:
        return first
    remainder = f"{more:,} more row{'' if more == 1 else 's'} with the same"
    joined = f" And {remainder}." if first.message.endswith("?") else f"; and {remainder}"
    return replace(first, message=first.message + joined)


def has_errors(issues: Iterable[Issue]) -> bool:
    """Whether any of the issues stops a publication."""
    return any(issue.severity == "error" for issue in issues)


def nearest(text: str, allowed: Iterable[str], cutoff: float = 0.6) -> str:
    """The guess that ends a message, ``; did you mean "percent"?``, or nothing when none is near.

    ``cutoff`` is the least likeness of a guess, from 0 to 1, as difflib has it.
    """
    by_fold = {name.casefold(): name for name in allowed}
    close = difflib.get_close_matches(text.casefold(), by_fold, n=1, cutoff=cutoff)
    return f'; did you mean "{by_fold[close[0]]}"?' if close else ""


def listed(names: Iterable[str], most: int = 8) -> str:
    """Names for a message: in quotes, with commas, and a count of those that do not fit."""
    unique = list(dict.fromkeys(names))
    quotations = ", ".join(map(quoted, unique[:most]))
    return quotations + (f" and {len(unique) - most} more" if len(unique) > most else "")


def quoted(text: str) -> str:
    """A cell or value in quotes, as ``shortened`` has it; blank characters, which nobody sees, with their name."""
    return BLANKS.get(text) or f'"{shortened(text)}"'


def shortened(text: str, most: int = 60) -> str:
    """A cell or value as a message may show it: one line, no longer than a reader takes in."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def printable(text: str) -> str:
    """Text safe for a terminal: what cannot be seen or would steer it is written as its code point."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)

"""One thing to mend, and where it stands: what every check returns and every command prints."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Issue:
    """A fault in what a person supplied.

    ``line`` and ``column`` count from 1 as an editor counts them; a column is a field in a CSV file and a
    character in a YAML file.
    """

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message}"

    def as_json(self) -> dict[str, str | int]:
        """The issue as a plain mapping, in the order in which the interface names its fields."""
        return asdict(self)


class InvalidInput(Exception):
    """What a person supplied has faults: all of them, told together."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(sorted(set(issues)))
        super().__init__("\n".join(map(str, self.issues)))


class Refused(Exception):
    """The input is sound, but as things stand the command cannot be carried out."""


def error(file: str, line: int, column: int, code: str, message: str) -> Issue:
    """An issue that stops a publication."""
    return Issue(file, line, column, "error", code, printable(message))


def warning(file: str, line: int, column: int, code: str, message: str) -> Issue:
    """An issue that is shown and recorded, and stops nothing."""
    return Issue(file, line, column, "warning", code, printable(message))


def has_errors(issues: Iterable[Issue]) -> bool:
    """Whether any of the issues stops a publication."""
    return any(issue.severity == "error" for issue in issues)


def nearest(found: str, allowed: Iterable[str]) -> str:
    """The guess that ends a message, ``; did you mean "percent"?``, or nothing when none is near."""
    by_fold = {name.casefold(): name for name in allowed}
    close = difflib.get_close_matches(found.casefold(), by_fold, n=1, cutoff=0.6)
    return f'; did you mean "{by_fold[close[0]]}"?' if close else ""


def listed(names: Iterable[str], most: int = 8) -> str:
    """Names for a message: in quotes, with commas, and a count of those that do not fit."""
    unique = list(dict.fromkeys(names))
    shown = ", ".join(f'"{shortened(name)}"' for name in unique[:most])
    return shown + (f" and {len(unique) - most} more" if len(unique) > most else "")


def shortened(text: str, most: int = 60) -> str:
    """A cell or value as a message may show it: one line, no longer than a reader takes in."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def printable(text: str) -> str:
    """Text safe for a terminal: what cannot be seen or would steer it is written as its code point."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)

"""The place of an issue as the file has it: the line with its fault marked, for who reads it on a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from metrics.checking.checks import OF_NO_PLACE
from metrics.file_kinds import CSV, kind_of
from metrics.issues import Issue, printable
from metrics.plain_files import first_bytes
from metrics.reading.packed import LARGEST_BYTES

WIDEST = 100
ELLIPSIS = "…"
DELIMITERS = ",;\t|"
LINE = re.compile(rb"\r\n|\r|\n")
# What one thing of YAML is made of: a text in quotes, or whatever goes on to a comment or a colon; inside brackets,
# to a comma or the closing one.
QUOTED = r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\""""
THING = re.compile(QUOTED + r"|\S.*?(?=\s+#|:\s|:$|\s*$)")
INSIDE = re.compile(QUOTED + r"|[^\s,\[\]{}][^,\[\]{}]*?(?=\s*[,\[\]{}]|:\s|\s*$)")


@dataclass(frozen=True)
class Source:
    """The lines of a file that issues speak of, by number, and what stands between the fields of a CSV."""

    lines: dict[int, str]
    delimiter: str = ""


def snippet(issue: Issue, source: Source) -> Iterator[str]:
    """The line with its number, and under it the marks below the fault; nothing where there is no such line."""
    text = source.lines.get(issue.line)
    if text is None or (issue.code in OF_NO_PLACE and not issue.help.see):
        return
    start, end = (
        _field(text, issue.column, source.delimiter) if source.delimiter else _thing(text, issue.column)
    )
    before, marked, after = (visible(part) for part in (text[:start], text[start:end], text[end:]))
    marked = _cut(marked, WIDEST // 2)
    room = WIDEST - _width(marked)
    before = _cut(before, max(20, room - _width(_cut(after, room // 3))), at_start=True)
    number = str(issue.line)
    yield f"{number} | {before}{marked}{_cut(after, max(10, room - _width(before)))}".rstrip()
    yield f"{' ' * len(number)} | {' ' * _width(before)}{'^' * max(1, _width(marked))}"


def sources(issues: Iterable[Issue]) -> dict[str, Source]:
    """The lines of plain files that issues speak of. Of a file with personal data no row is shown."""
    numbers: dict[str, set[int]] = {}
    secret = set()
    for issue in issues:
        numbers.setdefault(issue.file, {1}).add(issue.line)
        secret |= {issue.file} if issue.code == "personal-data" else set()
    return {file: _source(file, {1} if file in secret else lines) for file, lines in numbers.items()}


def visible(text: str) -> str:
    """Text for one line of a terminal: a tab is an arrow, and what cannot be seen is its code point."""
    return printable(text.replace("\t", "→"))


def _source(file: str, numbers: set[int]) -> Source:
    try:
        path = Path(file)
        kind = kind_of(file)
        if kind is not None and kind != CSV:
            return Source({})  # what is packed has no lines to show
        data = first_bytes(path, LARGEST_BYTES)
    except (OSError, ValueError):
        return Source({})
    lines = LINE.split(data.removeprefix(b"\xef\xbb\xbf"), maxsplit=max(numbers))
    lines_by_number = {number: _decoded(lines[number - 1]) for number in numbers if 0 < number <= len(lines)}
    return Source(
        lines_by_number, _delimiter(lines_by_number.get(1, "")) if file.lower().endswith(".csv") else ""
    )


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _field(text: str, column: int, delimiter: str) -> tuple[int, int]:
    """Where a field of a CSV row stands; its end where the row has no such field."""
    edges = [-1, *_outside_quotes(text, delimiter), len(text)]
    if column >= len(edges):
        return len(text), len(text)
    return edges[column - 1] + 1, edges[column]


def _outside_quotes(text: str, delimiter: str) -> Iterator[int]:
    quoted = False
    for place, character in enumerate(text):
        quoted ^= character == '"'
        if character == delimiter and not quoted:
            yield place


def _thing(text: str, column: int) -> tuple[int, int]:
    """Where the key or value stands that starts at a character of a line of YAML."""
    start = min(column - 1, len(text))
    match = (INSIDE if re.search(r"[\[{]", text[:start]) else THING).match(text, start)
    return start, match.end() if match else min(start + 1, len(text))


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(text: str, most: int, *, at_start: bool = False) -> str:
    """Text that takes at most so many columns, cut at its end, or at its start."""
    if _width(text) <= most:
        return text
    kept = ""
    for character in text[::-1] if at_start else text:
        if _width(kept) + _columns(character) > most - 1:
            break
        kept += character
    return ELLIPSIS + kept[::-1] if at_start else kept + ELLIPSIS

"""A file of text read row by row, with no more of it held than is told: for files in which something is odd

What is wrong with its encoding and its shape is told as for a file that is held, in the same words and places.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO, TextIO

from metrics.declared.published_file import PublishedFile
from metrics.file_kinds import CSV
from metrics.issues import Issue, error
from metrics.reading.encodings import (
    NUL_WORDS,
    TWICE,
    TWICE_WORDS,
    decoded,
    is_utf_8,
    place_after,
    undecoded,
    wide_fault,
)
from metrics.reading.grids import LONGEST_FIELD, UNCLOSED, nothing_words
from metrics.reading.shape import (
    SEARCHED_FOR_A_HEADER,
    SHAPE_RULES,
    Row,
    is_blank,
    may_be_note,
    merge_conflicts,
    rows_fit_the_header,
    shape_issues,
)

MOST_ODD = 1_500  # rows of a kind that are kept; of more a reader is told their number
_LINE_END = re.compile(r"\r\n|\r|\n")
_CHUNK = 4 * 1024**2
_LETTER = 4  # bytes of the longest in UTF-8
LONGEST_LINE = 2 * 1024**2  # letters; of a line of commas alone its cells would take thirty times as much
MOST_NOTES = 10_000  # rows at the end that wait to be taken for notes
Opened = Callable[[], AbstractContextManager[BinaryIO]]
OpenedText = Callable[[], AbstractContextManager[TextIO]]


# The encoding ----------------------------------------------------------------------------------------------


@dataclass
class _Judged:
    """What was seen of the text so far, and the first fault of each kind."""

    lines: int = 0
    conflict_lines: int = 0
    ends: int = 0
    twice: int = 0
    is_blank: bool = True
    beyond_ascii: set[bool] = field(default_factory=set)
    first: dict[str, Issue] = field(default_factory=dict)


def encoding_faults(opened: Opened, source: PublishedFile, file: str) -> list[Issue]:
    """The one fault of a file's encoding, or of a merge that was left in it; none where it is sound."""
    judged = _Judged()
    with opened() as stream:
        for number, data in enumerate(whole_lines(stream)):
            if number == 0 and (fault := wide_fault(data, source, file)):
                return [fault]
            _judge(judged, data, source, file, is_first=number == 0)
    if source.encoding == "cp1252" and judged.beyond_ascii == {True}:
        return decoded("é".encode(), source, file)[1]
    if "undecoded" in judged.first:
        return [judged.first["undecoded"]]
    if judged.is_blank:
        return decoded(b"", source, file)[1]
    if judged.twice * 2 > judged.ends:
        return [judged.first["twice"]]
    return [judged.first[kind] for kind in ("nul", "conflict") if kind in judged.first][:1]


def whole_lines(stream: BinaryIO, size: int = _CHUNK) -> Iterator[bytes]:
    """The bytes of a file by so many at once, cut behind a line, or between two letters where none ends."""
    rest = b""
    while chunk := stream.read(size):
        data = rest + chunk
        cut = data.rfind(b"\n") + 1 or _end_of_a_letter(data)
        yield data[:cut]
        rest = data[cut:]
    if rest:
        yield rest


def _end_of_a_letter(data: bytes) -> int:
    """Where the last letter begins, so that no cut goes through one, nor through CR LF."""
    starts = (at for at in range(len(data) - 1, max(len(data) - _LETTER, 0), -1) if data[at] & 0xC0 != 0x80)
    return next(starts, len(data))


def _judge(judged: _Judged, data: bytes, source: PublishedFile, file: str, *, is_first: bool) -> None:
    encoding = "utf-8-sig" if source.encoding == "utf-8" and is_first else source.encoding
    if not data.isascii():
        judged.beyond_ascii.add(is_utf_8(data))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        fault = undecoded(data, problem.start, problem.reason, source, file)
        judged.first.setdefault("undecoded", _lower(fault, judged.lines))
        return
    judged.is_blank = judged.is_blank and not text.strip()
    if TWICE in text and "twice" not in judged.first:
        judged.first["twice"] = _at(text, text.index(TWICE), TWICE_WORDS, judged, source, file)
    if "\0" in text and "nul" not in judged.first:
        judged.first["nul"] = _at(text, text.index("\0"), NUL_WORDS, judged, source, file)
    for conflict in merge_conflicts(text, file):
        judged.first.setdefault("conflict", _lower(conflict, judged.conflict_lines))
    judged.twice += text.count(TWICE)
    judged.ends += text.count("\n")
    judged.conflict_lines += text.count("\n")
    judged.lines += len(_LINE_END.findall(text))


def _at(text: str, at: int, words: str, judged: _Judged, source: PublishedFile, file: str) -> Issue:
    line, field_number = place_after(text[:at], source)
    return error(file, line + judged.lines, field_number, "encoding", words)


def _lower(issue: Issue, lines: int) -> Issue:
    return replace(issue, line=issue.line + lines)


# The rows --------------------------------------------------------------------------------------------------


class Unclosed(Exception):
    """A row that is no row of a CSV: its line, and what the reader says of it."""

    def __init__(self, line: int, problem: str) -> None:
        self.line, self.problem = line, problem
        super().__init__(problem)


def rows_in(stream: TextIO, source: PublishedFile) -> Iterator[Row]:
    """The rows from the header down, each with the line that it starts in. Raises Unclosed."""
    csv.field_size_limit(LONGEST_FIELD)
    lines = _lines(stream)
    reader = csv.reader(lines, delimiter=source.delimiter, strict=True)
    started = 1
    try:
        for _ in range(source.header - 1):
            next(lines, "")
            started += 1
        for row in reader:
            yield started, row
            started = source.header + reader.line_num
    except csv.Error as problem:
        raise Unclosed(started, str(problem)) from None


def _lines(stream: TextIO) -> Iterator[str]:
    """The lines of a file, their ends with them. Raises csv.Error where one is too long to be held."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            raise csv.Error(f"line longer than {LONGEST_LINE:,} letters")
        yield line


@dataclass
class _Shape:
    """The rows that tell of a file's shape: the first, those that are odd, and those at the end that may be notes.

    ``last`` is the newest that can be no note, ``good`` the first that is not odd.
    """

    first: list[Row] = field(default_factory=list)
    odd: list[Row] = field(default_factory=list)
    tail: deque[Row] = field(default_factory=deque)
    kinds: Counter[str] = field(default_factory=Counter)
    good: Row | None = None
    last: Row | None = None

    @property
    def rows(self) -> list[Row]:
        """All of them in their order, without blank ones at the end."""
        others = [row for row in (self.good, self.last) if row is not None]
        by_line = {row[0]: row for row in (*self.first, *self.odd, *others, *self.tail)}
        rows = [by_line[line] for line in sorted(by_line)]
        while rows and is_blank(rows[-1][1]):
            rows.pop()
        return rows


def shape_faults(
    opened: OpenedText, source: PublishedFile, file: str, take: Callable[[Row], None]
) -> list[Issue]:
    """What is wrong with the shape of a file. ``take`` gets the header, and each row below it while none is odd."""
    shape = _Shape()
    with opened() as stream:
        try:
            for row in rows_in(stream, source):
                _look_at(shape, row, take)
        except Unclosed as fault:
            return [error(file, fault.line, 1, "csv-syntax", UNCLOSED.format(problem=fault.problem))]
    if not shape.rows and source.header > 1:
        return [error(file, 1, 1, "empty-file", nothing_words(source, CSV))]
    tail = {row[0].strip() for _, row in shape.tail if row}
    if tail and shape.last is not None:
        alike = _row_that_begins(opened, source, tail, shape.last[0])
        shape.odd += [] if alike is None else [alike]
    return _weighed(shape, source, file)


def _look_at(shape: _Shape, row: Row, take: Callable[[Row], None]) -> None:
    """Takes a row in; one that may be a note waits for what comes after it."""
    if len(shape.first) <= SEARCHED_FOR_A_HEADER:
        shape.first.append(row)
    header = shape.first[0]
    if row is header:
        take(row)
        return
    shape.tail.append(row)
    is_note, most = may_be_note(row[1], len(header[1])), MOST_NOTES
    while shape.tail and (not is_note or len(shape.tail) > most):
        shape.last = shape.tail.popleft()
        _settle(shape, shape.last, header[1], take)


def _settle(shape: _Shape, row: Row, header: list[str], take: Callable[[Row], None]) -> None:
    kind = _oddity(row[1], header)
    if not kind:
        shape.good = shape.good or row
        if not shape.odd:
            take(row)
        return
    shape.kinds[kind] += 1
    if shape.kinds[kind] <= MOST_ODD:
        shape.odd.append(row)


def _oddity(row: list[str], header: list[str]) -> str:
    """The code of what is odd about a row below the header, as ``rows_fit_the_header`` judges it; or nothing."""
    if is_blank(row):
        return "blank-row"
    if len(row) != len(header):
        return "ragged-row"
    return "repeated-header" if [cell.strip() for cell in row] == [cell.strip() for cell in header] else ""


def _row_that_begins(opened: OpenedText, source: PublishedFile, texts: set[str], until: int) -> Row | None:
    """The first row below the header, up to a line, whose first cell is one of some texts."""
    with opened() as stream:
        for line, row in rows_in(stream, source):
            if line > until:
                return None
            if line > source.header and row and row[0].strip() in texts:
                return line, row
    return None


def _weighed(shape: _Shape, source: PublishedFile, file: str) -> list[Issue]:
    """The faults of the rows that were kept, the last of each kind with the number of those that were not."""
    header = shape.first[0][1] if shape.first else []
    waiting = {line for line, _ in shape.tail}
    kept = Counter(_oddity(row, header) for line, row in shape.rows[1:] if line not in waiting)
    beyond = {kind: number - kept[kind] for kind, number in shape.kinds.items() if number > kept[kind]}
    last_rule = partial(rows_fit_the_header, beyond=beyond.get("ragged-row", 0))
    rules = (*SHAPE_RULES[:-1], lambda rows, _, name: last_rule(rows, name))
    issues = shape_issues(shape.rows, source, file, rules)
    for kind, number in beyond.items():
        own = [at for at, issue in enumerate(issues) if issue.code == kind]
        if len(own) > 1:
            issues[own[-1]] = replace(issues[own[-1]], more=number)
    return issues

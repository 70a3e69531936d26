"""The start of an extract as a table of text: its encoding and delimiter are found, nothing is declared yet."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from metrics.declared.layouts import EVENTS
from metrics.declared.source import Source
from metrics.issues import Issue, error, has_errors, listed
from metrics.reading.encodings import decoded
from metrics.reading.files import type_faults
from metrics.reading.grids import split_rows
from metrics.reading.shape import (
    DELIMITERS,
    SEARCHED_FOR_A_HEADER,
    Row,
    ShapeRule,
    file_has_rows,
    merge_conflicts,
    rows_fit_the_header,
    shape_issues,
)

MOST_BYTES = 4 * 1024**2  # of a file that is looked at; the rest of a longer one is like it, or is not
Encoding = Literal["utf-8", "cp1252"]
# Text is decoded as for a declared source, of which the encoding alone matters here.
_ANY = Source.model_validate(
    {
        **dict.fromkeys(("publisher", "title"), "any"),
        **{"link": "https://example.org", "licence": "OGL-3.0", "files": ("any.csv",), "layout": EVENTS.name},
        **{"period": {"format": "YYYY"}, "absent": "zero", "london": "all-rows"},
    }
)


@dataclass(frozen=True)
class Sample:
    """The start of one file: ``frame`` has a column for each name in ``header``; ``complete`` if that is all.

    A column in which nothing stands, from the header down, is in neither.
    """

    name: str
    encoding: Encoding
    delimiter: str
    header: tuple[str, ...]
    frame: pd.DataFrame
    data: bytes
    complete: bool


def take_sample(name: str, data: bytes, display_name: str) -> tuple[Sample | None, list[Issue]]:
    """The start of a file from its first bytes, or the faults that keep it from being read as a table.

    ``data`` may be one byte longer than ``MOST_BYTES``: then the file is longer still.
    """
    complete = len(data) <= MOST_BYTES
    data = data if complete else data[:MOST_BYTES]
    issues = type_faults(data, display_name)
    data = data if complete else data[: data.rfind(b"\n") + 1]
    if has_errors(issues):
        return None, issues
    encoding, text, issues = _text(data, display_name)
    issues = issues or list(_is_text(text, display_name)) or list(merge_conflicts(text, display_name))
    if has_errors(issues):
        return None, issues
    delimiter, rows, issues = _split(text, display_name)
    issues = issues or shape_issues(rows, _ANY, display_name, _RULES)
    if has_errors(issues):
        return None, issues
    (_, header), *body = rows
    named = [position for position, text in enumerate(header) if text.strip()]
    frame = pd.DataFrame([row for _, row in body], columns=range(len(header)), dtype=object)
    frame = frame[named].set_axis(range(len(named)), axis=1)
    return Sample(name, encoding, delimiter, tuple(header[at] for at in named), frame, data, complete), []


def _text(data: bytes, display_name: str) -> tuple[Encoding, str, list[Issue]]:
    """As UTF-8, and where it is not that, as the older Windows has it."""
    text, issues = decoded(data, _ANY, display_name)
    if not any("byte 0x" in issue.message for issue in issues):
        return "utf-8", text, issues
    older, faults = decoded(data, _ANY.model_copy(update={"encoding": "cp1252"}), display_name)
    return ("utf-8", "", issues) if faults else ("cp1252", older, [])


def _is_text(text: str, display_name: str) -> Iterator[Issue]:
    """Bytes of anything can be read as some text: the control characters in it give it away."""
    odd = sum(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\t\r\n" for c in text[:20_000])
    if odd * 100 > len(text[:20_000]):
        yield error(display_name, 1, 1, "wrong-type", "it is no text; ask the publisher for the data as CSV")


def _split(text: str, display_name: str) -> tuple[str, list[Row], list[Issue]]:
    """The rows, split at the mark that gives the most fields of one width; a lone column needs no mark."""
    splits = {mark: split_rows(text, mark, display_name) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: _regular(splits[mark][0]))
    return best, *splits[best]


def _regular(rows: Sequence[Row]) -> tuple[int, int]:
    """How many rows have the width that most have, where that is several fields; the header first of all."""
    widths = Counter(len(row) for _, row in rows)
    if not widths:
        return -1, 0
    width, times = widths.most_common(1)[0]
    return (times + (len(rows[0][1]) == width) * len(rows), width) if width > 1 else (0, 1)


def _title_above(rows: list[Row], display_name: str) -> Iterator[Issue]:
    """The first row is no header where it is narrower than the rows, or mostly blank, and a later one is whole."""
    width = Counter(len(row) for _, row in rows).most_common(1)[0][0]
    filled = [(line, sum(bool(cell.strip()) for cell in row)) for line, row in rows[:SEARCHED_FOR_A_HEADER]]
    if filled[0][1] * 2 <= width and width > 1:
        line = next((line for line, cells in filled if cells == width), 0)
        if line > 1:
            lines = "line" if line == 2 else f"{line - 1} lines"
            message = f"the header seems to stand in line {line}; ask for a file without the {lines} above it"
            yield error(display_name, 1, 1, "title-lines", message)


def _names_stand_once(rows: list[Row], display_name: str) -> Iterator[Issue]:
    header = rows[0][1]
    folded = [" ".join(name.split()).casefold() for name in header]
    twice = [name for name, fold in zip(header, folded, strict=True) if folded.count(fold) > 1 and fold]
    if twice:
        message = f"columns of one name: {listed(twice)}; ask for names that differ"
        yield error(display_name, 1, 1, "duplicate-column", message)
    for place in (at for at, fold in enumerate(folded) if not fold):
        if any(row[place].strip() for _, row in rows[1:]):
            message = "the column has no name; ask for one"
            yield error(display_name, 1, place + 1, "blank-column", message)
            return


_RULES: tuple[ShapeRule, ...] = (
    lambda rows, _, file: file_has_rows(rows, file),
    lambda rows, _, file: _title_above(rows, file),
    lambda rows, _, file: rows_fit_the_header(rows, file),
    lambda rows, _, file: _names_stand_once(rows, file),
)

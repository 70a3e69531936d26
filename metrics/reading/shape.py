"""Rules on the shape of an extract: what stands above its header, between its rows and below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from metrics.declared.published_file import PublishedFile
from metrics.file_kinds import read_as
from metrics.issues import Issue, error, has_errors, shortened

Row = tuple[int, list[str]]  # the line that a row starts in, and its cells
DELIMITERS = (",", ";", "\t", "|")
SEARCHED_FOR_A_HEADER = 30
EVERY = 3  # from so many rows alike on, it is the file that is wrong and not each row
_WORDS = re.compile(r"[^\W\d]{3}|^[*©]")
_NOTE = re.compile(
    r"^([*©]|\[\d|notes?\b|sources?\b|copyright|produced|extracted|last updated)|\.$|^.{60}", re.I
)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)


def merge_conflicts(text: str, file: str) -> Iterator[Issue]:
    """No mark of two versions that were never merged: one message for the file."""
    match = _CONFLICT.search(text)
    if match:
        line = text.count("\n", 0, match.start()) + 1
        message = "two versions of the file were merged and left with their marks; get the file again"
        yield error(file, line, 1, "merge-conflict", message)


def delimiter_is_declared(rows: list[Row], source: PublishedFile, file: str) -> Iterator[Issue]:
    """A header that is one long field was meant to be split at another mark."""
    header = rows[0][1] if rows and read_as(file).is_text else []
    others = [mark for mark in DELIMITERS if mark != source.delimiter and mark in "".join(header)]
    if len(header) == 1 and others:
        mark = "\\t" if others[0] == "\t" else others[0]
        message = f'the header is one field, "{shortened(header[0])}"'
        yield error(
            file, rows[0][0], 1, "delimiter", f'{message}; if it is several, declare delimiter: "{mark}"'
        )


def header_stands_first(rows: list[Row], source: PublishedFile, file: str) -> Iterator[Issue]:
    """No title stands above the header: the declared columns are not found further down."""
    needed = [{folded_name(name) for name in names} for names in source.needed_columns]
    scores = [_score(row, needed) for _, row in rows[:SEARCHED_FOR_A_HEADER]]
    if needed and scores and scores[0] == 0 and 2 * max(scores) >= len(needed):
        line = rows[scores.index(max(scores))][0]
        yield error(
            file, rows[0][0], 1, "title-lines", f"the header stands in line {line}; {_declare(source, line)}"
        )


def _declare(source: PublishedFile, line: int) -> str:
    """How a header further down is declared."""
    if source.range is not None:
        return f'start the "range" there, in place of {source.range}'
    return f'declare "header: {line}"'


def _score(row: list[str], needed: list[set[str]]) -> int:
    cells = {folded_name(cell) for cell in row}
    return sum(bool(names & cells) for names in needed)


def folded_name(name: str) -> str:
    """A column's name for comparing: case and stray spaces make no difference."""
    return " ".join(name.split()).casefold()


def file_has_rows(rows: list[Row], file: str) -> Iterator[Issue]:
    """The first line holds names, and something stands below it."""
    if not rows or is_blank(rows[0][1]):
        yield error(
            file,
            rows[0][0] if rows else 1,
            1,
            "no-header",
            "the first line is blank; it must hold the names of the columns",
        )
    elif len(rows) == 1:
        yield error(file, rows[0][0], 1, "only-header", "the file holds a header and no rows")


def rows_fit_the_header(rows: list[Row], file: str, *, beyond: int = 0) -> Iterator[Issue]:
    """Each row is whole, filled, and no header or note: one message a row, or one where all are alike.

    ``beyond`` are the rows of another width that are not among these, of a file that is not held whole.
    """
    width, first = len(rows[0][1]), rows[0][1][0].strip()
    notes = _notes(rows)
    if notes:
        yield _footnote(notes, file)
    body = rows[1 : len(rows) - len(notes)]
    odd = [item for item in body if len(item[1]) != width or item[1][0].strip() in ("", first)]
    ragged = [(line, row) for line, row in odd if len(row) != width and not is_blank(row)]
    if len(ragged) == len(body) >= EVERY and len({len(row) for _, row in ragged}) == 1:
        yield _ragged(
            *ragged[0], width, file, f"; all {len(ragged) + beyond:,} rows are like it: is the header whole?"
        )
        return
    header = [cell.strip() for cell in rows[0][1]]
    for line, row in odd:
        if is_blank(row):
            yield error(file, line, 1, "blank-row", "the row is blank; ask for the file again")
        elif len(row) != width:
            yield _ragged(line, row, width, file, f'; it starts with "{shortened(row[0], 30)}"')
        elif [cell.strip() for cell in row] == header:
            message = "the header stands here again; were two files put one after the other? Ask for each"
            yield error(file, line, 1, "repeated-header", message)


def is_blank(row: list[str]) -> bool:
    """Whether nothing stands in any cell."""
    return not any(cell.strip() for cell in row)


def _ragged(line: int, row: list[str], width: int, file: str, hint: str) -> Issue:
    fields = "1 field" if len(row) == 1 else f"{len(row)} fields"
    message = f"the row has {fields} and the header has {width}"
    return error(file, line, min(len(row), width) + 1, "ragged-row", message + hint)


def _notes(rows: list[Row]) -> list[Row]:
    """The rows at the end that hold one cell of words, or none: notes on the data and no data."""
    width, start = len(rows[0][1]), len(rows)
    while start > 1 and may_be_note(rows[start - 1][1], width):
        start -= 1
    notes = rows[start:] if 1 < start < len(rows) else []
    firsts = {row[0].strip() for _, row in rows[1:start] if row}
    return [] if any(row and row[0].strip() in firsts for _, row in notes) else notes


def may_be_note(row: list[str], width: int) -> bool:
    """Whether a row is blank, or a lone cell: of any words in a row of its own shape, else of those of a note."""
    filled = [cell for cell in row if cell.strip()]
    if not filled:
        return True
    words = _WORDS if len(row) != width else _NOTE
    return len(filled) == 1 and bool(row[0]) and words.search(row[0].strip()) is not None


def _footnote(notes: list[Row], file: str) -> Issue:
    line, row = next(item for item in notes if not is_blank(item[1]))
    rows = "a row of one cell" if len(notes) == 1 else f"{len(notes)} rows of one cell or none"
    message = f'the file ends with {rows}, "{shortened(row[0], 40)}": a note, or a row cut off; '
    return error(file, line, 1, "footnote", f"{message}ask for the file without it, or again")


ShapeRule = Callable[[list[Row], PublishedFile, str], Iterator[Issue]]
# Where one finds an error, what the next would say only follows from it.
SHAPE_RULES: tuple[ShapeRule, ...] = (
    delimiter_is_declared,
    lambda rows, source, file: file_has_rows(rows, file),
    header_stands_first,
    lambda rows, source, file: rows_fit_the_header(rows, file),
)


def shape_issues(
    rows: list[Row], source: PublishedFile, file: str, rules: Iterable[ShapeRule] = SHAPE_RULES
) -> list[Issue]:
    """What the rules find, up to and with the first that finds an error. A warning stops nothing."""
    issues: list[Issue] = []
    for rule in rules:
        issues += rule(rows, source, file)
        if has_errors(issues):
            break
    return issues

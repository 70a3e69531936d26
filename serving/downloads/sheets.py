"""What a spreadsheet holds, in whichever format: a sheet that says what its rows are, and the sheet of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from components.site import downloads_words as words
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from metrics.language import say
from serving.downloads.contents import TooManyRows, cells, cover
from serving.http.answer import Json

MOST_ROWS = 1_048_575  # a sheet has one more, for the names of the columns
USUAL_WIDTH = 12  # of a column, in letters
WIDTHS = {
    "period_label": 26,
    "window": 22,
    "area": 32,
    "dimension": 16,
    "category": 28,
    "measure": 22,
    "body": 44,
    **dict.fromkeys(("item", "report", "update", "document", "answer_link", "addressee"), 44),
    **dict.fromkeys(("said_in", "owner", "reason", "due_words", "group", "answered_by"), 24),
}
COVER_WIDTHS = (18, 90)
FIRST_YEAR = 1900  # no spreadsheet of Excel's has a day before it


@dataclass(frozen=True)
class Contents:
    """What a spreadsheet holds: its name, what to know of it, and its rows under the names of their columns.

    ``heading`` stands first on the sheet that says what it is, ``cover`` is the rest of it: names and texts. There
    are ``count`` rows, whose cells are texts, numbers, days (``datetime.date``), or None where nothing stands.
    """

    title: str
    heading: str
    cover: Sequence[tuple[str, str]]
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]
    count: int


def measure_contents(release: Release, measure: PublishedMeasure, rows: Sequence[Json]) -> Contents:
    """What a spreadsheet of a measure's figures holds, from rows of the API. Raises TooManyRows."""
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    title = say(words.FILE_TITLE, title=measure.title, release=release.title)
    body = (cells(release, measure, row) for row in rows)
    return Contents(title, measure.title, cover(release, measure), list(words.COLUMNS), body, len(rows))


def with_days(columns: Sequence[str], row: Sequence[object], days: Collection[str]) -> list[object]:
    """A row in which the cells of the columns of ``days``, ISO 8601 texts, are days that can be counted with.

    A day that a spreadsheet cannot count with stays a text.
    """
    return [_day(cell) if name in days else cell for name, cell in zip(columns, row, strict=True)]


def width(column: str) -> int:
    """How wide a column is, in letters."""
    return WIDTHS.get(column, USUAL_WIDTH)


def _day(cell: object) -> object:
    if not isinstance(cell, str) or not cell:
        return cell
    day = date.fromisoformat(cell)
    return day if day.year >= FIRST_YEAR else cell

"""Where the table stands in rows that nobody has declared yet: below titles, above notes, beside another table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.file_kinds import column_letters
from metrics.reading.shape import SEARCHED_FOR_A_HEADER, Row, is_blank

_NUMBER = re.compile(r"-?[\d.,]+%?", re.ASCII)


@dataclass(frozen=True)
class Place:
    """Where a table stands: the line of its header, and in a workbook its cells, where it is not all below that."""

    header: int = 1
    range: str | None = None


def header_line(rows: Sequence[Row]) -> int:
    """The line of the header in text: the first row that is whole, where lone cells and blanks stand above."""
    if not rows:
        return 1
    width = Counter(len(row) for _, row in rows).most_common(1)[0][0]
    top = rows[:SEARCHED_FOR_A_HEADER]
    first, filled = rows[0][0], [_filled(row) for _, row in top]
    if width < 2:
        return first
    if filled[0] * 2 <= width:
        return next((line for (line, _), cells in zip(top, filled, strict=True) if cells == width), first)
    for at in range(1, len(top) - 1):
        names = top[at][1]
        if min(filled[1:at], default=width) < 2 and filled[at] == width == len(top[at + 1][1]):
            return first if any(_NUMBER.fullmatch(name.strip()) for name in names) else top[at][0]
    return first


def place_in_sheet(rows: Sequence[Sequence[str]]) -> Place:
    """Where the table of a sheet stands: the first row with as many cells beside each other as most rows have."""
    runs = [_run(row) for row in rows]
    lengths = Counter(last - first for first, last in runs if last - first > 1)
    if not lengths:
        return Place()
    usual = lengths.most_common(1)[0][0]
    start = next(at for at, (first, last) in enumerate(runs) if last - first >= usual)
    first, last = runs[start]
    end = next((at for at in range(start, len(rows)) if is_blank(list(rows[at][first:last]))), len(rows))
    beyond = any(not is_blank(list(row)) for row in rows[end:])
    beside = any(cell.strip() for row in rows[start:end] for cell in (*row[:first], *row[last:]))
    if first == 0 and not beyond and not beside:
        return Place(header=start + 1)
    ends = str(end) if beyond else ""
    return Place(start + 1, f"{column_letters(first + 1)}{start + 1}:{column_letters(last)}{ends}")


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _run(row: Sequence[str]) -> tuple[int, int]:
    """The first cells that stand beside each other: where they begin, and where they have ended."""
    first = next((at for at, cell in enumerate(row) if cell.strip()), len(row))
    last = next((at for at in range(first, len(row)) if not row[at].strip()), len(row))
    return first, last

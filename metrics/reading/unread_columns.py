"""Columns of a file that nothing reads: a warning each, or a single one where there are many"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from metrics.issues import Issue, listed, shortened, warning
from metrics.reading.tables import Table

MANY_COLUMNS = 20  # that nothing reads: from so many on, they are told together
LONGEST_NAME = 200  # letters of a column that a message shows


def unread_columns(
    table: Table, unread: Mapping[int, str], clause: Callable[[str], str] = lambda _name: ""
) -> Iterator[Issue]:
    """Columns that nothing reads, by position: a warning each, or a single one where there are many.

    ``clause`` is what is added on a name.
    """
    if len(unread) > MANY_COLUMNS:
        names = f"{len(unread):,} columns, {listed(unread.values(), 3)},"
        message = f'{names} are not declared, and nothing reads them; name them under "ignore"'
        yield warning(table.file, table.header_line, min(unread) + 1, "unknown-column", message)
        return
    for position, name in unread.items():
        called = f'the column "{shortened(name, LONGEST_NAME)}"'
        message = f'{called} is not declared, and nothing reads it; name it under "ignore"{clause(name)}'
        yield warning(table.file, table.header_line, position + 1, "unknown-column", message)

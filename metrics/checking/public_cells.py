"""A table of words that is published: no cell of its file points at a person"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from metrics.checking.personal import called_personal
from metrics.declared.published_file import PublishedFile
from metrics.file_kinds import cell_name
from metrics.issues import Issue, error
from metrics.reading.grids import texts_beside
from metrics.reading.tables import parse_table

MEND = "a file is stored as it came, and is public"


def public_cells(source: PublishedFile, data: bytes, file: str) -> Iterator[Issue]:
    """A fault for each cell that does: of the table, of its other sheets and above its header.

    Nothing of a file that cannot be read. The cell is not repeated.
    """
    table, _ = parse_table(data, source, file)
    if table is not None and not table.sheet:
        for position in range(len(table.header)):
            yield from _faults(file, table.header_line, position + 1, table.header[position])
            for line, text in zip(table.frame.index, table.frame[position], strict=True):
                yield from _faults(file, int(line), position + 1, text)
    for sheet, rows in texts_beside(data, source, file):
        for line, row in rows:
            for column, text in enumerate(row, 1):
                for issue in _faults(file, line, column, text):
                    yield replace(issue, cell=cell_name(sheet, line, column)) if sheet else issue


def _faults(file: str, line: int, column: int, text: str) -> Iterator[Issue]:
    if kind := called_personal(text):
        message = f"this looks like {kind}; take it out: {MEND}"
        yield error(file, line, column, "personal-data", message)

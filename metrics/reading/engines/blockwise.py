"""A file of text as a small table by counting its blocks, whoever counts them"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from metrics.reading.engines.fields import Form
from metrics.reading.engines.gathered import Gathered
from metrics.reading.engines.groups import Part, Plan
from metrics.reading.engines.progress import Progress
from metrics.reading.engines.scheduling import choice
from metrics.reading.engines.splitting import Unsplit, blocks
from metrics.reading.shape import Row, may_be_note
from metrics.reading.supplied import RecordFile
from metrics.reading.tables import Table


class Counters(Protocol):
    """What counts blocks. Their parts come in the order of the blocks, each with the bytes of its block."""

    def parts(self, blocks: Iterable[bytes], plan: Plan) -> Iterator[tuple[bytes, Part | None]]:
        """The part of each block; None for a block that is none of whole rows. May raise Refused."""
        ...


@dataclass(frozen=True)
class Start:
    """Where the rows of a file start: its header with the line of that, and the line and the byte below it."""

    header: Row
    line: int
    offset: int


@dataclass(frozen=True)
class Blockwise:
    """An engine that has its blocks counted by threads, or by the workers of a cluster."""

    counters: Counters

    def table(self, file: RecordFile, start: Start, plan: Plan, progress: Progress) -> Table | None:
        """The table of a file; None where something is odd in any block. May raise Refused and Unread."""
        gathered, last = Gathered(plan), b""
        with file.opened() as stream, progress.of(file, start.offset) as bar:
            stream.seek(start.offset)
            try:
                for data, part in self.counters.parts(blocks(stream, choice().block), plan):
                    if part is None:
                        return None
                    gathered.add(part, start.line if not gathered.number else None)
                    bar.counted(len(data), gathered.number)
                    last = data
            except Unsplit:
                return None
        if plan.form.encoding == "cp1252" and gathered.texts_beyond_ascii == {True}:
            return None
        return None if may_end_with_a_note(last, plan.form) else table_of_groups(file, start.header, gathered)


def table_of_groups(file: RecordFile, header: Row, gathered: Gathered) -> Table:
    """The table of what was counted."""
    frame, counts = gathered.frame()
    return Table(file.display_name, tuple(header[1]), frame, header[0], counts=counts)


def may_end_with_a_note(last: bytes, form: Form) -> bool:
    """Whether the last row of some bytes may be a note below the table."""
    text = last.rstrip(b"\r\n").rpartition(b"\n")[2].decode(form.encoding)
    try:
        row = next(csv.reader([text], delimiter=form.delimiter, strict=True), [])
    except csv.Error:
        return True
    return len(row) != form.width or may_be_note(row, form.width)

"""A file of records as a small table: rows that bear witness of all that is in it, and how many each stands for

Whatever engine counts, the rest of the program judges this table as it judges a small file.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from itertools import islice

from metrics.declared.framework import PublishedMeasure
from metrics.declared.published_file import PublishedFile
from metrics.issues import Issue, error, has_errors
from metrics.reading.columns import resolve_columns
from metrics.reading.encodings import wide_fault
from metrics.reading.engines.blockwise import Start, table_of_groups
from metrics.reading.engines.engine import Engine
from metrics.reading.engines.fields import Form, fields_of_rows
from metrics.reading.engines.gathered import Gathered
from metrics.reading.engines.groups import Plan, part_of_fields
from metrics.reading.engines.plans import Look, faulty_plan, plan_of, table_of
from metrics.reading.engines.progress import Progress
from metrics.reading.engines.streamed import Unclosed, encoding_faults, rows_in, shape_faults
from metrics.reading.packed import Unread
from metrics.reading.shape import SEARCHED_FOR_A_HEADER, SHAPE_RULES, Row, shape_issues
from metrics.reading.supplied import RecordFile
from metrics.reading.tables import Table

HEAD = 1024**2
_BATCH = 20_000  # rows that are counted at once where a file is read row by row


def condensed(
    measure: PublishedMeasure, file: RecordFile, engine: Engine, look: Look, progress: Progress
) -> tuple[Table | None, list[Issue]]:
    """The table of a file that is read block by block, with what is odd about its shape; None with the faults.

    A file with cells that are not what was declared is read a second time, for the lines of these.
    """
    try:
        reading = _Reading(measure, file, engine, look, progress)
        table, issues = reading.table()
        if table is None or not reading.plan.keys:
            return table, issues
        faulty = faulty_plan(measure, table, reading.plan)
        return (table, issues) if faulty is None else replace(reading, plan=faulty).table()
    except Unread as problem:
        return None, [error(file.display_name, 1, 1, problem.code, problem.message)]


@dataclass
class _Reading:
    """One reading of one file of text: from its head to its table."""

    measure: PublishedMeasure
    file: RecordFile
    engine: Engine
    look: Look
    progress: Progress
    plan: Plan = field(default_factory=lambda: Plan(Form(",", "utf-8", ("",)), ()))

    @property
    def source(self) -> PublishedFile:
        return self.measure.source

    def table(self) -> tuple[Table | None, list[Issue]]:
        """The table, quickly where nothing is odd."""
        head = self._head()
        if head is not None:
            rows, start = head
            self._plan(rows)
            table = self.engine.table(self.file, start, self.plan, self.progress)
            if table is not None:
                return table, []
        return self._row_by_row()

    # The head -------------------------------------------------------------------------------------------

    def _head(self) -> tuple[list[Row], Start] | None:
        """The first rows, and where those below the header start; None where something is odd."""
        data = self.file.head(HEAD)
        if wide_fault(data, self.source, self.file.display_name):
            return None
        complete = data if len(data) < HEAD else data[: data.rfind(b"\n") + 1]
        encoding = "utf-8-sig" if self.source.encoding == "utf-8" else self.source.encoding
        try:
            stream = io.StringIO(complete.decode(encoding), newline="")
            rows = list(islice(rows_in(stream, self.source), SEARCHED_FOR_A_HEADER + 1))
        except (UnicodeDecodeError, Unclosed):
            return None
        if len(rows) < 2 or has_errors(
            shape_issues(rows, self.source, self.file.display_name, SHAPE_RULES[:-1])
        ):
            return None
        offset = 0
        for _ in range(rows[1][0] - 1):
            offset = complete.find(b"\n", offset) + 1
        start = complete[:offset]
        plain = start.count(b"\r") == start.count(b"\r\n") and start.count(b"\n") == rows[1][0] - 1
        return (rows, Start(rows[0], rows[1][0], offset)) if plain else None

    def _plan(self, rows: list[Row]) -> None:
        """What is counted, where no plan is there already."""
        if self.plan.keys:
            return
        (line, header), *body = rows
        form = Form(self.source.delimiter, self.source.encoding, tuple(header))
        table = table_of(self.file.display_name, (line, header), body)
        columns, issues = resolve_columns(self.measure, table)
        if any(issue.code == "missing-column" for issue in issues):
            self.plan = Plan(form, ())
            return
        self.plan = plan_of(self.measure, form, table, columns, self.look)

    # Row by row -------------------------------------------------------------------------------------------

    def _row_by_row(self) -> tuple[Table | None, list[Issue]]:
        """The same, as slowly as it takes: every fault at its place, and rows that no block could tell apart."""
        name, source = self.file.display_name, self.source
        issues = encoding_faults(self.file.opened, source, name)
        if has_errors(issues):
            return None, issues
        encoding = "utf-8-sig" if source.encoding == "utf-8" else source.encoding
        batches = _Batches(self)
        issues = shape_faults(lambda: self.file.opened_text(encoding), source, name, batches.take)
        if has_errors(issues):
            return None, issues
        batches.count()
        assert batches.gathered is not None and batches.header is not None
        return table_of_groups(self.file, batches.header, batches.gathered), issues


@dataclass
class _Batches:
    """Rows that come by themselves, counted some thousands at a time."""

    reading: _Reading
    rows: list[Row] = field(default_factory=list)
    header: Row | None = None
    gathered: Gathered | None = None

    def take(self, row: Row) -> None:
        """The header first, then each row below it."""
        if self.header is None:
            self.header = row
            return
        self.rows.append(row)
        if len(self.rows) >= _BATCH:
            self.count()

    def count(self) -> None:
        """Counts the rows that wait."""
        assert self.header is not None
        if self.gathered is None:
            self.reading._plan([self.header, *self.rows[:SEARCHED_FOR_A_HEADER]])
            self.gathered = Gathered(self.reading.plan)
        if self.rows:
            cells, lines = [cells for _, cells in self.rows], [line for line, _ in self.rows]
            fields = fields_of_rows(cells, lines, 0)
            is_first = not self.gathered.number
            self.gathered.add(part_of_fields(fields, self.reading.plan, is_first=is_first), 0)
            self.rows.clear()

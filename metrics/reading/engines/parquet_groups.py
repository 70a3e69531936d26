"""A Parquet file of records as a small table: duckdb groups it where it lies, and witnesses are fetched

What a cell says is the text that a publisher would have written for it, as in files that are held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, error, has_errors
from metrics.reading.columns import resolve_columns
from metrics.reading.engines.duckdb_words import (
    all_blank,
    fault_of,
    likely_personal,
    literal,
    of_day,
    of_text,
    says_its_names,
)
from metrics.reading.engines.engine import processors
from metrics.reading.engines.fields import Form
from metrics.reading.engines.gathered import MOST_GROUPS, TOO_MANY_GROUPS, weights_of
from metrics.reading.engines.groups import FIRST_ROWS, MOST_APART, Plan
from metrics.reading.engines.plans import Look, faulty_plan, plan_of, table_of
from metrics.reading.engines.progress import Progress
from metrics.reading.packed import Unread
from metrics.reading.parquet import (
    connected,
    described_columns,
    literal_path,
    quoted_name,
    row_texts,
    text_columns,
)
from metrics.reading.shape import (
    SEARCHED_FOR_A_HEADER,
    SHAPE_RULES,
    Row,
    is_blank,
    may_be_note,
    rows_fit_the_header,
    shape_issues,
)
from metrics.reading.supplied import RecordFile
from metrics.reading.tables import Table

_HEADER = 2  # what a row's number in the file, from 0, and its line are apart: the header is line 1
_MOST_ODD = 1_500
_MOST_AT_ONCE = 10_000
_SAMPLE = 100_000  # rows at the start of a file
_FEW_TEXTS = 5_000  # of a column in them, so that it is likely to have few in the whole file
_TAIL = 200  # rows at the end of a file that may be notes


def condensed_parquet(
    measure: PublishedMeasure, file: RecordFile, look: Look, progress: Progress
) -> tuple[Table | None, list[Issue]]:
    """The table of a Parquet file, with what is odd about its shape; None with the faults that break it."""
    try:
        with file.opened(), connected(processors()) as (connection, trouble), progress.of(file) as bar:
            try:
                table, issues = _Reading(measure, file, connection, look).table()
            except trouble as problem:
                raise Unread(*fault_of(problem)) from None
            bar.counted(file.size, 0 if table is None else table.number())
            return table, issues
    except Unread as problem:
        return None, [error(file.display_name, 1, 1, problem.code, problem.message)]


@dataclass
class _Reading:
    """One reading of one file, through an open connection."""

    measure: PublishedMeasure
    file: RecordFile
    connection: Any
    look: Look
    end: int | None = None

    def table(self) -> tuple[Table | None, list[Issue]]:
        """The table, and its faults."""
        self.types = described_columns(self.connection, literal_path(self.file.location))
        self._must_have_no_row_numbers()
        self.end = self._end()
        header, head = (1, list(self.types)), self._fetched(range(SEARCHED_FOR_A_HEADER))
        name, source = self.file.display_name, self.measure.source
        issues = shape_issues([header, *head], source, name, SHAPE_RULES[:-1])
        if has_errors(issues):
            return None, issues
        first = table_of(name, header, head)
        columns, faults = resolve_columns(self.measure, first)
        form = Form(",", "utf-8", tuple(self.types))
        lost = any(issue.code == "missing-column" for issue in faults)
        plan = Plan(form, ()) if lost else plan_of(self.measure, form, first, columns, self.look)
        table = self._counted(plan)
        issues += self._shape(header, table, plan)
        if has_errors(issues):
            return None, issues
        faulty = faulty_plan(self.measure, table, plan) if plan.keys else None
        return (table if faulty is None else self._counted(faulty, table)), issues

    # Rows as they stand -----------------------------------------------------------------------------------

    def _query(self, words: str, *values: object) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._answer(words, *values).fetchall()
        return rows

    def _answer(self, words: str, *values: object) -> Any:
        source = "read_parquet(?, file_row_number = true, hive_partitioning = false)"
        if self.end is not None:
            source = f"(SELECT * FROM {source} WHERE file_row_number < {self.end})"
        return self.connection.execute(
            words.replace("FILE", source), [literal_path(self.file.location), *values]
        )

    def _must_have_no_row_numbers(self) -> None:
        """Raises Unread where a column has the name by which rows are numbered."""
        name = next((name for name in self.types if name.casefold() == "file_row_number"), None)
        if name is not None:
            message = (
                f'the column "{name}" has the name by which rows are numbered here; ask for another name'
            )
            raise Unread("damaged", message)

    def _end(self) -> int | None:
        """Behind which row nothing but blank ones stand, which no reader takes for rows; None where none do."""
        number = int(self._query("SELECT count(*) FROM FILE")[0][0])
        if not number or not is_blank(self._fetched([number - 1])[0][1]):
            return None
        blank = all_blank(self.types)
        return int(
            self._query(f"SELECT coalesce(max(file_row_number), -1) + 1 FROM FILE WHERE NOT ({blank})")[0][0]
        )

    def _fetched(self, numbers: Iterable[int]) -> list[Row]:
        """Some rows by their numbers, in their order, with their lines."""
        rows = self._query(
            f"SELECT file_row_number, {text_columns(self.types)} FROM FILE "
            "SEMI JOIN (SELECT unnest(?::BIGINT[]) AS n) ON file_row_number = n ORDER BY 1",
            sorted(set(numbers)),
        )
        decimal = self.measure.source.decimal
        return [(int(number) + _HEADER, row_texts(cells, decimal)) for number, *cells in rows]

    def _shape(self, header: Row, table: Table, plan: Plan) -> list[Issue]:
        """The faults of rows that are blank, the header again, or notes at the end: few, so that they are read."""
        odd = list[int]()
        if not plan.keys or any(plan.may_be_odd(list(row)) for row in table.frame.to_numpy()):
            odd = [
                int(number)
                for (number,) in self._query(
                    f"SELECT file_row_number FROM FILE WHERE ({all_blank(self.types)}) "
                    f"OR ({says_its_names(self.types)}) ORDER BY 1 LIMIT {_MOST_ODD}"
                )
            ]
        number = table.number()
        tail = self._fetched(range(max(number - 1, 0), number))
        if tail and may_be_note(tail[0][1], len(header[1])):
            odd += range(max(number - _TAIL, 0), number)
        rows = [header, *self._fetched([0, *odd, number - 1])]
        return list(rows_fit_the_header(rows, self.file.display_name)) if odd else []

    # Groups -----------------------------------------------------------------------------------------------

    def _counted(self, plan: Plan, before: Table | None = None) -> Table:
        """The rows that bear witness, and for how many each stands."""
        keys = [self._tag(plan, position) for position in plan.keys] or ["''"]
        names = ", ".join(keys)
        groups = self._query(
            f"SELECT {names}, count(*), min(file_row_number) FROM FILE GROUP BY ALL LIMIT {MOST_GROUPS + 1}"
        )
        if len(groups) > MOST_GROUPS:
            raise Unread("too-large", TOO_MANY_GROUPS)
        group_of = {tuple(tags): (int(number), int(count)) for *tags, count, number in groups}
        firsts = {number for number, _ in group_of.values()}
        placed = self._query(
            f"SELECT file_row_number, {names} FROM FILE "
            "SEMI JOIN (SELECT unnest(?::BIGINT[]) AS n) ON file_row_number = n",
            sorted(self._further(plan, before) - firsts),
        )
        weights = weights_of(group_of, {int(number): tuple(tags) for number, *tags in placed})
        rows = self._fetched(weights)
        table = table_of(self.file.display_name, (1, list(self.types)), rows)
        own = [weights[line - _HEADER] for line, _ in rows]
        counts = pd.Series(own, table.frame.index, dtype="int64")
        return replace(table, counts=counts)

    def _tag(self, plan: Plan, position: int) -> str:
        """What rows are grouped by in a column: its text, or that of its month or day."""
        name, kind = list(self.types.items())[position]
        own = quoted_name(name)
        if plan.dates is not None and plan.dates.position == position:
            part = "month" if plan.dates.by_month else "day"
            own = of_text(own, plan.dates.pattern, part) if kind == "VARCHAR" else of_day(own, kind, part)
        return f"coalesce(CAST({own} AS VARCHAR), chr(1))"

    def _further(self, plan: Plan, before: Table | None) -> set[int]:
        """The numbers of rows that bear witness of more than a group."""
        number_of = "SELECT min(file_row_number) FROM FILE"
        numbers = set(range(FIRST_ROWS))
        if plan.dates is not None:
            by_day = replace(plan, dates=replace(plan.dates, by_month=False))
            days = self._query(f"{number_of} GROUP BY {self._tag(by_day, plan.dates.position)}")
            numbers.update(int(number) for (number,) in days)
        names = [quoted_name(name) for name in self.types]
        for first, second in plan.pairs:
            both = self._query(f"{number_of} GROUP BY {names[first]}, {names[second]}")
            numbers.update(int(number) for (number,) in both)
        numbers |= self._suspects(plan) | ({*()} if before is None else self._apart(plan, before))
        (total,) = self._query("SELECT count(*) FROM FILE")[0]
        return {number for number in numbers if number < total}

    def _suspects(self, plan: Plan) -> set[int]:
        """The first row of each free column that may tell of a person, and of each that is named after persons."""
        numbers, kinds = set[int](), list(self.types.items())
        for position in plan.free if plan.judge is not None else ():
            name, kind = kinds[position]
            if kind == "VARCHAR":
                numbers |= self._first(quoted_name(name), likely_personal(quoted_name(name)), plan.judge)
        for position, pattern in plan.named.items():
            own = quoted_name(kinds[position][0])
            numbers |= self._first(
                own, f"{own} IS NOT NULL", lambda text, fits=pattern: not fits.fullmatch(text.strip())
            )
        return numbers

    def _first(self, own: str, likely: str, judge: Any) -> set[int]:
        answer = self._answer(
            f"SELECT CAST({own} AS VARCHAR), min(file_row_number) FROM {self._texts(own)} "
            f"WHERE {likely} GROUP BY 1 ORDER BY 2"
        )
        while texts := answer.fetchmany(_MOST_AT_ONCE):
            for text, number in texts:
                if judge(text):
                    return {int(number)}
        return set()

    def _texts(self, own: str) -> str:
        """What a column is looked through in: where its texts seem to be few, each once, with its first row."""
        first = f"(SELECT {own} FROM FILE LIMIT {_SAMPLE})"
        ((number,),) = self._query(f"SELECT count(DISTINCT {own}) FROM {first}")
        by_text = f"(SELECT {own}, min(file_row_number) AS file_row_number FROM FILE GROUP BY 1)"
        return by_text if number <= _FEW_TEXTS else "FILE"

    def _apart(self, plan: Plan, before: Table) -> set[int]:
        """The first rows of each fault, by the texts that have it; ``before`` is the table without them."""
        numbers = set[int]()
        counted = [self._one_of(plan, at, before, texts) for at, texts in plan.counted.items()]
        for position, faults in plan.apart.items():
            for code in sorted(set(faults.values())):
                texts = frozenset(text for text, own in faults.items() if own == code)
                chosen = " AND ".join([self._one_of(plan, position, before, texts), *counted])
                rows = self._query(
                    f"SELECT file_row_number FROM FILE WHERE {chosen} ORDER BY 1 LIMIT {MOST_APART}"
                )
                numbers.update(int(number) for (number,) in rows)
        return numbers

    def _one_of(self, plan: Plan, position: int, before: Table, texts: frozenset[str]) -> str:
        """The condition that a column has one of some texts."""
        numbers, column = before.frame.index.to_numpy() - _HEADER, before.frame[position].tolist()
        own = [plan.key_of(position, str(text)) in texts for text in column]
        lines = numbers[own].tolist()
        tag = self._tag(plan, position)
        tags = self._query(
            f"SELECT DISTINCT {tag} FROM FILE SEMI JOIN (SELECT unnest(?::BIGINT[]) AS n) ON file_row_number = n",
            lines,
        )
        names = ", ".join(literal(str(own)) for (own,) in tags) or "NULL"
        return f"{tag} IN ({names})"

"""Rules on ``where``: each value that is asked for stands in some file, and no row is left out for its spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metrics.areas import folded
from metrics.declared.framework import PublishedMeasure
from metrics.declared.rows import Condition
from metrics.issues import Issue, error, held_against, nearest, shortened, warning
from metrics.reading.lookalikes import squeezed, strangest
from metrics.reading.tables import Columns, Table


@dataclass(frozen=True)
class ConditionTexts:
    """What stands in the column of a condition in one file: the header's line, and each text with its first."""

    file: str
    line: int
    field: int
    header: str
    lines: dict[str, int]


def condition_texts(table: Table, columns: Columns) -> tuple[ConditionTexts, ...]:
    """The texts of each condition's column, in the order of the conditions."""
    texts = []
    for position in columns.where:
        firsts = table.frame[position].drop_duplicates()
        lines = dict(zip(firsts, map(int, firsts.index), strict=True))
        texts.append(
            ConditionTexts(table.file, table.header_line, position + 1, table.header[position], lines)
        )
    return tuple(texts)


def conditions_are_met(
    measure: PublishedMeasure, files: Sequence[tuple[ConditionTexts, ...]]
) -> Iterator[Issue]:
    """Every value of every condition is in one of the files, and none of its twins is left out."""
    for at, condition in enumerate(measure.source.where):
        columns = [texts[at] for texts in files]
        issues = list(_twins(condition, columns)) or list(_unmet(condition, columns))
        key = "values" if condition.values else "not"
        yield from held_against(("source", "where", at, key), issues)


def _twins(condition: Condition, columns: Sequence[ConditionTexts]) -> Iterator[Issue]:
    """Texts that look like a value and are not: a reader takes them for the same."""
    named = {folded(value) for value in condition.names}
    twins = {squeezed(value): value for value in condition.names}
    fate, key = ("is left out", "values") if condition.values else ("counts", "not")
    for column in columns:
        for text, line in column.lines.items():
            value = twins.get(squeezed(text))
            if value and text.strip() and folded(text) not in named:
                message = f'"{shortened(text)}" {fate}, and it looks like "{value}", but '
                message += f'{strangest(text, value)}; name both under "{key}", or ask the publisher'
                yield error(column.file, line, column.field, "look-alike", message)


def _unmet(condition: Condition, columns: Sequence[ConditionTexts]) -> Iterator[Issue]:
    """Values that no row has, though others have rows: their rows may go by another name."""
    present = {folded(text) for column in columns for text in column.lines}
    twins = {squeezed(text) for text in present}
    free = [text.strip() for column in columns for text in column.lines]
    named = {folded(value) for value in condition.names}
    free = [text for text in dict.fromkeys(free) if text and folded(text) not in named]
    asks = "asks for it" if condition.values else "leaves it out"
    for value in condition.names:
        if folded(value) not in present and squeezed(value) not in twins:
            guess = nearest(value, free)
            tell = error if guess else warning  # where none is near, it may be what another drop has
            message = f'no row has "{value}" in "{columns[0].header}", and "where" {asks}'
            message += guess or "; leave it out, or ask the publisher where its rows are"
            yield tell(columns[0].file, columns[0].line, columns[0].field, "unmet-value", message)

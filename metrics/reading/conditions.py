"""Which rows of a table count: those that meet all conditions, and what is wrong where none does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from metrics.areas import folded
from metrics.declared.rows import Condition
from metrics.issues import Issue, error, listed, nearest
from metrics.reading.lookalikes import lookalike, skeleton
from metrics.reading.tables import Table


def counting(where: Sequence[Condition], table: Table, positions: Sequence[int]) -> pd.Series:
    """Which rows of a table meet all conditions; ``positions`` are those of their columns."""
    mask = pd.Series(True, index=table.frame.index)
    for condition, position in zip(where, positions, strict=True):
        mask &= meets(table.frame[position], condition)
    return mask


def meets(column: pd.Series, condition: Condition) -> pd.Series:
    """Which cells of a column have a value that a condition asks for, or none of those that it leaves out."""
    named, counts = {folded(value) for value in condition.names}, bool(condition.values)
    return column.map({text: (folded(text) in named) == counts for text in column.unique()}).astype(bool)


def conditions_met(
    where: Sequence[Condition], table: Table, positions: Sequence[int], *, none_left: bool
) -> Iterator[Issue]:
    """Some row meets each condition and all together, and none is taken wrongly for a letter that looks alike."""
    issues: list[Issue] = []
    for condition, position in zip(where, positions, strict=True):
        issues += _look_alikes(condition, table, position)
        if not issues and none_left and not meets(table.frame[position], condition).any():
            issues.append(_unmet(condition, table, position))
    yield from issues
    if none_left and not issues:
        yield error(table.file, table.header_line, 1, "no-rows", "no row meets all conditions together")


def _unmet(condition: Condition, table: Table, position: int) -> Issue:
    names = [str(name).strip() for name in table.frame[position].unique()]
    message = f'no row has {listed(condition.values)} in "{table.header[position]}"; found {listed(names)}'
    if condition.left_out:
        message = (
            f'every row has {listed(condition.left_out)} in "{table.header[position]}", which does not count'
        )
    guess = nearest(condition.values[0], names) if condition.values else ""
    return error(table.file, table.header_line, position + 1, "no-rows", message + guess)


def _look_alikes(condition: Condition, table: Table, position: int) -> Iterator[Issue]:
    column, named = table.frame[position], {folded(value) for value in condition.names}
    twins = {skeleton(value): value for value in condition.names if value.strip()}
    asks = "asks for" if condition.values else "leaves out"
    for text in column.unique():
        if folded(text) not in named and (twin := twins.get(skeleton(text))):
            clause = lookalike(text, [twin])
            line = int(column.index[column == text][0])
            message = f'"{text}" is not what the condition {asks}{clause}'
            yield error(table.file, line, position + 1, "look-alike", message)

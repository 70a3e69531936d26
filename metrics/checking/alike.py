"""Names between rows that a reader takes for one: "10-14" and "10–14", "13 to 19" and "13 to19"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.declared.source import Dimension
from metrics.issues import Issue, error, shortened, warning
from metrics.reading.lookalikes import squeezed, strangest
from metrics.reading.tables import Columns, Table

MOST_TEXTS = 2000  # a column with more is no list of names


def categories_are_distinct(
    measure: PublishedMeasure, cells: pd.DataFrame, columns: Mapping[str, Columns]
) -> Iterator[Issue]:
    """No two categories that are taken as they come are one under two spellings.

    ``columns`` are those of each file, by the name that its cells have for it: a fault stands at the category.
    """
    for dimension in measure.source.dimensions:
        for first, second in () if dimension.categories else _pairs(cells[dimension.id].unique()):
            yield _of_dimension(dimension, cells, columns, first, second)


def _of_dimension(
    dimension: Dimension, cells: pd.DataFrame, columns: Mapping[str, Columns], first: str, second: str
) -> Issue:
    before, row = (cells[cells[dimension.id] == name].iloc[0] for name in (first, second))
    message = f'{dimension.title} "{shortened(second)}" looks like "{shortened(first)}" in line '
    message += (
        f"{before['line']}, but {strangest(second, first)}; if both are one, declare it as a category, "
    )
    return error(
        str(row["file"]),
        int(row["line"]),
        columns[str(row["file"])].named.get(dimension.id, 0) + 1,
        "look-alike",
        f'{message}and the other spelling as its "aliases"',
    )


def rows_are_summed_once(measure: PublishedMeasure, table: Table, columns: Columns) -> Iterator[Issue]:
    """A column that is summed over holds no name twice: rows under a new spelling may be the old ones again."""
    if measure.source.combine != "sum" or not table.is_held:
        return
    for position in set(range(len(table.header))) - columns.used:
        firsts = table.frame[position].drop_duplicates()
        texts = zip(firsts, map(int, firsts.index), strict=True)
        lines = {" ".join(text.split()): line for text, line in texts}
        for first, second in _pairs(lines) if len(lines) <= MOST_TEXTS else ():
            message = f'"{shortened(second)}" looks like "{shortened(first)}" in line {lines[first]}, but '
            message += f"{strangest(second, first)}; rows of both are added up: are they the same rows twice?"
            yield warning(table.file, lines[second], position + 1, "look-alike", message)


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name that has a twin before it, with that."""
    seen: dict[str, str] = {}
    for name in names:
        twin = squeezed(name)
        first = seen.setdefault(twin, name) if twin else name
        if first != name:
            yield first, name

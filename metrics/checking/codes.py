"""Codes of areas beside their names: both say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from metrics.areas import area_code, area_name, areas
from metrics.declared.framework import PublishedMeasure
from metrics.issues import Issue, error, shortened, warning
from metrics.reading.tables import Columns, Table

_CODE = re.compile(r"[EW]\d{8}", re.ASCII)


def codes_agree(measure: PublishedMeasure, table: Table, columns: Columns) -> Iterator[Issue]:
    """Where a row has the name of an area and a code, whichever is read, the other is of the same area."""
    area = measure.source.area
    aliases = (
        {} if area is None else {theirs.strip().casefold(): ours for theirs, ours in area.aliases.items()}
    )
    for position, other in columns_beside(measure, table, columns):
        pairs = table.frame[[position, other]].drop_duplicates()
        read = [(area_code(aliases.get(a.strip().casefold(), a)), area_code(b)) for a, b in pairs.to_numpy()]
        wrong = [at for at, (a, b) in enumerate(read) if a and b and a != b]
        compared = sum(bool(a and b) for a, b in read)
        for at in wrong if 2 * len(wrong) <= compared else wrong[:1]:
            yield _disagreement(table, int(pairs.index[at]), (position, other), 2 * len(wrong) > compared)


def columns_beside(measure: PublishedMeasure, table: Table, columns: Columns) -> tuple[tuple[int, int], ...]:
    """The column of areas with each that has codes beside its names, or names beside its codes."""
    position = columns.named.get("area")
    if position is None or measure.source.area is None:
        return ()
    return tuple(
        (position, other)
        for other in sorted(set(range(len(table.header))) - columns.used)
        if _is_of_codes(table, other) or (_is_of_codes(table, position) and _is_of_names(table, other))
    )


def _is_of_codes(table: Table, position: int) -> bool:
    texts = [text.strip() for text in table.frame[position].head(5)]
    return bool(texts) and all(_CODE.fullmatch(text) for text in texts if text) and any(texts)


def _is_of_names(table: Table, position: int) -> bool:
    return any(area_code(text) for text in table.frame[position].head(5))


def _disagreement(table: Table, line: int, positions: tuple[int, int], most: bool) -> Issue:
    """One row of which name and code are of two areas; where most are, the codes may be of something else."""
    read, other = (shortened(str(table.frame.at[line, position]).strip()) for position in positions)
    name = area_name(area_code(other) or "") if area_code(other) in areas() else other
    header = table.header[positions[1]]
    message = f'"{read}" stands beside "{other}" in "{header}", which is {name}: one is wrong'
    if most:
        message += "; most rows are so: were the columns sorted apart, or is it another area that is meant?"
        return warning(table.file, line, positions[1] + 1, "codes-disagree", message)
    return error(table.file, line, positions[1] + 1, "codes-disagree", f"{message}; ask the publisher")

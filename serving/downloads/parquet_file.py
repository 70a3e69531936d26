"""A measure's figures as a Parquet file: each column of its type, for programs that need not guess.

It is written by arro3, the Arrow and Parquet libraries of Rust, which weigh a part of what the usual ones do. The
same figures give the same bytes: what is to be known of them stands in one entry of the file's metadata, since the
order of several is not certain.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence

from arro3.core import Array, DataType, Table
from arro3.io import write_parquet

from components.site import downloads_words as words
from metrics.declared.framework import PublishedMeasure
from metrics.figures.release import Release
from serving.downloads.contents import cells, cover
from serving.downloads.csv_file import NUMBERS
from serving.http.answer import Json

ABOUT = "about"  # the entry of the metadata


def parquet_bytes(release: Release, measure: PublishedMeasure, rows: Sequence[Json]) -> bytes:
    """Rows of the API as a Parquet file: texts, whole numbers and numbers, null where nothing stands."""
    listed = [cells(release, measure, row) for row in rows]
    names = list(words.COLUMNS)
    columns = [_column(name, [row[at] for row in listed]) for at, name in enumerate(names)]
    buffer = io.BytesIO()
    write_parquet(
        Table.from_arrays(columns, names=names),
        buffer,
        compression="snappy",  # of all that compress, the one that every reader has
        key_value_metadata={ABOUT: json.dumps(_about(release, measure), ensure_ascii=False)},
        skip_arrow_metadata=True,
    )
    return buffer.getvalue()


def _column(name: str, cells_of_column: Iterable[object]) -> Array:
    """A column of its type."""
    match NUMBERS.get(name):
        case "integer":
            return Array(list(cells_of_column), DataType.int64())
        case "number":
            numbers = [None if cell is None else float(str(cell)) for cell in cells_of_column]
            return Array(numbers, DataType.float64())
        case _:
            return Array(list(cells_of_column), DataType.string())


def _about(release: Release, measure: PublishedMeasure) -> dict[str, list[str]]:
    """What a reader must know before quoting a figure: the texts below each name."""
    texts: dict[str, list[str]] = {}
    name = measure.title
    for heading, text in cover(release, measure):
        name = heading or name
        texts.setdefault(name, []).append(text)
    return texts

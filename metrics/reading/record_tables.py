"""The table of a file, whether it is held or stays on disk: one way in for all who read extracts"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from metrics.declared.framework import PublishedMeasure
from metrics.file_kinds import PARQUET, read_as
from metrics.issues import Issue, error
from metrics.reading.engines.condensed import HEAD, condensed
from metrics.reading.engines.engine import engine
from metrics.reading.engines.parquet_groups import condensed_parquet
from metrics.reading.engines.plans import Look, is_counted
from metrics.reading.engines.progress import Progress
from metrics.reading.engines.scheduling import choice
from metrics.reading.packed import LARGEST_BYTES, Unread, too_large
from metrics.reading.parquet import literal_path
from metrics.reading.supplied import RecordFile, Supplied
from metrics.reading.tables import Table, parse_table

EXTRACT = "extract"  # the column of cells that says of which folder their file is a part
NOTHING_BESIDE = Look()


def read_table(
    measure: PublishedMeasure, data: Supplied, file: str, look: Look = NOTHING_BESIDE
) -> tuple[Table | None, list[Issue]]:
    """The table of a file of a measure, with what is odd about its shape; None with the faults that break it.

    Of a file that stays on disk the rows are counted in blocks, where each counts one; any other is held.
    Raises Refused where an engine that is named does not do it.
    """
    if not isinstance(data, RecordFile):
        return parse_table(data, measure.source, file)
    if not is_counted(measure, file):
        try:
            return parse_table(_held(data), measure.source, file)
        except Unread as fault:
            return None, [error(file, 1, 1, fault.code, fault.message)]
    progress, named = Progress(choice().is_followed), replace(data, display_name=file)
    if read_as(file) == PARQUET:
        return condensed_parquet(
            measure, replace(named, location=literal_path(data.location)), look, progress
        )
    return condensed(measure, named, engine(), look, progress)


def _held(data: RecordFile) -> bytes:
    if data.size > LARGEST_BYTES:
        raise too_large(f"it has {data.size:,} bytes")
    return data.read()


def beginning(data: Supplied) -> bytes:
    """The bytes of a file, as far as lines above its header may stand in them."""
    return data.head(HEAD) if isinstance(data, RecordFile) else data


def in_extract(cells: pd.DataFrame, data: Supplied, file: str) -> pd.DataFrame:
    """The cells of a file with its name, and with that of the folder that it is a part of."""
    cells.insert(0, "file", file)
    is_part = isinstance(data, RecordFile) and data.extract != data.name
    return cells.assign(**{EXTRACT: data.extract}) if isinstance(data, RecordFile) and is_part else cells


def of_all_files(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The cells of several files, one after the other. Parts of one folder add up, as rows of one file do."""
    cells = pd.concat(frames, ignore_index=True)
    return cells.assign(**{EXTRACT: cells[EXTRACT].fillna(cells["file"])}) if EXTRACT in cells else cells

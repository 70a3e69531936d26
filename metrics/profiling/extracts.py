"""The files of one measure that nobody has declared yet, put together: one table of text, its columns by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from metrics.profiling.sample import Sample


@dataclass(frozen=True)
class Column:
    """A column: its texts without repetition, and whether cells are blank or every file has it."""

    name: str
    texts: tuple[str, ...]
    blanks: bool
    everywhere: bool = True


@dataclass(frozen=True)
class Extracts:
    """Files of one measure put together: ``frame`` has their columns by name, blank where a file has none."""

    samples: tuple[Sample, ...]
    frame: pd.DataFrame
    columns: tuple[Column, ...] = field(default=())


def together(samples: Sequence[Sample]) -> Extracts:
    """One or several files as one table of text, their columns by name."""
    frames = [sample.frame.set_axis(list(sample.header), axis=1) for sample in samples]
    frame = pd.concat(frames, ignore_index=True)
    columns = []
    for name in frame.columns:
        cells = frame[name].dropna()
        stripped = pd.Series(cells.unique()).astype(str).str.strip()
        texts = tuple(dict.fromkeys(text for text in stripped if text))
        everywhere = all(name in sample.header for sample in samples)
        columns.append(Column(str(name), texts, bool((stripped == "").any()), everywhere))
    return Extracts(tuple(samples), frame.fillna(""), tuple(columns))

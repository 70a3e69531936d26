"""Rows of a frame one by one: for messages, which are few, never for sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows, each with its columns as attributes; the types of columns are not known to a checker."""
    yield from frame.itertuples(index=False)

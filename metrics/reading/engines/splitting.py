"""A file of text in blocks of whole rows, a few megabytes at a time, wherever a quoted cell holds an end of line"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from metrics.reading.engines.fields import QUOTE
from metrics.reading.engines.scheduling import BLOCK

LARGEST_BLOCK = 16 * BLOCK  # a row, or a quote that is never closed, may reach no further


class Unsplit(Exception):
    """Its rows cannot be told apart by their quotes: it is read row by row instead."""


def blocks(file: BinaryIO, size: int = BLOCK) -> Iterator[bytes]:
    """What is left of a file in blocks that end with a row; ends of lines at the end of the file are left out.

    Raises Unsplit, and OSError.
    """
    rest, waiting = b"", b""
    while chunk := file.read(size):
        data = rest + chunk
        cut = last_end(data)
        rest = data[cut:]
        if cut and waiting:
            yield waiting
        waiting = data[:cut] or waiting
        if len(rest) > LARGEST_BLOCK:
            raise Unsplit
    last = (waiting + rest).rstrip(b"\r\n")
    if last:
        yield last + b"\n"


def last_end(data: bytes) -> int:
    """Where the last row of some bytes ends, which begin with a row; 0 where none does.

    An end of a line ends a row where an even number of quotes stands before it.
    """
    cut = data.rfind(b"\n") + 1
    quotes = int(np.count_nonzero(np.frombuffer(data, np.uint8, cut) == QUOTE))
    while cut and quotes % 2:
        before = data.rfind(b"\n", 0, cut - 1) + 1
        quotes -= data.count(b'"', before, cut)
        cut = before
    return cut

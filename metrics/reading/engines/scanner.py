"""A CSV looked through window by window, in several threads, and where its rows stand that are wanted again"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from io import SEEK_CUR
from typing import BinaryIO

import numpy as np

from metrics.reading.engines.fields import NEWLINE, QUOTE, Form, outside_quotes
from metrics.reading.engines.scans import Finding, Odd, Watch, finding, rows_at
from metrics.reading.engines.splitting import last_end
from metrics.reading.grids import LONGEST_FIELD

WINDOW = 1024**2  # bytes that are looked through at once; a row may not be longer
_ENDS = b"\r\n"


@dataclass(frozen=True)
class Scan:
    """Whole rows that stand together: where they start in the bytes, rows and lines of a file, and how many."""

    offset: int
    length: int
    row: int
    line: int
    number: int


@dataclass
class Scanner:
    """Looks a file through from ``offset`` on, where a row starts in ``line``, by so many ``threads``.

    ``personal`` are the first rows that tell of a person, by their columns; ``last`` is how the last row ends.
    """

    watch: Watch
    offset: int
    line: int
    threads: int = 1
    row: int = 0
    returns: bool | None = None
    last: bytes = b""
    personal: dict[int, int] = field(default_factory=dict)

    def scans(self, stream: BinaryIO, size: int = WINDOW) -> Iterator[Scan]:
        """What is looked through, window by window. Raises Odd, and OSError."""
        waiting = deque[tuple[bytes, Future[Finding]]]()
        stream.seek(self.offset)
        with ThreadPoolExecutor(self.threads) as pool:
            try:
                for window in windows(stream, size):
                    free = tuple(at for at in self.watch.free if at not in self.personal)
                    waiting.append((window, pool.submit(finding, window, replace(self.watch, free=free))))
                    if len(waiting) > self.threads:
                        yield self._scan(*waiting.popleft())
                while waiting:
                    yield self._scan(*waiting.popleft())
            finally:
                for _, future in waiting:
                    future.cancel()

    def _scan(self, window: bytes, future: Future[Finding]) -> Scan:
        """The rows of a window at their places in the file."""
        own = future.result()
        if self.returns not in (None, own.returns):
            raise Odd
        self.returns = own.returns
        self.personal = {at: self.row + row for at, row in own.personal.items()} | self.personal
        scan = Scan(self.offset, len(window), self.row, self.line, own.number)
        self.offset, self.line = self.offset + len(window), self.line + own.lines
        self.row, self.last = self.row + own.number, window[-LONGEST_FIELD:]
        return scan


def windows(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """What is left of a file in whole rows, so many bytes at once; ends of lines at its end are left out, but one.

    Raises Odd, and OSError.
    """
    while len(data := stream.read(size)) == size:
        cut = last_end(data)
        if not cut:
            raise Odd
        yield data[:cut]
        stream.seek(cut - size, SEEK_CUR)
    last = data.rstrip(_ENDS)
    if last:
        yield last + (_ENDS if _ENDS in last else b"\n")


def rows_of(stream: BinaryIO, form: Form, scan: Scan, rows: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """Some rows of what was looked through, by their numbers there, with the lines that they start in.

    Raises OSError.
    """
    stream.seek(scan.offset)
    array = np.frombuffer(stream.read(scan.length).rstrip(_ENDS) + b"\n", np.uint8)
    newlines, quotes = np.flatnonzero(array == NEWLINE), np.flatnonzero(array == QUOTE)
    ends = outside_quotes(newlines, quotes) if len(quotes) else newlines
    starts = np.concatenate(([0], ends[:-1] + 1))
    lines = scan.line + np.searchsorted(newlines, starts[list(rows)])
    yield from zip(lines.tolist(), rows_at(array.tobytes(), form, ends, rows), strict=True)

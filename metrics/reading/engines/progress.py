"""How far the reading of a large file is, on standard error: rows, how many in a second, and the time left"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from metrics.reading.supplied import RecordFile

_OFTEN, _SELDOM = 0.1, 1.0  # seconds between two lines, on a terminal and where each line stays


@dataclass
class Bar:
    """How far one file is read. ``stream`` is None where nobody looks."""

    name: str
    size: int
    stream: TextIO | None
    started: float
    last: float
    done: int = 0
    rows: int = 0

    def counted(self, size: int, rows: int) -> None:
        """So many bytes more, and so many rows in all."""
        self.done += size
        self.rows = rows
        now = time.monotonic()
        if self.stream is not None and now - self.last >= (_OFTEN if self.stream.isatty() else _SELDOM):
            self.last = now
            line = self.line(now - self.started)
            self.stream.write(f"\r{line}\x1b[K" if self.stream.isatty() else f"{line}\n")
            self.stream.flush()

    def line(self, seconds: float) -> str:
        """How far it is after some seconds: ``crimes.csv: 4,000,000 rows, 40%, 1,333,333 a second, 5 s left``."""
        part = min(self.done / self.size, 1.0) if self.size else 1.0
        left = seconds * (1 - part) / part if part else 0.0
        pace = self.rows / max(seconds, 0.001)
        return f"{self.name}: {self.rows:,} rows, {part:.0%}, {pace:,.0f} a second, {left:.0f} s left"


@dataclass(frozen=True)
class Progress:
    """Tells how far files are read, where somebody looks at a terminal or would have it all the same."""

    is_followed: bool = False

    @contextmanager
    def of(self, file: RecordFile, offset: int = 0) -> Iterator[Bar]:
        """The bar of one file, from a place in it on; it is wiped off a terminal in the end."""
        stream = sys.stderr if self.is_followed or sys.stderr.isatty() else None
        now, name = time.monotonic(), file.display_name.rpartition("/")[2]
        yield Bar(name, file.size - offset, stream, now, now)
        if stream is not None and stream.isatty():
            stream.write("\r\x1b[K")
            stream.flush()

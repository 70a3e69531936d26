"""A file of records on disk: it is opened as often as it is read, and must not change meanwhile"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from metrics.issues import printable
from metrics.plain_files import NotPlain, opened
from metrics.reading.packed import Unread
from metrics.reading.supplied import CHANGED, RecordFile

Marks = tuple[int, ...]


def record_file(path: Path, extract: str, display_name: str = "") -> RecordFile:
    """A file as it is now. Raises OSError."""
    status = path.stat()
    open_again = partial(_opened, path, _marks(status))
    return RecordFile(
        str(path), path.name, display_name or printable(str(path)), extract, status.st_size, open_again
    )


@contextmanager
def _opened(path: Path, marks: Marks) -> Iterator[BinaryIO]:
    """A file, open to be read. Raises Unread where it cannot be, or is another than it was."""
    try:
        with opened(path) as file:
            _must_be_as_it_was(file, marks)
            yield file
            _must_be_as_it_was(file, marks)
    except NotPlain as fault:
        raise Unread(fault.code, str(fault)) from None
    except OSError as problem:
        raise Unread("unreadable", f"it cannot be read: {problem.strerror or problem}") from None


def _must_be_as_it_was(file: BinaryIO, marks: Marks) -> None:
    if _marks(os.fstat(file.fileno())) != marks:
        raise Unread("unreadable", CHANGED)


def _marks(status: os.stat_result) -> Marks:
    return status.st_ino, status.st_size, status.st_mtime_ns

"""The door through which files are read that somebody has supplied: plain files, of a size that makes sense

A pipe would be waited for, a device may never end, and a folder is no file. None of them is read, and no link that
leads to one.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

MIB = 1024**2
_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe (FIFO)"),
    (stat.S_ISSOCK, "a socket"),
)


class NotPlain(OSError):
    """Why a name leads to no file that is read: the code of an issue, and its words in ``strerror``."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(None, words)
        self.code = code

    def __str__(self) -> str:
        return str(self.strerror)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A plain file, open to be read. Raises NotPlain for anything else, and OSError where it cannot be opened."""
    _must_be_plain(_status(path).st_mode)
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        _must_be_plain(os.fstat(file.fileno()).st_mode)  # it may have been put in the place of one meanwhile
        yield file


def plain_bytes(path: Path) -> bytes:
    """The bytes of a plain file of our own, however many. Raises OSError, which names it."""
    try:
        with opened(path) as file:
            return file.read()
    except NotPlain as problem:
        raise OSError(errno.EINVAL, problem.strerror, str(path)) from problem


def first_bytes(path: Path, most: int) -> bytes:
    """The first bytes of a plain file, no more than ``most``. Raises as ``opened`` does."""
    with opened(path) as file:
        return file.read(most) or b""


def all_bytes(path: Path, most: int) -> bytes:
    """The bytes of a plain file. Raises as ``opened`` does, and NotPlain where there are more than ``most``."""
    size = _status(path).st_size
    data = b"" if size > most else first_bytes(path, most + 1)
    if max(size, len(data)) > most:
        size_words = f"{size:,} bytes" if size > most else "no end"
        raise NotPlain("too-large", f"it has {size_words}, and at most {_in_words(most)} are read")
    return data


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except ValueError:  # a name with a NUL in it
        raise NotPlain("unreadable", "no file can have this name") from None


def _must_be_plain(mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "a device")
        raise NotPlain("not-a-file", f"it is {kind}, not a plain file")


def _in_words(size: int) -> str:
    """``20 MB``, ``512 MiB``: as the limit was written."""
    if size % MIB == 0:
        return f"{size // MIB} MiB"
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} kB"

"""A file that is too large to be held: it stays where it is, is read in blocks, and must not change meanwhile"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TextIO

from metrics.issues import printable
from metrics.plain_files import NotPlain, opened
from metrics.reading.packed import Unread

CHANGED = "it changed while it was read; let nobody write to it, and try again"
_PIECE = 4 * 1024**2


@dataclass(frozen=True)
class RecordFile:
    """A file on disk, as it was when it was looked at first: its size and its marks of change.

    ``display_name`` is for messages. ``extract`` is the name of the folder that it is a part of, or its own.
    """

    path: Path
    display_name: str
    extract: str
    size: int
    marks: tuple[int, ...]

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The file, open to be read. Raises Unread where it cannot be, or is another than it was."""
        try:
            with opened(self.path) as file:
                self._must_be_as_it_was(file)
                yield file
                self._must_be_as_it_was(file)
        except NotPlain as fault:
            raise Unread(fault.code, str(fault)) from None
        except OSError as problem:
            raise Unread("unreadable", f"it cannot be read: {problem.strerror or problem}") from None

    @contextmanager
    def opened_text(self, encoding: str) -> Iterator[TextIO]:
        """The same as text, its ends of lines as they are."""
        with self.opened() as file:
            text = io.TextIOWrapper(file, encoding, newline="")
            try:
                yield text
            finally:
                text.detach()

    def _must_be_as_it_was(self, file: BinaryIO) -> None:
        if _marks(os.fstat(file.fileno())) != self.marks:
            raise Unread("unreadable", CHANGED)

    def pieces(self) -> Iterator[bytes]:
        """The bytes, a few megabytes at a time. Raises Unread."""
        with self.opened() as file:
            while piece := file.read(_PIECE):
                yield piece

    def head(self, most: int) -> bytes:
        """The first bytes, no more than ``most``. Raises Unread."""
        with self.opened() as file:
            return file.read(most)

    def whole(self) -> bytes:
        """All bytes, for what cannot do with less. Raises Unread."""
        return b"".join(self.pieces())

    @cached_property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal. Raises Unread."""
        checksum = hashlib.sha256()
        for piece in self.pieces():
            checksum.update(piece)
        return checksum.hexdigest()

    @cached_property
    def content_sha256(self) -> str:
        """The checksum of what it says, however its lines end, as of files that are held. Raises Unread."""
        checksum, waiting, is_first = hashlib.sha256(), b"", True
        for piece in self.pieces():
            data = waiting + (piece.removeprefix(b"\xef\xbb\xbf") if is_first else piece)
            if is_first and data.startswith(b"PAR1"):
                return self.sha256
            is_first = False
            kept = len(data) - len(
                data.rstrip(b"\r\n")
            )  # ends of lines, of which the last of the file do not count
            waiting = data[len(data) - kept :]
            checksum.update(_with_plain_ends(data[: len(data) - kept]))
        return checksum.hexdigest()

    @cached_property
    def rows(self) -> int:
        """How many lines stand below its first, as the manifest of a release counts them. Raises Unread."""
        return sum(piece.count(b"\n") for piece in self.pieces()) - 1


def _with_plain_ends(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _marks(status: os.stat_result) -> tuple[int, ...]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def record_file(path: Path, extract: str, display_name: str = "") -> RecordFile:
    """A file as it is now. Raises OSError."""
    status = path.stat()
    return RecordFile(path, display_name or printable(str(path)), extract, status.st_size, _marks(status))


Supplied = bytes | RecordFile

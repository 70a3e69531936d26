"""A file as it was supplied: its bytes, or how to read them where it is too large to be held"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO, TextIO

CHANGED = "it changed while it was read; let nobody write to it, and try again"
_PIECE = 4 * 1024**2


@dataclass(frozen=True)
class RecordFile:
    """A file of records that stays where it is. ``opened`` opens it to be read; it raises Unread where it cannot.

    ``display_name`` is for messages. ``name`` is its own name, and ``extract`` that of the folder that it is a part
    of, or its own. ``location`` is for libraries that read files by themselves; ``size`` are its bytes.
    """

    location: str
    name: str
    display_name: str
    extract: str
    size: int
    opened: Callable[[], AbstractContextManager[BinaryIO]] = field(compare=False)

    @contextmanager
    def opened_text(self, encoding: str) -> Iterator[TextIO]:
        """The same as text, its ends of lines as they are."""
        with self.opened() as file:
            text = io.TextIOWrapper(file, encoding, newline="")
            try:
                yield text
            finally:
                text.detach()

    def pieces(self) -> Iterator[bytes]:
        """The bytes, a few megabytes at a time. Raises Unread."""
        with self.opened() as file:
            while piece := file.read(_PIECE):
                yield piece

    def head(self, most: int) -> bytes:
        """The first bytes, no more than ``most``. Raises Unread."""
        with self.opened() as file:
            return file.read(most)

    def read(self) -> bytes:
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
            if is_first and piece.startswith(b"PAR1"):
                return self.sha256
            data = waiting + (piece.removeprefix(b"\xef\xbb\xbf") if is_first else piece)
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
        ends, last = 0, b"\n"
        for piece in self.pieces():
            is_split = last == b"\r" and piece.startswith(b"\n")
            ends += piece.count(b"\n") + piece.count(b"\r") - piece.count(b"\r\n") - is_split
            last = piece[-1:]
        return ends - (last in (b"\n", b"\r"))


def _with_plain_ends(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


Supplied = bytes | RecordFile

"""What is packed in a file, unpacked no further than is ever read, and only where it is whole."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

LARGEST_BYTES = 512 * 1024**2
MOST_PARTS = 10_000  # files in a workbook
DAMAGED = "it is damaged, or was cut off on its way; get it again"
_EXTRA, _NAME, _COMMENT = 4, 8, 16  # what the header of a gzip file has, by its flags
_PIECE = 16_384  # bytes
_GZIP = 31  # zlib's word for the window of a gzip file, with its header and its checksum


class Unread(Exception):
    """Why the bytes of a file cannot be read: the code of an issue and its message."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


def too_large(what: str) -> Unread:
    """What is said of a file that holds more than is ever read."""
    most = LARGEST_BYTES // 1024**2
    return Unread("too-large", f"{what}, and at most {most} MiB are read; ask for a smaller extract")


def gunzipped(data: bytes) -> bytes:
    """The bytes that a gzip file holds, of all its members. Raises Unread: damaged, cut off, or far too large."""
    parts: list[bytes] = []
    at, end, size = 0, len(data.rstrip(b"\0")), 0
    unpacker = zlib.decompressobj(wbits=_GZIP)
    while at < end or (at and not unpacker.eof):
        if unpacker.eof:
            unpacker = zlib.decompressobj(wbits=_GZIP)
        # Piece by piece: what is left after a member is copied, and there may be many.
        piece = data[at : at + _PIECE]
        try:
            part = unpacker.decompress(piece, LARGEST_BYTES + 1 - size)
        except zlib.error:
            raise Unread("damaged", DAMAGED) from None
        size += len(part)
        if size > LARGEST_BYTES:
            raise too_large("unpacked, it is larger still")
        if not piece:
            raise Unread("damaged", DAMAGED)
        parts.append(part)
        at += len(piece) - len(unpacker.unused_data)
    return b"".join(parts)


def gzip_words(data: bytes) -> tuple[str, ...]:
    """What the header of a gzip file says beside what is packed: the name of that, and a comment (RFC 1952)."""
    flags, at, words = data[3], 10, list[str]()
    if flags & _EXTRA:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for flag in (_NAME, _COMMENT):
        if flags & flag:
            text = data[at:].partition(b"\0")[0]
            words.append(text.decode("latin-1"))
            at += len(text) + 1
    return tuple(words)


def whole_zip(data: bytes) -> zipfile.ZipFile:
    """A zip file whose parts all have their checksums. Raises Unread: damaged, locked, or far too large."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise Unread("locked", "it is protected by a password; ask for it without one")
        size = sum(part.file_size for part in parts)
        if size > LARGEST_BYTES or len(parts) > MOST_PARTS:
            raise too_large(f"unpacked, it has {size:,} bytes in {len(parts):,} parts")
        if len({part.filename for part in parts}) < len(parts) or archive.testzip() is not None:
            raise Unread("damaged", DAMAGED)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise Unread("damaged", DAMAGED) from None
    return archive

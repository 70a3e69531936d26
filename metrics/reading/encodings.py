"""The bytes of an extract to text, in the declared encoding and no other."""

from __future__ import annotations

import csv
import re

from metrics.declared.published_file import PublishedFile
from metrics.issues import Issue, error

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAVE = 'ask for it as "CSV UTF-8"'
_SAMPLE = 2000
TWICE = "\r\r\n"
TWICE_WORDS = (
    "each line ends twice (CR CR LF), as a program writes that adds an end to those there are; ask for "
    "the file as it was before that"
)
NUL_WORDS = "the file holds a NUL character; was it damaged on its way, or is it no CSV?"


def decoded(data: bytes, source: PublishedFile, file: str) -> tuple[str, list[Issue]]:
    """The text of a file, without its byte order mark, or the one fault of its encoding."""
    wide = wide_fault(data, source, file)
    if wide:
        return "", [wide]
    if source.encoding == "cp1252" and is_utf_8(data):
        message = 'the file is UTF-8, and "encoding: cp1252" is declared; leave that out'
        return "", [error(file, 1, 1, "encoding", message)]
    try:
        text = data.decode("utf-8-sig" if source.encoding == "utf-8" else source.encoding)
    except UnicodeDecodeError as problem:
        return "", [undecoded(data, problem.start, problem.reason, source, file)]
    if not text.strip():
        return "", [error(file, 1, 1, "empty-file", "the file is empty; was it cut off on its way?")]
    if text.count(TWICE) * 2 > text.count("\n"):
        return "", [error(file, *place_after(text[: text.index(TWICE)], source), "encoding", TWICE_WORDS)]
    if "\0" in text:
        place = place_after(text[: text.index("\0")], source)
        return "", [error(file, *place, "encoding", NUL_WORDS)]
    return text, []


def place_after(text: str, source: PublishedFile) -> tuple[int, int]:
    """The line and the field that come after a text."""
    lines = re.split(r"\r\n|\r|\n", text)
    try:
        fields = next(csv.reader([lines[-1]], delimiter=source.delimiter), [""])
    except csv.Error:  # more stands in one field than a reader of CSV takes
        return len(lines), 1
    return len(lines), len(fields) or 1


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32, by its mark, or without one by the NULs that stand in every second place."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return "UTF-16" if max(even, odd) * 3 > len(sample) and min(even, odd) * 10 < len(sample) else ""


def is_utf_8(data: bytes) -> bool:
    """Whether bytes beyond ASCII make sense as UTF-8, which text in another encoding hardly ever does."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def wide_fault(data: bytes, source: PublishedFile, file: str) -> Issue | None:
    """The fault of a file in two or four bytes a letter, as its first bytes tell; None of any other."""
    wide = _wide(data)
    message = f"the file is {wide}, not {source.encoding}; {_SAVE}"
    return error(file, 1, 1, "encoding", message) if wide else None


def undecoded(data: bytes, start: int, reason: str, source: PublishedFile, file: str) -> Issue:
    """The fault of the byte of a file from which on it is not in the declared encoding."""
    encoding = "utf-8-sig" if source.encoding == "utf-8" else source.encoding
    place = place_after(data[:start].decode(encoding), source)
    if reason == "unexpected end of data" and len(data) - start < 4:
        message = "the file ends in the middle of a character; was it cut off on its way? Get it again"
        return error(file, *place, "cut-off", message)
    problem = f"byte 0x{data[start]:02X} is not {source.encoding}"
    older = data[start : start + 1].decode("cp1252", errors="ignore")
    if older and source.encoding == "utf-8":
        problem += f'; an older Windows (cp1252) writes "{older}" so: declare "encoding: cp1252", or {_SAVE}'
    else:
        problem += f"; declare the encoding that the file is in, or {_SAVE}"
    return error(file, *place, "encoding", problem)

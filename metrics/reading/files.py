"""What a file is before it is read as a CSV: its name, and what its first bytes betray."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase

from metrics.issues import Issue, error, listed, nearest, printable, warning
from metrics.reading.lookalikes import is_unseen, skeleton, strangest

_ZIP = b"PK\x03\x04"
_SAVE = 'ask the publisher for it as "CSV UTF-8"'
_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "it is compressed (gzip); unpack it first"),
    (b"BZh", "it is compressed (bzip2); unpack it first"),
    (b"\xfd7zXZ\x00", "it is compressed (xz); unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7-Zip archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", f"it is an old Excel workbook (xls); {_SAVE}"),
    (b"%PDF", "it is a PDF; ask the publisher for the data as CSV"),
    (b"PAR1", "it is a Parquet file; ask the publisher for the data as CSV"),
    (b"SQLite format 3", "it is a database; ask the publisher for the data as CSV"),
    (
        b"version https://git-lfs.github.com/spec/",
        'it is a Git LFS pointer, not the file itself; run "git lfs pull"',
    ),
)


def type_faults(data: bytes, file: str) -> list[Issue]:
    """The fault of a file that is named .csv and is something else."""
    message = _type_of(data)
    return [error(file, 1, 1, "wrong-type", message)] if message else []


def _type_of(data: bytes) -> str:
    for start, message in _FIRST_BYTES:
        if data.startswith(start):
            return message
    if data.startswith(_ZIP):
        return _zip_of(data)
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body")):
        return "it is a web page (HTML), perhaps an error that was saved in its place; download it again"
    if start.startswith((b"<?xml", b"<soap")):
        return "it is XML; ask the publisher for the data as CSV"
    if re.match(rb'[\[{]\s*[\[{"]', start):
        return "it is JSON; ask the publisher for the data as CSV"
    return ""


def _zip_of(data: bytes) -> str:
    if b"xl/workbook" in data or b"xl/worksheets" in data:
        return f"it is an Excel workbook (xlsx); {_SAVE}"
    if b"opendocument.spreadsheet" in data[:200]:
        return f"it is an OpenDocument spreadsheet (ods); {_SAVE}"
    return "it is a zip archive; unpack it first"


# Names -----------------------------------------------------------------------------------------------------


def matching(pattern: str, names: Iterable[str]) -> list[str]:
    """The names that a declared name finds: its own, or with a ``*`` each that fits."""
    if "*" not in pattern:
        return [name for name in names if name == pattern]
    literal = pattern.replace("[", "[[]").replace("?", "[?]")
    return [name for name in names if fnmatchcase(name, literal)]


def name_faults(
    pattern: str, names: Iterable[str], display_name: str, spoken_for: Collection[str] = ()
) -> list[Issue]:
    """The fault of a declared name: it finds no file, several, or one that no reader could tell apart.

    ``spoken_for`` are the files that other declared names find: none of them is what is missing here.
    """
    names = list(names)
    free = [name for name in names if name not in spoken_for]
    matches = matching(pattern, names)
    if len(matches) > 1:
        message = f"several files have such a name: {listed(matches)}; leave one in the drop"
        return [error(display_name, 1, 1, "several-files", message)]
    if not matches:
        return [
            error(
                display_name,
                1,
                1,
                "missing-file",
                f"the file is not in the drop{_guess(pattern, free) or _present(names)}",
            )
        ]
    if any(is_unseen(character) for character in matches[0]):
        message = f'its name "{printable(matches[0])}" holds a character that cannot be seen; rename it'
        return [error(printable(display_name), 1, 1, "bad-name", message)]
    return []


def _guess(pattern: str, names: list[str]) -> str:
    for name in names:
        if fnmatchcase(_bare(name), _bare(pattern)):
            return f'; "{name}" is there: {_difference(name, pattern)}; rename it'
    return nearest(pattern, _csvs(names))


def _present(names: list[str]) -> str:
    """What is in the drop: a publisher may be late, or the file may be in another folder."""
    csvs = _csvs(names)
    others = "the other file" if len(csvs) == 1 else f"{len(csvs)} others"
    return f"; the drop holds {others}: {listed(csvs)}" if csvs else "; the drop holds no CSV file"


def _csvs(names: list[str]) -> list[str]:
    return [name for name in names if name.lower().endswith(".csv")]


def _bare(name: str) -> str:
    """A file's name without what tools and hands add to it: endings, copies' numbers, spaces, case."""
    without = re.sub(r"(\s*\.(csv|txt|xlsx?|gz|zip))+\s*$", "", skeleton(name))
    return re.sub(r"\s*(\(\d+\)| - copy)$", "", without)


def _difference(name: str, declared: str) -> str:
    if not name.isascii():
        return strangest(name, declared)
    if name.casefold() == declared.casefold():
        return "its capital letters differ"
    if name.split() != [name] and "".join(name.split()) == "".join(declared.split()):
        return "it has spaces too many"
    return "its ending differs" if _ending(name) != _ending(declared) else "it is named as a copy"


def _ending(name: str) -> str:
    return name.rstrip()[name.find(".") :]


def content(data: bytes) -> bytes:
    """What a file says, however it was saved: without a byte order mark, line ends alike, none blank at its end."""
    lines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return lines.rstrip(b"\n")


# Against the release before --------------------------------------------------------------------------------


def stale_copies(now: Mapping[str, str], before: Mapping[str, str], release: str, drop: str) -> list[Issue]:
    """Files that say what those of the current release say: their publisher may not have updated them.

    ``now`` is the checksum of each file's content by the name it is shown under, ``before`` by its plain name.
    """
    same = [file for file, checksum in now.items() if before.get(file.rpartition("/")[2]) == checksum]
    if same and len(same) == len(now):
        message = f'every file is the same as in release "{release}"; is it the right drop?'
        return [warning(drop, 1, 1, "stale-drop", message)]
    message = f'the file is the same as in release "{release}"; has its publisher not updated it?'
    return [warning(file, 1, 1, "stale-copy", message) for file in same]

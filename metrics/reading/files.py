"""What a file is before it is read: its name, and what its first bytes betray."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from fnmatch import fnmatchcase

from metrics.file_kinds import (
    CSV,
    ENDINGS,
    ODS,
    OLDER,
    OLDER_MEND,
    PACKED_CSV,
    PARQUET,
    XLSM,
    XLSX,
    FileKind,
    kind_of,
    read_as,
)
from metrics.issues import Issue, error, listed, nearest, printable, warning
from metrics.reading.lookalikes import is_unseen, skeleton, strangest
from metrics.reading.packed import Unread, gunzipped
from metrics.reading.yearly import is_yearly, years

GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_SAVE = 'ask the publisher for it as "CSV UTF-8"'
_NAMED_SO = "rename it to end in {0}, and declare it so"
_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"BZh", "it is compressed (bzip2); unpack it first"),
    (b"\xfd7zXZ\x00", "it is compressed (xz); unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7-Zip archive; unpack it first"),
    (b"%PDF", "it is a PDF; ask the publisher for the data as CSV"),
    (b"SQLite format 3", "it is a database; ask the publisher for the data as CSV"),
    (
        b"version https://git-lfs.github.com/spec/",
        'it is a Git LFS pointer, not the file itself; run "git lfs pull"',
    ),
)


def type_faults(data: bytes, file: str) -> list[Issue]:
    """The fault of a file that is something else than its name says."""
    named = read_as(file)
    kind, fault = _kind_of(data)
    if (
        not fault and kind != named and (kind, named) != (XLSX, XLSM)
    ):  # with macros or without, it is read alike
        fault = _otherwise_named(kind, named)
    return [error(file, 1, 1, "wrong-type", fault)] if fault else []


def _otherwise_named(kind: FileKind, named: FileKind) -> str:
    if kind == CSV:
        return f"it is named as {named.words} is, and is none; get it again, or rename it if it is a CSV"
    return f"it is {kind.words}; {_NAMED_SO.format(kind.ending)}"


def _kind_of(data: bytes) -> tuple[FileKind, str]:
    """The kind of file that bytes are of, a CSV where nothing gives them away; and in words what else they are."""
    if data.startswith(GZIP):
        return PACKED_CSV, ""
    if data.startswith(b"PAR1"):
        return PARQUET, ""
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        words = "it is a workbook that is protected by a password; ask for it without one"
        return XLSX, words if locked else f"it is an old Excel workbook (xls); {_SAVE}, or as xlsx"
    if data.startswith(_ZIP):
        return _zip_of(data)
    return CSV, _no_text(data)


def _no_text(data: bytes) -> str:
    """What bytes are that are neither of a kind which is read nor text; or nothing."""
    for start, message in _FIRST_BYTES:
        if data.startswith(start):
            return message
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body")):
        return "it is a web page (HTML), perhaps an error that was saved in its place; download it again"
    if start.startswith((b"<?xml", b"<soap")):
        return "it is XML; ask the publisher for the data as CSV"
    if re.match(rb'[\[{]\s*[\[{"]', start):
        return "it is JSON; ask the publisher for the data as CSV"
    return ""


def _zip_of(data: bytes) -> tuple[FileKind, str]:
    if b"xl/workbook.bin" in data:
        return XLSX, f"it is an Excel workbook in another form (xlsb); {_SAVE}, or as xlsx"
    if b"xl/workbook" in data or b"xl/worksheets" in data:
        return XLSX, ""
    if b"opendocument.spreadsheet" in data[:200] or (b"mimetype" in data[:100] and b"content.xml" in data):
        return ODS, ""
    return XLSX, "it is a zip archive; unpack it first"


# Names -----------------------------------------------------------------------------------------------------


def matching(pattern: str, names: Iterable[str]) -> list[str]:
    """The names that a declared name finds: its own, with a ``*`` each that fits, or that of each year."""
    if is_yearly(pattern):
        return list(years(pattern, names))
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


def is_named_nearly(pattern: str, names: Iterable[str]) -> bool:
    """Whether some file has nearly a declared name: it is misnamed, and not missing."""
    return bool(_guess(pattern, list(names)))


def _guess(pattern: str, names: list[str]) -> str:
    for name in names:
        if fnmatchcase(_bare(name), _bare(pattern)):
            return f'; "{name}" is there: {_difference(name, pattern)}; {_mend(name, pattern)}'
    return nearest(pattern, _of_data(names))


def _present(names: list[str]) -> str:
    """What is in the drop: a publisher may be late, or the file may be in another folder."""
    files = _of_data(names)
    others = "the other file" if len(files) == 1 else f"{len(files)} others"
    return f"; the drop holds {others}: {listed(files)}" if files else "; the drop holds no file of data"


def _of_data(names: list[str]) -> list[str]:
    return [name for name in names if name.lower().endswith(ENDINGS)]


def _bare(name: str) -> str:
    """A file's name without what tools and hands add to it: endings, copies' numbers, spaces, case."""
    without = re.sub(r"(\s*\.(csv|txt|xls[xm]?|ods|parquet|gz|zip))+\s*$", "", skeleton(name))
    return re.sub(r"\s*(\(\d+\)| - copy)$", "", without)


def _difference(name: str, declared: str) -> str:
    if not name.isascii():
        return strangest(name, declared)
    if name.casefold() == declared.casefold():
        return "its capital letters differ"
    if name.split() != [name] and "".join(name.split()) == "".join(declared.split()):
        return "it has spaces too many"
    return "its ending differs" if _ending(name) != _ending(declared) else "it is named as a copy"


def _mend(name: str, declared: str) -> str:
    """What to do with a file that has nearly a declared name. Of another kind, it is none by another name."""
    if name.lower().endswith(OLDER):
        return OLDER_MEND
    kind, other, workbooks = kind_of(name), read_as(declared), (XLSX, XLSM)
    if kind in (None, other) or (kind in workbooks and other in workbooks):
        return "rename it"
    assert kind is not None
    return f"it is {kind.words}: declare it by that name, or ask the publisher for {other.words}"


def _ending(name: str) -> str:
    return name.rstrip()[name.find(".") :]


def content(data: bytes) -> bytes:
    """What a file says, however it was saved: without a byte order mark, line ends alike, none blank at its end."""
    if data.startswith(GZIP):
        with suppress(Unread):
            data = gunzipped(data)
    if data.startswith((_ZIP, b"PAR1")):
        return data
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

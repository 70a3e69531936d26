"""A drop on disk: the files that measures ask for, each read once: what is checked is what is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from metrics.declared.framework import Config
from metrics.file_kinds import CSV, kind_of
from metrics.issues import Issue, error, has_errors, listed, printable
from metrics.plain_files import NotPlain, all_bytes
from metrics.reading.engines.plans import is_counted
from metrics.reading.engines.scheduling import choice
from metrics.reading.files import content, matching, name_faults, type_faults
from metrics.reading.packed import LARGEST_BYTES, Unread
from metrics.reading.record_files import record_file
from metrics.reading.supplied import RecordFile, Supplied


@dataclass(frozen=True)
class Extract:
    """One file as supplied: its name, where it was found (for messages) and its bytes, or where they lie.

    A folder of files of records is one extract, and has its ``parts`` in the order of their names.
    """

    name: str
    display_name: str
    data: Supplied = b""
    parts: tuple[RecordFile, ...] = ()

    @property
    def held(self) -> bytes:
        """The bytes of a file that is held, as every one is that holds no records."""
        assert isinstance(self.data, bytes)
        return self.data

    @property
    def files(self) -> Mapping[str, Supplied]:
        """What is read, by the names for messages: the file itself, or those of a folder."""
        return {part.display_name: part for part in self.parts} or {self.display_name: self.data}

    @property
    def stored(self) -> Mapping[str, Supplied]:
        """What a release stores, by the names that it has for it."""
        return {f"{self.name}/{_inside(part, self)}": part for part in self.parts} or {self.name: self.data}

    @property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal; of a folder that of the checksums of its files."""
        return _sum_of([_sha256(data) for data in self.files.values()])

    @property
    def content_sha256(self) -> str:
        """The checksum of what it says: the same however its lines end."""
        return _sum_of([content_sha256(data) for data in self.files.values()])


def _inside(part: RecordFile, extract: Extract) -> str:
    """The name of a file in the folder of its extract."""
    return part.display_name.removeprefix(f"{extract.display_name}/")


def _sum_of(checksums: list[str]) -> str:
    return checksums[0] if len(checksums) == 1 else hashlib.sha256("".join(checksums).encode()).hexdigest()


def _sha256(data: Supplied) -> str:
    return data.sha256 if isinstance(data, RecordFile) else hashlib.sha256(data).hexdigest()


def content_sha256(data: Supplied) -> str:
    """The checksum of what the bytes of a file say, in hexadecimal."""
    if isinstance(data, RecordFile):
        return data.content_sha256
    return hashlib.sha256(content(data)).hexdigest()


def read_drop(config: Config, folder: Path) -> tuple[dict[str, Extract], list[Issue]]:
    """The extracts that a declaration asks for, by the name it gives them, and the faults of the files."""
    names, issues = _names_in(folder)
    if issues:
        return {}, issues
    patterns, counted = declared_files(config), _counted(config)
    spoken_for = {name for pattern in patterns for name in matching(pattern, names)}
    extracts: dict[str, Extract] = {}
    read: dict[str, Extract | None] = {}
    for pattern in patterns:
        faults = name_faults(pattern, names, printable(str(folder / pattern)), spoken_for)
        issues += faults
        if faults:
            continue
        (file,) = matching(pattern, names)
        if file not in read:
            readers = [other for other in patterns if file in matching(other, names)]
            read[file], faults = _read(folder / file, in_blocks=counted.issuperset(readers))
            issues += faults
        extract = read[file]
        if extract is not None:
            extracts[pattern] = extract
    return extracts, issues


def declared_files(config: Config) -> tuple[str, ...]:
    """The names of all files that measures and other tables ask for, each once."""
    sources = [measure.source.files for measure in config.published()]
    sources += [table.file_names for table in config.supplied_tables()]
    return tuple(dict.fromkeys(name for files in sources for name in files))


def _counted(config: Config) -> set[str]:
    """The names of the files that measures count row by row, and nothing else reads: of any size, or folders."""
    held = {name for table in config.supplied_tables() for name in table.file_names}
    names = set[str]()
    for measure in config.published():
        for name in measure.source.files:
            (names if is_counted(measure, name) else held).add(name)
    return names - held


def names_in(folder: Path) -> list[str]:
    """The names of what is in a folder; none where it cannot be read, which is told when it is."""
    return _names_in(folder)[0]


def _names_in(folder: Path) -> tuple[list[str], list[Issue]]:
    display_name = printable(str(folder))
    try:
        return sorted(entry.name for entry in folder.iterdir()), []
    except NotADirectoryError:
        message = "it is a file and no folder; name the folder that holds the extracts"
        return [], [error(display_name, 1, 1, "no-drop", message)]
    except (FileNotFoundError, ValueError):
        return [], [error(display_name, 1, 1, "no-drop", "there is no such folder")]
    except OSError as problem:
        message = f"the folder cannot be read: {problem.strerror or problem}"
        return [], [error(display_name, 1, 1, "unreadable", message)]


def _read(path: Path, *, in_blocks: bool = False) -> tuple[Extract | None, list[Issue]]:
    display_name = printable(str(path))
    try:
        _must_lie_in_the_drop(path)
        if in_blocks and path.is_dir():
            return _folder(path, display_name)
        if in_blocks and path.is_file() and choice().counts(path.name, path.stat().st_size):
            return _of_records(path, display_name)
        data = all_bytes(path, LARGEST_BYTES)
    except NotPlain as fault:
        mend = "; ask for a smaller extract" if fault.code == "too-large" else ""
        return None, [error(display_name, 1, 1, fault.code, f"{fault}{mend}")]
    except OSError as problem:
        message = f"it cannot be read: {problem.strerror or problem}"
        return None, [error(display_name, 1, 1, "unreadable", message)]
    issues = type_faults(data, display_name)
    return (None if has_errors(issues) else Extract(path.name, display_name, data)), issues


def _of_records(path: Path, display_name: str) -> tuple[Extract | None, list[Issue]]:
    """A file that stays where it is. Raises OSError."""
    file = record_file(path, path.name)
    issues = _type_faults(file)
    return (None if has_errors(issues) else Extract(path.name, display_name, file)), issues


def _folder(path: Path, display_name: str) -> tuple[Extract | None, list[Issue]]:
    """A folder whose files are parts of one extract, in those within it too. Raises OSError.

    What programs write beside such parts begins with a point or a low line, and is passed over.
    """
    inside = sorted(file for file in path.rglob("*") if not file.is_dir())
    own = [file for file in inside if not any(_is_aside(name) for name in file.relative_to(path).parts)]
    others = [file for file in own if kind_of(file.name) is not kind_of(path.name)]
    if others or not own:
        names = listed(str(file.relative_to(path)) for file in others)
        kind = kind_of(path.name) or CSV
        message = f"the folder holds {names}, and is read as parts of {kind.words}; leave those alone in it"
        return None, [error(display_name, 1, 1, "wrong-type", message if others else EMPTY_FOLDER)]
    for file in own:
        _must_lie_in_the_drop(file)
    parts = tuple(record_file(file, path.name) for file in own)
    issues = [issue for part in parts for issue in _type_faults(part)] or _copies(parts, display_name)
    return (None if has_errors(issues) else Extract(path.name, display_name, parts=parts)), issues


def _copies(parts: Sequence[RecordFile], folder: str) -> list[Issue]:
    """A fault for each part that is another one again, byte for byte: its rows would be counted twice."""
    issues, of_size = list[Issue](), dict[int, list[RecordFile]]()
    try:
        for part in parts:
            alike = of_size.setdefault(part.size, [])
            first = next((other for other in alike if other.sha256 == part.sha256), None)
            if first is not None:
                name = first.display_name.removeprefix(f"{folder}/")
                message = f'it is the same as "{name}" in this folder, and its rows would count twice; '
                issues.append(error(part.display_name, 1, 1, "part-twice", f"{message}leave one of them out"))
            alike.append(part)
    except Unread as fault:
        return [error(part.display_name, 1, 1, fault.code, fault.message)]
    return issues


EMPTY_FOLDER = "the folder holds no file of data; was it copied whole?"


def _is_aside(name: str) -> bool:
    return name[0] in "._"


def _type_faults(file: RecordFile) -> list[Issue]:
    try:
        return type_faults(file.head(_SEEN), file.display_name)
    except Unread as fault:
        return [error(file.display_name, 1, 1, fault.code, fault.message)]


_SEEN = 4096  # bytes, by which one kind of file is told from another


def _must_lie_in_the_drop(path: Path) -> None:
    """Raises NotPlain for a link that leads out of the drop, or nowhere."""
    if path.is_symlink():
        if not path.exists():
            raise NotPlain("not-a-file", "it is a link that leads nowhere; put the file itself into the drop")
        if not path.resolve().is_relative_to(path.parent.resolve()):
            raise NotPlain("not-a-file", "it is a link that leads out of the drop; put the file itself there")

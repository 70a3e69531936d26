"""A drop on disk: the files that measures ask for, each read once: what is checked is what is stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from metrics.declared.framework import Config
from metrics.issues import Issue, error, has_errors, printable
from metrics.plain_files import NotPlain, all_bytes
from metrics.reading.files import content, matching, name_faults, type_faults
from metrics.reading.packed import LARGEST_BYTES


@dataclass(frozen=True)
class Extract:
    """One file as supplied: its name, where it was found (for messages) and its bytes."""

    name: str
    display_name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def content_sha256(self) -> str:
        """The checksum of what it says: the same however its lines end."""
        return content_sha256(self.data)


def content_sha256(data: bytes) -> str:
    """The checksum of what the bytes of a file say, in hexadecimal."""
    return hashlib.sha256(content(data)).hexdigest()


def read_drop(config: Config, folder: Path) -> tuple[dict[str, Extract], list[Issue]]:
    """The extracts that a declaration asks for, by the name it gives them, and the faults of the files."""
    names, issues = _names_in(folder)
    if issues:
        return {}, issues
    patterns = declared_files(config)
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
            read[file], faults = _read(folder / file)
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


def _read(path: Path) -> tuple[Extract | None, list[Issue]]:
    display_name = printable(str(path))
    try:
        _must_lie_in_the_drop(path)
        data = all_bytes(path, LARGEST_BYTES)
    except NotPlain as fault:
        mend = "; ask for a smaller extract" if fault.code == "too-large" else ""
        return None, [error(display_name, 1, 1, fault.code, f"{fault}{mend}")]
    except OSError as problem:
        message = f"it cannot be read: {problem.strerror or problem}"
        return None, [error(display_name, 1, 1, "unreadable", message)]
    issues = type_faults(data, display_name)
    return (None if has_errors(issues) else Extract(path.name, display_name, data)), issues


def _must_lie_in_the_drop(path: Path) -> None:
    """Raises NotPlain for a link that leads out of the drop, or nowhere."""
    if path.is_symlink():
        if not path.exists():
            raise NotPlain("not-a-file", "it is a link that leads nowhere; put the file itself into the drop")
        if not path.resolve().is_relative_to(path.parent.resolve()):
            raise NotPlain("not-a-file", "it is a link that leads out of the drop; put the file itself there")

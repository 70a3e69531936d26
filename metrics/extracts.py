"""A drop on disk: the files that measures ask for, each read once: what is checked is what is stored."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from metrics.framework import Config
from metrics.issues import Issue, error, listed, nearest

LARGEST_BYTES = 4 * 1024**3


@dataclass(frozen=True)
class Extract:
    """One file as supplied: its name, where it was found (for messages) and its bytes."""

    name: str
    shown_as: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The checksum of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def read_drop(config: Config, folder: Path) -> tuple[dict[str, Extract], list[Issue]]:
    """The extracts that a declaration asks for, by the name it gives them, and the faults of the files."""
    if not folder.is_dir():
        return {}, [error(str(folder), 1, 1, "no-drop", "there is no such folder")]
    names = sorted(entry.name for entry in folder.iterdir())
    wanted = dict.fromkeys(name for measure in config.published() for name in measure.source.files)
    extracts, issues, read = {}, [], dict[str, Extract]()
    for pattern in wanted:
        found = _matching(pattern, names, folder)
        if isinstance(found, Issue):
            issues.append(found)
            continue
        if found not in read:
            extract = _read(folder / found)
            if isinstance(extract, Issue):
                issues.append(extract)
                continue
            read[found] = extract
        extracts[pattern] = read[found]
    return extracts, issues


def _matching(pattern: str, names: list[str], folder: Path) -> str | Issue:
    shown = str(folder / pattern)
    if "*" not in pattern:
        return pattern if pattern in names else _missing(pattern, names, shown)
    found = [name for name in names if fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]"))]
    if len(found) > 1:
        return error(shown, 1, 1, "several-files", f"several files have such a name: {listed(found)}")
    return found[0] if found else _missing(pattern, names, shown)


def _missing(pattern: str, names: list[str], shown: str) -> Issue:
    csvs = [name for name in names if name.endswith(".csv")]
    guess = nearest(pattern, csvs) or f"; the drop holds {listed(csvs) or 'no CSV file'}"
    return error(shown, 1, 1, "missing-file", f"the file is not in the drop{guess}")


def _read(path: Path) -> Extract | Issue:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return error(str(path), 1, 1, "not-a-file", "it is not a plain file")
        if not path.resolve().is_relative_to(path.parent.resolve()):
            return error(str(path), 1, 1, "not-a-file", "it is a link that leads out of the drop")
        if status.st_size > LARGEST_BYTES:
            return error(str(path), 1, 1, "too-large", f"it is larger than {LARGEST_BYTES:,} bytes")
        return Extract(path.name, str(path), path.read_bytes())
    except OSError as problem:
        return error(str(path), 1, 1, "unreadable", f"it cannot be read: {problem.strerror or problem}")

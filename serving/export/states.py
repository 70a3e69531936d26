"""What finished files depend on, told without making any: whether those of a folder are current still.

A state is a fingerprint of the history, the release that it makes current at a moment, the day, and the program.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from metrics.periods import UK
from metrics.releasing.history import History, current, history_file, read_history, releases_folder
from metrics.releasing.store import MANIFEST
from serving.export.versions import CURRENT, SUBFOLDER

STATE = ".state"
PROJECT = Path(__file__).resolve().parents[2]
OF_THE_PROGRAM = ("assets", "charts", "components", "metrics", "pages", "serving")
SOURCES = (".py", ".css", ".js", ".csv", ".svg", ".png", ".ico", ".woff2")
LIBRARIES = ("dash", "dash-bootstrap-components", "pandas", "plotly", "brotli")


def state_at(root: Path, now: datetime) -> tuple[str, str]:
    """The release that readers of a site see at a moment, and the state of its pages; nothing where there is none.

    Raises OSError and ValueError where the history cannot be read.
    """
    history = read_history(root)
    release_id = current(history, now)
    if release_id is None:
        return "", ""
    digest = hashlib.sha256(program().encode())
    parts = (history_file(root).read_bytes(), (releases_folder(root) / release_id / MANIFEST).read_bytes())
    for part in (*parts, now.astimezone(UK).date().isoformat().encode(), _public(history, now)):
        digest.update(hashlib.sha256(part).digest())
    return release_id, digest.hexdigest()


def _public(history: History, now: datetime) -> bytes:
    """Which events hold at a moment: a later one is not to be told of yet."""
    return bytes(event.at <= now for event in history)


@cache
def program() -> str:
    """A fingerprint of the code that makes pages, and of the libraries that it rests on."""
    digest = hashlib.sha256()
    for file in sorted(_files()):
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    versions = [importlib.metadata.version(name) for name in LIBRARIES]
    return f"{digest.hexdigest()} {' '.join(versions)}"


def _files() -> Iterator[Path]:
    yield PROJECT / "app.py"
    for name in OF_THE_PROGRAM:
        yield from (file for file in (PROJECT / name).rglob("*") if file.suffix in SOURCES)


def state_of(subfolder: Path) -> str:
    """The state that the files of a subfolder were written in; nothing where it does not say."""
    try:
        return (subfolder / STATE).read_text("ascii")
    except (OSError, ValueError):
        return ""


def set_state(subfolder: Path, state: str) -> None:
    """Notes the state that the files of a subfolder are of, in one step."""
    unfinished = subfolder / f"{STATE}.new"
    unfinished.write_text(state, "ascii")
    unfinished.replace(subfolder / STATE)


def release_of(subfolder: Path) -> str:
    """The release that the files of a subfolder are of; nothing for a folder of another kind."""
    return subfolder.name[len("site-") : -len("-0123456789ab")] if SUBFOLDER.fullmatch(subfolder.name) else ""


def written(folder: Path) -> list[Path]:
    """The subfolders with finished files, the newest first."""
    paths = [path for path in folder.glob("site-*") if SUBFOLDER.fullmatch(path.name) and path.is_dir()]
    return sorted(paths, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def current_subfolder(folder: Path) -> Path | None:
    """The subfolder that is shown; None where nothing is."""
    link = folder / CURRENT
    return folder / link.readlink() if link.is_symlink() else None

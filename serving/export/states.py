"""What finished files depend on, told without making any: whether those of a folder are current still.

A state is a fingerprint of what readers may know of the history, the release that it makes current at a moment, the
day, and the program, with the marks of what was said by then. So it can be told of a moment that is still to come.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from metrics.periods import UK
from metrics.plain_files import plain_bytes
from metrics.releasing.history import (
    MANIFEST,
    History,
    current,
    publications,
    read_chain,
    read_history,
    releases_folder,
    withdrawals,
)
from metrics.releasing.public_chain import public_chain
from metrics.releasing.published import published
from serving.export.stale import marks
from serving.releases.finished import CURRENT, STATE, SUBFOLDER

DENSE = ".dense"  # in a subfolder whose files are all packed as densely as they will ever be
PROJECT = Path(__file__).resolve().parents[2]
OF_THE_PROGRAM = ("assets", "charts", "components", "metrics", "pages", "serving")
SOURCES = (".py", ".css", ".js", ".csv", ".po", ".svg", ".png", ".ico", ".woff2", ".ttf")
LIBRARIES = ("babel", "dash", "dash-bootstrap-components", "pandas", "plotly", "brotli", "pillow", "tinycss2")


def state_at(root: Path, now: datetime) -> tuple[str, str]:
    """The release that readers of a site see at a moment, and the state of its pages; nothing where there is none.

    Raises OSError and ValueError where the history cannot be read.
    """
    history, heads = read_chain(root)
    release_id = current(history, now)
    if release_id is None:
        return "", ""
    digest = hashlib.sha256(program().encode())
    manifest = plain_bytes(releases_folder(root) / release_id / MANIFEST)
    day = now.astimezone(UK).date().isoformat().encode()
    chain = repr(public_chain(history, heads, now)).encode()
    for part in (manifest, day, chain, *_public(history, now)):
        digest.update(hashlib.sha256(part).digest())
    return release_id, " ".join([digest.hexdigest(), *marks(history, release_id, now)])


def _public(history: History, now: datetime) -> Iterator[bytes]:
    """The events, but for those of releases that readers do not know of: scheduled still, or withdrawn before."""
    secret = {event.release for event in publications(history)} - {
        item.id for item in published(history, now)
    }
    for event in history:
        if event.release not in secret:
            yield f"{event.as_json()} {event.at <= now}".encode()


def moments_until(root: Path, now: datetime, end: datetime) -> list[datetime]:
    """When other pages are due before an end: at the moments of scheduled releases, and as each day begins.

    Raises OSError and ValueError where the history cannot be read.
    """
    history = read_history(root)
    midnights = (_midnight(now.astimezone(UK).date() + timedelta(days)) for days in range(1, 3))
    scheduled = (
        event.at for event in publications(history) if event.release not in withdrawals(history, now)
    )
    return sorted({moment for moment in (*scheduled, *midnights) if now < moment <= end})


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UK).astimezone(UTC)


def withdrawn_by(root: Path, now: datetime) -> frozenset[str]:
    """The releases that have been withdrawn by a moment. Raises OSError and ValueError."""
    return frozenset(withdrawals(read_history(root), now))


@cache
def program() -> str:
    """A fingerprint of the code that makes pages, and of the libraries that it rests on."""
    digest = hashlib.sha256()
    for file in sorted(files_of_program()):
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    versions = [importlib.metadata.version(name) for name in LIBRARIES]
    return f"{digest.hexdigest()} {' '.join(versions)}"


def files_of_program() -> Iterator[Path]:
    """The files that pages are made by: code, styles, tables, words and pictures."""
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
    unfinished.write_bytes(state.encode())
    unfinished.replace(subfolder / STATE)


def is_dense(subfolder: Path) -> bool:
    """Whether nothing of a subfolder is left to be packed."""
    return (subfolder / DENSE).exists()


def written(folder: Path) -> list[Path]:
    """The subfolders with finished files, the newest first."""
    paths = [path for path in folder.glob("site-*") if SUBFOLDER.fullmatch(path.name) and path.is_dir()]
    return sorted(paths, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def current_subfolder(folder: Path) -> Path | None:
    """The subfolder that is shown; None where nothing is."""
    link = folder / CURRENT
    return folder / link.readlink() if link.is_symlink() else None

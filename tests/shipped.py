"""Copies of the shipped site as it stood on the day of its first release, for tests that add releases of their own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from metrics.releasing.bulletin import BULLETIN
from metrics.releasing.history import MANIFEST
from tools.write_shipped_releases import write_declaration

ROOT = Path(__file__).resolve().parents[1]
FIRST = "2023-24-q3"
# What it was declared with, which what is shipped today has outgrown.
FIRST_DECLARED = (ROOT / "data" / "releases" / FIRST / "metrics.yaml").read_text("utf-8")
FIRST_DAY = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)


def first_site(root: Path) -> Path:
    """The first release with its declaration and its drop, in a folder."""
    write_declaration(ROOT / "data" / "releases" / FIRST, root / "config")
    shutil.copytree(ROOT / "data" / "drops" / FIRST, root / "data" / "drops" / FIRST)
    first_release(root)
    return root


def first_release(root: Path) -> Path:
    """The first release alone, with its history as it was before events were a chain, in a folder that may hold other things. Gives its releases."""
    stored, releases = ROOT / "data" / "releases", root / "data" / "releases"
    shutil.copytree(stored / FIRST, releases / FIRST)
    first, *_ = (stored / "history.jsonl").read_text("utf-8").splitlines()
    (releases / "history.jsonl").write_text(f"{first}\n", "utf-8")
    without_chain(root)
    return releases


def without_chain(root: Path) -> Path:
    """A store whose history is as earlier versions wrote it: no event holds a checksum, and no head stands beside."""
    history = root / "data" / "releases" / "history.jsonl"
    items = [json.loads(line) for line in history.read_text("utf-8").splitlines()]
    bare = (
        {name: text for name, text in item.items() if name not in ("chain", "signature")} for item in items
    )
    history.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in bare), "utf-8")
    (history.parent / "last-event.json").unlink(missing_ok=True)
    return root


@contextmanager
def history_kept(root: Path) -> Iterator[None]:
    """The history and its head are put back after what is done within."""
    files = [root / "data" / "releases" / name for name in ("history.jsonl", "last-event.json")]
    before = {file: file.read_bytes() for file in files if file.exists()}
    yield
    for file in files:
        if file in before:
            file.write_bytes(before[file])
        else:
            file.unlink(missing_ok=True)


def without_news(root: Path, release_id: str) -> Path:
    """Takes from a release what it was stored with of what it brings: stored as earlier versions did. Gives the root."""
    folder = root / "data" / "releases" / release_id
    (folder / BULLETIN).unlink()
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    del manifest["files"][BULLETIN]
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    return without_chain(root)


def beside(folder: Path) -> None:
    """What the shipped declaration names beside itself, for a copy of it in a folder."""
    for file in (ROOT / "config").rglob("*"):
        if file.suffix in (".csv", ".md", ".svg", ".geojson"):
            place = folder / file.relative_to(ROOT / "config")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)

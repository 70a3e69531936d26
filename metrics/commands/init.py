"""pcp init: a folder of content to start from, with an invented county in it that can be published at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from metrics.commands.parts import display_path
from metrics.commands.site import Site, refuse
from metrics.periods import UK

STARTING = files("metrics").joinpath("starting")
RENAMED: Mapping[str, str] = {
    "gitignore.txt": ".gitignore"
}  # a package's own .gitignore would be taken for ours
BESIDE = {".git"}  # what a folder may hold that is taken for empty
NEXT = """\
Wrote {number} files to {folder}: an invented county, to put your own in its place. Next:

{enter}  pcp check --drop data/drops/example
  pcp publish data/drops/example --release example --note "A first try."
  pcp serve

README.md there says how it becomes a site of your own."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def init(site: Site, folder: Path) -> None:
    """Write a folder of content to start from, in a new or an empty FOLDER ("." is the one you are in).

    It holds a declaration with comments, a table of areas, a page in words and a drop, all of an invented county:
    it can be published and served as it is.
    """
    _need_empty(folder)
    today = site.time().astimezone(UK).date()
    try:
        number = _write(folder, today)
    except OSError as problem:
        refuse(f"{folder} cannot be written: {problem.strerror}; nothing was")
    is_here = folder.resolve() == Path.cwd()
    enter = "" if is_here else f"  cd {display_path(folder)}\n"
    click.echo(
        NEXT.format(number=number, folder="this folder" if is_here else display_path(folder), enter=enter)
    )


def _need_empty(folder: Path) -> None:
    """Refuses what is no folder, and a folder that holds anything: nothing of anybody's is overwritten."""
    if not folder.exists():
        return
    if not folder.is_dir():
        refuse(f"{folder} is a file; name a new or an empty folder")
    try:
        others = sorted(entry.name for entry in folder.iterdir() if entry.name not in BESIDE)
    except OSError as problem:
        refuse(f"{folder} cannot be read: {problem.strerror}")
    if others:
        refuse(f'{folder} is not empty, it holds "{others[0]}"; name a new or an empty folder')


def _write(folder: Path, today: date) -> int:
    """Writes all or nothing; how many files."""
    with _kept_if_done(folder), TemporaryDirectory(prefix=".unfinished-", dir=folder) as temporary:
        started = Path(temporary) / "start"
        with as_file(STARTING) as starting:
            own = [file for file in starting.rglob("*") if file.is_file()]
            for file in own:
                _copy(file, started / file.relative_to(starting), today)
        _move(started, folder)
    return len(own)


def _copy(file: Path, target: Path, today: date) -> None:
    """One file, under its own name, with days from today on in place of the words for them."""
    text, later = file.read_text("utf-8"), today.replace(year=today.year + 1, day=min(today.day, 28))
    target.parent.mkdir(parents=True, exist_ok=True)
    dated = text.replace("TODAY", today.isoformat()).replace("IN-A-YEAR", later.isoformat())
    target.with_name(RENAMED.get(target.name, target.name)).write_text(dated, "utf-8")


@contextmanager
def _kept_if_done(folder: Path) -> Iterator[None]:
    """The folder, which is removed again where it was made for nothing."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        if is_new:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _move(started: Path, folder: Path) -> None:
    """Moves each entry into the folder, and back out where one cannot be."""
    entries = sorted(started.iterdir())
    try:
        for entry in entries:
            entry.rename(folder / entry.name)
    except BaseException:
        for entry in entries:
            with suppress(OSError):
                (folder / entry.name).rename(entry)
        raise

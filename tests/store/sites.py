"""A small site to publish: one declaration, drops that differ in one figure, and what readers see of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from metrics.figures.series import Key
from metrics.releasing.history import corrections, current, read_history
from metrics.releasing.releases import load_release
from metrics.releasing.verification import verify
from tests.running import ROOT, clean_environment, run

CONFIG = """\
site:
  title: Outcomes
  producer: The producer
  contact: Write to us.
  statistics_status: Management information.
  update_schedule: Once a quarter.
  attribution: Nobody's.
frameworks:
  - {id: pcp, title: Plan, vision: London is a safe city for all., description: The plan.}
outcomes:
  - {id: violence, framework: pcp, title: Violence is reduced, description: Fewer people are hurt.}
measures:
  - id: violence-with-injury
    outcome: violence
    title: Violence with injury offences
    status: published
    description: Offences that the police recorded.
    unit: count
    noun: {singular: offence, plural: offences}
    polarity: lower-is-better
    frequency: month
    comparison: {basis: previous-period, materiality: 1.0}
    caveats: [It counts what the police recorded.]
    next_update: 2030-01-01
    source:
      publisher: Metropolitan Police Service
      title: Recorded crime
      link: https://data.london.gov.uk/dataset/crime
      licence: OGL-3.0
      files: Crime.csv
      layout: periods-as-columns
      period: {format: YYYYMM}
      area: {column: Borough}
      absent: zero
      london: all-rows
"""
NOW = datetime(2024, 2, 8, 9, 30, tzinfo=UTC)
OFFENCES = {"one": 6101, "two": 6202, "three": 24680}
RELEASES = Path("data") / "releases"


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    status: int | None
    stdout: str = ""
    stderr: str = ""


def make_site(root: Path) -> Path:
    """A site with a declaration and a drop for each of OFFENCES, and no release."""
    (root / "config").mkdir(parents=True)
    (root / "config" / "metrics.yaml").write_text(CONFIG)
    for name, offences in OFFENCES.items():
        drop(root, name).mkdir(parents=True)
        text = f"Borough,202311,202312,202401\nCamden,3000,3010,3020\nBarnet,3100,3110,{offences - 3020}\n"
        (drop(root, name) / "Crime.csv").write_text(text)
    return root


def drop(root: Path, name: str) -> Path:
    return root / "data" / "drops" / name


def pcp(root: Path, *arguments: str, now: datetime | None = NOW, actor: str = "staff") -> Done:
    """The real command, as a process of its own."""
    done = subprocess.run(
        pcp_command(root, *arguments, now=now),
        env=clean_environment(PCP_ACTOR=actor),
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def pcp_command(root: Path, *arguments: str, now: datetime | None = NOW) -> list[str]:
    clock = [] if now is None else ["--now", now.isoformat()]
    return [sys.executable, "-m", "metrics", "--root", str(root), *clock, *arguments]


def publish(root: Path, name: str, *options: str, now: datetime | None = NOW) -> Done:
    """Publishes a drop under its own name."""
    return pcp(root, "publish", str(drop(root, name)), "--release", name, *options, now=now)


def prepare(root: Path, name: str, *options: str, now: datetime | None = NOW, actor: str = "staff") -> None:
    """The same in this process, where a test only needs it to have happened."""
    clock = [] if now is None else ["--now", now.isoformat()]
    command = ["publish", str(drop(root, name)), "--release", name]
    done = run(ROOT, "--root", str(root), *clock, *command, *options, PCP_ACTOR=actor)
    assert done.returncode == 0, done.stdout + done.stderr


def seen(root: Path, now: datetime = NOW) -> tuple[str | None, float | None, list[str]]:
    """What readers see: the current release, verified, its newest figure, and the corrections."""
    history = read_history(root)
    notices = [event.reason for event in corrections(history, now)]
    release_id = current(history, now)
    if release_id is None:
        return None, None, notices
    latest = load_release(root, release_id).data["violence-with-injury"].get(Key()).latest
    return release_id, None if latest is None else latest.value, notices


def errors(root: Path) -> list[str]:
    """What is wrong with the store, warnings left out."""
    return [str(issue) for issue in verify(root)[1] if issue.severity == "error"]


def files(root: Path) -> dict[str, bytes]:
    """Everything in the store but the lock, by its name."""
    folder = root / RELEASES
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def restore(root: Path, copy: Path) -> None:
    """Puts the store back to what it was."""
    shutil.rmtree(root / RELEASES, ignore_errors=True)
    if copy.exists():
        shutil.copytree(copy, root / RELEASES)


def is_root() -> bool:
    return os.geteuid() == 0


def release_folder(root: Path, release_id: str) -> Path:
    """The folder of a release of a site, with nothing in it."""
    folder = root / RELEASES / release_id
    folder.mkdir(parents=True)
    return folder


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """What is made within has no more modes than the mask leaves."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)

"""What the tests of the store share: a site with its drops, and the command line that can be interrupted."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running import ROOT, clean_environment, end
from tests.store.sites import Done, make_site, pcp_command


@dataclass(frozen=True)
class Interrupted(Done):
    """A command that may have been interrupted: ``status`` is -9 when it was killed, None while it is stopped."""

    operations: tuple[str, ...] = ()
    pid: int = 0


class Interruptible:
    """A command that stands before its first operation on the disk, and is run from there again and again."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, at: int = 0, how: str = "kill") -> Interrupted:
        """The command to its end; before its operation ``at``, ``how`` happens. 0 is never."""
        return self._ask({"at": at, "how": how})

    def resume(self, stopped: Interrupted) -> Interrupted:
        """The rest of a command that was stopped."""
        return self._ask({"resume": stopped.pid})

    def _ask(self, request: dict[str, object]) -> Interrupted:
        assert self._process.stdin is not None and self._process.stdout is not None
        print(json.dumps(request), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        operations = tuple(answer["operations"])
        return Interrupted(answer["status"], answer["stdout"], answer["stderr"], operations, answer["pid"])


@contextmanager
def interruptible(root: Path, *arguments: str) -> Iterator[Interruptible]:
    """pcp with these arguments, as tests/store/interrupted.py runs it."""
    _, _, _, *words = pcp_command(root, *arguments)
    with interruptible_process(*words) as process:
        yield process


@contextmanager
def interruptible_process(*words: str) -> Iterator[Interruptible]:
    """What tests/store/interrupted.py runs with these words."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.interrupted", *words],
        cwd=ROOT,
        env=clean_environment(PCP_ACTOR="staff"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        yield Interruptible(process)
        end(process)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with three drops and no release."""
    return make_site(tmp_path / "site")

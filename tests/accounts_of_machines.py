"""Accounts of a machine, as numbers that nobody else has: the server's, that of who publishes, and anybody else's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running import ROOT, clean_environment


@dataclass(frozen=True)
class Account:
    """A user and the one group that it is in."""

    user: int
    group: int

    def run(self, command: list[str], cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """What a command does and says as this account."""
        return subprocess.run(
            command,
            cwd=cwd,
            env=environment_of(cwd, **environment),
            user=self.user,
            group=self.group,
            extra_groups=[],
            capture_output=True,
            text=True,
            check=False,
        )


OUTCOMES = 61_000
SERVER, PUBLISHER, ANYBODY = Account(61_001, OUTCOMES), Account(61_002, OUTCOMES), Account(61_003, 61_003)
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can start processes of other accounts")


# The system's own Python of the same version has the same packages, where the one of these tests lies in somebody's home.
PYTHONS = (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}")
CODE = os.pathsep.join([str(ROOT), sysconfig.get_path("purelib")])


def python(folder: Path) -> str:
    """A Python that other accounts can run our code with. Skips where there is none."""
    for path in PYTHONS:
        with suppress(OSError):
            if ANYBODY.run([path, "-c", "import metrics.cli, app"], folder).returncode == 0:
                return path
    pytest.skip("other accounts cannot run the code that is here")


def environment_of(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a process that has no home, and whose code may not be compiled where it lies."""
    return clean_environment(
        PYTHONPATH=CODE, PYTHONDONTWRITEBYTECODE="1", HOME=str(folder), PCP_BROTLI="1", **more
    )


@contextmanager
def machine() -> Iterator[Path]:
    """A folder that everybody may enter, unlike those that pytest makes."""
    folder = Path(tempfile.mkdtemp(prefix="machine-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def give(folder: Path, account: Account) -> None:
    """Gives a folder and all in it to an account."""
    for place in (folder, *folder.rglob("*")):
        os.chown(place, account.user, account.group)

"""What the processes of one run of the tests share: servers that are only read, and folders that take long to make.

Whoever needs one first makes it, and the others wait for it. The servers end with the run, in the process that began
it, so that it does not matter which of the others ends before which.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from filelock import FileLock

from tests.running import ROOT, Server, clean_environment, free_port, wait_until_ready

Value = TypeVar("Value")
VALUE = "value.pickle"
# A server's parent ends at once, so that no process of the tests has to outlive another that reads from it.
LAUNCH = """import subprocess, sys
print(subprocess.Popen(
    sys.argv[1:], stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True).pid)"""


@dataclass(frozen=True)
class Shared:
    """A folder that all processes of a run know."""

    folder: Path

    def folder_of(self, name: str, make: Callable[[Path], object]) -> Path:
        """A folder as ``make`` leaves it; it is there for all to read."""
        place, mark = self.folder / name, self.folder / f"{name}.made"
        with FileLock(f"{place}.lock"):
            if not mark.exists():
                shutil.rmtree(place, ignore_errors=True)  # left by who failed to make it
                make(place)
                mark.touch()
        return place

    def value(self, name: str, make: Callable[[], Value]) -> Value:
        """What ``make`` gives; each process has a copy of its own."""

        def write(place: Path) -> None:
            place.mkdir()
            (place / VALUE).write_bytes(pickle.dumps(make()))

        copy: Value = pickle.loads((self.folder_of(name, write) / VALUE).read_bytes())
        return copy

    def server(self, name: str, command: Callable[[int], list[str]]) -> Server:
        """The server that a command for a port starts, ready."""
        number = self.folder / f"{name}.port"
        with FileLock(f"{number}.lock"):
            if not number.exists():
                number.write_text(str(self._start(command).port))
        return Server(int(number.read_text()))

    def _start(self, command: Callable[[int], list[str]]) -> Server:
        server = Server(free_port())
        words = command(server.port)
        done = subprocess.run(
            [sys.executable, "-c", LAUNCH, *words],
            cwd=ROOT,
            env=clean_environment(),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        process = int(done.stdout)
        (self.folder / f"{process}.process").touch()
        wait_until_ready(server, "/readyz", lambda: is_running(process), words)
        return server

    def end(self) -> None:
        """Ends the servers, which have nothing to lose, and removes the folder."""
        for file in self.folder.glob("*.process"):
            with suppress(ProcessLookupError):
                os.killpg(int(file.stem), signal.SIGKILL)
        shutil.rmtree(self.folder)


def is_running(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


FOLDER = pytest.StashKey[Shared]()


def shared_by(config: pytest.Config) -> Shared:
    """What the processes of a run share; its folder is made when the first asks, by the process that began the run."""
    if FOLDER not in config.stash:
        folder = _input(config).get("shared") or tempfile.mkdtemp(prefix="pcp-tests-")
        config.stash[FOLDER] = Shared(Path(folder))
    return config.stash[FOLDER]


def end(config: pytest.Config) -> None:
    """Ends what a run shared, in the process that began it."""
    if FOLDER in config.stash and "shared" not in _input(config):
        config.stash[FOLDER].end()


def _input(config: pytest.Config) -> dict[str, str]:
    """What pytest-xdist gives a process that it starts."""
    return getattr(config, "workerinput", {})

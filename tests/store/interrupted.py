"""pcp, interrupted: the real command line, which stops at a chosen operation on the disk, again and again.

``python -m tests.store.interrupted ARGUMENTS`` runs pcp with these arguments until it wants the store; with ``pages
FOLDER`` it writes finished pages ahead and switches to them, until it wants that folder. From there it
is continued, in a process of its own split from this one, for each line of JSON that it reads: ``at`` is the
number of the operation before which ``how`` happens: ``kill`` (SIGKILL), ``fail`` (the disk is full) or ``stop``
(SIGSTOP); ``{"resume": PID}`` lets a stopped one go on. Each line is answered with one: how it ended, what it
said, and the operations that it had come to.

An operation is whatever changes the disk: a folder made, a file opened for writing, each half of each write,
truncate, fsync, rename, remove, a link, a change of mode or owner.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from filelock import FileLock

from metrics import cli
from metrics.releasing import store
from serving.export import settling
from serving.export.settling import settle
from serving.export.states import set_state
from serving.export.versions import make_folders
from serving.export.versions import store as store_pages
from serving.releases.finished import ahead_of

CHANGES = (
    "rename",
    "replace",
    "unlink",
    "remove",
    "rmdir",
    "truncate",
    "ftruncate",
    "fsync",
    "chmod",
    "chown",
    "symlink",
)
TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT
really_open, really_os_open, really_mkdir = io.open, os.open, os.mkdir


class Operations:
    """Counts the operations on the disk, and interrupts before the chosen one."""

    def __init__(self, scratch: Path, answers: TextIO) -> None:
        self.scratch, self.answers = scratch, answers
        self.done, self.at, self.how, self.report = list[str](), 0, "", -1

    def step(self, name: str, target: Any) -> None:
        path = Path(f"/proc/self/fd/{target}").readlink() if isinstance(target, int) else Path(target)
        self.done.append(f"{name} {path.name}")
        if len(self.done) != self.at:
            return
        if self.how == "fail":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.kill(os.getpid(), signal.SIGKILL if self.how == "kill" else signal.SIGSTOP)

    def lock(self, *arguments: Any, **options: Any) -> FileLock:
        """What the command asks for before anything else on the disk. A lock belongs to one process."""
        if self.report < 0:
            self.split()
        return FileLock(*arguments, **options)

    def split(self) -> None:
        """Returns in a new process for each line of standard input, and never in this one."""
        folders = dict[int, Path]()
        for number, line in enumerate(sys.stdin):
            request = json.loads(line)
            if "resume" in request:
                pid = request["resume"]
                os.kill(pid, signal.SIGCONT)
            else:
                folder = self.scratch / str(number)
                really_mkdir(folder)
                pid = os.fork()
                if pid == 0:
                    return self.begin(request, folder)
                folders[pid] = folder
            print(json.dumps(answer(pid, folders[pid])), file=self.answers, flush=True)
        os._exit(0)

    def begin(self, request: dict[str, Any], folder: Path) -> None:
        self.at, self.how = request["at"], request["how"]
        for descriptor, name in ((1, "stdout"), (2, "stderr")):
            os.dup2(really_os_open(folder / name, os.O_WRONLY | os.O_CREAT), descriptor)
        self.report = really_os_open(folder / "operations", os.O_WRONLY | os.O_CREAT)

    def end(self) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        if self.report >= 0:
            os.write(self.report, json.dumps(self.done).encode())

    def counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(target: Any, *arguments: Any, **options: Any) -> Any:
            self.step(function.__name__, target)
            return function(target, *arguments, **options)

        return call

    def os_open(self, path: Any, flags: int, *arguments: Any, **options: Any) -> int:
        if flags & TO_WRITE:
            self.step("open", path)
        return really_os_open(path, flags, *arguments, **options)

    def mkdir(self, path: Any, *arguments: Any, **options: Any) -> None:
        if not Path(path).is_dir():
            self.step("mkdir", path)
        really_mkdir(path, *arguments, **options)

    def open(self, file: Any, mode: str = "r", buffering: int = -1, *arguments: Any, **options: Any) -> Any:
        if not set(mode) & set("wax+"):
            return really_open(file, mode, buffering, *arguments, **options)
        assert "b" in mode, f"{file} is written as text, which this does not watch"
        self.step("open", file)
        raw = Watched(os.fspath(file), mode.replace("b", ""))
        raw.operations = self
        if buffering == 0:
            return raw
        return io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)

    def install(self) -> None:
        for name in CHANGES:
            setattr(os, name, self.counted(getattr(os, name)))
        os.open, os.mkdir = self.os_open, self.mkdir
        builtins.open = io.open = self.open
        vars(store)["FileLock"] = vars(settling)["FileLock"] = self.lock


class Watched(io.FileIO):
    """A file whose writes can be interrupted in the middle."""

    operations: Operations

    def write(self, data: Any) -> int:
        content = bytes(data)
        half = len(content) // 2
        for part in (content[:half], content[half:]):
            self.operations.step("write", self.fileno())
            super().write(part)
        return len(content)

    def truncate(self, size: int | None = None) -> int:
        self.operations.step("truncate", self.fileno())
        return super().truncate(size)


def answer(pid: int, folder: Path) -> dict[str, Any]:
    """Waits until a process has ended or stopped."""
    _, status = os.waitpid(pid, os.WUNTRACED)
    outputs = {path.name: path.read_text() for path in folder.iterdir()}
    return {
        "pid": pid,
        "status": None if os.WIFSTOPPED(status) else os.waitstatus_to_exitcode(status),
        "stdout": outputs["stdout"],
        "stderr": outputs["stderr"],
        "operations": json.loads(outputs["operations"] or "[]"),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        answers = os.fdopen(os.dup(1), "w")
        output_file = Path(scratch) / "said"
        for descriptor in (1, 2):
            os.dup2(os.open(output_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
        rehearse(sys.argv[1:], Path(scratch) / "rehearsed")
        operations = Operations(Path(scratch), answers)
        operations.install()
        try:
            status = run(sys.argv[1:])
        finally:
            operations.end()
        os._exit(status)


def rehearse(arguments: list[str], site: Path) -> None:
    """Runs pcp once over a copy of its site, to its end: what Python loads for it is there in each process split off."""
    if arguments[0] != "pages":
        root = arguments[arguments.index("--root") + 1]
        shutil.copytree(root, site)
        status = run([argument.replace(root, str(site)) for argument in arguments])
        assert status == 0, f"{arguments} ended with {status} where nothing interrupted it"


def run(arguments: list[str]) -> int:
    try:
        if arguments[0] == "pages":
            write_and_switch(Path(arguments[1]))
            return 0
        cli.main(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 70
    return 0


def write_and_switch(folder: Path) -> None:
    """The pages of a release, written ahead and then switched to, as the server's own process does both."""
    with vars(settling)["FileLock"](folder / ".lock"):
        make_folders(folder)
        name, ahead = "site-two-000000000002", ahead_of(folder)
        if not (folder / name).exists():
            if not (ahead / name).exists():
                store_pages(ahead / name, {"@.html": b"two", "measures/homicide@.html": b"two"})
            set_state(ahead / name, "now")
        settle(folder, "two", "now")


if __name__ == "__main__":
    main()

"""A scheduler of Dask and its workers, each a process of its own on this machine's loopback"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.running import HOST, PATIENCE_SECONDS, ROOT, clean_environment, free_port

# What each process runs: Dask's own command, without the pages on which it shows itself.
_DASK = "import sys; from distributed.cli.{0} import main; sys.exit(main())"


@dataclass
class Cluster:
    """A scheduler by its address, and the processes of its workers."""

    address: str
    folder: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self) -> None:
        """Begins one more worker, with one thread."""
        options = ["--nthreads", "1", "--no-dashboard", "--no-nanny", "--death-timeout", "30", "--host", HOST]
        options += ["--local-directory", str(self.folder / f"worker-{len(self.workers)}")]
        self.workers.append(_process("dask_worker", self.address, *options))

    def processor_time(self) -> float:
        """Seconds of a processor that the first worker has used."""
        fields = Path(f"/proc/{self.workers[0].pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")

    def wait_until_idle(self) -> None:
        """Waits until the first worker has begun, and has nothing to do."""
        before, until = 0.0, time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            time.sleep(0.5)
            now = self.processor_time()
            if now > 0.5 and now - before < 0.05:
                return
            before = now

    def kill_worker(self) -> None:
        """Ends the first worker as a machine does whose power fails."""
        os.kill(self.workers[0].pid, signal.SIGKILL)
        self.workers[0].wait(PATIENCE_SECONDS)


def _process(name: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _DASK.format(name), *arguments],
        cwd=ROOT,
        env=clean_environment(PYTHONPATH=str(ROOT)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster that runs, until the end."""
    port = free_port()
    scheduler = _process("dask_scheduler", "--host", HOST, "--port", str(port), "--no-dashboard", "--no-show")
    running = Cluster(f"tcp://{HOST}:{port}", folder, scheduler)
    try:
        _wait_for(port)
        for _ in range(workers):
            running.add_worker()
        yield running
    finally:
        for process in (*running.workers, scheduler):
            with suppress(ProcessLookupError):
                process.terminate()
        for process in (*running.workers, scheduler):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection((HOST, port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError("no scheduler came")

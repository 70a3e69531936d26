"""The production server told to stop at whatever moment: its workers end, and none has to be killed.

Here it would kill a worker later than anybody waits for it, so a worker that does not end by itself shows. What it
writes does not tell: on a busy machine it may say of a worker that has ended that it kills it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from metrics.commands.serve import SERVER_OPTIONS
from tests.running import PATIENCE_SECONDS, ROOT, clean_environment, end, free_port

NEVER_KILLED = f"--workers-kill-timeout={3 * PATIENCE_SECONDS}"
# A worker that gets ready for ever, and notes that it has begun.
NEVER_READY = """\
import os, pathlib, threading

def create():
    pathlib.Path(f"begun-{os.getpid()}").touch()
    threading.Event().wait()
"""


@pytest.fixture
def getting_ready(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The server while its two workers are getting ready, in a group of processes of its own."""
    (tmp_path / "never_ready.py").write_text(NEVER_READY)
    command = [sys.executable, "-m", "serving.production", "never_ready:create", *SERVER_OPTIONS]
    process = subprocess.Popen(
        [*command, NEVER_KILLED, f"--port={free_port()}", "--workers=2"],
        cwd=tmp_path,
        env=clean_environment(PYTHONPATH=f"{ROOT}:{tmp_path}"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        wait_for(tmp_path, 2, process)
        yield process
    finally:
        end(process)


def wait_for(folder: Path, workers: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(list(folder.glob("begun-*"))) < workers:
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.05)


def test_workers_that_are_getting_ready_end_when_the_server_is_told_to_stop(
    getting_ready: subprocess.Popen[str],
) -> None:
    getting_ready.terminate()
    getting_ready.communicate(timeout=PATIENCE_SECONDS)
    assert getting_ready.returncode == 0


def test_workers_that_are_getting_ready_end_when_a_terminal_is_told_to_stop(
    getting_ready: subprocess.Popen[str],
) -> None:
    """It tells every process at once, and none of them ends as if something had gone wrong."""
    os.killpg(getting_ready.pid, signal.SIGINT)
    output, _ = getting_ready.communicate(timeout=PATIENCE_SECONDS)
    assert (getting_ready.returncode, "Unexpected" in output) == (0, False)

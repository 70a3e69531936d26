"""The folder of what workers count, and the process that lets it be read, for as long as the server lives."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from serving.watching.events import tell

PORT_VARIABLE, HOST_VARIABLE = "PCP_METRICS_PORT", "PCP_METRICS_HOST"
FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"  # the client library's own
LOOPBACK = "127.0.0.1"
FOLDER = re.compile(r"pcp-metrics-(\d+)-\w+")
# What a worker needs at most, so that it is there before it is written to: a file that lies in memory and cannot
# grow would end the worker that writes to it.
RESERVED = {
    "counter": 1_048_576,
    "histogram": 262_144,
    "gauge_livesum": 65_536,
    "gauge_liveall": 65_536,
    "gauge_livemax": 65_536,
}
NOT_COUNTED = (
    "nothing is counted, and the site goes on: {reason}. TMPDIR names the folder for temporary files"
)

log = logging.getLogger(__name__)


@contextmanager
def counting() -> Iterator[None]:
    """While a server runs: a folder for what its workers count, where a port is named to read it at.

    Where there can be no folder, the log says so, and nothing is counted.
    """
    port, owner = os.environ.get(PORT_VARIABLE, ""), os.getpid()
    folder = _folder() if port else None
    if folder is None:
        yield
        return
    os.environ[FOLDER_VARIABLE] = str(folder)
    place = [os.environ.get(HOST_VARIABLE) or LOOPBACK, port, str(folder), str(owner)]
    process = subprocess.Popen([sys.executable, "-m", "serving.watching.exporter", *place])
    try:
        yield
    finally:
        if os.getpid() == owner:
            process.terminate()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def reserve(folder: Path, process: int) -> None:
    """Makes the files of a worker, with room for all that it will count. Raises OSError where there is none."""
    for kind, size in RESERVED.items():
        file = folder / f"{kind}_{process}.db"
        unfinished = file.with_suffix(".new")
        with unfinished.open("wb") as opened:
            os.posix_fallocate(opened.fileno(), 0, size)
        unfinished.rename(file)


def tell_not_counted(problem: OSError) -> None:
    """Says in the log why nothing is counted."""
    reason = problem.strerror or str(problem)
    tell(log, logging.WARNING, "metrics-unavailable", NOT_COUNTED.format(reason=reason))


def lives(process: int) -> bool:
    """Whether a process is still there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _folder() -> Path | None:
    """A folder that this user alone may enter; None where there can be none."""
    try:
        place = Path(os.environ.get("TMPDIR") or tempfile.gettempdir())
        _remove_left_over(place)
        return Path(tempfile.mkdtemp(prefix=f"pcp-metrics-{os.getpid()}-", dir=place))
    except OSError as problem:
        tell_not_counted(problem)
        return None


def _remove_left_over(place: Path) -> None:
    """Removes folders of servers that were killed together with what would have removed them."""
    for folder in place.glob("pcp-metrics-*"):
        owner = FOLDER.fullmatch(folder.name)
        if owner is None or folder.is_symlink():
            continue
        # A server in a container has the same number in each of its lives.
        with suppress(OSError):
            if folder.stat().st_uid == os.getuid() and (
                int(owner[1]) == os.getpid() or not lives(int(owner[1]))
            ):
                shutil.rmtree(folder, ignore_errors=True)

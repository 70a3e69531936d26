"""The process that lets the numbers of a server be read, at an address of its own; it ends with the server.

``python -m serving.watching.exporter HOST PORT FOLDER PARENT`` is started by the server itself.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
import time
from pathlib import Path

from prometheus_client import CollectorRegistry

from serving.watching.events import tell
from serving.watching.gathering import Workers
from serving.watching.listener import listen
from serving.watching.log import begin

LOOK_EVERY_SECONDS = 0.5

log = logging.getLogger(__name__)


def run(host: str, port: int, folder: Path, parent: int) -> None:
    """Answers until the server has ended, and then removes its folder, which it may have had no time for."""
    begin()
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # of a terminal: the server hears it too, and ends this process
    workers, registry = Workers(folder, parent), CollectorRegistry()
    registry.register(workers)
    try:
        listen(host, port, registry)
        tell(log, logging.INFO, "metrics", f"metrics at http://{host}:{port}/metrics")
    except OSError as problem:
        words = f"metrics cannot be read at {host}:{port}, and the site goes on: {problem.strerror}"
        tell(log, logging.ERROR, "metrics-unavailable", words)
    while os.getppid() == parent:
        workers.settle()
        time.sleep(LOOK_EVERY_SECONDS)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))

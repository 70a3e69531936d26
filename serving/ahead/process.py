"""A process that makes answers beside the server: it stands back for it, and ends with it, at whatever step.

``python -m serving.ahead.process WORK`` starts one; WORK is "parts" or "pages". ``PCP_ROOT`` is the folder of
content, as of the server. Its standard input is the rope that it hangs on: where that ends, because who holds it
has ended, so does it, also while the code that makes pages is still being loaded.
"""

from __future__ import annotations

import os
import pkgutil
import queue
import struct
import sys
import threading
from datetime import UTC, datetime
from typing import Any

WORKS = {"parts": "serving.ahead.parts:work", "pages": "serving.ahead.pages:work"}
LOG = "serving.watching.log:begin"
APPLICATION, COLLECT_RARELY = "app:create_helper", "metrics.garbage:collect_rarely"
LENGTH = struct.Struct("!Q")  # stands before each order, as serving/making/lane.py sends it
Heard = queue.SimpleQueue[bytes]


class Standing:
    """A clock that shows the moment at which it was set."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC)

    def __call__(self) -> datetime:
        """The moment."""
        return self.moment


def begun(clock: Standing) -> Any:
    """The application of this process, by its clock."""
    pkgutil.resolve_name(LOG)()
    server = pkgutil.resolve_name(APPLICATION)(clock)
    pkgutil.resolve_name(COLLECT_RARELY)()
    return server


def main() -> None:
    """Does the work that the first argument names, until the rope ends."""
    heard = Heard()
    threading.Thread(target=_hear, args=(sys.stdin.fileno(), heard), name="rope", daemon=True).start()
    pkgutil.resolve_name(WORKS[sys.argv[1]])(heard, *sys.argv[2:])


def _hear(rope: int, heard: Heard) -> None:
    """Hears what comes on a rope, and ends the process with it."""
    while head := _exactly(rope, LENGTH.size):
        heard.put(_exactly(rope, *LENGTH.unpack(head)))
    os._exit(0)


def _exactly(rope: int, length: int) -> bytes:
    """So many bytes; none where the rope ends before. No buffer is held, which an ending process would wait for."""
    content = bytearray()
    while len(content) < length:
        chunk = os.read(rope, length - len(content))
        if not chunk:
            return b""
        content += chunk
    return bytes(content)


if __name__ == "__main__":
    main()

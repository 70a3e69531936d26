"""The sockets at which a process listens, taken out of what it waits for (Linux)"""

from __future__ import annotations

import os
import select
import socket
from contextlib import suppress
from pathlib import Path

EPOLL = "anon_inode:[eventpoll]"  # what waits for sockets


def accept_no_more() -> None:
    """Has this process wait for its listening sockets no longer; other processes that have the same ones go on.

    granian stops accepting only as it ends, and then closes connections from which nothing was read yet.
    """
    files = {int(entry.name): _link(entry) for entry in Path("/proc/self/fd").iterdir()}
    listening = [fd for fd, link in files.items() if link.startswith("socket:") and _listens(fd)]
    for fd in (fd for fd, link in files.items() if link == EPOLL):
        waiting = select.epoll.fromfd(os.dup(fd))
        for listener in listening:
            with suppress(OSError):  # it is another's that waits for that one
                waiting.unregister(listener)
        waiting.close()


def _link(entry: Path) -> str:
    try:
        return str(entry.readlink())
    except OSError:  # it was closed just now
        return ""


def _listens(fd: int) -> bool:
    try:
        with socket.socket(fileno=os.dup(fd)) as copy:
            return bool(copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except OSError:
        return False

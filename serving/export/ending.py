"""A process that ends with the one that began it, so that none goes on once a server has been stopped or killed."""

from __future__ import annotations

import ctypes
import os
import sys
from signal import SIGTERM

SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux


def end_with(parent: int) -> None:
    """Has the system end this process as soon as its parent ends, however that comes about.

    Linux does. Elsewhere it ends by itself once its work is done. ``parent`` is the process that began this one:
    where it has ended by now, so does this one, at once.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(SET_PARENT_DEATH_SIGNAL, SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)

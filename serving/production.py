"""The production server: granian, whose workers end when they are told to, also while they are getting ready.

``python -m serving.production app:create_server --factory`` starts it, with granian's own options. granian makes
each worker as a copy of itself, with what it does itself when it is told to stop. Until the copy is ready, that
does nothing: granian waits for it, and kills it in the end. So a copy is given back what every process does.
"""

from __future__ import annotations

import os
from signal import SIG_BLOCK, SIG_DFL, SIG_IGN, SIG_UNBLOCK, SIGHUP, SIGINT, SIGTERM, pthread_sigmask, signal
from typing import Any

from granian import cli

from serving.watching.folder import counting
from serving.watching.log import begin
from serving.workers import Server, end_with

ENDS_WITH = "PCP_ENDS_WITH"  # the number of the process that began it, where it is to end with that
STOPS = (SIGINT, SIGTERM, SIGHUP)


def run() -> None:
    """Runs granian, by the options of the command line."""
    begin()
    if ENDS_WITH in os.environ:
        end_with(int(os.environ[ENDS_WITH]))
    os.register_at_fork(before=_wait, after_in_parent=_go_on, after_in_child=_end_when_told)
    command: Any = cli
    command.Server = Server
    with counting():
        command.entrypoint()


def _wait() -> None:
    """Lets what tells a process to stop wait until there are two."""
    pthread_sigmask(SIG_BLOCK, STOPS)


def _go_on() -> None:
    pthread_sigmask(SIG_UNBLOCK, STOPS)


def _end_when_told() -> None:
    """A terminal tells all processes at once; there the first one tells the others."""
    signal(SIGTERM, SIG_DFL)
    for for_the_first in (SIGINT, SIGHUP):
        signal(for_the_first, SIG_IGN)
    _go_on()


if __name__ == "__main__":
    run()

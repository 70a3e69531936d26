"""The log of a process that serves: its form is chosen, and whatever goes wrong is an event of it."""

from __future__ import annotations

import json
import logging
import logging.config
import os
import sys
import threading
from pathlib import Path
from types import TracebackType

from serving.watching.events import FORMAT_VARIABLE, FORMATS

CONFIGURATION = Path(__file__).with_name("logs.json")
GRANIAN_VARIABLE = "GRANIAN_LOG_CONFIG"

log = logging.getLogger(__name__)


def begin() -> None:
    """Sets up the log of this process, and has granian do the same in each of its own.

    Raises:
        SystemExit: The form that is named is none of those there are.
    """
    form = os.environ.get(FORMAT_VARIABLE, FORMATS[0])
    if form not in FORMATS:
        sys.exit(f"{FORMAT_VARIABLE}={form} is neither {' nor '.join(FORMATS)}")
    logging.config.dictConfig(json.loads(CONFIGURATION.read_text("utf-8")))
    os.environ.setdefault(GRANIAN_VARIABLE, str(CONFIGURATION))
    catch()


def catch() -> None:
    """Lets warnings, and what ends this process or a thread of it, be events."""
    logging.captureWarnings(True)
    sys.excepthook = _of_the_process
    threading.excepthook = _of_a_thread


def tell_failure(event: str, message: str, problem: BaseException) -> None:
    """Writes a failure to the log, with its traceback."""
    log.error("%s", message, exc_info=problem, extra={"event": event})


def _of_the_process(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, problem, trace)
    else:
        tell_failure("error", "a process has ended", problem)


def _of_a_thread(hook: threading.ExceptHookArgs) -> None:
    if hook.exc_value is not None:
        tell_failure("error", "a thread has ended", hook.exc_value)

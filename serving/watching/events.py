"""Events of the log: each has a name that programs can search for, beside its words for people."""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError, version

FORMAT_VARIABLE = "PCP_LOG_FORMAT"
FORMATS = ("text", "json")
DISTRIBUTION = "outcomes-dashboard"
# What comes of its compiled part has a name below that of its log.
SERVER_LOG, VISITS_LOG, WARNINGS_LOG = "_granian", "granian.access", "py.warnings"
# How granian's own lines begin, and the event that each is.
OF_THE_SERVER = (
    ("Starting granian", "server-started"),
    ("Listening at", "listening"),
    ("Spawning worker", "worker-started"),
    ("Started worker", "worker-ready"),
    ("Stopping worker", "worker-stopping"),
    ("Stopped worker", "worker-ended"),
    ("Unexpected exit from worker", "worker-lost"),
    ("Worker crash loop", "workers-lost"),
    ("Killing", "worker-killed"),
    ("Respawning worker", "worker-replaced"),
    ("HUP signal", "reload"),
    ("Shutting down", "server-stopping"),
    ("Granian shutdown", "server-ended"),
    ("Application callable", "error"),
)


def tell(log: logging.Logger, level: int, event: str, message: str, **fields: object) -> None:
    """Writes one event to a log: its name, its words, and fields for programs."""
    log.log(level, "%s", message, extra={"event": event, "fields": fields})


def event_of(record: logging.LogRecord) -> str:
    """The name of the event that a record is, also of one that was written without any."""
    named = getattr(record, "event", "")
    if named:
        return str(named)
    if record.name.partition(".")[0] == SERVER_LOG:
        words = record.getMessage()
        return next((event for start, event in OF_THE_SERVER if words.startswith(start)), "server")
    if record.name == VISITS_LOG:
        return "visit"
    if record.name == WARNINGS_LOG:
        return "warning"
    return "error" if record.exc_info else "note"


def program_version() -> str:
    """The version of the program that runs; "unknown" where it was never installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"

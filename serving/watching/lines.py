"""Lines of the log: plain text for a terminal, or one object of JSON for each event.

Neither holds the address of a reader, nor what somebody typed: granian's line of a visit is reduced to what was
answered, and a failure tells no words of its own where the address had a query.
"""

from __future__ import annotations

import json
import logging
import os
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from serving.watching.events import FORMAT_VARIABLE, VISITS_LOG, event_of, program_version

OF_A_VISIT = {"method": "method", "path": "path", "status": "status", "dt_ms": "milliseconds"}
LEFT_OUT = "what it says is left out: the address had a query"


class JsonLines(logging.Formatter):
    """One object of JSON for each event, in ASCII, so that nothing in it ends the line."""

    def __init__(self) -> None:
        super().__init__()
        self._version = program_version()

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        content: dict[str, object] = {
            "time": _moment(record),
            "level": record.levelname.lower(),
            "event": event_of(record),
            "message": _words(record),
            **_fields(record),
            "version": self._version,
            "process": record.process,
        }
        if trace := _trace(record):
            content["traceback"] = trace
        return json.dumps(content, default=str)


class PlainLines(logging.Formatter):
    """A line with its time for each event. What goes on in further lines is indented: none can be forged."""

    def format(self, record: logging.LogRecord) -> str:
        """The lines of a record."""
        fields = "".join(f" {name}={text}" for name, text in _fields(record).items())
        text = "\n".join(filter(None, [f"{_words(record)}{fields}", _trace(record).rstrip()]))
        return f"{_moment(record)} {record.levelname} {_tame(text)}"


def chosen() -> logging.Formatter:
    """The form that PCP_LOG_FORMAT names; plain text unless it does."""
    return JsonLines() if os.environ.get(FORMAT_VARIABLE) == "json" else PlainLines()


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _words(record: logging.LogRecord) -> str:
    if record.name == VISITS_LOG:
        return "a visit was answered"
    return record.getMessage()


def _fields(record: logging.LogRecord) -> Mapping[str, object]:
    if record.name == VISITS_LOG and isinstance(record.args, Mapping):
        return {OF_A_VISIT[name]: record.args[name] for name in OF_A_VISIT if name in record.args}
    fields: Mapping[str, object] = getattr(record, "fields", {})
    return fields


def _trace(record: logging.LogRecord) -> str:
    """The traceback of a failure, with its words where they may be told; nothing where there is none."""
    problem = record.exc_info[1] if record.exc_info else None
    if problem is None:
        return ""
    if getattr(record, "is_private", False):
        return "\n".join(_frames(problem))
    return "".join(traceback.format_exception(problem))


def _frames(problem: BaseException) -> Iterator[str]:
    """Where a failure arose, and what led to it, in lines of code alone."""
    before = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    if before is not None:
        yield from _frames(before)
    yield "".join(traceback.format_tb(problem.__traceback__)).rstrip()
    yield f"{type(problem).__name__}: {LEFT_OUT}"


def _tame(text: str) -> str:
    """Text without what steers a terminal; its further lines are indented."""
    lines = (
        "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in line)
        for line in text.split("\n")
    )
    return "\n  ".join(lines)

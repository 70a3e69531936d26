"""Failures of a worker: while it is getting ready, and of requests, without what a reader typed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, has_request_context, request

from serving.watching.log import catch, tell_failure


class Discreet(logging.Filter):
    """Marks failures of which the words may repeat what a reader typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record pass; one of a request with a query is marked."""
        if record.exc_info and has_request_context():
            record.is_private = bool(request.query_string)
            record.fields = {"method": request.method, "path": request.path}
            record.msg, record.args = "a request could not be answered", ()
        return True


@contextmanager
def starting() -> Iterator[None]:
    """While a worker is getting ready: what goes wrong ends it with status 1, and is an event of the log."""
    catch()
    try:
        yield
    except Exception as problem:
        tell_failure("worker-not-started", "a worker could not be started", problem)
        sys.exit(1)


def tell_of_failures(server: Flask) -> None:
    """Lets the failures of a server's requests be told without what was typed."""
    server.logger.addFilter(Discreet())

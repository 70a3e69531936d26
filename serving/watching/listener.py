"""The listener at which numbers are read: it waits for nobody for long, and writes no line that is not an event."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from prometheus_client import CollectorRegistry, make_wsgi_app

PATIENCE_SECONDS = 10.0  # who sends nothing, or reads nothing, is let go
TEXT = [("Content-Type", "text/plain; charset=utf-8")]

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Requests(WSGIRequestHandler):
    """Reads requests; of what is wrong with them nobody is told but who sent them."""

    timeout = PATIENCE_SECONDS

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: no visit is logged."""


class _Listener(ThreadingMixIn, WSGIServer):
    """A thread for each who reads, so that one who is slow holds nobody up."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: who reads has gone, or was let go."""


class _ListenerOfSix(_Listener):
    address_family = socket.AF_INET6


def listen(host: str, port: int, registry: CollectorRegistry) -> None:
    """Lets the numbers of a registry be read, by threads of this process. Raises OSError where it cannot."""
    kind = _ListenerOfSix if ":" in host else _Listener
    server = kind((host, port), _Requests)
    server.set_app(_polite(make_wsgi_app(registry)))
    threading.Thread(target=server.serve_forever, name="numbers", daemon=True).start()


def _polite(application: Application) -> Application:
    """The application; a request that it trips over is refused, and no traceback stands among lines of the log."""

    def answer(environment: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        try:
            return application(environment, start)
        except Exception:
            start("400 Bad Request", TEXT)
            return [b"this cannot be asked\n"]

    return answer

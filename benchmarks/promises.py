"""How soon: a mistake is named, a release is seen at its moment, and a page is sent while others dawdle."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from metrics.declared.config import parse_config_bytes
from tests.running import HOST, ROOT, Server, free_port, running
from tests.store.sites import make_site, pcp_command, prepare

SLOW_CONNECTIONS, REQUESTS = 60, 50
RELEASE = b'data-release="two"'
ALIASES = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]


def worst_declaration_s() -> float:
    """Seconds until everything is told of a declaration that is as bad as can be: the slowest of three."""
    shipped = (ROOT / "config" / "metrics.yaml").read_text("utf-8")
    bomb = "\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x]", *ALIASES])
    declarations = [shipped.replace("unit: percent", "unit: percnt"), bomb]
    return max(
        _parsed_s(data) for data in (*map(str.encode, declarations), (shipped * 20).encode("utf-16-le"))
    )


def _parsed_s(data: bytes) -> float:
    start = time.perf_counter()
    parse_config_bytes(data)
    return time.perf_counter() - start


def moment_s(scratch: Path) -> float:
    """Seconds from a scheduled release's moment until every worker shows it."""
    root = make_site(scratch / "scheduled")
    prepare(root, "one")
    port = free_port()
    with running(pcp_command(root, "serve", f"--port={port}", now=None), port, "/readyz") as server:
        at = datetime.now(UTC) + timedelta(seconds=5)
        prepare(root, "two", "--at", at.isoformat(), now=None)
        while not all(RELEASE in server.get("/").body for _ in range(20)):
            time.sleep(0.01)
        return (datetime.now(UTC) - at).total_seconds()


def beside_slow_ms(server: Server) -> tuple[float, float]:
    """Milliseconds of a view while many connections have asked for half a page, and without them."""
    alone = _view_ms(server)
    with ExitStack() as held:
        for _ in range(SLOW_CONNECTIONS):
            slow = held.enter_context(socket.create_connection((HOST, server.port)))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: here\r\nX-Slow: ")
        return _view_ms(server), alone


def _view_ms(server: Server) -> float:
    return median(_request_ms(server) for _ in range(REQUESTS))


def _request_ms(server: Server) -> float:
    start = time.perf_counter()
    server.get("/")
    return (time.perf_counter() - start) * 1000

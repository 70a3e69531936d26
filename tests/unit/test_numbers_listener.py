"""The listener of numbers, asked rudely: it answers others, waits for nobody for long, and writes nothing to the log."""

import http.client
import socket
from contextlib import suppress

import pytest
from prometheus_client import CollectorRegistry, Gauge

from serving.watching import listener
from serving.watching.listener import listen
from tests.running import HOST, PATIENCE_SECONDS, free_port

NUMBERS = b"GET /metrics HTTP/1.0\r\n\r\n"


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> int:
    """Where the number 7 can be read by who sends something within half a second."""
    registry, port = CollectorRegistry(), free_port()
    Gauge("seven", "A number", registry=registry).set(7)
    monkeypatch.setattr(listener._Requests, "timeout", 0.5)
    listen(HOST, port, registry)
    return port


def connected(port: int) -> socket.socket:
    return socket.create_connection((HOST, port), timeout=PATIENCE_SECONDS)


def status(port: int, accept: str) -> int:
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/metrics", headers={"Accept": accept})
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\xff\x1b[31m\r\n\r\n",
        b"GET /metrics HTTP/9.9\r\n\r\n",
        b"GET " + b"x" * 70_000 + b"\r\n\r\n",
        b"GET /metrics HTTP/1.0\r\n" + b"A: b\r\n" * 300 + b"\r\n",
        b"GET /\x1b[31mforged HTTP/1.0\r\nUser-Agent: \x1b[31mforged\r\n\r\n",
    ],
)
def test_what_is_sent_to_it_is_in_no_log(port: int, sent: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with connected(port) as rude, suppress(ConnectionError):
        rude.sendall(sent)
        while rude.recv(65_536):
            pass
    assert status(port, "*/*") == 200
    assert capfd.readouterr() == ("", "")


def test_a_version_that_is_none_is_refused_without_a_traceback(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    statuses = [status(port, f"application/openmetrics-text; version={text}") for text in ("1.0.0", "\x1bx")]
    assert statuses == [200, 400]
    assert capfd.readouterr() == ("", "")


def test_who_sends_nothing_is_let_go_and_others_are_answered(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    silent = [connected(port) for _ in range(20)]
    with connected(port) as reader:
        reader.sendall(NUMBERS)
        assert reader.recv(20).startswith(b"HTTP/1.0 200")
    for connection in silent:
        with connection:
            assert connection.recv(1) == b""
    assert capfd.readouterr() == ("", "")

"""The production server as clients meet it: slow ones, rude ones, and those who ask again."""

import os
import select
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.metadata import version

import pytest

from tests.running import HOST, PATIENCE_SECONDS, Server, StartedServer, application, received

ENCODINGS = ["identity", "gzip", "br"]
PATHS = ["/", "/measures/homicide", "/api/v1/framework", "/assets/site.css", "/nope", "/healthz"]
RUBBISH = [
    *("/%00", "/%ff", "/%", "/%zz", "/measures/%00", "/measures/%ff%fe", "/..%2f..%2fapp.py", "*", "x"),
    *("/_reload-hash", "/_favicon.ico", "/_dash-layout", "/_dash-dependencies", "/_dash-config"),
    *("/_dash-component-suites/../..", "/_dash-component-suites/../../app.py", "/_dash-component-suites/x/y"),
    *("/_dash-component-suites/%2e%2e/%2e%2e/app.py", "/assets/../app.py", "/assets/%2e%2e/app.py"),
    *(
        "/?area=%00",
        "/measures/homicide?area=%ff%00",
        "/measures/homicide?area=" + "x" * 3000,
        "//evil.example/",
    ),
    *("/measures/homicide?area=camden&area=barnet", "/?" + "a=b&" * 2000, "/?=&&=;&", "/api/v1/measures/%00"),
    *("/api/v1/measures/homicide/observations?from=%00", "/static/x", "/404", "http://evil.example/"),
]
HEADERS = [
    *(b"If-None-Match: \xff\xfe", b"If-None-Match: W/", b'If-None-Match: "' + b"x" * 9000 + b'"'),
    *(
        b"Accept-Encoding: ;;q=x,,br;q=",
        b"Accept-Encoding: *;q=0",
        b"Range: bytes=9-1,abc",
        b"Cookie: \x80=;;;=",
    ),
    *(
        b"If-Modified-Since: yesterday",
        b"Content-Type: \xff",
        b"X-Forwarded-Proto: \xff",
        b"Accept: " + b"x," * 5000,
    ),
    *(
        b"X-Forwarded-For: ' or 1=1 --",
        b"Authorization: Basic \xff",
        b"Upgrade: h2c",
        b"Expect: 100-continue",
    ),
]
MEGABYTE = 1_000_000


def raw_request(path: str | bytes, method: str = "GET", *headers: bytes, host: bytes = b"here") -> bytes:
    target = path if isinstance(path, bytes) else path.encode()
    lines = [method.encode() + b" " + target + b" HTTP/1.1", b"Host: " + host, b"Connection: close", *headers]
    return b"\r\n".join([*lines, b"", b""])


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


# Slow clients, and the end


def test_sixty_slow_connections_hold_nobody_up(served: Server) -> None:
    """Others are answered while all sixty are still waited for: none was let go to make room."""
    with ExitStack() as held:
        address = (HOST, served.port)
        slow = [held.enter_context(socket.create_connection(address, PATIENCE_SECONDS)) for _ in range(60)]
        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: here\r\nX-Slow: ")
        assert [served.get("/").status for _ in range(10)] == [200] * 10
        assert select.select(slow, [], [], 0)[0] == []


@pytest.mark.parametrize(
    "sent",
    [
        raw_request("/", "POST", b"Content-Length: 100000") + b"slow",
        raw_request("/", "GET", b"Content-Length: 100000") + b"slow",
        raw_request("/", "GET", b"Transfer-Encoding: chunked") + b"ff\r\nslow",
        raw_request("/downloads/all.zip"),
    ],
    ids=["body", "body of a GET", "chunks", "reads nothing"],
)
def test_sixty_who_send_or_read_slowly_hold_nobody_up(served: Server, sent: bytes) -> None:
    """They send a few bytes of what they have announced, or read nothing of what they have asked for."""
    with ExitStack() as held:
        for _ in range(60):
            slow = held.enter_context(socket.socket())
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            slow.connect((HOST, served.port))
            slow.sendall(sent)
        assert [served.get(path).status for path in ["/", "/about", "/healthz"] * 4] == [200] * 12


@pytest.fixture
def ending() -> Iterator[StartedServer]:
    """A server that a test may end."""
    with application("--workers=1") as server:
        yield server


def test_requests_under_way_end_well_when_the_server_is_told_to_stop(ending: StartedServer) -> None:
    areas = [
        "camden",
        "barnet",
        "brent",
        "bexley",
        "sutton",
        "merton",
        "harrow",
        "newham",
    ]  # none is made yet
    with ExitStack() as held:
        waiting = [
            held.enter_context(socket.create_connection((HOST, ending.port), timeout=PATIENCE_SECONDS))
            for _ in areas
        ]
        for connection, area in zip(waiting, areas, strict=True):
            connection.sendall(raw_request(f"/measures/violence-with-injury?area={area}"))
        first = waiting[0].recv(1)  # so the others have arrived, and wait for the two threads
        os.kill(ending.process.pid, signal.SIGTERM)
        answers = [b"".join(received(connection)) for connection in waiting]
    assert [status(answer) for answer in (first + answers[0], *answers[1:])] == [200] * len(areas)
    assert [answer for answer in answers if not answer.endswith(b"</html>\n")] == []
    assert ending.process.wait(timeout=PATIENCE_SECONDS) == 0


def test_the_server_stops_in_spite_of_slow_connections(ending: StartedServer) -> None:
    with socket.create_connection((HOST, ending.port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: here\r\nX-Slow: ")
        os.kill(ending.process.pid, signal.SIGTERM)
        assert ending.process.wait(timeout=PATIENCE_SECONDS) == 0


# The same answer again


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_its_body(served: Server, path: str, encoding: str) -> None:
    head, got = (served.get(path, method, Accept_Encoding=encoding) for method in ("HEAD", "GET"))
    assert (head.status, head.body) == (got.status, b"")
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("path", ["/", "/api/v1/framework", "/assets/site.css"])
def test_what_the_reader_has_is_not_sent_again(served: Server, path: str, encoding: str) -> None:
    first = served.get(path, Accept_Encoding=encoding)
    again = served.get(path, Accept_Encoding=encoding, If_None_Match=first.headers["etag"])
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    kept = ("cache-control", "vary", "content-security-policy")
    assert [again.headers[name] for name in kept] == [first.headers[name] for name in kept]


def test_a_tag_of_other_bytes_is_answered_whole(served: Server) -> None:
    assert served.get("/", If_None_Match='"of-old-bytes"').status == 200


def test_the_tag_is_strong_and_another_for_each_encoding(served: Server) -> None:
    tags = [served.get("/", Accept_Encoding=encoding).headers["etag"] for encoding in ENCODINGS]
    assert len({tag for tag in tags if tag.startswith('"')}) == len(ENCODINGS)


# Whatever a client sends


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"])
@pytest.mark.parametrize("path", ["/", "/api/v1/framework", "/_dash-update-component", "/nope"])
def test_reading_needs_get_alone(served: Server, path: str, method: str) -> None:
    answer = served.raw(raw_request(path, method))
    assert status(answer) == 405
    assert b"allow: GET, HEAD" in answer


@pytest.mark.parametrize("path", RUBBISH)
def test_a_rubbish_address_is_no_fault_of_ours(served: Server, path: str) -> None:
    assert status(served.raw(raw_request(path))) in (200, 400, 404)


@pytest.mark.parametrize("header", HEADERS)
def test_a_rubbish_header_is_no_fault_of_ours(served: Server, header: bytes) -> None:
    assert status(served.raw(raw_request("/", "GET", header))) in (200, 400, 417)


@pytest.mark.parametrize("body", [b"{}", b"[1]", b"rubbish", b'{"output": "x.y", "inputs": []}', b"\xff\x00"])
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_rubbish_callback_is_no_fault_of_ours(served: Server, method: str, body: bytes) -> None:
    headers = (b"Content-Type: application/json", b"Content-Length: %d" % len(body))
    answer = served.raw(raw_request("/_dash-update-component", method, *headers) + body)
    assert status(answer) == (405 if method == "POST" else 404)


@pytest.mark.parametrize(
    "sent",
    [
        *(
            b"rubbish\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00",
            b"GET / HTTP/9.9\r\n\r\n",
            b"G\x00T / HTTP/1.1\r\n\r\n",
        ),
        *(
            raw_request("/a b"),
            raw_request(b"/\x01"),
            raw_request("/", "GET", b"Content-Length: abc"),
            raw_request("/", "GET", b"no colon"),
        ),
        raw_request("/", "GET", b"Transfer-Encoding: rubbish"),
    ],
)
def test_what_is_no_request_is_told_so(served: Server, sent: bytes) -> None:
    assert status(served.raw(sent)) == 400


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ((b"Host: one.example", b"Host: two.example"), 400),
        ((b"Host: one.example", b"Host: one.example"), 400),
        ((b"Host: one.example, two.example",), 400),
        ((b"Host: <script>",), 400),
        ((b"Host:",), 400),
        ((), 400),
        ((b"Host: here", b"X-Long: " + b"x" * 100_000), 431),
        ((b"Host: here", b"X-Long: " + b"x" * MEGABYTE), 431),
        ((b"Host: here", *(b"X-%d: %s" % (number, b"x" * 1000) for number in range(90))), 431),
        ((b"Host: here", *(b"X-%d: x" % number for number in range(5000))), 431),
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/v1/framework", "/sitemap.xml", "/healthz", "/assets/site.css"])
def test_who_is_asked_is_never_guessed_and_headers_have_an_end(
    served: Server, path: str, headers: tuple[bytes, ...], refused: int
) -> None:
    lines = [b"GET " + path.encode() + b" HTTP/1.1", b"Connection: close", *headers, b"", b""]
    answer = served.raw(b"\r\n".join(lines))
    assert status(answer) == refused
    assert b"max-age" not in answer and b"example" not in answer


def test_a_client_older_than_hosts_is_answered(served: Server) -> None:
    assert status(served.raw(b"GET /healthz HTTP/1.0\r\n\r\n")) == 200


@pytest.mark.parametrize("length", [9_000, 60_000, 100_000])
@pytest.mark.parametrize("begin", ["/", "/?area=", "/search?q=", "/api/v1/framework?x="])
def test_an_endless_address_is_refused_and_not_kept(served: Server, begin: str, length: int) -> None:
    answer = served.raw(raw_request(begin + "a" * length))
    assert status(answer) == 414
    assert b"max-age" not in answer


def test_a_long_address_is_answered(served: Server) -> None:
    assert status(served.raw(raw_request("/search?q=" + "a" * 8_000))) == 200


@pytest.mark.parametrize(
    ("header", "chunk"),
    [
        (b"Content-Length: %d" % (500 * MEGABYTE), b"x" * MEGABYTE),
        (b"Transfer-Encoding: chunked", b"f4240\r\n" + b"x" * MEGABYTE + b"\r\n"),
    ],
)
def test_a_large_body_is_refused_without_being_read(served: Server, header: bytes, chunk: bytes) -> None:
    sent = 0
    with socket.create_connection((HOST, served.port), timeout=PATIENCE_SECONDS) as connection:
        try:
            connection.sendall(raw_request("/", "POST", header))
            while sent < 100:
                connection.sendall(chunk)
                sent += 1
        except ConnectionError:
            pass  # it was answered, and the connection closed
        answer = b"".join(received(connection))
    assert sent < 50
    assert not answer or status(answer) in (405, 413)


def test_the_server_is_well_after_all_that(served: Server) -> None:
    assert served.get("/readyz").status == 200


# What is told


@pytest.mark.parametrize(
    "path", [*PATHS, "/_dash-config", "/_dash-update-component", "/readyz", "/api/v1/nope"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_names_what_it_is_made_with(served: Server, path: str, method: str) -> None:
    answer = served.raw(raw_request(path, method)).lower()
    versions = [version(name) for name in ("dash", "flask", "werkzeug", "granian", "plotly")]
    names = ["python/", "werkzeug", "flask", "gunicorn", "x-powered-by", "traceback"]
    assert [word for word in (*names, *versions) if word.encode() in answer] == []


@pytest.mark.parametrize(("proto", "expected"), [("https", "max-age=31536000"), ("http", None), ("", None)])
@pytest.mark.parametrize("path", PATHS)
def test_the_promise_of_tls_is_made_over_tls_alone(
    served: Server, path: str, proto: str, expected: str | None
) -> None:
    headers = served.get(path, X_Forwarded_Proto=proto).headers
    assert headers.get("strict-transport-security") == expected


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "header", [b"Host: evil.example", b"X-Forwarded-Host: evil.example", b"Forwarded: host=evil.example"]
)
def test_what_a_client_says_of_our_name_is_not_repeated(served: Server, path: str, header: bytes) -> None:
    host = b"evil.example" if header.startswith(b"Host") else b"here"
    answer = served.raw(raw_request(path, "GET", header, host=host))
    assert b"evil.example" not in answer


@pytest.fixture(scope="module")
def quiet_server() -> Iterator[Server]:
    """A server that no other test asks meanwhile."""
    with application() as server:
        yield server


@pytest.mark.parametrize("path", ["/", "/measures/homicide", "/healthz"])
def test_head_and_body_leave_together_on_a_connection_that_is_used_again(
    quiet_server: Server, path: str
) -> None:
    with socket.create_connection((HOST, quiet_server.port), PATIENCE_SECONDS) as connection:
        for _ in range(30):
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
            head, _, body = connection.recv(1024**2).partition(b"\r\n\r\n")
            assert body, "the head came by itself"
            size = int(head.lower().partition(b"content-length: ")[2].split()[0])
            while len(body) < size:
                body += connection.recv(1024**2)
            assert len(body) == size

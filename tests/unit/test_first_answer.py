"""What a page needs to be painted comes with its first answer, which fits the first window of a connection.

Ten packets of 1,460 bytes may be on their way before the reader's first word of thanks has come back (RFC 6928).
"""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from serving.http.answer import DENSE_BROTLI
from tests.browser.kinds import MISSING, PAGES
from tests.shipped import FIRST_DAY

ROOT = Path(__file__).resolve().parents[2]
FIRST_WINDOW = 10 * 1_460
# Many drawings, or ten years of months: the head is in the first window, with all that a phone shows at first.
BEYOND = {
    *("/outcomes/violence", "/outcomes/trust", "/measures/violence-with-injury", "/measures/homicide"),
    "/as-at/2023-24-q3/measures/homicide",
}
# The server's own name and the date, which are added on the way.
SERVER = "Server: granian\r\nDate: Sun, 29 Nov 2026 12:00:00 GMT\r\n\r\n"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    client: FlaskClient = create_app(ROOT, lambda: FIRST_DAY).server.test_client()
    return client


def got(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    return client.get(path, headers={"Accept-Encoding": "br", **headers})


def head(answer: TestResponse) -> bytes:
    lines = [f"HTTP/1.1 {answer.status}", *(f"{name}: {value}" for name, value in answer.headers.items())]
    return ("\r\n".join(lines) + "\r\n" + SERVER).encode()


def body(answer: TestResponse) -> bytes:
    """As densely as readers get it; in tests pages are packed quickly."""
    sent: bytes = answer.data
    if answer.headers.get("Content-Encoding") == "br":
        sent = brotli.compress(brotli.decompress(sent), quality=DENSE_BROTLI)
    return sent


def size(answer: TestResponse) -> int:
    return len(head(answer)) + len(body(answer))


@pytest.mark.parametrize("path", [path for path in PAGES if path not in BEYOND])
def test_a_page_fits_the_first_window_with_its_headers(client: FlaskClient, path: str) -> None:
    assert size(got(client, path)) <= FIRST_WINDOW


@pytest.mark.parametrize("path", sorted(BEYOND))
def test_of_a_page_with_many_drawings_what_stands_above_them_fits(client: FlaskClient, path: str) -> None:
    answer = got(client, path)
    assert size(answer) > FIRST_WINDOW
    start = (
        brotli.Decompressor()
        .process(body(answer)[: FIRST_WINDOW - len(head(answer))])
        .decode(errors="ignore")
    )
    above = start.partition("</style>")[2]
    assert [above.count(part) > 0 for part in ("</h1>", '<p class="value">', "data-verdict=")] == [True] * 3


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_for_nothing_before_it_is_painted(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert page.count("<style>") == 1 and page.index("<style>") < page.index("<body")
    assert 'rel="stylesheet"' not in page and "<img" not in page
    data = page.count('<script type="application/ld+json">')  # what no browser runs, at the end
    assert page.count("<script") - data == page.count("<script src=") == page.count(" defer></script>")


def test_the_framework_page_is_one_request_and_a_measure_page_little_more(client: FlaskClient) -> None:
    framework, measure = got(client, "/"), got(client, "/measures/violence-with-injury")
    assert (b"<script" in client.get("/").data, size(framework) <= FIRST_WINDOW) == (False, True)
    assert size(measure) + sum(size(got(client, script)) for script in measure_scripts(client)) <= 24_000


def measure_scripts(client: FlaskClient) -> list[str]:
    parts = client.get("/measures/violence-with-injury").text.split('<script src="')[1:]
    return [part.split('"')[0] for part in parts]


def test_a_page_that_the_reader_has_is_one_answer_of_less_than_a_kilobyte(client: FlaskClient) -> None:
    for path in (path for path in PAGES if path != MISSING):
        again = got(client, path, **{"If-None-Match": got(client, path).headers["ETag"]})
        assert (again.status_code, again.data, size(again) < 1_000) == (304, b"", True)


def test_what_a_page_fetches_once_it_is_painted_is_not_asked_for_again(client: FlaskClient) -> None:
    for script in measure_scripts(client):
        assert got(client, script).headers["Cache-Control"].endswith(", immutable")

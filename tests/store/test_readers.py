"""What readers get while releases are published, refused and withdrawn, and before a release's time."""

from __future__ import annotations

import http.client
import json
import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from threading import Event

from serving.export.links import leads_to
from serving.fallbacks import VERSION
from tests.running import HOST, PATIENCE_SECONDS, Got, Server, free_port, running
from tests.store.sites import OFFENCES, RELEASES, drop, pcp, pcp_command, prepare, publish

REQUESTS, READERS = 5000, 4
LONG_SECONDS = 2.0  # since anybody asked: a server looks again only once in a second
MEASURE = "/measures/violence-with-injury"
PATHS = (
    *("/", "/outcomes/violence", MEASURE, "/api/v1/framework"),
    *(f"/api/v1{MEASURE}", f"/api/v1{MEASURE}/observations", "/healthz"),
)
LATER = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
Answers = Counter[tuple[str, int, bytes]]


@contextmanager
def serving(root: Path, now: datetime | None = LATER, ready: str = "/readyz") -> Iterator[Server]:
    """`pcp serve` with two workers; its clock stands still unless it is the real one."""
    port = free_port()
    with running(pcp_command(root, "serve", f"--port={port}", now=now), port, ready) as server:
        yield server


def release_of(got: Got) -> str | None:
    """The release that an answer says it is of."""
    if got.headers["content-type"].startswith("text/html"):
        hit = re.search(rb'data-release="([^"]+)"', got.body)
        return hit[1].decode() if hit else None
    document = json.loads(got.body)
    release = document.get("release")
    name: str | None = release["id"] if isinstance(release, dict) else release
    return name


def is_shown(server: Server, release: str) -> bool:
    """Whether every worker shows a release: each new connection comes to one of them."""
    return {release_of(server.get("/")) for _ in range(40)} == {release}


def until(come: Callable[[], bool]) -> bool:
    """Whether it comes while it is waited for. How soon it does is measured in benchmarks/."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if come():
            return True
        time.sleep(0.1)
    return False


def answers_of(server: Server) -> set[tuple[str, int, bytes]]:
    return {(path, got.status, got.body) for path in PATHS for got in [server.get(path)]}


def read(server: Server, enough: Event) -> Answers:
    """Asks for one page after another, and now and then on a new connection, until it is enough."""
    answers, paths = Answers(), cycle(PATHS)
    while not enough.is_set() or answers.total() < REQUESTS / READERS:
        connection = http.client.HTTPConnection(HOST, server.port, timeout=PATIENCE_SECONDS)
        for path in islice(paths, 25):
            connection.request("GET", path)
            response = connection.getresponse()
            answers[path, response.status, response.read()] += 1
        connection.close()
        if answers.total() >= REQUESTS / READERS:
            time.sleep(0.2)  # they go on until the end, and need not fill the machine
    return answers


@contextmanager
def reading(server: Server) -> Iterator[Callable[[], Answers]]:
    """Readers at work; the function ends it and gives all that was answered."""
    enough = Event()
    with ThreadPoolExecutor(READERS) as pool:
        waiting = [pool.submit(read, server, enough) for _ in range(READERS)]

        def ended() -> Answers:
            enough.set()
            return sum((future.result() for future in waiting), Answers())

        try:
            yield ended
        finally:
            enough.set()


def test_no_request_fails_or_mixes_releases_while_they_are_published_refused_and_withdrawn(
    root: Path,
) -> None:
    prepare(root, "one")
    (drop(root, "three") / "Crime.csv").write_text("Borough,202401\nCamden,many\n")
    with serving(root) as server:
        first = answers_of(server)
        with reading(server) as ended:
            assert publish(root, "two").status == 0
            assert until(lambda: is_shown(server, "two"))
            second = answers_of(server)
            assert [publish(root, "two").status, publish(root, "three").status] == [3, 1]
            assert pcp(root, "withdraw", "two", "--reason", "A mistake.").status == 0
            assert until(lambda: is_shown(server, "one"))
            third = answers_of(server)
            answers = ended()
    assert answers.total() >= REQUESTS
    assert answers.keys() - (first | second | third) == set()
    assert [release_or_fault("one", *answer) for answer in first | third] == ["one"] * len(first | third)
    assert [release_or_fault("two", *answer) for answer in second] == ["two"] * len(second)


def release_or_fault(release: str, path: str, status: int, body: bytes) -> str:
    """The release that a known answer is of, by what it says of itself and by its figures; else what is odd.

    Of a page its tiles are looked at, and what is drawn: what it tells of revisions names the figure that was.
    """
    visible_parts = b" ".join(re.findall(rb'data-field="value">[^<]*<|<svg.*?</svg>', body, flags=re.DOTALL))
    held = visible_parts if body.startswith(b"<!doctype html>") else body
    figures = [
        name for name, value in OFFENCES.items() if re.search(rb"\b%d,?%03d\b" % divmod(value, 1000), held)
    ]
    is_consistent = (
        status == 200
        and f'"{release}"'.encode() in body
        and figures == ([] if path == "/healthz" else [release])
    )
    return release if is_consistent else f"{path} answers {status}, with the figures of {figures}"


# Before its time -------------------------------------------------------------------------------------------

SECRET = "2024-25-q1-zebra"
NONSENSE = "2024-25-q1-xxxxx"
BEFORE = datetime(2024, 5, 9, 8, 29, 59, tzinfo=UTC)
STARTS = (
    *("/", "/areas", "/releases", "/about", "/data", "/accessibility", "/sitemap.xml", "/robots.txt"),
    *("/feed.atom", "/calendar.ics", "/healthz", "/readyz", "/api/v1", "/api/v1/openapi.json"),
    *("/api/v1/framework", f"/api/v1{MEASURE}", f"/api/v1{MEASURE}/observations", "/downloads/all.zip"),
    *("/downloads/violence-with-injury.csv", "/no-such-page", "/api/v1/no-such"),
)
GUESSES = (
    *("/releases/{}", "/as-at/{}/", "/as-at/{}" + MEASURE, "/api/v1/releases/{}", "/downloads/{}.zip"),
    *("/data/releases/{}/manifest.json", "/releases/{}/manifest.json", "/assets/../data/releases/{}/"),
    *("/?release={}", MEASURE + "?release={}", "/api/v1/framework?release={}", "/api/v1/as-at/{}/framework"),
)
MOST_PAGES = 150


def reached(server: Server) -> Iterator[tuple[str, Got]]:
    """Every address that is known or led to, with its answer."""
    waiting, addresses = deque(STARTS), set(STARTS)
    for _ in range(MOST_PAGES):
        if not waiting:
            return
        path = waiting.popleft()
        got = server.get(path)
        yield path, got
        if got.headers.get("content-type", "").startswith("text/html"):
            new = [link for link in dict.fromkeys(leads_to(got.body.decode(), path)) if link not in addresses]
            addresses.update(new)
            waiting.extend(new)


def all_of(got: Got) -> bytes:
    kept = {
        name: value for name, value in got.headers.items() if name not in ("date", "etag", "content-length")
    }
    return b"%d %s %s" % (got.status, repr(sorted(kept.items())).encode(), got.body)


def test_before_its_time_nothing_gives_a_scheduled_release_away_and_at_its_time_it_is_there(
    root: Path,
) -> None:
    prepare(root, "one")
    scheduled = ("publish", str(drop(root, "three")), "--release", SECRET, "--at", "2024-05-09")
    assert pcp(root, *scheduled, "--note", "Zebras.", "--correction", "More zebras.").status == 0
    with serving(root, BEFORE) as server:
        telling = [
            path
            for path, got in reached(server)
            if any(word in all_of(got).lower() for word in (b"zebra", b"24680", b"24,680"))
        ]
        assert telling == []
        for guess in GUESSES:
            secret, nonsense = (server.get(guess.format(name)) for name in (SECRET, NONSENSE))
            assert all_of(secret).replace(SECRET.encode(), NONSENSE.encode()) == all_of(nonsense), guess
    with serving(root, BEFORE + timedelta(seconds=1)) as server:
        assert is_shown(server, SECRET)
        assert b"24,680" in server.get("/").body


def test_at_its_moment_a_scheduled_release_is_shown_without_a_restart(root: Path) -> None:
    prepare(root, "one")
    with serving(root, None) as server:
        at = datetime.now(UTC) + timedelta(seconds=6)
        prepare(root, "two", "--at", at.isoformat(), now=None)
        while (moment := datetime.now(UTC)) < at:
            release = release_of(server.get("/"))
            assert release == "one" or datetime.now(UTC) >= at, moment
            time.sleep(0.05)
        assert until(lambda: is_shown(server, "two"))


# Damage ----------------------------------------------------------------------------------------------------


def damage(root: Path, release: str) -> Path:
    file = root / RELEASES / release / "observations" / "violence-with-injury.csv"
    file.write_bytes(file.read_bytes().replace(b"6", b"7"))
    return file


def differs(release: str) -> str:
    return f"{release}: observations/violence-with-injury.csv is not what was published: its checksum differs"


def test_a_store_that_is_damaged_at_the_start_is_refused_and_the_word_says_why(root: Path) -> None:
    prepare(root, "one")
    file = root / RELEASES / "one" / "observations" / "violence-with-injury.csv"
    sound = file.read_bytes()
    damage(root, "one")
    with serving(root, ready="/healthz") as server:
        answer = server.get("/readyz")
        assert (answer.status, json.loads(answer.body)) == (
            503,
            {"status": "unavailable", "release": None, "reason": differs("one"), "version": VERSION},
        )
        assert [server.get(path).status for path in ("/", "/api/v1/framework")] == [503, 503]
        file.write_bytes(sound)
        assert until(lambda: is_shown(server, "one"))


def test_those_who_ask_first_for_long_see_the_new_release_or_when_it_is_damaged_the_last_good_one(
    root: Path,
) -> None:
    prepare(root, "one")
    with serving(root) as server:
        assert is_shown(server, "one")
        prepare(root, "two")
        time.sleep(LONG_SECONDS)
        with ThreadPoolExecutor(READERS) as pool:
            assert set(pool.map(lambda _: release_of(server.get("/")), range(READERS * 4))) == {"two"}
        prepare(root, "three")
        damage(root, "three")
        assert until(lambda: differs("three").encode() in server.get("/readyz").body)
        assert is_shown(server, "two")
        answer = server.get("/readyz")
    assert (answer.status, json.loads(answer.body)) == (
        200,
        {"status": "ok", "release": "two", "reason": differs("three"), "version": VERSION},
    )

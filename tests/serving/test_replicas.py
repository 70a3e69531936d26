"""Two replicas behind nginx, over one store or copies of it: readers see one site, whatever happens to one of them."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.readers import reading
from tests.running import (
    NO_NGINX,
    PATIENCE_SECONDS,
    Server,
    StartedServer,
    free_port,
    has_nginx,
    nginx,
    release_of,
    running,
)
from tests.store.sites import RELEASES, make_site, pcp_command, prepare, publish

pytestmark = pytest.mark.skipif(not has_nginx(), reason=NO_NGINX)

LATER = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
MEASURE = "violence-with-injury"
COMPARED = [
    *("/", f"/measures/{MEASURE}", "/releases", "/feed.atom", "/calendar.ics", "/api/v1/framework"),
    *(
        f"/downloads/{MEASURE}.csv",
        *(f"/downloads/{MEASURE}.{ending}" for ending in ("xlsx", "ods", "parquet")),
        "/downloads/datapackage.json",
        "/downloads/all.zip",
        "/as-at/one/",
        "/nope",
    ),
    *("/healthz", f"/cards/measures/{MEASURE}.png", f"/downloads/{MEASURE}.csv?area=camden"),
]
ENCODINGS = ["identity", "gzip", "br"]


@dataclass(frozen=True)
class Replicas:
    """Two servers, where each has its store, and nginx in front of them."""

    servers: tuple[StartedServer, StartedServer]
    roots: tuple[Path, Path]
    front: Server

    def show(self, release: str) -> bool:
        return [release_of(server.get("/").body) for server in self.servers] == [release, release]


@contextmanager
def replicas(folder: Path, roots: tuple[Path, Path]) -> Iterator[Replicas]:
    with ExitStack() as started:
        ports = free_port(), free_port()
        first, second = (
            started.enter_context(
                running(
                    pcp_command(root, "serve", f"--port={port}", "--workers=1", now=LATER), port, "/readyz"
                )
            )
            for root, port in zip(roots, ports, strict=True)
        )
        (folder / "none").mkdir()
        front = started.enter_context(nginx(folder / "nginx", folder / "none", *ports))
        yield Replicas((first, second), roots, front)


def copy_store(source: Path, target: Path) -> None:
    """As docs/running.md says it: what is new in the folders of releases first, the history last and in one step."""
    for release in (source / RELEASES).iterdir():
        if release.is_dir() and not (target / RELEASES / release.name).exists():
            shutil.copytree(release, target / RELEASES / release.name)
    coming = target / RELEASES / "history.coming"
    shutil.copyfile(source / RELEASES / "history.jsonl", coming)
    coming.replace(target / RELEASES / "history.jsonl")


@pytest.mark.parametrize("store", ["one", "copies"])
def test_no_request_fails_while_a_release_comes_and_a_replica_is_killed(tmp_path: Path, store: str) -> None:
    root = make_site(tmp_path / "site")
    prepare(root, "one")
    other = root if store == "one" else Path(shutil.copytree(root, tmp_path / "copy"))
    with replicas(tmp_path, (root, other)) as both, reading(both.front.port) as readers:
        assert both.show("one")
        assert publish(root, "two").status == 0
        if store == "copies":
            copy_store(root, other)
        wait_until_both_show(both, "two")
        are_the_same(both)
        readers.wait_for(10)
        os.killpg(both.servers[0].process.pid, signal.SIGKILL)
        readers.wait_for(30)
        assert (readers.failures, readers.statuses()) == ([], {200})
        bodies = [body for _, body in readers.answers]
        assert {release_of(body) for body in bodies} == {"one", "two"}
        assert {release_of(body) for body in bodies[-20:]} == {"two"}


def wait_until_both_show(both: Replicas, release: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not both.show(release):
        assert time.monotonic() < until, f"{release} is not shown by both"
        time.sleep(0.1)


def are_the_same(both: Replicas) -> None:
    """Every answer, to the byte, with the name by which a browser knows it again, and so it is through nginx."""
    for path in COMPARED:
        for encoding in ENCODINGS:
            first, second, front = (
                server.get(path, Accept_Encoding=encoding, Host="outcomes.example.org")
                for server in (*both.servers, both.front)
            )
            assert first.status == second.status == front.status == (404 if path == "/nope" else 200), path
            assert first.body == second.body == front.body, path
            tags = [got.headers.get("etag") for got in (first, second, front)]
            assert tags[0] == tags[1] == tags[2], path
            assert (tags[0] is None) == (path in ("/nope", "/healthz")), path

"""A release that is scheduled, comes and is withdrawn, as readers see it through nginx: real processes, and the real clock.

Order and states are asserted, no seconds: those are measured with benchmarks/switching.py.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, groupby
from pathlib import Path

import pytest

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
from tests.store.sites import make_site, pcp, pcp_command, prepare

pytestmark = pytest.mark.skipif(not has_nginx(), reason=NO_NGINX)

MEASURE = "/measures/violence-with-injury"
# Finished pages, and what the application answers: views of several choices, the figures of one area.
PATHS = (
    *("/", f"{MEASURE}?area=camden&view=boroughs", "/releases", f"{MEASURE}?area=barnet&view=boroughs"),
    *("/api/v1/framework", f"/api/v1{MEASURE}/observations?area=camden"),
)


@dataclass(frozen=True)
class Site:
    """A site behind nginx, and the folder of its finished pages."""

    root: Path
    folder: Path
    application: StartedServer
    front: Server

    def target(self) -> str:
        """The release whose finished pages are shown; "none" where the application answers alone."""
        link = self.folder / "current"
        return link.readlink().name.removeprefix("site-").rpartition("-")[0] if link.is_symlink() else ""

    def answers(self, until: Callable[[], bool]) -> list[tuple[str, int, datetime]]:
        """What one reader gets, request after request: of which release, the status, and when it was there."""
        answers, paths = list[tuple[str, int, datetime]](), cycle(PATHS)
        deadline = time.monotonic() + 2 * PATIENCE_SECONDS
        while True:
            for path in (next(paths), next(paths)):
                got = self.front.get(path)
                release = release_of(got.body)
                assert release, path
                answers.append((release, got.status, datetime.now(UTC)))
            if until() or time.monotonic() > deadline:  # so that one is asked for, however fast it comes
                return answers
            time.sleep(0.02)


@contextmanager
def site(tmp_path: Path) -> Iterator[Site]:
    root, folder, port = make_site(tmp_path / "site"), tmp_path / "pages", free_port()
    prepare(root, "one", now=None)
    command = [*pcp_command(root, "serve", f"--port={port}", now=None), f"--write-site={folder}"]
    with running(command, port, "/readyz") as server, nginx(tmp_path / "nginx", folder, port) as front:
        yield Site(root, folder, server, front)


def until(come: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 2 * PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError):
            if come():
                return True
        time.sleep(0.1)
    return False


def order(answers: list[tuple[str, int, datetime]]) -> list[str]:
    return [release for release, _ in groupby(release for release, _, _ in answers)]


def workers(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_a_release_comes_at_its_moment_and_goes_with_its_withdrawal_for_pages_and_application_alike(
    tmp_path: Path,
) -> None:
    with site(tmp_path) as rehearsed:
        assert until(lambda: rehearsed.target() == "one")
        comes(rehearsed)
        goes(rehearsed)
        others_go_on(rehearsed)


def comes(rehearsed: Site) -> None:
    at = datetime.now(UTC) + timedelta(seconds=15)
    prepare(rehearsed.root, "two", "--at", at.isoformat(), now=None)
    later = at + timedelta(seconds=2)
    answers = rehearsed.answers(lambda: datetime.now(UTC) > later and rehearsed.target() == "two")
    assert (order(answers), {status for _, status, _ in answers}) == (["one", "two"], {200})
    assert min(when for release, _, when in answers if release == "two") >= at
    assert list(rehearsed.folder.with_name("pages.ahead").glob("site-two-*")) == []


def goes(rehearsed: Site) -> None:
    assert pcp(rehearsed.root, "withdraw", "two", "--reason", "Wrong.", now=None).status == 0
    answers = rehearsed.answers(lambda: rehearsed.target() == "one")
    answers += rehearsed.answers(lambda: not list(rehearsed.folder.glob("site-two-*")))
    assert order(answers) in (["two", "one"], ["one"])
    withdrawn = [rehearsed.front.get(f"/as-at/two{path}") for path in ("/", "/api/v1/framework", MEASURE)]
    assert [got.status for got in withdrawn] == [410, 410, 410]
    kept = rehearsed.front.get("/as-at/one/")
    again = rehearsed.front.get("/as-at/one/", If_None_Match=kept.headers["etag"])
    assert (kept.headers["cache-control"], again.status, again.body) == ("public, max-age=60", 304, b"")


def others_go_on(rehearsed: Site) -> None:
    """Every process that keeps the pages is killed; those that come in their place do what is to be done."""
    processes = workers(rehearsed.application.process.pid)
    assert processes != []
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    prepare(rehearsed.root, "three", now=None)
    assert until(lambda: rehearsed.target() == "three")
    assert until(lambda: b'data-release="three"' in rehearsed.front.get("/").body)

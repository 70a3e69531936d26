"""The server under an account that may only read the store, and who publishes under another: real users of the machine."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from serving.export.site import file_name
from tests.accounts_of_machines import (
    ANYBODY,
    AS_ROOT,
    PUBLISHER,
    SERVER,
    Account,
    environment_of,
    give,
    machine,
    python,
)
from tests.running import HOST, PATIENCE_SECONDS, StartedServer, end, free_port, release_of, wait_until_ready
from tests.store.sites import RELEASES, drop, make_site

pytestmark = AS_ROOT

FIRST_PAGE = file_name("/")
# What an account can open for reading or for writing, or add a file to: the attempt itself, by the account itself.
ATTEMPTS = """
import json, os, sys
def can(deed):
    try:
        deed()
    except OSError:
        return False
    return True
def add(folder):
    file = os.path.join(folder, ".attempt")
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY))
    os.unlink(file)
reads, writes = [], []
for start in sys.argv[1:]:
    for folder, folders, names in os.walk(start):
        if can(lambda: add(folder)):
            writes.append(folder)
        for name in names:
            file = os.path.join(folder, name)
            if can(lambda: open(file, "rb").close()):
                reads.append(file)
            if can(lambda: open(file, "r+b").close()):
                writes.append(file)
print(json.dumps([reads, writes]))
"""


@dataclass(frozen=True)
class Site:
    """A site on a machine with accounts, where docs/running.md has everything."""

    root: Path
    port: int
    python: str

    def pcp(self, account: Account, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [self.python, "-m", "metrics", "--root", str(self.root), *arguments]
        return account.run(command, self.root, PCP_ACTOR="staff")

    def publish(self, name: str, *options: str) -> None:
        done = self.pcp(PUBLISHER, "publish", str(drop(self.root, name)), "--release", name, *options)
        assert done.returncode == 0, done.stdout + done.stderr

    def opens(self, account: Account, *folders: Path) -> tuple[set[str], set[str]]:
        """What an account can read and what it can write to below some folders, relative to the site."""
        done = account.run([self.python, "-c", ATTEMPTS, *map(str, folders)], self.root)
        reads, writes = (
            {str(Path(path).relative_to(self.root)) for path in paths} for paths in json.loads(done.stdout)
        )
        return reads, writes

    @contextmanager
    def serving(self) -> Iterator[StartedServer]:
        """`pcp serve` as the server's account, with finished pages."""
        command = [self.python, "-m", "metrics", "--root", str(self.root), "serve", f"--host={HOST}"]
        command += [f"--port={self.port}", f"--write-site={self.root / 'site'}"]
        process = subprocess.Popen(
            command,
            cwd=self.root,
            env=environment_of(self.root),
            user=SERVER.user,
            group=SERVER.group,
            extra_groups=[],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        server = StartedServer(self.port, process)
        try:
            wait_until_ready(server, "/readyz", lambda: process.poll() is None, command)
            yield server
        finally:
            end(process)


@pytest.fixture
def site() -> Iterator[Site]:
    """The folders as docs/running.md has them made, with nothing published yet."""
    with machine() as folder:
        root = make_site(folder / "outcomes")
        for place, account, mode in (
            ("config", PUBLISHER, 0o755),
            ("data", PUBLISHER, 0o2750),
            ("data/releases", PUBLISHER, 0o2750),
            ("data/drops", PUBLISHER, 0o2750),
            ("site", SERVER, 0o755),
            ("site.ahead", SERVER, 0o700),
        ):
            (root / place).mkdir(exist_ok=True)
            give(root / place, account)
            (root / place).chmod(mode)
        yield Site(root, free_port(), python(folder))


def until(come: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 4 * PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if come():
            return True
        time.sleep(0.1)
    return False


def test_the_server_reads_the_store_and_can_write_nothing_of_it(site: Site) -> None:
    site.publish("one")
    at = datetime.now(UTC) + timedelta(days=30)
    site.publish("two", "--at", at.isoformat())
    stored = {path for path in (site.root / RELEASES).rglob("*") if path.is_file() and path.name != ".lock"}
    reads, writes = site.opens(SERVER, site.root / "config", site.root / "data")
    assert {str(path.relative_to(site.root)) for path in stored} <= reads
    assert writes == set()
    publishers, _ = site.opens(PUBLISHER, site.root / RELEASES)
    assert publishers >= {str(path.relative_to(site.root)) for path in stored}
    done = site.pcp(SERVER, "publish", str(drop(site.root, "three")), "--release", "three")
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert "the store cannot be" in done.stderr
    done = site.pcp(SERVER, "verify")
    assert done.returncode == 0, done.stdout + done.stderr


def test_before_its_time_nobody_else_reads_a_release(site: Site) -> None:
    site.publish("one")
    site.publish("two", "--at", (datetime.now(UTC) + timedelta(days=30)).isoformat())
    assert site.opens(ANYBODY, site.root / "data") == (set(), set())
    # Were the folders above it open to everybody, what waits would be closed by modes of its own.
    for place in ("data", "data/releases"):
        (site.root / place).chmod(0o755)
    reads, writes = site.opens(ANYBODY, site.root / RELEASES)
    assert writes == set()
    assert any(path.startswith("data/releases/one/") for path in reads)
    assert [path for path in reads if path.startswith("data/releases/two")] == []
    with site.serving() as server:
        assert release_of(server.get("/").body) == "one"
        assert server.get("/releases/two").status == 404
        for place in ("site", "site.ahead"):
            reads, writes = site.opens(ANYBODY, site.root / place)
            assert (writes, [path for path in reads if "site.ahead" in path]) == (set(), [])


def test_a_release_comes_and_goes_while_another_account_serves(site: Site) -> None:
    site.publish("one")
    with site.serving() as server:
        owners = {Path(f"/proc/{process}").stat().st_uid for process in processes(server)}
        assert owners == {SERVER.user}
        enough, statuses = threading.Event(), list[int]()
        reader = threading.Thread(target=read, args=(server, enough, statuses))
        reader.start()
        try:
            site.publish("two")
            assert until(lambda: release_of(server.get("/").body) == "two")
            done = site.pcp(PUBLISHER, "withdraw", "two", "--reason", "Wrong.")
            assert done.returncode == 0, done.stderr
            assert until(lambda: release_of(server.get("/").body) == "one")
        finally:
            enough.set()
            reader.join()
        assert set(statuses) == {200}
        assert until((site.root / "site" / "current" / FIRST_PAGE).exists)
        assert "pages_reason" not in json.loads(server.get("/readyz").body)
    assert {path.lstat().st_uid for path in (site.root / "site").rglob("*")} == {SERVER.user}


def read(server: StartedServer, enough: threading.Event, statuses: list[int]) -> None:
    while not enough.is_set():
        statuses.append(server.get("/measures/violence-with-injury").status)
        time.sleep(0.02)


def processes(server: StartedServer) -> list[int]:
    first = server.process.pid
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [first, *map(int, children)]

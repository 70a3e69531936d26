"""The steps of the Containerfile, done: the wheel is built of what is copied, and what it starts runs where nothing can be
written, as an account without rights. No image is built: what a base image would bring is this machine's own."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from serving.http.places import BUNDLED_PACKED, BUNDLED_PLOTLY
from tests.accounts_of_machines import ANYBODY, AS_ROOT, machine, python
from tests.containers import copied, health_command, of
from tests.packaging.installed import Installed, alone
from tests.running import HOST, ROOT, StartedServer, end, free_port, release_of, wait_until_ready
from tests.store.sites import make_site, prepare

NOTHING_WRITTEN = "a root that cannot be written needs root, unshare and setpriv"
WORKBOOK = "/downloads/violence-with-injury.xlsx?area=camden"
# All that is mounted in an image of its own is here a place beside the content; the rest of the machine is only read.
INSIDE = """set -e
mount --bind "$1" "$2/packages"
mount -t tmpfs -o mode=1777 tmpfs "$2/temporary"
mount --bind "$2/pages" "$2/pages"
mount -o remount,bind,ro "$2/packages"
mount -o remount,bind,ro /
cd "$2/outcomes"
account=$3
shift 3
exec setpriv --reuid "${account%:*}" --regid "${account#*:}" --clear-groups --no-new-privs --bounding-set=-all "$@"
"""
# What a process can do there: the places that it could add a file to.
WRITABLE = """
import os, sys
for folder in sys.argv[1:]:
    try:
        os.close(os.open(os.path.join(folder, ".attempt"), os.O_CREAT | os.O_WRONLY))
        print(folder)
    except OSError:
        pass
"""


def test_the_wheel_is_built_of_what_is_copied(tmp_path: Path, wheel: Path) -> None:
    for sources, place in copied("build"):
        for source in sources:
            copy(ROOT / source, tmp_path / place / (source if place == "./" else ""))
    (line,) = [run.text for run in of("build", "RUN") if " wheel " in run.text]
    command = [sys.executable, *shlex.split(line)[1:]]
    subprocess.run(command, cwd=tmp_path, env=alone(), check=True, capture_output=True)
    (built,) = (tmp_path / "dist").glob("*.whl")
    at_set_up = tuple(f"{folder}/" for folder in (BUNDLED_PACKED, BUNDLED_PLOTLY))
    assert names(built) == {name for name in names(wheel) if not name.startswith(at_set_up)}


def copy(source: Path, place: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, place)


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


# What an image starts ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Container:
    """A folder of a machine, and the packages of an image; ``account`` is the image's own."""

    folder: Path
    packages: Path
    python: str
    account: str

    def command(self, *words: str) -> list[str]:
        """A command of the image, where nothing can be written. `pcp` and `python3` are the image's."""
        start = [self.python, "-P", *(["-m", "metrics"] if words[0] == "pcp" else []), *words[1:]]
        inside = [INSIDE, "sh", str(self.packages), str(self.folder), self.account]
        return ["unshare", "--mount", "sh", "-c", *inside, *start]

    @property
    def environment(self) -> dict[str, str]:
        """What the image sets, with the places of this machine."""
        (line,) = of("app", "ENV")
        declared = dict(word.split("=", 1) for word in line.words)
        paths = os.pathsep.join([str(self.folder / "packages"), sysconfig.get_path("purelib")])
        own = {"PCP_ROOT": str(self.folder / "outcomes"), "PYTHONPATH": paths, "PCP_BROTLI": "1"}
        return declared | own | {"TMPDIR": str(self.folder / "temporary"), "PATH": os.environ["PATH"]}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = self.command(*words)
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    @contextmanager
    def serving(self, words: list[str], port: int) -> Iterator[StartedServer]:
        command = self.command(*words)
        process = subprocess.Popen(
            command, env=self.environment, stdin=subprocess.DEVNULL, start_new_session=True
        )
        try:
            server = StartedServer(port, process)
            wait_until_ready(server, "/readyz", lambda: process.poll() is None, command)
            yield server
        finally:
            end(process)


@pytest.fixture
def container(installed: Installed) -> Iterator[Container]:
    if shutil.which("unshare") is None or shutil.which("setpriv") is None:
        pytest.skip(NOTHING_WRITTEN)
    with machine() as folder:
        prepare(make_site(folder / "outcomes"), "one", now=None)
        for name in ("packages", "temporary", "pages"):
            (folder / name).mkdir()
        (user,) = of("app", "USER")
        os.chown(folder / "pages", *map(int, user.text.split(":")))
        place = Container(folder, installed.packages, python(folder), user.text)
        done = place.run("python3", "-c", "import metrics; print(metrics.__file__)")
        if done.returncode:
            pytest.skip(f"{NOTHING_WRITTEN}: {done.stderr}")
        assert done.stdout.startswith(str(folder / "packages"))
        yield place


def started(container: Container, port: int) -> list[str]:
    """What the image starts, with a port of this machine's loopback, and finished pages as in the compose file."""
    (line,) = of("app", "CMD")
    words = [{"0.0.0.0": HOST, "8050": str(port)}.get(word, word) for word in line.words]
    return [*words, "--write-site", str(container.folder / "pages" / "site")]


@AS_ROOT
def test_what_an_image_starts_serves_where_nothing_can_be_written(container: Container) -> None:
    port = free_port()
    with container.serving(started(container, port), port) as server:
        status = Path(f"/proc/{server.process.pid}/status").read_text()
        user, group = container.account.split(":")
        assert (f"Uid:\t{user}\t" in status, f"Gid:\t{group}\t" in status) == (True, True)
        assert ("CapBnd:\t0000000000000000" in status, "NoNewPrivs:\t1" in status) == (True, True)
        assert release_of(server.get("/").body) == "one"
        for address in (
            "/measures/violence-with-injury",
            WORKBOOK,
            "/downloads/all.zip",
            "/cards/general.png",
        ):
            assert server.get(address).status == 200, address
        name, option, code = health_command()
        health_check = container.run(name, option, code.replace("8050", str(port)))
        assert health_check.returncode == 0, health_check.stderr
        until((container.folder / "pages" / "site" / "current").is_symlink)
        ahead = container.folder / "pages" / "site.ahead"  # what waits for its moment
        listing = [container.python, "-c", f"import os; os.listdir({str(ahead)!r})"]
        assert (ahead.is_dir(), ANYBODY.run(listing, Path("/")).returncode) == (True, 1)
        began = time.monotonic()
        server.process.terminate()
        server.process.wait(timeout=20)  # as long as compose.yaml gives it
        assert time.monotonic() - began < 20
    health_check = container.run(name, option, code.replace("8050", str(port)))
    assert health_check.returncode != 0


@AS_ROOT
def test_an_image_writes_finished_pages_and_temporary_files_alone(container: Container) -> None:
    folders = [
        "/",
        "/usr",
        "/etc",
        str(ROOT),
        *(str(path) for path in container.folder.rglob("*") if path.is_dir()),
    ]
    done = container.run("python3", "-c", WRITABLE, *folders, str(container.folder))
    written = {Path(line).relative_to(container.folder).parts[0] for line in done.stdout.splitlines()}
    assert written == {"pages", "temporary"}
    done = container.run("pcp", "withdraw", "one", "--reason", "Wrong.")
    assert (done.returncode, "Traceback" in done.stderr) == (3, False), done.stderr


def until(come: object) -> None:
    assert callable(come)
    deadline = time.monotonic() + 240
    while not come():
        assert time.monotonic() < deadline
        time.sleep(0.2)

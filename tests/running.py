"""The dashboard and nginx as processes of their own, on this machine's loopback alone, and raw requests to them."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from metrics.cli import cli
from serving.making.flights import RETRY_AFTER_SECONDS

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 60
HOST = "127.0.0.1"
NOW = "2024-02-08T09:30:00+00:00"
NGINX = Path("/usr/sbin/nginx")
NGINX_LOGS = ("access.log", "error.log")  # in the folder that an nginx of the tests was given
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
RELEASE = re.compile(rb'data-release="([^"]+)"|"release": ?(?:\{"id": ?)?"([^"]+)"')
NO_NGINX = f"THE TESTS WITH NGINX DID NOT RUN: there is no {NGINX}, or no {BROTLI.name}"


@dataclass(frozen=True)
class Got:
    """What was answered. Names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def release_of(body: bytes) -> str:
    """The id of the release that a page, or an answer of the API, says it is of; empty where it says none."""
    release = RELEASE.search(body)
    return (release[1] or release[2]).decode() if release else ""


@dataclass(frozen=True)
class Server:
    """A server that runs, and where."""

    port: int

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def get(self, path: str, method: str = "GET", **headers: str) -> Got:
        """The answer to a request; headers are given as ``Accept_Encoding="br"``.

        Who is asked to come again in a few seconds, since a file takes long on a machine that has much to do, does.
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            got = self.get_once(path, method, **headers)
            if got.headers.get("retry-after") != str(RETRY_AFTER_SECONDS) or time.monotonic() > until:
                return got
            time.sleep(RETRY_AFTER_SECONDS)

    def get_once(self, path: str, method: str = "GET", **headers: str) -> Got:
        """What is answered at once, be it that a server is busy."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE_SECONDS)
        sent = {"Accept-Encoding": "identity"} | {
            key.replace("_", "-"): text for key, text in headers.items()
        }
        try:
            connection.request(method, path, headers=sent)
            response = connection.getresponse()
            response_headers = {name.lower(): value for name, value in response.getheaders()}
            return Got(response.status, response_headers, response.read())
        finally:
            connection.close()

    def release(self) -> str:
        """The id of the release that is shown."""
        return release_of(self.get("/readyz").body)

    def raw(self, sent: bytes) -> bytes:
        """All that comes back for some bytes, until the server has closed the connection."""
        with socket.create_connection((HOST, self.port), timeout=PATIENCE_SECONDS) as connection:
            with suppress(OSError):  # the server may have answered and closed before it was all sent
                connection.sendall(sent)
            return b"".join(received(connection))


@dataclass(frozen=True)
class StartedServer(Server):
    """A server that was started here, and by whose process it is ended."""

    process: subprocess.Popen[bytes]


def served_at(address: str) -> Server:
    """The server of an address, such as those that fixtures give."""
    return Server(int(address.rpartition(":")[2]))


def received(connection: socket.socket) -> Iterator[bytes]:
    with suppress(ConnectionError):
        while chunk := connection.recv(65536):
            yield chunk


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


def clean_environment(**more: str) -> dict[str, str]:
    """What a developer has set for rehearsals (PCP_NOW, PCP_ROOT) decides nothing here; how pages are packed stays.

    Nothing is kept and nothing made ahead, unless PCP_KEPT is among ``more``: that would take a processor a minute.
    """
    kept = (name for name in os.environ if not name.startswith("PCP_") or name == "PCP_BROTLI")
    return {name: os.environ[name] for name in kept} | {"PCP_KEPT": "none"} | more


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What pcp does and says in a folder, in this process: a process of its own takes a second to begin.

    That both do and say the same is proved for each command by test_processes.py. What a command has drawn by a
    process of its own is drawn by the same code.
    """
    unset: dict[str, str | None] = dict.fromkeys(os.environ)
    with chdir(folder):
        done = CliRunner(env=unset | clean_environment(PYTHONPATH=str(ROOT)) | environment).invoke(
            cli, arguments, prog_name="pcp", catch_exceptions=False
        )
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def run_process(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the real command does and says in a folder, as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "metrics", *arguments],
        cwd=folder,
        env=clean_environment(PYTHONPATH=str(ROOT), **environment),
        capture_output=True,
        text=True,
        check=False,
    )


def printed_by(code: str, hash_seed: str) -> str:
    """What code prints in a Python of its own, which orders sets by a seed."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout


@contextmanager
def application(*options: str, now: str = NOW) -> Iterator[StartedServer]:
    """`pcp serve` over the shipped release, ready; it is ended by the process that was started."""
    port = free_port()
    with running([*serve_command(port, now), *options], port, "/readyz") as server:
        yield server


def serve_command(port: int, now: str = NOW, root: Path = ROOT) -> list[str]:
    command = [sys.executable, "-m", "metrics", "--now", now, "--root", str(root)]
    return [*command, "serve", f"--host={HOST}", f"--port={port}"]


def write_site(folder: Path, now: str = NOW, **environment: str) -> str:
    """The finished files of the shipped release, written by the real command; gives what it said."""
    command = [sys.executable, "-m", "metrics", "--now", now, "write-site", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env=clean_environment(**environment), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def nginx(prefix: Path, site: Path, *application_ports: int) -> Iterator[StartedServer]:
    """Debian's nginx with docs/nginx.conf, which is changed only in its ports, its folder and its logs."""
    port = free_port()
    text = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
    applications = [f"    server {HOST}:{number} max_fails=0;\n" for number in application_ports]
    for original, replacement in (
        ("listen 80;", f"listen {HOST}:{port};"),
        (2 * "    server 127.0.0.1:8050 max_fails=0;\n", "".join(2 * applications)),
        ("root /srv/outcomes/site;", f"root {site};"),
        ("root /srv/outcomes/site/current;", f"root {site}/current;"),
        ("/var/log/nginx/outcomes.log", f"{prefix}/{NGINX_LOGS[0]}"),
        ("/var/log/nginx/outcomes-error.log", f"{prefix}/{NGINX_LOGS[1]}"),
    ):
        assert text.count(original) == 1, original
        text = text.replace(original, replacement)
    prefix.mkdir(parents=True, exist_ok=True)
    (prefix / "nginx.conf").write_text(_around(text, prefix))
    command = [str(NGINX), "-p", str(prefix), "-c", str(prefix / "nginx.conf"), "-e", "stderr"]
    with running(command, port, "/robots.txt") as server:
        yield server


def _around(text: str, prefix: Path) -> str:
    """What Debian's own nginx.conf says around a site, with a folder of its own for all that it writes."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {prefix}/{kind};\n" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""  # so that it may read a test's folder
    return (
        f"{user}daemon off;\nworker_processes 2;\npid {prefix}/nginx.pid;\nload_module {BROTLI};\n"
        f"events {{ worker_connections 512; }}\nhttp {{\naccess_log off;\n{places}{text}}}\n"
    )


@contextmanager
def running(command: list[str], port: int, ready: str) -> Iterator[StartedServer]:
    """A server that answers, in a group of its own so that no worker is left behind."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=clean_environment(), stdin=subprocess.DEVNULL, start_new_session=True
    )
    server = StartedServer(port, process)
    try:
        wait_until_ready(server, ready, lambda: process.poll() is None, command)
        yield server
    finally:
        end(process)


def wait_until_ready(server: Server, path: str, is_running: Callable[[], bool], command: list[str]) -> None:
    """Waits for an answer at a path, while the server runs.

    Raises:
        AssertionError: It has ended, or does not answer.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and is_running():
        with suppress(OSError, http.client.HTTPException):
            if server.get(path).status == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"{command!r} did not become ready")


def end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=20)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def has_nginx() -> bool:
    return shutil.which(str(NGINX)) is not None and BROTLI.exists()

"""Browser tests: the real server, as its own process, read by a real browser.

`site` is the address of the server. Without Debian's chromium every test of this folder is skipped and
says so.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PATIENCE_SECONDS = 60
SERVER_LOG = pytest.StashKey[Path]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM.exists():
        return
    skip = pytest.mark.skip(reason=f"THE BROWSER TESTS DID NOT RUN: there is no {CHROMIUM}")
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(skip)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Beside a failed test, show what the server said."""
    report = yield
    log = item.config.stash.get(SERVER_LOG, None)
    if report.failed and log is not None:
        report.sections.append(("what the server said", log.read_text(errors="replace")[-4000:]))
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's chromium in place of a browser that playwright would have to download."""
    return {"executable_path": str(CHROMIUM), "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[str]:
    """Address of a server that is ready; it is ended with the tests."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("server") / "output.txt"
    pytestconfig.stash[SERVER_LOG] = log
    with log.open("w") as output:
        process = start_server(port, output)
    try:
        wait_until_ready(process, f"{address}/readyz", log)
        yield address
    finally:
        end(process)


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """So that a test may say `page.goto("/about")`."""
    return site


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def start_server(port: int, output: Any) -> subprocess.Popen[bytes]:
    # What a developer has set for rehearsals (PCP_NOW, PCP_ROOT) must not decide a test.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PCP_")}
    command = [sys.executable, "-m", "metrics", "serve", "--host", "127.0.0.1", "--port", str(port)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # a group of its own, so that no worker is left behind
    )


def wait_until_ready(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if answers(address):
            return
        time.sleep(0.1)
    pytest.fail(
        f"the server did not become ready; it said:\n{log.read_text(errors='replace')}", pytrace=False
    )


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except URLError as fault:
        if hasattr(fault, "close"):
            fault.close()  # 503 until a release is loaded: an answer that holds a socket
        return False
    except OSError:
        return False


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()

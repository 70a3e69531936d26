"""What every kind of test may ask for."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from metrics.garbage import collect_rarely
from tests.browser.later import NOW, publish_later
from tests.running import Server, serve_command
from tests.shared import Shared, end, shared_by

# A page of a test is read once: packed as densely as for readers, it would take as long again as to write it.
os.environ["PCP_BROTLI"] = "5"
os.environ["PCP_KEPT"] = "none"  # nor is anything kept for the next run, unless a test names a folder
collect_rarely()  # of the tests that are collected now, next to nothing is garbage
ROOT = Path(__file__).resolve().parents[1]
NEWEST = "2026-08-14T09:30:00+00:00"


@pytest.fixture(scope="session")
def extracts() -> Path:
    """Folder of real published extracts. They are other people's, so they lie beside the repository."""
    folder = Path(os.environ.get("PCP_EXTRACTS", ROOT.parent / "shared" / "extracts"))
    if not folder.is_dir():
        pytest.skip(f"no published extracts at {folder} (PCP_EXTRACTS names another folder)")
    return folder


# How a run is divided --------------------------------------------------------------------------------------

# What takes long comes first, or at the end all would wait for whoever has just begun it.
LONG = [
    *("serving/test_nginx.py", "store/", "browser/test_pages.py", "browser/", "validators/"),
    *("unit/test_cli_review.py", "unit/test_files.py", "unit/test_data_page.py", "extracts/", "property/"),
]
MEMORY_OF_ONE = 1.5e9  # a process of tests with its browser, generously


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _turn(item.path))


@cache
def _turn(file: Path) -> int:
    """The place in LONG of a file of tests; those of one place stay as they are."""
    starts = (f"{ROOT.as_posix()}/tests/{start}" for start in LONG)
    return next((place for place, start in enumerate(starts) if file.as_posix().startswith(start)), len(LONG))


def pytest_collection_finish() -> None:
    """The tests themselves are many objects and no garbage: looking through them took a tenth of a process's time."""
    collect_rarely()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Twice as many processes as processors where there is memory: tests wait for browsers, servers and disks."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(processors, min(2 * processors, int(memory / MEMORY_OF_ONE)))


# What a run shares ------------------------------------------------------------------------------------------


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tells a process that pytest-xdist starts where what is shared lies."""
    node.workerinput["shared"] = str(shared_by(node.config).folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    end(config)


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Shared:
    """What takes long and is only read, made once for all processes of a run."""
    return shared_by(pytestconfig)


@pytest.fixture(scope="session")
def served(shared: Shared) -> Server:
    """`pcp serve` with two workers, at a fixed moment, for all that only read: it keeps the pages it has made."""
    return shared.server("served", serve_command)


@pytest.fixture(scope="session")
def site(served: Server) -> str:
    """Address of a server that is ready."""
    return served.address


@pytest.fixture(scope="session")
def later_site(shared: Shared) -> str:
    """Address of a server whose release holds a break, and figures that are withheld."""
    root = shared.folder_of("later", publish_later)
    return shared.server("later-served", lambda port: serve_command(port, NOW, root)).address


@pytest.fixture(scope="session")
def newest_site(shared: Shared) -> str:
    """Address of a server with the newest release that is shipped."""
    return shared.server("newest-served", lambda port: serve_command(port, NEWEST)).address


# Machines are noisy: speed is measured in benchmarks/, never by a test's deadline.
settings.register_profile("project", deadline=None)
settings.load_profile("project")

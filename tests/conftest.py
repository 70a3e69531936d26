"""What every kind of test may ask for."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.running import Server, serve_command
from tests.shared import FOLDER, Shared, begin, is_beginner

# A page of a test is read once: packed as densely as for readers, it would take as long again as to write it.
os.environ["PCP_BROTLI"] = "5"
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def extracts() -> Path:
    """Folder of real published extracts. They are other people's, so they lie beside the repository."""
    folder = Path(os.environ.get("PCP_EXTRACTS", ROOT.parent / "shared" / "extracts"))
    if not folder.is_dir():
        pytest.skip(f"no published extracts at {folder} (PCP_EXTRACTS names another folder)")
    return folder


# What a run shares ------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    begin(config)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tells a process that pytest-xdist starts where what is shared lies."""
    node.workerinput["shared"] = str(node.config.stash[FOLDER].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    if is_beginner(config):
        config.stash[FOLDER].end()


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Shared:
    """What takes long and is only read, made once for all processes of a run."""
    return pytestconfig.stash[FOLDER]


@pytest.fixture(scope="session")
def served(shared: Shared) -> Server:
    """`pcp serve` with two workers, at a fixed moment, for all that only read: it keeps the pages it has made."""
    return shared.server("served", serve_command)


# Machines are noisy: speed is measured in benchmarks/, never by a test's deadline.
settings.register_profile("project", deadline=None)
settings.load_profile("project")

"""What every kind of test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.running import Server, application

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


@pytest.fixture(scope="session")
def served() -> Iterator[Server]:
    """`pcp serve` with two workers, at a fixed moment, for all that only read: it keeps the pages it has made."""
    with application() as server:
        yield server


# Machines are noisy: speed is measured in benchmarks/, never by a test's deadline.
settings.register_profile("project", deadline=None)
settings.load_profile("project")

"""What the tests of the running server share: one application, and one folder of finished files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Server, application, write_site


@pytest.fixture(scope="session")
def served() -> Iterator[Server]:
    """`pcp serve` with two workers, at a fixed moment."""
    with application() as server:
        yield server


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished files of the shipped release at that moment."""
    folder = tmp_path_factory.mktemp("site")
    write_site(folder)
    return folder

"""The wheel, and an environment with it, made once for all tests of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packaging.installed import Installed, build, install
from tests.shared import Shared


@pytest.fixture(scope="session")
def built(shared: Shared) -> Path:
    """A folder with the source archive and the wheel."""
    return shared.folder_of("built", build)


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (file,) = built.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def installed(shared: Shared, wheel: Path) -> Installed:
    return Installed(shared.folder_of("installed", lambda folder: install(wheel, folder)))

"""A force that is not London's, published once for all tests of a run."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from werkzeug.test import Client

from app import create_app
from tests.forces.sites import NOW, publish_northmarch
from tests.shared import Shared


@pytest.fixture(scope="session")
def northmarch(shared: Shared) -> Path:
    """Its root, with a release, and with its finished pages in ``site``."""
    return shared.folder_of("northmarch", publish_northmarch)


@pytest.fixture(scope="session")
def reader(northmarch: Path) -> Client:
    """Reads the site in this process."""
    return Client(create_app(northmarch, lambda: datetime.fromisoformat(NOW)).server)

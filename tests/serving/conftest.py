"""What the tests of the running server share: one folder of finished files."""

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from tests.running import write_site


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished files of the shipped release at that moment, written once for all workers: it takes long."""
    base = tmp_path_factory.getbasetemp()
    written = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "site"
    with FileLock(f"{written}.lock"):
        if not written.exists():
            unfinished = tmp_path_factory.mktemp("unfinished")
            write_site(unfinished)
            unfinished.rename(written)
    return Path(shutil.copytree(written, base / "site-of-worker", symlinks=True))

"""What the tests of the running server share: one folder of finished files."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.running import write_site
from tests.shared import Shared


@pytest.fixture(scope="session")
def site_folder(shared: Shared) -> Path:
    """The finished files of the shipped release at that moment, written once: it takes long.

    Each process has names of its own for the same files, and may lead `current` elsewhere.
    """
    written = shared.folder_of("site", write_site)
    own = tempfile.mkdtemp(prefix="site-", dir=shared.folder)
    return Path(shutil.copytree(written, own, symlinks=True, copy_function=os.link, dirs_exist_ok=True))

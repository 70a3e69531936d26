"""The API as schemathesis asks it: whatever its description allows and forbids, with every check that there is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.running import application

CONFIG = Path(__file__).with_name("schemathesis.toml")
COMMAND = Path(sys.executable).with_name("schemathesis")
NOW = "2026-09-01T09:30:00+00:00"  # a moment at which everything that ships is there: trackers, accounts, inspections
MOST_SECONDS = 900


def test_the_api_does_what_its_description_says(tmp_path: Path) -> None:
    with application("--workers=1", now=NOW) as server:
        done = subprocess.run(
            [COMMAND, "--config-file", CONFIG, "run", f"{server.address}/api/v1/openapi.json"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-8000:]
    assert "Tested: 22" in done.stdout, done.stdout  # all but the description itself
